using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Schorsingen;

/// <summary>A middel is off after a report of loss or misuse.</summary>
public sealed class SchorsingSoort : AanvraagSoort
{
    /// <inheritdoc />
    public override string Type => SchorsingGegevens.Type;

    /// <inheritdoc />
    public override IReadOnlyList<Guid> Organisaties(Aanvraag aanvraag) =>
        [.. base.Organisaties(aanvraag).Concat(AanvraagGegevens.Read<SchorsingGegevens>(aanvraag).Koppelingen.Select(k => k.OrganisatieId)).Distinct()];

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var gegevens = AanvraagGegevens.Read<SchorsingGegevens>(aanvraag);
        var persoon = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
        var ids = gegevens.Koppelingen.Select(k => k.OrganisatieId).ToList();
        var organisaties = await db.Organisaties.AsNoTracking().Where(o => ids.Contains(o.Id)).OrderBy(o => o.Naam).ToListAsync(ct);
        var alleen = await db.ZonderBeheerderAsync(gegevens.Koppelingen.Select(k => k.KoppelingId), ct);
        var regels = new List<BeeldRegel>
        {
            new(Text("Gebruiker", taal), $"{persoon.VolledigeNaam}, {persoon.Email}"),
            new(Text("Reden", taal), Text($"Reden{gegevens.Reden}", taal)),
            new(Text("Melder", taal), Text($"Melder{gegevens.Melder}", taal)),
            new(Text("Organisaties", taal), [.. organisaties.Select(o => $"{o.Naam} (KvK {o.KvkNummer})")]),
        };
        if (gegevens.Toelichting is { } toelichting)
        {
            regels.Insert(3, new(Text("Toelichting", taal), toelichting));
        }

        if (alleen.Count > 0)
        {
            regels.Add(new(Text("ZonderBeheerder", taal), [.. alleen.Select(naam => Text("ZonderBeheerderUitleg", taal, naam))]));
        }

        return regels;
    }
}
