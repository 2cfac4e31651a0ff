using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>Looks a company up for a beheerder who wants to add it .</summary>
public sealed class OrganisatieZoeker(Bedrijfzoeker zoeker, IDbContextFactory<WeIdDbContext> contexts)
{
    /// <summary>The company, when the beheerder can add it.</summary>
    public async Task<Result<GevondenOrganisatie>> FindAsync(Handeling handeling, string? nummer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return new NotAllowed();
        }

        var found = await zoeker.FindAsync(nummer, ct);
        var refusal = found.Succeeded ? await RefuseOwnAsync(db, beheerder.EhMiddelId, found.Value, ct) : found.Refusals[0];
        return refusal is not null ? refusal with { Field = nameof(OrganisatieToevoegenFormulier.Nummer) } : found;
    }

    /// <summary>Why the owner of this middel cannot add it; null when he can.</summary>
    internal static async Task<Refusal?> RefuseOwnAsync(WeIdDbContext db, Guid middelId, GevondenOrganisatie gevonden, CancellationToken ct)
    {
        var kvk = gevonden.Inschrijving.KvkNummer;
        var vestiging = gevonden.Vestiging?.Nummer;
        return await db.Koppelingen.AnyAsync(
            k => k.EhMiddelId == middelId
                && k.Organisatie.KvkNummer == kvk
                && k.Organisatie.Vestigingsnummer == vestiging
                && k.Status != KoppelingStatus.Beeindigd
                && k.Status != KoppelingStatus.Afgekeurd,
            ct)
                ? new OrganisatieIsAlVanU(gevonden.Naam)
                : null;
    }
}
