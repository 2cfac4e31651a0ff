using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Activaties;

/// <summary>Takes what the identification partner reports.</summary>
public sealed class IdentificatieService(UseCases useCases, TimeProvider time)
{
    /// <summary>How an order ended. The same report twice is one; a report on an order that was replaced is refused.</summary>
    /// <remarks>Taken after the last day, too: a new uitnodiging keeps a passed identification .</remarks>
    public Task<Result<Done>> ReportAsync(string opdracht, bool geslaagd, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return useCases.RunAsync<Done>(
            new Handeling(Guid.CreateVersion7(now), now),
            async (scope, token) =>
            {
                if (await scope.Db.Activaties.SingleOrDefaultAsync(
                    a => a.IdentificatieOpdracht == opdracht && a.Status != ActivatieStatus.Vervangen, token) is not { } activatie)
                {
                    return new NotAllowed();
                }

                if (activatie.Identificatie == (geslaagd ? IdentificatieStatus.Geslaagd : IdentificatieStatus.Mislukt))
                {
                    return default(Done);
                }

                if (activatie.ReportIdentificatie(opdracht, geslaagd) is { } refusal)
                {
                    return refusal;
                }

                scope.Db.Audit.Add(AuditRegel.Of(
                    new Handeling(DerivedId.From(activatie.Id, opdracht), now),
                    geslaagd ? "IdentificatieGeslaagd" : "IdentificatieMislukt",
                    activatie.AanvraagId,
                    JsonSerializer.Serialize(new { opdracht })));
                return default(Done);
            },
            ct);
    }
}
