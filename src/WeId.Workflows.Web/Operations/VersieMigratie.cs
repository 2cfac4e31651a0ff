using WeId.Workflows.Domain;
using WeId.Workflows.Engine;

namespace WeId.Workflows.Web.Operations;

/// <summary>Moves all that runs on one version of a definition to another one, instance by instance.</summary>
/// <remarks>Each instance is an act of its own: what was cut off half-way goes on when it is done again, since what was moved no longer is on the old version.</remarks>
internal sealed class VersieMigratie(VersiesQuery query, OperationsService operations, IServiceScopeFactory scopes)
{
    /// <summary>What would change for each instance; changes nothing.</summary>
    /// <param name="keuze">From where to where.</param>
    /// <param name="progress">Told after each instance: how many are done, and of how many.</param>
    /// <param name="ct">Stops between two instances.</param>
    public async Task<IReadOnlyList<InstanceUitkomst>> PreviewAsync(VersieKeuze keuze, Action<int, int> progress, CancellationToken ct)
    {
        var instances = await query.RunningAsync(keuze.DefinitionId, keuze.Van, ct);
        var uitkomsten = new List<InstanceUitkomst>();
        foreach (var instance in instances)
        {
            uitkomsten.Add(new(instance, await PlanAsync((engine, command) => engine.PreviewMigrationAsync(command, ct), Guid.Empty, instance, keuze)));
            progress(uitkomsten.Count, instances.Count);
        }

        return uitkomsten;
    }

    /// <summary>Moves each instance that can be moved; the others stay as they are, with the reason.</summary>
    /// <returns>Why the operator may not, with what was done before he was refused.</returns>
    public async Task<(Refusal? Refusal, IReadOnlyList<InstanceUitkomst> Uitkomsten)> MigrateAsync(
        Handeling handeling,
        VersieKeuze keuze,
        Action<int, int> progress,
        CancellationToken ct)
    {
        var instances = await query.RunningAsync(keuze.DefinitionId, keuze.Van, ct);
        var uitkomsten = new List<InstanceUitkomst>();
        foreach (var instance in instances)
        {
            var plan = await PlanAsync((engine, command) => engine.PreviewMigrationAsync(command, ct), Guid.Empty, instance, keuze);
            if (plan.IsPossible)
            {
                var act = handeling with { OperationId = DerivedId.From(handeling.OperationId, $"migreren:{instance.AanvraagId:N}") };
                if (await operations.AllowAsync(act, "WorkflowMigreren", instance.AanvraagId, new { keuze.Van, keuze.Naar, keuze.Mapping }, ct) is { } refusal)
                {
                    return (refusal, uitkomsten);
                }

                plan = await PlanAsync((engine, command) => engine.MigrateAsync(command, ct), act.OperationId, instance, keuze);
            }

            uitkomsten.Add(new(instance, plan));
            progress(uitkomsten.Count, instances.Count);
        }

        return (null, uitkomsten);
    }

    private async Task<MigrationPlan> PlanAsync(
        Func<IWorkflowEngine, MigrateWorkflow, Task<MigrationPlan>> act,
        Guid operationId,
        LopendeInstance instance,
        VersieKeuze keuze)
    {
        await using var services = scopes.CreateAsyncScope();
        var engine = services.ServiceProvider.GetRequiredService<IWorkflowEngine>();
        return await act(engine, new MigrateWorkflow(operationId, instance.AanvraagId, keuze.Naar) { Mapping = keuze.Mapping });
    }
}

/// <summary>From which version of a definition to which.</summary>
/// <param name="Mapping">Old step id → new one, for steps that were renamed.</param>
internal sealed record VersieKeuze(string DefinitionId, int Van, int Naar, IReadOnlyDictionary<string, string> Mapping)
{
    /// <summary>Reads <c>old=new</c>, one a line; null when a line is otherwise or a step stands there twice.</summary>
    public static IReadOnlyDictionary<string, string>? ReadMapping(string? text)
    {
        var mapping = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } from, { Length: > 0 } to] || !mapping.TryAdd(from, to))
            {
                return null;
            }
        }

        return mapping;
    }
}

/// <summary>What a migration does, or did, to one instance.</summary>
internal sealed record InstanceUitkomst(LopendeInstance Instance, MigrationPlan Plan);
