using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Activaties;

/// <summary>A new activation letter by post; nobody judges it.</summary>
public sealed class ActiveringsbriefSoort : AanvraagSoort
{
    /// <inheritdoc />
    public override string Type => ActiveringsbriefAanvraag.Type;

    /// <inheritdoc />
    public override bool WordtBeoordeeld => false;

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => AanvraagGegevens.Read<ActiveringsbriefAanvraag>(aanvraag).Niveau;

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var persoon = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
        return [new(Text("Gebruiker", taal), persoon.VolledigeNaam), new(Text("Niveau", taal), Niveau(aanvraag).Label())];
    }
}
