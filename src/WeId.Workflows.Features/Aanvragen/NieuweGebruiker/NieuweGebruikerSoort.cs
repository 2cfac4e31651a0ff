using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

/// <summary>A middel for somebody who has none yet.</summary>
public sealed class NieuweGebruikerSoort(TimeProvider time) : AanvraagSoort
{
    /// <inheritdoc />
    public override string Type => NieuweGebruikerGegevens.Type;

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => Read(aanvraag).Niveau;

    /// <inheritdoc />
    public override IReadOnlyList<Guid> Organisaties(Aanvraag aanvraag) => [.. base.Organisaties(aanvraag), .. Read(aanvraag).ExtraOrganisaties];

    /// <inheritdoc />
    public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) => Beoordeling.Checklist.For(Read(aanvraag).DocumentType);

    /// <inheritdoc />
    public override Identiteitsbewijs? Identiteitsbewijs(Aanvraag aanvraag) => Read(aanvraag) is { Documentnummer.Length: > 0 } gegevens
        ? new(gegevens.DocumentType, gegevens.Documentnummer, gegevens.Vervaldatum)
        : null;

    /// <inheritdoc />
    public override string Redact(Aanvraag aanvraag) => AanvraagGegevens.Write(Read(aanvraag) with { Documentnummer = "" });

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var g = Read(aanvraag);
        var ids = Organisaties(aanvraag);
        var organisaties = await db.Organisaties.AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(ct);
        List<BeeldRegel> regels =
        [
            new(T("Voornamen"), g.Voornamen),
            new(T("Achternaam"), g.Tussenvoegsel is null ? g.Achternaam : $"{g.Tussenvoegsel} {g.Achternaam}"),
            new(T("Geboortedatum"), Datum(g.Geboortedatum)),
            new(T("SoortDocument"), T($"Document{g.DocumentType}")),
            new(T("Documentnummer"), g.Documentnummer) { IsNummer = true },
            new(T("Vervaldatum"), $"{Datum(g.Vervaldatum)} ({Months(g.Vervaldatum)})"),
            new(T("Email"), g.Email),
            new(T("Niveau"), g.Niveau.Label()),
            new(T("Rol"), T($"Rol{g.Rol}")),
            new(T("TweedeFactor"), T($"Factor{g.TweedeFactor}") + (g.Mobiel is null ? "" : $", {g.Mobiel}")),
        ];
        if (g.IdentificatieAdres is { } adres)
        {
            regels.Add(new(T("IdentificatieAdres"), string.Join(", ", adres.Regels)));
        }

        regels.Add(new(T("Organisaties"), [.. ids.Select(id => organisaties.Single(o => o.Id == id)).Select(o => $"{o.Naam} (KvK {o.KvkNummer})")]));
        return regels;

        string T(string key) => Text(key, taal);

        string Datum(DateOnly dag) => dag.ToString("d MMMM yyyy", taal);

        string Months(DateOnly until) => MonthsLeft(until) is var left and not 1 ? Text("NogMaanden", taal, left) : T("NogMaand");
    }

    private static NieuweGebruikerGegevens Read(Aanvraag aanvraag) => AanvraagGegevens.Read<NieuweGebruikerGegevens>(aanvraag);

    private int MonthsLeft(DateOnly until)
    {
        var today = AmsterdamTime.DateOf(time.GetUtcNow());
        var months = ((until.Year - today.Year) * 12) + until.Month - today.Month;
        return Math.Max(0, until.Day < today.Day ? months - 1 : months);
    }
}
