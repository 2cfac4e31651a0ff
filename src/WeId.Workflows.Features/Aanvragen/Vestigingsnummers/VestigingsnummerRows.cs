using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Vestigingsnummers;

/// <summary>What the way by oneself and the way by form write.</summary>
internal static class VestigingsnummerRows
{
    public const string Doorgevoerd = "Doorgevoerd";
    public const string NietMogelijk = "NietMogelijk";

    /// <summary>Takes the vestigingsnummer away, unless the KvK number alone belongs to another organisatie by now.</summary>
    public static async Task<StepResult> RemoveVestigingsnummerAsync(this WeIdDbContext db, IOutbox outbox, StepContext context, CancellationToken ct)
    {
        var organisatie = await db.Organisaties.SingleAsync(o => db.Aanvragen.Any(a => a.Id == context.AanvraagId && a.OrganisatieId == o.Id), ct);
        var was = organisatie.Vestigingsnummer;
        if (organisatie.Status is not OrganisatieStatus.Actief
            || await db.IsKvkNummerTakenAsync(organisatie, ct)
            || organisatie.RemoveVestigingsnummer() is not null)
        {
            return new StepResult.Completed(NietMogelijk);
        }

        db.Audit.Add(AuditRegel.Of(
            new Handeling(context.ExecutionId, context.Now),
            "VestigingsnummerVerwijderd",
            context.AanvraagId,
            JsonSerializer.Serialize(new { organisatie = organisatie.Id, vestigingsnummer = was.ToString() })));
        MachtigingRows.HerzieMachtigingen(outbox, context.ExecutionId, organisatie.Id);
        return new StepResult.Completed(Doorgevoerd);
    }
}
