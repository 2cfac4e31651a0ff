using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>A contract in words, for the reviewer.</summary>
internal static class ContractRegels
{
    private static readonly ResourceManager Texts = new(typeof(ContractRegels).FullName!, typeof(ContractRegels).Assembly);

    /// <param name="toestemming">Version of the two consents, and when they were given (A-21).</param>
    public static async Task<IReadOnlyList<BeeldRegel>> ShowAsync(
        WeIdDbContext db, Guid aanvraagId, ContractAfspraak afspraak, (string Versie, DateTimeOffset Op) toestemming, CultureInfo taal, CancellationToken ct)
    {
        var contract = await db.Contracten.AsNoTracking().Where(c => c.AanvraagId == aanvraagId).OrderByDescending(c => c.Versie).FirstAsync(ct);
        return
        [
            new(T("Contract"), contract.Nummer) { IsNummer = true },
            new(T("Organisatie"), [afspraak.Organisatie, $"KvK {afspraak.KvkNummer}", .. afspraak.Vestigingsnummer is { } v ? [Format("Vestiging", v)] : Array.Empty<string>(), .. afspraak.Adres.Regels]),
            new(T("Ondertekenaars"), [.. afspraak.Ondertekenaars.Select(o => $"{o.Naam}, {o.Functie}{(o.IsRechtspersoon ? $" ({T("Rechtspersoon")})" : "")}")]),
            new(T("Beheerder"), afspraak.Beheerder, afspraak.Email),
            new(T("Niveau"), afspraak.Niveau.Label()),
            new(T("Duur"), T(afspraak.Duur is AbonnementDuur.DrieJaar ? "DrieJaar" : "EenJaar")),
            new(T("Toestemming"), Format("ToestemmingWaarde", toestemming.Versie, AmsterdamTime.DateOf(toestemming.Op).ToString("d MMMM yyyy", taal))),
        ];

        string T(string key) => Texts.GetString(key, taal) ?? throw new MissingManifestResourceException(key);

        string Format(string key, params object[] args) => string.Format(taal, T(key), args);
    }
}
