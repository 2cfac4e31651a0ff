using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>A regulier middel becomes a Belastingdienstmiddel, or the other way round.</summary>
public sealed class WijzigMiddeltypeSoort : AanvraagSoort
{
    // What A-33 wants a person to look at.
    private static readonly ChecklistPunt[] Punten = [new("VolledigBevoegd"), new("NatuurlijkPersoon"), new("GebruiktZelf"), new("EersteVanKvk")];

    /// <inheritdoc />
    public override string Type => WijzigMiddeltypeGegevens.Type;

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => Betrouwbaarheidsniveau.Eh3;

    // Another type is no higher level: whoever is a beheerder may ask for it.
    /// <inheritdoc />
    public override Betrouwbaarheidsniveau? VraagtBeheer(Aanvraag aanvraag) => Betrouwbaarheidsniveau.Eh2;

    /// <inheritdoc />
    public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) => Punten;

    /// <inheritdoc />
    public override async Task<IReadOnlyList<Controle>> CompareAsync(WeIdDbContext db, Aanvraag aanvraag, IReadOnlyList<Inschrijving> inschrijvingen, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var persoon = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
        return
        [
            .. inschrijvingen
                .Select(i => Bevoegdheidstoets.Judge(i, persoon.Voornamen, $"{persoon.Tussenvoegsel} {persoon.Achternaam}".TrimStart()))
                .Select(o => new Controle($"Bevoegdheid{o.Uitkomst}", o.Uitkomst is BevoegdheidUitkomst.VolledigBevoegd, o.Bron)),
        ];
    }

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var gegevens = AanvraagGegevens.Read<WijzigMiddeltypeGegevens>(aanvraag);
        var persoon = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
        return
        [
            new(Text("Gebruiker", taal), persoon.VolledigeNaam),
            new(Text("Geboortedatum", taal), persoon.Geboortedatum.ToString("d MMMM yyyy", taal)),
            new(Text("Van", taal), Text($"Type{gegevens.Van}", taal)),
            new(Text("Naar", taal), Text($"Type{gegevens.Naar}", taal)),
            new(Text("Duur", taal), Text($"Duur{gegevens.Duur}", taal)),
        ];
    }

    /// <inheritdoc />
    public override Task<bool> IsUitgevoerdAsync(WeIdDbContext db, Aanvraag aanvraag, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Audit.AnyAsync(r => r.AanvraagId == aanvraag.Id && r.Wat == TypeWisselRows.Gewijzigd, ct);
    }
}
