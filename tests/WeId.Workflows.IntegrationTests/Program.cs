using WeId.Workflows.IntegrationTests.Crash;
using WeId.Workflows.IntegrationTests.Faults;
using WeId.Workflows.IntegrationTests.Museum;
using WeId.Workflows.IntegrationTests.Nodes;

return args switch
{
    [CrashChild.Verb, ..] => await CrashChild.RunAsync(args),
    [LoadChild.Verb, _] => await LoadChild.RunAsync(args),
    [NodeChild.Verb, ..] => await NodeChild.RunAsync(args),
    [FaultParts.Verb, ..] => await FaultParts.RunAsync(args, Console.Out),
    [MuseumMaker.Verb, _] => await MuseumMaker.RunAsync(args, Console.Out),
    _ => throw new ArgumentException($"This program runs tests; by hand: {FaultParts.Usage}, {MuseumMaker.Verb} FOLDER."),
};
