using System.Text.Json;
using System.Text.Json.Nodes;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.UnitTests.Engine.Definitions;

/// <summary>Writes definitions in their file format; <c>Flow("start -> a", "a.Ok -> einde")</c> makes the connections.</summary>
internal sealed class DefinitionBuilder
{
    private const string Storage = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core";
    private readonly JsonObject file;

    public DefinitionBuilder()
    {
        file = new JsonObject
        {
            ["id"] = "proef-v1",
            ["definitionId"] = "proef",
            ["name"] = "Proef",
            ["version"] = 1,
            ["variables"] = new JsonArray(),
            ["inputs"] = new JsonArray(),
            ["outputs"] = new JsonArray(),
            ["root"] = new JsonObject
            {
                ["id"] = "root",
                ["type"] = "Elsa.Flowchart",
                ["activities"] = new JsonArray(),
                ["connections"] = new JsonArray(),
            },
        };
        Activity("start", "Elsa.Start");
        Activity("einde", "Elsa.Finish");
    }

    public JsonObject File => file;

    /// <summary>The step types of these tests.</summary>
    public static IReadOnlyDictionary<string, StepDescriptor> Steps { get; } = new[]
    {
        new StepDescriptor("WeId.Stap") { Inputs = [new("tekst", "String"), new("aantal", "Int32")], Outputs = [new("niveau", "String")] },
        new StepDescriptor("WeId.Keuze") { Outcomes = ["Ja", "Nee"] },
        new StepDescriptor("WeId.Misschien") { Outcomes = ["Done", "Soms"], OptionalOutcomes = ["Soms"] },
        new StepDescriptor("WeId.Vast") { Inputs = [new("dagen", "Int32", Kind: StepInputKind.Constant)] },
        new StepDescriptor("WeId.Nodig") { Inputs = [new("wat", "String", Required: true)] },
        new StepDescriptor("WeId.Wacht") { Waits = [new StepWait(null, [])] },
        new StepDescriptor("WeId.Verzend") { Inputs = [new("sjabloon", "String", Kind: StepInputKind.Template), new("kanaal", "String")] },
        new StepDescriptor("WeId.Beoordeling")
        {
            Inputs = [new("stap", "String")],
            Outcomes = ["Goedgekeurd", "Afgekeurd"],
            Waits = [new StepWait(null, [])],
            ApprovalOutcome = "Goedgekeurd",
            StageInput = "stap",
        },
        new StepDescriptor("WeId.Uitgeven") { Grants = "EhMiddel", DemandsReview = "WeId.Beoordeling" },
    }.ToDictionary(d => d.Type);

    private JsonArray Activities => file["root"]!["activities"]!.AsArray();

    public static JsonObject Literal(string typeName, string? value) => Value(typeName, "Literal", value);

    public static JsonObject Value(string typeName, string type, JsonNode? value) =>
        new() { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    public DefinitionBuilder Activity(string id, string type, params (string Name, JsonNode? Value)[] properties)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in properties)
        {
            activity[name] = value;
        }

        Activities.Add(activity);
        return this;
    }

    public DefinitionBuilder Several(string type, params string[] ids)
    {
        foreach (var id in ids)
        {
            Activity(id, type);
        }

        return this;
    }

    public DefinitionBuilder Decision(string id, string condition = "true") =>
        Activity(id, "Elsa.FlowDecision", ("condition", Value("Boolean", "JavaScript", condition)));

    public DefinitionBuilder Fork(string id, params string[] branches) =>
        Activity(id, "Elsa.FlowFork", ("branches", Value("List<String>", "Object", JsonSerializer.Serialize(branches))));

    public DefinitionBuilder Join(string id, string mode) => Activity(id, "Elsa.FlowJoin", ("mode", Literal("FlowJoinMode", mode)));

    public DefinitionBuilder Variable(string name, string typeName = "String", JsonNode? value = null)
    {
        file["variables"]!.AsArray().Add(new JsonObject
        {
            ["id"] = $"var-{name}",
            ["name"] = name,
            ["typeName"] = typeName,
            ["value"] = value,
            ["storageDriverTypeName"] = Storage,
        });
        return this;
    }

    public DefinitionBuilder Input(string name, string typeName = "String")
    {
        file["inputs"]!.AsArray().Add(new JsonObject { ["name"] = name, ["type"] = typeName, ["storageDriverType"] = Storage });
        return this;
    }

    /// <summary>Connections as <c>bron.Uitkomst -> doel</c>; the outcome is Done when it is left out.</summary>
    public DefinitionBuilder Flow(params string[] arrows)
    {
        foreach (var arrow in arrows)
        {
            var ends = arrow.Split(" -> ");
            var source = ends[0].Split('.');
            Connect(source[0], source.Length > 1 ? source[1] : "Done", ends[1]);
        }

        return this;
    }

    public DefinitionBuilder Connect(string source, string? port, string target)
    {
        file["root"]!["connections"]!.AsArray().Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        });
        return this;
    }

    public string Json() => file.ToJsonString();

    public WorkflowDefinition Build()
    {
        var result = DefinitionReader.Read(Json());
        return result.Definition ?? throw new InvalidOperationException(string.Join('\n', result.Problems));
    }

    /// <summary>What the validator says, as <c>rule activity</c>.</summary>
    public IReadOnlyList<string> Refusals(ITemplateIndex? templates = null, ValidationOptions? options = null) =>
        [.. new DefinitionValidator(Steps, templates).Validate(Build(), options).Select(p => $"{p.Rule} {p.ActivityId}".Trim())];
}
