using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded.Simulation;

namespace WeId.Workflows.Web.Cli;

/// <summary>What a trial run printed and what was wrong with it.</summary>
internal sealed record ScenarioRun(IReadOnlyList<string> Lines, IReadOnlyList<CliFault> Faults);

/// <summary>Runs one scenario of one definition.</summary>
internal sealed class ScenarioCommand(IReadOnlyDictionary<string, StepDescriptor> steps)
{
    public async Task<ScenarioRun> RunAsync(DefinitionFile file, string scenarioPath, CancellationToken ct)
    {
        if (file.Definition is not { } definition)
        {
            return Refused(file.Path, file.Problems);
        }

        try
        {
            var scenario = Scenario.Parse(await File.ReadAllTextAsync(scenarioPath, ct));
            var known = new Dictionary<string, StepDescriptor>(steps, StringComparer.Ordinal);
            var declared = ScenarioRunner.DeclaredSteps(scenario).Where(d => known.TryAdd(d.Type, d)).Select(d => d.Type).ToHashSet(StringComparer.Ordinal);
            var problems = new DefinitionValidator(known).Validate(definition, ValidationOptions.ForSimulation with { FreeFormTypes = declared });
            if (problems.Count > 0)
            {
                return Refused(file.Path, problems);
            }

            var result = new ScenarioRunner(definition, known.GetValueOrDefault, new ExpressionEvaluator()).Run(scenario);
            return new(result.Lines, result.Difference is { } difference ? [new(scenarioPath, null, null, difference)] : []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ScenarioException)
        {
            return new([], [new(scenarioPath, null, null, e.Message)]);
        }
    }

    private static ScenarioRun Refused(string path, IReadOnlyList<DefinitionProblem> problems) =>
        new([], [.. problems.Select(p => new CliFault(path, p.Rule, p.ActivityId, p.Message))]);
}
