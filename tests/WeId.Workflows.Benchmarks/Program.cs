using WeId.Workflows.Benchmarks.Cases;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;

if (args is [MemoryCase.Verb, ..])
{
    return await MemoryCase.MeasureAsync(args);
}

var folder = Path.Combine(Environment.CurrentDirectory, "artifacts", "benchmarks", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"));
var filled = new FilledWorlds(folder);
ICase[] cases =
[
    new InstancesCase(),
    new LatencyCase(),
    new FlatnessCase(filled),
    new TakenbakCase(filled),
    new MachtigingenCase(),
    new StatementsCase(),
    new MemoryCase(),
    new ColdStartCase(),
    new RetentionCase(),
    new DocumentsCase(),
    new MailQueueCase(),
];

var names = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
var isQuick = args.Contains("--quick");
var reportFile = ValueOf("--report");
var setups = ValueOf("--on") is { } given ? given.Split(',').Select(Enum.Parse<Setup>).ToList() : [.. Enum.GetValues<Setup>()];
var chosen = names is [] or ["all"] ? cases : [.. cases.Where(c => names.Contains(c.Name))];
if (args.Contains("--help") || (names is not ["all"] && chosen.Length < names.Count))
{
    await Console.Error.WriteLineAsync($"""
        Usage: [all | <names>…] [--quick] [--on DATABASES] [--report FILE]
        Names: {string.Join(", ", cases.Select(c => c.Name))}.
        Databases, separated by commas: {string.Join(", ", Enum.GetValues<Setup>())}.
        """);
    return 1;
}

Directory.CreateDirectory(folder);
var settings = new Settings(folder, setups, isQuick);
var report = new Report();
var machine = await Machine.DescribeAsync(settings);
try
{
    foreach (var one in chosen)
    {
        await one.RunAsync(settings, report);
    }
}
finally
{
    // Also after a case that failed: the others were measured.
    var text = report.Write(machine);
    await (reportFile is null ? Console.Out.WriteAsync(text) : File.WriteAllTextAsync(reportFile, text));
    Directory.Delete(folder, recursive: true);
}

return 0;

string? ValueOf(string option) => args.SkipWhile(a => a != option).Skip(1).FirstOrDefault();
