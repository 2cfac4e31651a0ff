using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Upgraden;

/// <summary>What is known of the user, and what can be chosen.</summary>
/// <param name="Document">The recorded identity document; null when there is none that can be relied on .</param>
/// <param name="Niveaus">The levels that can be asked for, lowest first.</param>
/// <param name="Organisaties">Others of the beheerder to which the user is not coupled yet.</param>
/// <param name="Andere">Others of the beheerder to which he is, with the level there.</param>
/// <param name="Einde">Last day of the abonnement that runs; null when there is none.</param>
/// <param name="Verlopen">Level of an upgrade that was not activated in time; null when there is none.</param>
/// <param name="Belet">Why nothing can be asked for now; null when it can.</param>
public sealed record UpgradenKeuzes(
    string Naam,
    DateOnly Geboortedatum,
    string Email,
    string? Mobiel,
    Identiteitsdocument? Document,
    Betrouwbaarheidsniveau Niveau,
    Rol Rol,
    TweedeFactor? TweedeFactor,
    Betrouwbaarheidsniveau EigenNiveau,
    IReadOnlyList<Betrouwbaarheidsniveau> Niveaus,
    string Organisatie,
    Postadres Adres,
    IReadOnlyList<UpgradenOrganisatie> Organisaties,
    IReadOnlyList<UpgradenOrganisatie> Andere,
    DateOnly? Einde,
    Betrouwbaarheidsniveau? Verlopen,
    Refusal? Belet);

/// <summary>An organisatie of the beheerder.</summary>
/// <param name="EigenNiveau">His own level there: the highest that he may ask for.</param>
public sealed record UpgradenOrganisatie(Guid Id, string Naam, string KvkNummer, string? Vestigingsnummer, Betrouwbaarheidsniveau EigenNiveau);

/// <summary>Loads what the page shows, by the rules of the submission itself.</summary>
public sealed class UpgradenQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <returns>Null when the actor is no beheerder of the organisatie, or when it has no such user.</returns>
    public async Task<UpgradenKeuzes?> FindAsync(Handeling handeling, Guid koppelingId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.CheckUpgradeAsync(handeling, koppelingId, new(), null, ct) is not { } controle)
        {
            return null;
        }

        var (koppeling, persoon) = (controle.Koppeling, controle.Koppeling.EhMiddel.Persoon);
        var niveaus = Domain.Gebruikers.Niveaus.Requestable.Where(n => n > koppeling.Niveau && n <= controle.Beheerder.Niveau).ToList();
        return new(
            persoon.VolledigeNaam,
            persoon.Geboortedatum,
            persoon.Email.Value,
            persoon.Mobiel?.Value,
            persoon.Document?.CanBeReused(handeling.Today) is true ? persoon.Document : null,
            koppeling.Niveau,
            koppeling.Rol,
            koppeling.EhMiddel.TweedeFactor,
            controle.Beheerder.Niveau,
            niveaus,
            koppeling.Organisatie.Naam,
            koppeling.Organisatie.Adres,
            [.. Sorted(controle.Eigen.Values.Where(k => !controle.Gekoppeld.ContainsKey(k.OrganisatieId)))],
            [.. Sorted(controle.Andere.Select(k => controle.Eigen[k.OrganisatieId]))],
            koppeling.Abonnement?.EindeOfPeriode(handeling.Today),
            controle.Verlopen?.Niveau,
            controle.Refusals.FirstOrDefault(r => r.Field is null)
                ?? (niveaus.Count > 0 ? null : new NoHigherNiveau(koppeling.Niveau.Label(), controle.Beheerder.Niveau.Label())));
    }

    private static IEnumerable<UpgradenOrganisatie> Sorted(IEnumerable<Organisatiekoppeling> eigen) => eigen
        .OrderBy(k => k.Organisatie.Naam, StringComparer.CurrentCulture)
        .Select(k => new UpgradenOrganisatie(k.OrganisatieId, k.Organisatie.Naam, k.Organisatie.KvkNummer.Value, k.Organisatie.Vestigingsnummer?.Value, k.Niveau));
}

/// <summary>There is no level between that of the user and that of the beheerder .</summary>
public sealed record NoHigherNiveau(string Huidig, string Eigen) : Refusal;
