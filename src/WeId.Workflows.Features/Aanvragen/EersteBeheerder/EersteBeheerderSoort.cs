using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Aanvragen.Middelen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.EersteBeheerder;

/// <summary>The first beheerder of a company, asked for by its wettelijk vertegenwoordiger.</summary>
public sealed class EersteBeheerderSoort(TimeProvider time) : AanvraagSoort
{
    private static readonly ChecklistPunt[] Contractpunten =
        [new("Nummer"), new("Handtekeningen"), new("Bevoegd"), new("Identiteit"), new("Ongewijzigd"), new("AanvragerBevoegd")];

    /// <inheritdoc />
    public override string Type => EersteBeheerderGegevens.Type;

    /// <inheritdoc />
    public override bool IsPubliek => true;

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => Read(aanvraag).Middel.Niveau;

    /// <inheritdoc />
    public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) =>
        Eindbesluit.IsDeel(fase) ? Contractpunten : Beoordeling.Checklist.For(Read(aanvraag).Middel.DocumentType);

    /// <inheritdoc />
    public override Identiteitsbewijs? Identiteitsbewijs(Aanvraag aanvraag) => Read(aanvraag).Middel.ToIdentiteitsbewijs();

    /// <inheritdoc />
    public override string Redact(Aanvraag aanvraag) => Read(aanvraag) is var gegevens
        ? AanvraagGegevens.Write(gegevens with { Middel = gegevens.Middel with { Documentnummer = "" } })
        : base.Redact(aanvraag);

    /// <inheritdoc />
    public override async Task<IReadOnlyList<Controle>> CompareAsync(WeIdDbContext db, Aanvraag aanvraag, IReadOnlyList<Inschrijving> inschrijvingen, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(aanvraag);
        var aanvrager = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.AanvragerId, ct);
        return [.. inschrijvingen.SelectMany(i => ContractControles.Of(Read(aanvraag).Contract, i).Append(Compare(aanvrager, i)))];
    }

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(aanvraag);
        var gegevens = Read(aanvraag);
        var aanvrager = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.AanvragerId, ct);
        var bevestigd = await db.AanvraagToegangen.Where(t => t.AanvraagId == aanvraag.Id && t.GebruiktOp != null).Select(t => t.GebruiktOp).MinAsync(ct);
        return
        [
            new(
                Text("Vertegenwoordiger", taal),
                aanvrager.VolledigeNaam,
                Text("Geboren", taal, Datum(aanvrager.Geboortedatum)),
                bevestigd is { } op ? Text("EmailBevestigd", taal, aanvrager.Email, Datum(AmsterdamTime.DateOf(op))) : Text("EmailNietBevestigd", taal, aanvrager.Email)),
            .. await ContractRegels.ShowAsync(db, aanvraag.Id, gegevens.Contract, (gegevens.ToestemmingVersie, gegevens.ToestemmingOp), taal, ct),
            .. MiddelBeeld.Regels(gegevens.Middel, taal, AmsterdamTime.DateOf(time.GetUtcNow())),
        ];

        string Datum(DateOnly dag) => dag.ToString("d MMMM yyyy", taal);
    }

    // The register has initials where he has names, so only the surname can be looked for; a person judges what it is worth.
    private static Controle Compare(Persoon aanvrager, Inschrijving inschrijving) =>
        inschrijving.Functionarissen.FirstOrDefault(f => !f.IsRechtspersoon && f.Naam.EndsWith(aanvrager.Achternaam, StringComparison.OrdinalIgnoreCase)) is { } functionaris
            ? new("AanvragerFunctionaris", true, $"{functionaris.Naam}, {functionaris.Functie}")
            : new("AanvragerOnbekend", false, aanvrager.VolledigeNaam);

    private static EersteBeheerderGegevens Read(Aanvraag aanvraag) => AanvraagGegevens.Read<EersteBeheerderGegevens>(aanvraag);
}
