using WeId.Workflows.Benchmarks.Cases;
using WeId.Workflows.Benchmarks.Reporting;

var folder = Path.Combine(Environment.CurrentDirectory, "artifacts", "benchmarks", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"));
var filled = new FilledWorlds(folder);
ICase[] cases =
[
    new InstancesCase(), new LatencyCase(), new FlatnessCase(filled), new TakenbakCase(filled), new StatementsCase(), new MemoryCase(), new ColdStartCase(),
];

var names = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
var isQuick = args.Contains("--quick");
var reportFile = args.SkipWhile(a => a != "--report").Skip(1).FirstOrDefault();
var chosen = names is [] or ["all"] ? cases : [.. cases.Append(new ProfileCase()).Where(c => names.Contains(c.Name))];
if (chosen.Length == 0 || chosen.Length < names.Count)
{
    await Console.Error.WriteLineAsync($"Usage: [all | <names>…] [--quick] [--report FILE]; names: {string.Join(", ", cases.Select(c => c.Name))}; apart from all: profile");
    return 1;
}

Directory.CreateDirectory(folder);
var settings = new Settings(folder, isQuick);
var report = new Report();
var machine = Machine.Describe(folder);
try
{
    foreach (var one in chosen)
    {
        await one.RunAsync(settings, report);
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

var text = report.Write(machine);
if (reportFile is null)
{
    Console.Write(text);
}
else
{
    await File.WriteAllTextAsync(reportFile, text);
}

return 0;
