using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Features.Aanvragen.Middelen;
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
    public override Betrouwbaarheidsniveau? VraagtBeheer(Aanvraag aanvraag) => Niveau(aanvraag);

    /// <inheritdoc />
    public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) => Beoordeling.Checklist.For(Read(aanvraag).DocumentType);

    /// <inheritdoc />
    public override Identiteitsbewijs? Identiteitsbewijs(Aanvraag aanvraag) => Read(aanvraag).ToIdentiteitsbewijs();

    /// <inheritdoc />
    public override string Redact(Aanvraag aanvraag) => AanvraagGegevens.Write(Read(aanvraag) with { Documentnummer = "" });

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var g = Read(aanvraag);
        var ids = Organisaties(aanvraag);
        var organisaties = await db.Organisaties.AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(ct);
        return
        [
            .. MiddelBeeld.Regels(g, taal, AmsterdamTime.DateOf(time.GetUtcNow())),
            new(Text("Organisaties", taal), [.. ids.Select(id => organisaties.Single(o => o.Id == id)).Select(o => $"{o.Naam} (KvK {o.KvkNummer})")]),
        ];
    }

    private static NieuweGebruikerGegevens Read(Aanvraag aanvraag) => AanvraagGegevens.Read<NieuweGebruikerGegevens>(aanvraag);
}
