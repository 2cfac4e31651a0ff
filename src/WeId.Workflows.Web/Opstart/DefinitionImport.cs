using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Web.Opstart;

/// <summary>Publishes the definitions that this build ships; one that is not valid refuses the start.</summary>
internal sealed class DefinitionImport(IDefinitionCatalog definitions, StepCatalog steps, ITemplateIndex templates, IHostEnvironment environment, ILogger<DefinitionImport> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(environment.ContentRootPath, "workflows");
        if (!Directory.Exists(folder))
        {
            return;
        }

        var read = new List<WorkflowDefinition>();
        var problems = new List<string>();
        var validator = new DefinitionValidator(steps.Descriptors.ToDictionary(d => d.Type, StringComparer.Ordinal), templates);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var result = DefinitionReader.Read(await File.ReadAllTextAsync(file, cancellationToken));
            var found = result.Definition is { } definition ? validator.Validate(definition) : result.Problems;
            problems.AddRange(found.Select(p => $"workflows/{Path.GetFileName(file)}: {p}"));
            if (found.Count == 0 && result.Definition is { } valid)
            {
                read.Add(valid);
            }
        }

        if (problems.Count > 0)
        {
            throw new StartGeweigerdException(string.Join(Environment.NewLine, problems));
        }

        foreach (var definition in read.OrderBy(d => d.DefinitionId, StringComparer.Ordinal).ThenBy(d => d.Version))
        {
            await PublishAsync(definition, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PublishAsync(WorkflowDefinition definition, CancellationToken ct)
    {
        // Newer versions may have been published since this build was made; the files are only the baseline.
        if (await definitions.FindLatestAsync(definition.DefinitionId, ct) is { } latest && latest.Version > definition.Version)
        {
            return;
        }

        try
        {
            await definitions.PublishAsync(definition, ct);
            Log.DefinitionPublished(logger, definition.DefinitionId, definition.Version);
        }
        catch (DefinitionConflictException e)
        {
            throw new StartGeweigerdException(
                $"{e.Message} Give the changed file a new version; for a try on your own machine you may delete data/weid.db instead.");
        }
    }
}
