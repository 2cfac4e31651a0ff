using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Features.Aanvragen.Kosten;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>An intermediair asks for the module with which it invites its relations .</summary>
public sealed class KetenmoduleAanvragenSoort : AanvraagSoort
{
    /// <inheritdoc />
    public override string Type => KetenmoduleAanvragenGegevens.Type;

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var gegevens = AanvraagGegevens.Read<KetenmoduleAanvragenGegevens>(aanvraag);
        List<BeeldRegel> regels = [new(Text("Relaties", taal), gegevens.Relaties.ToString(taal))];
        if (gegevens.Toelichting is { } toelichting)
        {
            regels.Add(new(Text("Toelichting", taal), toelichting));
        }

        if (await db.Offertes.AsNoTracking().SingleOrDefaultAsync(o => o.AanvraagId == aanvraag.Id, ct) is { } offerte)
        {
            var kosten = JsonSerializer.Deserialize<Kostenoverzicht>(offerte.Kosten)!;
            regels.Add(new(Text("Offerte", taal), [.. kosten.Regels.Select(r => $"{r.Toelichting}: {Bedrag.Euro(r.Bedrag)}")]));
            regels.Add(new(Text("Totaal", taal), Text("TotaalWaarde", taal, Bedrag.Euro(kosten.Exclusief), Bedrag.Euro(kosten.Inclusief))));
            regels.Add(new(Text("GeldigTot", taal), offerte.GeldigTot.ToString("d MMMM yyyy", taal)));
        }

        return regels;
    }
}
