using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Engine.Embedded.Simulation;

/// <summary>A trial run from the text of a definition and of a scenario, as the command line and publishing want it.</summary>
/// <param name="steps">The step types of this build.</param>
/// <param name="expressions">Evaluates what the definition computes.</param>
public sealed class Simulator(StepCatalog steps, IExpressionEvaluator expressions)
{
    /// <summary>Validates the definition, apart from rules 6 and 7, and runs the scenario on it.</summary>
    public SimulationResult Run(string definitionJson, string scenarioJson)
    {
        Scenario scenario;
        try
        {
            scenario = Scenario.Parse(scenarioJson);
        }
        catch (ScenarioException e)
        {
            return SimulationResult.Refused(e.Message);
        }

        var (definition, problems) = Read(definitionJson, scenario);
        if (definition is null || problems.Count > 0)
        {
            return SimulationResult.Refused([.. problems.Select(p => p.ToString())]);
        }

        try
        {
            var result = new ScenarioRunner(definition, steps.Find, expressions).Run(scenario);
            return new SimulationResult(result.Lines, result.Difference is null ? [] : [result.Difference]);
        }
        catch (ScenarioException e)
        {
            return SimulationResult.Refused(e.Message);
        }
    }

    private (WorkflowDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems) Read(string json, Scenario scenario)
    {
        var read = DefinitionReader.Read(json);
        if (read.Definition is null || read.Problems.Count > 0)
        {
            return (null, read.Problems);
        }

        var declared = ScenarioRunner.DeclaredSteps(scenario).Where(d => steps.Find(d.Type) is null).ToList();
        var known = steps.Descriptors.Concat(declared).ToDictionary(d => d.Type, StringComparer.Ordinal);
        var options = ValidationOptions.ForSimulation with { FreeFormTypes = declared.Select(d => d.Type).ToHashSet() };
        return (read.Definition, new DefinitionValidator(known).Validate(read.Definition, options));
    }
}

/// <summary>What a trial run says.</summary>
/// <param name="Lines">One JSON object a line, the status last; empty when it could not begin.</param>
/// <param name="Problems">Why it could not begin, or the first difference from what the scenario expects; empty: all is well.</param>
public sealed record SimulationResult(IReadOnlyList<string> Lines, IReadOnlyList<string> Problems)
{
    /// <summary>Whether it ran and came as expected.</summary>
    public bool IsSuccess => Problems.Count == 0;

    internal static SimulationResult Refused(params string[] problems) => new([], problems);
}
