using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>What both directions write.</summary>
internal static class TypeWisselRows
{
    /// <summary>What the audit says of it.</summary>
    public const string Gewijzigd = "MiddeltypeGewijzigd";

    /// <summary>Of a middel that becomes a Belastingdienstmiddel the machtigingen end that are for other dienstverleners .</summary>
    public static bool Eindigt(Machtiging machtiging) => !machtiging.IsVoorBelastingdienst;

    /// <summary>Type, abonnement, end of the lock, machtigingen, audit.</summary>
    /// <exception cref="InvalidOperationException">The aanvraag asks for the other direction: the definition is wrong.</exception>
    public static async Task SwitchTypeAsync(this WeIdDbContext db, IOutbox outbox, StepContext context, MiddelType naar, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var gegevens = AanvraagGegevens.Read<WijzigMiddeltypeGegevens>(aanvraag);
        if (gegevens.Naar != naar)
        {
            throw new InvalidOperationException($"Aanvraag {aanvraag.Id} asks for {gegevens.Naar}, not for {naar}.");
        }

        var koppeling = await db.Koppelingen.Include(k => k.EhMiddel).SingleAsync(k => k.Id == gegevens.KoppelingId, ct);
        var handeling = new Handeling(context.ExecutionId, context.Now);
        koppeling.ReplaceAbonnement(handeling, gegevens.Duur).OrThrow();
        koppeling.EhMiddel.ChangeType(naar);
        koppeling.EhMiddel.EndMutatie(context.AanvraagId);
        if (naar is MiddelType.Belastingdienst)
        {
            await db.EndMachtigingenAsync(outbox, handeling, context.AanvraagId, [koppeling.Id], Eindigt, ct);
        }

        db.Audit.Add(AuditRegel.Of(handeling, Gewijzigd, context.AanvraagId));
    }
}
