using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>An intermediair asks a relation for ketenmachtigingen .</summary>
public sealed class KetenmachtigingUitnodigingSoort : AanvraagSoort
{
    private static readonly ChecklistPunt[] Punten = [new("Ondertekend"), new("NaamKlopt"), new("Bevoegd"), new("DienstenKloppen")];

    /// <inheritdoc />
    public override string Type => KetenmachtigingUitnodigingGegevens.Type;

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => Read(aanvraag).Niveau;

    /// <inheritdoc />
    public override bool IsAanvullingVanBeheerder => false;

    /// <inheritdoc />
    public override string? Aanvulstuk => KetenmachtigingUitnodigingGegevens.Formulier;

    /// <inheritdoc />
    public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) => Punten;

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(aanvraag);
        ArgumentNullException.ThrowIfNull(taal);
        var uitnodiging = await db.KetenUitnodigingen.AsNoTracking().SingleAsync(u => u.AanvraagId == aanvraag.Id, ct);
        List<BeeldRegel> regels =
        [
            new(Text("Relatie", taal), $"{uitnodiging.RelatieNaam} (KvK {uitnodiging.RelatieKvk})"),
            new(Text("Email", taal), uitnodiging.Email.Value),
            new(Text("Gevraagd", taal), [.. Read(aanvraag).Dekkingen.Select(d => d.Naam(taal.TwoLetterISOLanguageName))]),
        ];
        if (uitnodiging is { Vertegenwoordiger: { } naam, Keuze: { } json })
        {
            var keuze = JsonSerializer.Deserialize<RelatieKeuze>(json)!;
            regels.Add(new(Text("Vertegenwoordiger", taal), naam));
            regels.Add(new(Text("Verleend", taal), [.. keuze.Dekkingen.Select(d => d.Naam(taal.TwoLetterISOLanguageName))]));
            regels.Add(new(Text("Einddatum", taal), keuze.Einddatum.ToString("d MMMM yyyy", taal)));
        }

        return regels;
    }

    private static KetenmachtigingUitnodigingGegevens Read(Aanvraag aanvraag) => AanvraagGegevens.Read<KetenmachtigingUitnodigingGegevens>(aanvraag);
}
