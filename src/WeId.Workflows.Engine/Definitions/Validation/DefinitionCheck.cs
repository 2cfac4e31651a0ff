namespace WeId.Workflows.Engine.Definitions.Validation;

/// <summary>One definition under check and what was found.</summary>
internal sealed class DefinitionCheck(
    WorkflowDefinition definition,
    IReadOnlyDictionary<string, StepDescriptor> steps,
    ValidationOptions options)
{
    public WorkflowDefinition Definition { get; } = definition;

    public IReadOnlyDictionary<string, StepDescriptor> Steps { get; } = steps;

    public ValidationOptions Options { get; } = options;

    public List<DefinitionProblem> Problems { get; } = [];

    /// <summary>Adds a problem; <paramref name="fault"/> follows "Activity 'id'".</summary>
    public void Add(int rule, string activityId, string fault) => Problems.Add(new(rule, activityId, $"Activity '{activityId}' {fault}"));

    /// <summary>Adds a problem of the definition as a whole.</summary>
    public void Add(int rule, string message) => Problems.Add(new(rule, null, message));
}
