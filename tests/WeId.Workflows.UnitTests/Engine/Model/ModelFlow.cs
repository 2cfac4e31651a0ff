using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.UnitTests.Engine.Model;

/// <summary>What a node is to the reference model.</summary>
internal enum NodeKind
{
    Start,
    Finish,
    Auto,
    Wait,
    Delay,
    Set,
    Decide,
    BadDecide,
    Switch,
    Fork,
    Join,
}

/// <summary>A node as the generator meant it, next to the definition that says the same.</summary>
internal sealed class Node(string id, NodeKind kind)
{
    public string Id { get; } = id;

    public NodeKind Kind { get; } = kind;

    /// <summary>Port → node, in the order of the file.</summary>
    public List<(string Port, string Target)> Exits { get; } = [];

    /// <summary>Set: what it sets. Decide and Switch: on which they decide, in order.</summary>
    public List<int> Variables { get; init; } = [];

    /// <summary>Set: to what.</summary>
    public bool Value { get; init; }

    /// <summary>Auto and Wait: the variable to which the output is bound; null when it is not.</summary>
    public int? Output { get; init; }

    /// <summary>Delay: for how long.</summary>
    public int Hours { get; init; }

    /// <summary>Join: its mode.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Fork: where its branches meet; null when they all end.</summary>
    public string? MeetsAt { get; set; }
}

/// <summary>A generated definition with its meaning.</summary>
internal sealed record ModelFlow(WorkflowDefinition Definition, IReadOnlyDictionary<string, Node> Nodes)
{
    /// <summary>Variables of each flow: B0, B1 and B2, all false at the start.</summary>
    public const int VariableCount = 3;

    public const string Auto = "M.Auto";

    public const string Wait = "M.Wait";

    /// <summary>As <see cref="Auto"/> and <see cref="Wait"/>, with one outcome: a branch of these is sure to come to its join.</summary>
    public const string SureAuto = "M.SureAuto";

    /// <inheritdoc cref="SureAuto"/>
    public const string SureWait = "M.SureWait";

    /// <summary>The step types of generated definitions.</summary>
    public static IReadOnlyDictionary<string, StepDescriptor> Steps { get; } = new StepDescriptor[]
    {
        Step(Auto, ["Ok", "Fout"], waits: false),
        Step(Wait, ["Ok", "Fout"], waits: true),
        Step(SureAuto, ["Ok"], waits: false),
        Step(SureWait, ["Ok"], waits: true),
    }.ToDictionary(d => d.Type);

    /// <summary>Whether the validator accepts the definition.</summary>
    public bool IsValid => new DefinitionValidator(Steps).Validate(Definition).Count == 0;

    /// <summary>The outcome, where the node has it; a step with one outcome always has that one.</summary>
    public string OutcomeOf(string id, string outcome) => Nodes[id].Exits.Exists(e => e.Port == outcome) ? outcome : "Ok";

    private static StepDescriptor Step(string type, string[] outcomes, bool waits) => new(type)
    {
        Outcomes = outcomes,
        Outputs = [new StepOutput("Waarde", "Boolean")],
        Waits = waits ? [new StepWait(null, [])] : [],
    };
}
