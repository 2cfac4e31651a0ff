namespace WeId.Workflows.Engine.Definitions;

/// <summary>A workflow definition as read from its JSON (Elsa 3 format); see docs for the supported subset.</summary>
public sealed record WorkflowDefinition
{
    /// <summary>Stable name over all versions: <c>nieuwe-gebruiker</c>.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>1 and up; versions only grow.</summary>
    public required int Version { get; init; }

    /// <summary>Id of this version.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>One or two sentences for people.</summary>
    public string? Description { get; init; }

    /// <summary>Variables of the instance.</summary>
    public required IReadOnlyList<VariableDefinition> Variables { get; init; }

    /// <summary>What must or may be given at the start.</summary>
    public required IReadOnlyList<InputDefinition> Inputs { get; init; }

    /// <summary>The nodes of the flowchart, in the order of the file.</summary>
    public required IReadOnlyList<ActivityDefinition> Activities { get; init; }

    /// <summary>The arrows of the flowchart, in the order of the file.</summary>
    public required IReadOnlyList<ConnectionDefinition> Connections { get; init; }

    /// <summary>The JSON from which it was read.</summary>
    public required string Json { get; init; }
}

/// <summary>A variable; <paramref name="Value"/> is its initial value as text, null when it has none.</summary>
public sealed record VariableDefinition(string Id, string Name, string TypeName, string? Value);

/// <summary>A declared input of the workflow.</summary>
public sealed record InputDefinition(string Name, string TypeName);

/// <summary>A node: built-in (<c>Elsa.*</c>) or one of our steps (<c>WeId.*</c>).</summary>
public sealed record ActivityDefinition
{
    /// <summary>Unique in the definition.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people; the id when absent.</summary>
    public string? Name { get; init; }

    /// <summary>The name in English: <c>nameEn</c> among the custom properties, which Elsa keeps; null when absent.</summary>
    public string? NameEn { get; init; }

    /// <summary>Type with prefix.</summary>
    public required string Type { get; init; }

    /// <summary>Every property that is an input, by name in camelCase.</summary>
    public IReadOnlyDictionary<string, InputValue> Inputs { get; init; } = new Dictionary<string, InputValue>();

    /// <summary>Outputs bound to variables: output name → variable id.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary><c>Elsa.SetVariable</c>: id of the variable.</summary>
    public string? VariableId { get; init; }

    /// <summary><c>Elsa.FlowSwitch</c>: its cases in order.</summary>
    public IReadOnlyList<SwitchCase> Cases { get; init; } = [];
}

/// <summary>A value with its type, as an expression.</summary>
public sealed record InputValue(string? TypeName, Expression Expression);

/// <summary>An expression: <c>Literal</c>, <c>Object</c>, <c>Variable</c> (value = variable id), <c>JavaScript</c> or <c>Liquid</c>.</summary>
public sealed record Expression(string Type, string? Value);

/// <summary>A case of a switch: the label is the outcome.</summary>
public sealed record SwitchCase(string Label, Expression? Condition);

/// <summary>An arrow from an outcome (port) of one activity to another activity.</summary>
public sealed record ConnectionDefinition(string SourceActivity, string? SourcePort, string TargetActivity, string? TargetPort);
