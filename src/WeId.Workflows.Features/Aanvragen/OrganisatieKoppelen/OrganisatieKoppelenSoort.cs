using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;

/// <summary>More organisaties for a user who has a middel.</summary>
public sealed class OrganisatieKoppelenSoort : AanvraagSoort
{
    private static readonly ChecklistPunt[] Punten = [new("GebruikerKlopt"), new("AanvragerMag"), new("OrganisatiesKloppen")];

    /// <inheritdoc />
    public override string Type => OrganisatieKoppelenGegevens.Type;

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => Read(aanvraag).Niveau;

    /// <inheritdoc />
    public override IReadOnlyList<Guid> Organisaties(Aanvraag aanvraag) => [.. base.Organisaties(aanvraag), .. Read(aanvraag).Organisaties];

    /// <inheritdoc />
    public override Betrouwbaarheidsniveau? VraagtBeheer(Aanvraag aanvraag) => Niveau(aanvraag);

    /// <inheritdoc />
    public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) => Punten;

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var gegevens = Read(aanvraag);
        var persoon = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
        var namen = await db.Organisaties.AsNoTracking()
            .Where(o => gegevens.Organisaties.Contains(o.Id))
            .OrderBy(o => o.Naam)
            .Select(o => new { o.Naam, o.KvkNummer })
            .ToListAsync(ct);
        return
        [
            new(Text("Gebruiker", taal), persoon.VolledigeNaam),
            new(Text("Email", taal), persoon.Email.Value),
            new(Text("Niveau", taal), gegevens.Niveau.Label()),
            new(Text("Rol", taal), Text($"Rol{gegevens.Rol}", taal)),
            new(Text("Organisaties", taal), [.. namen.Select(o => $"{o.Naam} (KvK {o.KvkNummer})")]),
        ];
    }

    private static OrganisatieKoppelenGegevens Read(Aanvraag aanvraag) => AanvraagGegevens.Read<OrganisatieKoppelenGegevens>(aanvraag);
}
