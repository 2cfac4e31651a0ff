using WeId.Workflows.Engine.Definitions.Validation;

namespace WeId.Workflows.Engine.Definitions;

/// <summary>Enforces rules 1 to 8 of the documentation of definitions, so that both engines mean the same by a definition.</summary>
/// <param name="steps">The step types that definitions may name, by type.</param>
/// <param name="templates">Answers rule 7; null: that rule is left out.</param>
public sealed class DefinitionValidator(IReadOnlyDictionary<string, StepDescriptor> steps, ITemplateIndex? templates = null)
{
    /// <summary>Everything that is wrong with the definition, in the order of the rules; empty when it is valid.</summary>
    public IReadOnlyList<DefinitionProblem> Validate(WorkflowDefinition definition, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        options ??= new ValidationOptions();
        var check = new DefinitionCheck(definition, steps, options);
        StructureRules.Check(check);
        ValueRules.Check(check);
        if (!options.SkipTemplates && templates is not null)
        {
            TemplateRule.Check(check, templates);
        }

        // The rules about paths need a graph: one start, and connections that lead somewhere.
        if (DefinitionGraph.TryCreate(definition, steps) is { } graph)
        {
            LoopRules.Check(check, graph);
            var branches = ForkRules.Check(check, graph);
            LoopRules.CheckWaits(check, graph, branches);
            if (!options.SkipReviews)
            {
                ReviewRules.Check(check, graph, branches);
            }
        }

        return [.. check.Problems.Distinct().OrderBy(p => p.Rule)];
    }
}

/// <summary>Which rules are left out.</summary>
public sealed record ValidationOptions
{
    /// <summary>For a trial run: rules 6 and 7 are left out.</summary>
    public static ValidationOptions ForSimulation { get; } = new() { SkipReviews = true, SkipTemplates = true };

    /// <summary>Leaves rule 6 out.</summary>
    public bool SkipReviews { get; init; }

    /// <summary>Leaves rule 7 out.</summary>
    public bool SkipTemplates { get; init; }

    /// <summary>Step types whose inputs and outputs are whatever the definition writes: those that a scenario declares.</summary>
    public IReadOnlySet<string> FreeFormTypes { get; init; } = new HashSet<string>();
}
