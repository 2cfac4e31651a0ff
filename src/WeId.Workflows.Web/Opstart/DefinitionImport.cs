using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Persistence.Startup;
using WeId.Workflows.Persistence.Stores;

namespace WeId.Workflows.Web.Opstart;

/// <summary>Publishes the definitions that this build ships; one that is not valid, or changed without a new version, refuses the start.</summary>
internal sealed class DefinitionImport(
    IDefinitionCatalog definitions,
    DatabaseStartup database,
    StepCatalog steps,
    ITemplateIndex templates,
    IHostEnvironment environment,
    ILogger<DefinitionImport> logger) : IHostedLifecycleService
{
    private readonly List<WorkflowDefinition> shipped = [];

    // Before the first write of the start, so that a refused one leaves everything as it was.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(environment.ContentRootPath, "workflows");
        if (!Directory.Exists(folder))
        {
            return;
        }

        var problems = new List<string>();
        var published = await database.PublishedAsync(cancellationToken);
        var validator = new DefinitionValidator(steps.Descriptors.ToDictionary(d => d.Type, StringComparer.Ordinal), templates);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var result = DefinitionReader.Read(await File.ReadAllTextAsync(file, cancellationToken));
            var found = result.Definition is { } definition ? validator.Validate(definition) : result.Problems;
            problems.AddRange(found.Select(p => $"workflows/{Path.GetFileName(file)}: {p}"));
            if (found.Count > 0 || result.Definition is not { } valid)
            {
                continue;
            }

            shipped.Add(valid);
            if (published.TryGetValue((valid.DefinitionId, valid.Version), out var hash) && hash != PublishedDefinition.HashOf(valid.Json))
            {
                problems.Add($"workflows/{Path.GetFileName(file)}: version {valid.Version} of '{valid.DefinitionId}' is published with other content. "
                    + "Give the changed file a new version, or put the file back as it was; for a try on your own machine you may delete data/weid.db instead.");
            }
        }

        if (problems.Count > 0)
        {
            throw new StartGeweigerdException(string.Join(Environment.NewLine, problems));
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var definition in shipped.OrderBy(d => d.DefinitionId, StringComparer.Ordinal).ThenBy(d => d.Version))
        {
            await PublishAsync(definition, cancellationToken);
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
            // Another node, of another build, published meanwhile.
            throw new StartGeweigerdException($"{e.Message} Give the changed file a new version.");
        }
    }
}
