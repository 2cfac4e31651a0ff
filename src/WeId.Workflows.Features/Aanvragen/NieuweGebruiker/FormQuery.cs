using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

/// <summary>What the beheerder can choose from in the wizard.</summary>
/// <param name="EigenNiveau">The highest level that he may ask for .</param>
/// <param name="Extra">Other organisaties to which the middel can be coupled .</param>
public sealed record FormKeuzes(Betrouwbaarheidsniveau EigenNiveau, FormOrganisatie Organisatie, IReadOnlyList<FormOrganisatie> Extra)
{
    /// <summary>The levels that he may ask for, lowest first .</summary>
    public IReadOnlyList<Betrouwbaarheidsniveau> Niveaus { get; } = [.. Domain.Gebruikers.Niveaus.Requestable.Where(n => n <= EigenNiveau)];
}

/// <summary>An organisatie as the wizard names it.</summary>
/// <param name="EigenNiveau">Level of the beheerder there; a middel above it cannot be coupled to it .</param>
public sealed record FormOrganisatie(Guid Id, string Naam, string KvkNummer, string? Vestigingsnummer, Postadres Adres, Betrouwbaarheidsniveau EigenNiveau);

/// <summary>Loads what the wizard offers, with the rights of this moment.</summary>
public sealed class FormQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<FormKeuzes?> FindAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        var others = await db.BeheerderKoppelingen(beheerder.EhMiddel.PersoonId)
            .AsNoTracking()
            .Where(k => k.OrganisatieId != beheerder.OrganisatieId && k.Organisatie.Status == OrganisatieStatus.Actief)
            .OrderBy(k => k.Organisatie.Naam)
            .ToListAsync(ct);
        return new(beheerder.Niveau, Of(beheerder), [.. others.Select(Of)]);
    }

    private static FormOrganisatie Of(Organisatiekoppeling koppeling) => new(
        koppeling.OrganisatieId,
        koppeling.Organisatie.Naam,
        koppeling.Organisatie.KvkNummer.Value,
        koppeling.Organisatie.Vestigingsnummer?.Value,
        koppeling.Organisatie.Adres,
        koppeling.Niveau);
}
