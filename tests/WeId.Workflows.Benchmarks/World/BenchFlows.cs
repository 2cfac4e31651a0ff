using System.Text.Json;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>The tiny definitions whose trips are measured.</summary>
internal static class BenchFlows
{
    /// <summary>Start, one task for a person, done.</summary>
    public static WorkflowDefinition OneTask { get; } = Sequence("bench-taak", VraagBesluitStep.Type, 1);

    /// <summary>Start, two tasks one after the other, done.</summary>
    public static WorkflowDefinition TwoTasks { get; } = Sequence("bench-twee-taken", VraagBesluitStep.Type, 2);

    /// <summary>Start, five steps that complete at once, done.</summary>
    public static WorkflowDefinition FiveSteps { get; } = Sequence("bench-vijf-stappen", DurableStep.Type, 5);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WorkflowDefinition> All { get; } = [OneTask, TwoTasks, FiveSteps];

    private static WorkflowDefinition Sequence(string definitionId, string stepType, int count)
    {
        string[] ids = ["start", .. Enumerable.Range(1, count).Select(n => $"stap-{n}"), "klaar"];
        var json = JsonSerializer.Serialize(new
        {
            id = $"{definitionId}-v1",
            definitionId,
            name = definitionId,
            version = 1,
            toolVersion = "3.5.3.0",
            isLatest = true,
            isPublished = true,
            variables = Array.Empty<object>(),
            inputs = new[] { new { type = "String", name = "AanvraagId", storageDriverType = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" } },
            outputs = Array.Empty<object>(),
            outcomes = Array.Empty<object>(),
            root = new
            {
                id = "root",
                type = "Elsa.Flowchart",
                version = 1,
                activities = ids.Select(id => new { id, type = id switch { "start" => "Elsa.Start", "klaar" => "Elsa.Finish", _ => stepType }, version = 1 }),
                connections = ids.Zip(ids.Skip(1), (from, to) => new
                {
                    source = new { activity = from, port = "Done" },
                    target = new { activity = to, port = "In" },
                }),
            },
        });
        var read = DefinitionReader.Read(json);
        return read.Definition ?? throw new InvalidOperationException(string.Join(Environment.NewLine, read.Problems));
    }
}
