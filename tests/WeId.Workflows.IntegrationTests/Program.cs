using WeId.Workflows.IntegrationTests.Crash;
using WeId.Workflows.IntegrationTests.Museum;

return args switch
{
    [CrashChild.Verb, ..] => await CrashChild.RunAsync(args),
    [CrashSweep.Verb, ..] => await CrashSweep.RunAsync(args, Console.Out),
    [MuseumMaker.Verb, _] => await MuseumMaker.RunAsync(args, Console.Out),
    _ => throw new ArgumentException($"This program runs tests; by hand: {CrashSweep.Verb} [NIVEAU FACTOR], {MuseumMaker.Verb} FOLDER."),
};
