using System.Text.Json;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Web.Operations;

/// <summary>What operators may do to running instances.</summary>
internal sealed class OperationsService(UseCases useCases, IServiceScopeFactory scopes)
{
    /// <summary>Runs the step of an incident again.</summary>
    public async Task<Refusal?> RetryAsync(Handeling handeling, Guid aanvraagId, Guid incidentId, CancellationToken ct)
    {
        var allowed = await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                if (await scope.Db.MedewerkerAsync(handeling, StafRol.Operator, token) is null)
                {
                    return new NotAllowed();
                }

                scope.Db.Audit.Add(AuditRegel.Of(handeling, "StapOpnieuw", aanvraagId, JsonSerializer.Serialize(new { incidentId })));
                return default(Done);
            },
            ct);
        if (!allowed.Succeeded)
        {
            return allowed.Refusals[0];
        }

        // A scope of its own: the engine's services hold a context, and a circuit lives long.
        await using var services = scopes.CreateAsyncScope();
        await services.ServiceProvider.GetRequiredService<IWorkflowEngine>()
            .RetryAsync(new RetryStep(DerivedId.From(handeling.OperationId, "retry"), incidentId), ct);
        return null;
    }

    /// <summary>Position, journal and incidents; null when there is no such instance.</summary>
    public async Task<InstanceView?> InspectAsync(Guid aanvraagId, CancellationToken ct)
    {
        await using var services = scopes.CreateAsyncScope();
        return await services.ServiceProvider.GetRequiredService<IWorkflowEngine>().InspectAsync(aanvraagId, ct);
    }
}
