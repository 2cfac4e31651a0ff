using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>One more organisatie for a beheerder, by a contract on paper.</summary>
public sealed class OrganisatieToevoegenSoort : AanvraagSoort
{
    private static readonly ChecklistPunt[] Punten =
        [new("Nummer"), new("Handtekeningen"), new("Bevoegd"), new("Identiteit"), new("Ongewijzigd"), new("BeheerderKlopt")];

    /// <inheritdoc />
    public override string Type => OrganisatieToevoegenGegevens.Type;

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => Read(aanvraag).Contract.Niveau;

    /// <inheritdoc />
    public override IReadOnlyList<Guid> Organisaties(Aanvraag aanvraag) => [.. base.Organisaties(aanvraag), Read(aanvraag).OrganisatieId];

    /// <inheritdoc />
    public override IReadOnlyList<Guid> TeControleren(Aanvraag aanvraag) => [Read(aanvraag).OrganisatieId];

    /// <inheritdoc />
    public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) => Punten;

    /// <inheritdoc />
    public override Task<IReadOnlyList<Controle>> CompareAsync(WeIdDbContext db, Aanvraag aanvraag, IReadOnlyList<Inschrijving> inschrijvingen, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Controle>>([.. inschrijvingen.SelectMany(i => ContractControles.Of(Read(aanvraag).Contract, i))]);

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(aanvraag);
        var gegevens = Read(aanvraag);
        var afspraak = gegevens.Contract;
        var contract = await db.Contracten.AsNoTracking().Where(c => c.AanvraagId == aanvraag.Id).OrderByDescending(c => c.Versie).FirstAsync(ct);
        List<BeeldRegel> regels =
        [
            new(T("Contract"), contract.Nummer) { IsNummer = true },
            new(T("Organisatie"), [afspraak.Organisatie, $"KvK {afspraak.KvkNummer}", .. afspraak.Vestigingsnummer is { } v ? [Text("Vestiging", taal, v)] : Array.Empty<string>(), .. afspraak.Adres.Regels]),
            new(T("Ondertekenaars"), [.. afspraak.Ondertekenaars.Select(o => $"{o.Naam}, {o.Functie}{(o.IsRechtspersoon ? $" ({T("Rechtspersoon")})" : "")}")]),
            new(T("Beheerder"), afspraak.Beheerder, afspraak.Email),
            new(T("Niveau"), afspraak.Niveau.Label()),
            new(T("Duur"), T(afspraak.Duur is AbonnementDuur.DrieJaar ? "DrieJaar" : "EenJaar")),
            new(T("Toestemming"), Text("ToestemmingWaarde", taal, gegevens.ToestemmingVersie, AmsterdamTime.DateOf(gegevens.ToestemmingOp).ToString("d MMMM yyyy", taal))),
        ];
        return regels;

        string T(string key) => Text(key, taal);
    }

    private static OrganisatieToevoegenGegevens Read(Aanvraag aanvraag) => AanvraagGegevens.Read<OrganisatieToevoegenGegevens>(aanvraag);
}
