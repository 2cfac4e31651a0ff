using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Gevolgen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>What the page of the change shows.</summary>
/// <param name="Belet">Why it cannot be changed now, whatever is chosen; empty when it can.</param>
/// <param name="Einde">Last day of the abonnement that runs; null when there is none.</param>
/// <param name="Machtigingen">What becomes of his machtigingen.</param>
/// <param name="HeeftVestiging">The organisatie is registered with a vestigingsnummer .</param>
public sealed record TypeWisselKeuzes(
    string Naam, string Organisatie, MiddelType Type, IReadOnlyList<Refusal> Belet, DateOnly? Einde, IReadOnlyList<MachtigingGevolg> Machtigingen, bool HeeftVestiging)
{
    /// <summary>What it can become.</summary>
    public MiddelType Naar => Type is MiddelType.Regulier ? MiddelType.Belastingdienst : MiddelType.Regulier;
}

/// <summary>Loads what the page shows, by the rules of the submission itself.</summary>
public sealed class WijzigMiddeltypeQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <returns>Null when the actor is no beheerder of the organisatie, or when it has no such user.</returns>
    public async Task<TypeWisselKeuzes?> FindAsync(Handeling handeling, Guid koppelingId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);

        // Once to see which type it has, once with the other one chosen and everything filled in: what is refused then, is for good.
        if (await db.CheckTypeWisselAsync(handeling, new(koppelingId, null, null, false, null), ct) is not { Koppeling: { } koppeling })
        {
            return null;
        }

        var machtigingen = await db.GevolgenAsync(
            [(koppeling.Id, null)], m => koppeling.EhMiddel.Type is MiddelType.Regulier && TypeWisselRows.Eindigt(m), handeling.Today, ct);
        var keuzes = new TypeWisselKeuzes(
            koppeling.EhMiddel.Persoon.VolledigeNaam,
            koppeling.Organisatie.Naam,
            koppeling.EhMiddel.Type,
            [],
            koppeling.Abonnement?.EindeOfPeriode(handeling.Today),
            machtigingen,
            koppeling.Organisatie.Vestigingsnummer is not null);
        var controle = await db.CheckTypeWisselAsync(handeling, new(koppelingId, keuzes.Naar, AbonnementDuur.EenJaar, true, null), ct);
        return keuzes with { Belet = controle!.Refusals };
    }
}
