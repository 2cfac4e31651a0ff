using System.Text.Json;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Web.Operations;

/// <summary>What operators may do to running instances.</summary>
internal sealed class OperationsService(UseCases useCases, Intrekking intrekking, IServiceScopeFactory scopes)
{
    /// <summary>Runs the step of an incident again.</summary>
    public async Task<Refusal?> RetryAsync(Handeling handeling, Guid aanvraagId, Guid incidentId, CancellationToken ct)
    {
        if (await AllowAsync(handeling, "StapOpnieuw", aanvraagId, new { incidentId }, ct) is { } refusal)
        {
            return refusal;
        }

        await using var services = scopes.CreateAsyncScope();
        await EngineOf(services).RetryAsync(new RetryStep(handeling.OperationId, incidentId), ct);
        return null;
    }

    /// <summary>Ends the step of an incident with an outcome without running it; the answer is null when the operator was refused.</summary>
    public async Task<(Refusal? Refusal, SkipAnswer? Answer)> SkipAsync(Handeling handeling, Guid aanvraagId, Guid incidentId, string outcome, CancellationToken ct)
    {
        if (await AllowAsync(handeling, "StapOverslaan", aanvraagId, new { incidentId, outcome }, ct) is { } refusal)
        {
            return (refusal, null);
        }

        await using var services = scopes.CreateAsyncScope();
        return (null, await EngineOf(services).SkipAsync(new SkipStep(handeling.OperationId, incidentId, outcome), ct));
    }

    /// <summary>Ends the workflow with its open tasks and terms, and withdraws the aanvraag with what it has not yet made active.</summary>
    public async Task<Refusal?> CancelAsync(Handeling handeling, Guid aanvraagId, CancellationToken ct)
    {
        var withdrawn = await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                if (await scope.Db.MedewerkerAsync(handeling, StafRol.Operator, token) is null)
                {
                    return new NotAllowed();
                }

                scope.Db.Audit.Add(AuditRegel.Of(handeling, "WorkflowAfbreken", aanvraagId, "{}"));
                await intrekking.WithdrawAsync(scope, handeling, aanvraagId, token);
                return default(Done);
            },
            ct);
        if (!withdrawn.Succeeded)
        {
            return withdrawn.Refusals[0];
        }

        // Not left to its message alone: that one waits behind what is under way for the same aanvraag, which may be tried again and again.
        await using var services = scopes.CreateAsyncScope();
        await EngineOf(services).CancelAsync(new CancelWorkflow(handeling.OperationId, aanvraagId, Intrekking.Reason), ct);
        return null;
    }

    /// <summary>Position, journal and incidents; null when there is no such instance.</summary>
    public async Task<InstanceView?> InspectAsync(Guid aanvraagId, CancellationToken ct)
    {
        await using var services = scopes.CreateAsyncScope();
        return await EngineOf(services).InspectAsync(aanvraagId, ct);
    }

    // From a scope of its own each time: the engine's services hold a context, and a circuit lives long.
    private static IWorkflowEngine EngineOf(AsyncServiceScope services) => services.ServiceProvider.GetRequiredService<IWorkflowEngine>();

    /// <summary>Writes the audit row of an act; null, or why this person may not do it.</summary>
    public async Task<Refusal?> AllowAsync(Handeling handeling, string wat, Guid aanvraagId, object details, CancellationToken ct)
    {
        var allowed = await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                if (await scope.Db.MedewerkerAsync(handeling, StafRol.Operator, token) is null)
                {
                    return new NotAllowed();
                }

                scope.Db.Audit.Add(AuditRegel.Of(handeling, wat, aanvraagId, JsonSerializer.Serialize(details)));
                return default(Done);
            },
            ct);
        return allowed.Succeeded ? null : allowed.Refusals[0];
    }
}
