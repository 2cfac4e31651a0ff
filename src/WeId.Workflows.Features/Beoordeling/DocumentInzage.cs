using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Opens a copy of an identity document for the one reviewer who has its task, and notes every view.</summary>
public sealed class DocumentInzage(UseCases useCases, DocumentKluis kluis)
{
    /// <summary>The bytes; refused for everybody but the beoordelaar who has the undecided task claimed.</summary>
    public async Task<Result<Document>> OpenAsync(Handeling handeling, Guid taakId, Guid bijlageId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);

        // What a unit of work answers is stored for repeats; the bytes of a document must not be.
        var bijlage = default(Bijlage);
        var seen = await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                var medewerker = await scope.Db.MedewerkerAsync(handeling, StafRol.Beoordelaar, token);
                var taak = medewerker is null ? null : await scope.Db.Taken.SingleOrDefaultAsync(
                    t => t.Id == taakId
                        && t.Soort == TaakSoort.Beoordeling
                        && t.Status == TaakStatus.Geclaimd
                        && t.GeclaimdDoor == medewerker.Id
                        && t.Rol == nameof(StafRol.Beoordelaar),
                    token);
                bijlage = taak is null ? null : await scope.Db.Bijlagen.AsNoTracking()
                    .SingleOrDefaultAsync(b => b.Id == bijlageId && b.AanvraagId == taak.AanvraagId && b.GewistOp == null, token);
                scope.Db.Audit.Add(AuditRegel.Of(
                    handeling,
                    bijlage is null ? "DocumentGeweigerd" : "DocumentBekeken",
                    taak?.AanvraagId,
                    JsonSerializer.Serialize(new { taak = taakId, bijlage = bijlageId })));
                return default(Done);
            },
            ct);
        return seen.Succeeded && bijlage is not null && kluis.Decrypt(bijlage) is { } bytes
            ? new Document(bijlage.ContentType, bytes)
            : new NotAllowed();
    }

    /// <summary>A copy, readable.</summary>
    public sealed record Document(string ContentType, byte[] Bytes);
}
