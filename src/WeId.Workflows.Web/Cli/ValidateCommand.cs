using System.Text.Json;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Web.Cli;

/// <summary>Checks definitions one by one, against each other and against their scenarios.</summary>
internal sealed class ValidateCommand(IReadOnlyDictionary<string, StepDescriptor> steps, ITemplateIndex? templates)
{
    private readonly List<Checked> definitions = [];
    private readonly List<Checked> scenarios = [];

    public async Task<int> RunAsync(IReadOnlyList<string> paths, bool json, TextWriter @out, CancellationToken ct)
    {
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                await AddFolderAsync(path, ct);
            }
            else
            {
                Add(await DefinitionFile.ReadAsync(path, ct));
            }
        }

        AddConflicts();
        var valid = definitions.Concat(scenarios).All(c => c.Faults.Count == 0);
        await @out.WriteLineAsync((json
            ? CliJson.Write(new { valid, definitions = definitions.Select(AsJson), scenarios = scenarios.Select(AsJson) })
            : string.Join(Environment.NewLine, definitions.Concat(scenarios).SelectMany(AsText))).AsMemory(), ct);
        return valid ? 0 : 1;
    }

    private async Task AddFolderAsync(string folder, CancellationToken ct)
    {
        var files = new List<DefinitionFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            files.Add(await DefinitionFile.ReadAsync(path, ct));
            Add(files[^1]);
        }

        if (files.Count == 0)
        {
            definitions.Add(new(folder, null, [new(folder, null, null, "The folder has no definitions.")]));
        }

        // Scenarios describe the newest version; instances of older ones run on what was tried at their time.
        foreach (var newest in files.Where(f => f.Definition is not null).GroupBy(f => f.Definition!.DefinitionId, StringComparer.Ordinal)
            .Select(g => g.MaxBy(f => f.Definition!.Version)!))
        {
            var own = Path.Combine(folder, "scenarios", newest.Definition!.DefinitionId);
            var paths = Directory.Exists(own) ? Directory.GetFiles(own, "*.json") : [];
            if (definitions.Exists(d => d.File == newest.Path && d.Faults.Exists(f => f.Rule is not (6 or 7))))
            {
                continue;
            }

            foreach (var path in paths.Order(StringComparer.Ordinal))
            {
                var run = await new ScenarioCommand(steps).RunAsync(newest, path, ct);
                scenarios.Add(new(path, newest.Definition, [.. run.Faults]));
            }
        }
    }

    private void Add(DefinitionFile file)
    {
        var problems = file.Definition is { } definition ? new DefinitionValidator(steps, templates).Validate(definition) : file.Problems;
        definitions.Add(new(file.Path, file.Definition, [.. problems.Select(p => new CliFault(file.Path, p.Rule, p.ActivityId, p.Message))]));
    }

    private void AddConflicts()
    {
        foreach (var same in definitions.Where(d => d.Definition is not null).ToLookup(d => (d.Definition!.DefinitionId, d.Definition.Version)))
        {
            var first = same.First();
            foreach (var other in same.Skip(1).Where(o => !HasSameContent(first.Definition!, o.Definition!)))
            {
                other.Faults.Add(new(other.File, null, null, $"Version {same.Key.Version} of '{same.Key.DefinitionId}' is in {first.File} with other content."));
            }
        }
    }

    private static bool HasSameContent(WorkflowDefinition one, WorkflowDefinition other)
    {
        using var first = JsonDocument.Parse(one.Json);
        using var second = JsonDocument.Parse(other.Json);
        return JsonElement.DeepEquals(first.RootElement, second.RootElement);
    }

    private static object AsJson(Checked item) => new
    {
        file = item.File,
        definitionId = item.Definition?.DefinitionId,
        version = item.Definition?.Version,
        valid = item.Faults.Count == 0,
        problems = item.Faults.Select(f => new { rule = f.Rule, activity = f.Activity, message = f.Message }),
    };

    private static IEnumerable<string> AsText(Checked item) => item.Faults.Count == 0
        ? [$"{item.File}: ok"]
        : item.Faults.Select(f => f.ToString());

    private sealed record Checked(string File, WorkflowDefinition? Definition, List<CliFault> Faults);
}
