namespace WeId.Workflows.Engine;

/// <summary>Describes a step type for the validator, the simulator and the editor.</summary>
/// <param name="Type">Name in the definitions, with prefix: <c>WeId.VraagBeoordeling</c>.</param>
public sealed record StepDescriptor(string Type)
{
    /// <summary>Name for people, Dutch.</summary>
    public string TitleNl { get; init; } = Type;

    /// <summary>Name for people, English.</summary>
    public string TitleEn { get; init; } = Type;

    /// <summary>The inputs that a definition may give.</summary>
    public IReadOnlyList<StepInput> Inputs { get; init; } = [];

    /// <summary>The outputs that a definition may bind to variables.</summary>
    public IReadOnlyList<StepOutput> Outputs { get; init; } = [];

    /// <summary>All outcomes; the first is what the simulator takes when a scenario gives none.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = ["Done"];

    /// <summary>Those of the outcomes that a definition may leave unconnected: then the step does not end that way in it.</summary>
    public IReadOnlyList<string> OptionalOutcomes { get; init; } = [];

    /// <summary>What the step may wait for; empty when it always completes at once.</summary>
    public IReadOnlyList<StepWait> Waits { get; init; } = [];

    /// <summary>Set on a human review: the outcome that means approval.</summary>
    public string? ApprovalOutcome { get; init; }

    /// <summary>Set on a human review: the input that names its stage. Two reviews of one case must name different stages.</summary>
    public string? StageInput { get; init; }

    /// <summary>Set on an issuing step: what it grants (<c>EhMiddel</c>). Such a step needs <see cref="DemandsReview"/>.</summary>
    public string? Grants { get; init; }

    /// <summary>Step type of the human review that must lie on every path to this step, with its approval between them.</summary>
    public string? DemandsReview { get; init; }
}

/// <summary>An input of a step.</summary>
/// <param name="Name">In camelCase, as in the JSON.</param>
/// <param name="TypeName">String, Boolean, Int32, Int64, Double, Decimal, DateTimeOffset or TimeSpan.</param>
/// <param name="Kind">What the value names, so that the validator can look it up.</param>
public sealed record StepInput(string Name, string TypeName, bool Required = false, bool Sensitive = false, StepInputKind Kind = StepInputKind.Value);

/// <summary>What the value of an input stands for.</summary>
public enum StepInputKind
{
    /// <summary>Just a value.</summary>
    Value,

    /// <summary>A value that is read before the step runs, so it must be a literal.</summary>
    Constant,

    /// <summary>A template, which must exist in every language and in the channel of the step (rule 7).</summary>
    Template,
}

/// <summary>An output of a step, see <see cref="StepInput"/> for the type names.</summary>
public sealed record StepOutput(string Name, string TypeName);

/// <summary>A wait that a step may make. In round n the n-th term holds; after the last term the last one holds again.</summary>
/// <param name="Name">Null: the activity id.</param>
public sealed record StepWait(string? Name, IReadOnlyList<StepTerm> Terms);

/// <summary>How long a wait lasts by default, counted from its own start, and the outcome at its end.</summary>
public sealed record StepTerm(TimeSpan Term, string Outcome);
