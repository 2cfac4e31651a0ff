using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Upgraden;

/// <summary>A higher level for a user who has a middel.</summary>
public sealed class UpgradenSoort : AanvraagSoort
{
    private static readonly ChecklistPunt AanvragerMag = new("AanvragerMag");

    /// <inheritdoc />
    public override string Type => UpgradenGegevens.Type;

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => Read(aanvraag).Niveau;

    /// <inheritdoc />
    public override IReadOnlyList<Guid> Organisaties(Aanvraag aanvraag) => [.. base.Organisaties(aanvraag), .. Read(aanvraag).Organisaties];

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau? VraagtBeheer(Aanvraag aanvraag) => Niveau(aanvraag);

    /// <inheritdoc />
    public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) => Read(aanvraag).DocumentType is { } type
        ? [.. Beoordeling.Checklist.For(type), AanvragerMag]
        : [new("GebruikerKlopt"), new("DocumentBekend"), AanvragerMag];

    /// <inheritdoc />
    public override Identiteitsbewijs? Identiteitsbewijs(Aanvraag aanvraag) =>
        Read(aanvraag) is { Documentnummer.Length: > 0, DocumentType: { } type, Vervaldatum: { } vervaldatum } gegevens
            ? new(type, gegevens.Documentnummer, vervaldatum)
            : null;

    /// <inheritdoc />
    public override string Redact(Aanvraag aanvraag) => AanvraagGegevens.Write(Read(aanvraag) with { Documentnummer = "" });

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var g = Read(aanvraag);
        var middel = await db.EhMiddelen.AsNoTracking().Include(m => m.Persoon).SingleAsync(m => m.PersoonId == aanvraag.PersoonId, ct);
        var ids = Organisaties(aanvraag);
        var organisaties = await db.Organisaties.AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(ct);
        List<BeeldRegel> regels =
        [
            new(T("Gebruiker"), middel.Persoon.VolledigeNaam),
            new(T("Geboortedatum"), Datum(middel.Persoon.Geboortedatum)),
            new(T("Email"), middel.Persoon.Email.Value),
            new(T("Niveau"), Text("NiveauVanNaar", taal, g.Van.Label(), g.Niveau.Label())),
            new(T("Rol"), T($"Rol{g.Rol}")),
        ];
        if (g is { DocumentType: { } type, Vervaldatum: { } vervaldatum })
        {
            regels.Add(new(T("SoortDocument"), T($"Document{type}")));
            regels.Add(new(T("Documentnummer"), g.Documentnummer) { IsNummer = true });
            regels.Add(new(T("Vervaldatum"), Datum(vervaldatum)));
        }
        else if (middel.Persoon.Document is { } document)
        {
            regels.Add(new(
                T("BekendDocument"),
                Text("BekendDocumentIs", taal, T($"Document{document.Type}"), document.LaatsteDrie, Datum(document.Vervaldatum)),
                Text("GezienOp", taal, Datum(Domain.Tijd.AmsterdamTime.DateOf(document.GecontroleerdOp)))));
        }

        regels.Add(new(T("TweedeFactor"), g.TweedeFactor is { } nieuw
            ? Text("FactorNieuw", taal, T($"Factor{nieuw}"), g.Mobiel ?? "")
            : Text("FactorBlijft", taal, T($"Factor{middel.TweedeFactor}"))));
        if (g.IdentificatieAdres is { } adres)
        {
            regels.Add(new(T("IdentificatieAdres"), string.Join(", ", adres.Regels)));
        }

        regels.Add(new(T("Organisaties"), [.. ids.Select(id => organisaties.Single(o => o.Id == id)).Select(o => $"{o.Naam} (KvK {o.KvkNummer})")]));
        var upgrade = await db.Upgrades.AsNoTracking().SingleAsync(u => u.AanvraagId == aanvraag.Id, ct);
        if (await db.Koppelingen.Where(k => upgrade.OokVoor.Contains(k.Id)).Select(k => k.Organisatie.Naam).Order().ToListAsync(ct) is { Count: > 0 } ook)
        {
            regels.Add(new(T("OokVoor"), ook));
        }

        return regels;

        string T(string key) => Text(key, taal);

        string Datum(DateOnly dag) => dag.ToString("d MMMM yyyy", taal);
    }

    private static UpgradenGegevens Read(Aanvraag aanvraag) => AanvraagGegevens.Read<UpgradenGegevens>(aanvraag);
}
