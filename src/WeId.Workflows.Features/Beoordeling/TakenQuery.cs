using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Which tasks the takenbak shows.</summary>
public enum TakenFilter
{
    /// <summary>Free to take.</summary>
    Open,

    /// <summary>Taken by who looks.</summary>
    Mijn,

    /// <summary>Free or taken by anybody.</summary>
    Alle,
}

/// <summary>One line of the takenbak.</summary>
/// <param name="Naam">Whom it is about; null when that is nobody yet.</param>
/// <param name="GeclaimdDoor">Name of who has it; null when it is free.</param>
public sealed record TaakRij(
    Guid Id,
    TaakSoort Soort,
    string Fase,
    TaakStatus Status,
    string AanvraagNummer,
    string Organisatie,
    string KvkNummer,
    string? Naam,
    DateTimeOffset WachtSinds,
    DateOnly Uiterlijk,
    string? GeclaimdDoor,
    bool IsMijn);

/// <summary>The takenbak under one filter; nobody needs to know a count beyond <see cref="TakenQuery.MaxGeteld"/>, which stands for "more".</summary>
/// <param name="Rijen">At most <see cref="TakenQuery.MaxRijen"/>, what is due first on top.</param>
/// <param name="Vandaag">The day against which the due dates are put in words.</param>
public sealed record Takenbak(IReadOnlyList<TaakRij> Rijen, int Open, int Mijn, int Alle, DateOnly Vandaag)
{
    /// <summary>How many the filter has in all.</summary>
    public int Count(TakenFilter filter) => filter switch
    {
        TakenFilter.Open => Open,
        TakenFilter.Mijn => Mijn,
        _ => Alle,
    };
}

/// <summary>A document to look at: a copy of the identity document, or one that stays with the aanvraag.</summary>
/// <param name="Zijde">What a copy of the identity document shows; null for every other document.</param>
public sealed record DocumentRij(Guid Id, DocumentZijde? Zijde, string ContentType, string Bestandsnaam)
{
    /// <summary>Shown by the browser's own viewer instead of as image.</summary>
    public bool IsPdf => ContentType == "application/pdf";
}

/// <summary>A point as it is put to the reviewer.</summary>
/// <param name="Tekst">In the words of its aanvraag type; null for the points about an identity document, which all types share.</param>
public sealed record PuntVraag(ChecklistPunt Punt, string? Tekst);

/// <summary>A decision in an earlier stage.</summary>
public sealed record EerderBesluit(string Fase, string Besluit, string Door, DateTimeOffset Op, string? Toelichting);

/// <summary>What was asked of the beheerder before, and his answer.</summary>
/// <param name="Vragen">One line each.</param>
/// <param name="Door">Who answered; null while nobody has, and for who is known by his link only.</param>
public sealed record AanvullingRij(IReadOnlyList<string> Vragen, DateTimeOffset GevraagdOp, string? Antwoord, bool MetKopie, string? Door, DateTimeOffset? BeantwoordOp);

/// <summary>What only who has the task may see.</summary>
/// <param name="Regels">The data in words; empty for who needs only the organisaties.</param>
public sealed record TaakInhoud(
    IReadOnlyList<BeeldRegel> Regels,
    IReadOnlyList<PuntVraag> Punten,
    string Aanvrager,
    IReadOnlyList<string> Organisaties,
    IReadOnlyList<DocumentRij> Documenten,
    IReadOnlyList<Controle> Controles,
    IReadOnlyList<EerderBesluit> EerdereBesluiten)
{
    /// <summary>Supplements, oldest first.</summary>
    public IReadOnlyList<AanvullingRij> Aanvullingen { get; init; } = [];

    /// <summary>Codes of the reasons for which another one can be asked.</summary>
    public IReadOnlyList<string> AanvulRedenen { get; init; } = [];

    /// <summary>Whether it is about a contract on paper, which can be sent back.</summary>
    public bool MetContract { get; init; }
}

/// <summary>A task as its page shows it.</summary>
/// <param name="Besluit">How it ended; null while it has not.</param>
/// <param name="IsDefinitief">Whether an approval now is the final decision.</param>
/// <param name="Inhoud">Null unless the reader has the task claimed.</param>
public sealed record TaakDetail(TaakRij Rij, string? Besluit, string? BeslotenDoor, DateTimeOffset? BeslotenOp, bool IsDefinitief, string Lezer, DateOnly Vandaag, TaakInhoud? Inhoud)
{
    /// <summary>Until when the beheerder could answer if he were asked for a supplement now; null when he cannot be asked.</summary>
    public DateOnly? AanvullenTot { get; init; }
}

/// <summary>Reads the takenbak for a medewerker: only tasks of his roles.</summary>
public sealed class TakenQuery(IDbContextFactory<WeIdDbContext> contexts, AanvraagSoorten soorten, AanvulTermijn termijn, ContractBeoordeling contracten)
{
    /// <summary>Most lines at once: more than anybody works through before he looks again.</summary>
    public const int MaxRijen = 100;

    /// <summary>Counts go up to one more than this: to count a million takes as long as to read them.</summary>
    public const int MaxGeteld = 999;

    /// <summary>The takenbak; null for who is no medewerker of the back office.</summary>
    public async Task<Takenbak?> ListAsync(Handeling handeling, TakenFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Medewerkers.OfBackOfficeAsync(db, handeling, ct) is not { } medewerker)
        {
            return null;
        }

        var rollen = RollenOf(medewerker);
        TaakStatus[] statussen = filter switch
        {
            TakenFilter.Open => [TaakStatus.Open],
            TakenFilter.Mijn => [TaakStatus.Geclaimd],
            _ => [TaakStatus.Open, TaakStatus.Geclaimd],
        };
        var ids = await TakenVolgorde.FirstAsync(db, statussen, rollen, filter is TakenFilter.Mijn ? medewerker.Id : null, MaxRijen, ct);
        var rijen = await Rows(db, db.Taken.AsNoTracking().Where(t => ids.Contains(t.Id)), medewerker.Id).ToListAsync(ct);
        var geclaimd = db.Taken.Where(t => t.Status == TaakStatus.Geclaimd && rollen.Contains(t.Rol));
        var open = await CountAsync(db.Taken.Where(t => t.Status == TaakStatus.Open && rollen.Contains(t.Rol)), ct);
        var mijn = await CountAsync(geclaimd.Where(t => t.GeclaimdDoor == medewerker.Id), ct);
        var alle = Math.Min(MaxGeteld + 1, open + await CountAsync(geclaimd, ct));
        return new Takenbak(rijen, open, mijn, alle, handeling.Today);
    }

    /// <summary>One task; null when there is none that is his to see.</summary>
    public async Task<TaakDetail?> FindAsync(Handeling handeling, Guid taakId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Medewerkers.OfBackOfficeAsync(db, handeling, ct) is not { } medewerker)
        {
            return null;
        }

        var rollen = RollenOf(medewerker);
        if (await db.Taken.AsNoTracking().SingleOrDefaultAsync(t => t.Id == taakId && rollen.Contains(t.Rol), ct) is not { } taak)
        {
            return null;
        }

        var rij = await Rows(db, db.Taken.AsNoTracking().Where(t => t.Id == taakId), medewerker.Id).SingleAsync(ct);
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == taak.AanvraagId, ct);
        var door = await db.Medewerkers.Where(m => m.Id == taak.BeslotenDoor).Select(m => m.Naam).SingleOrDefaultAsync(ct);
        var inhoud = rij is { IsMijn: true, Status: TaakStatus.Geclaimd } ? await InhoudAsync(db, taak, aanvraag, ct) : null;
        var definitief = Eindbesluit.IsFinal(goedgekeurd: true, soorten.Of(aanvraag).Niveau(aanvraag), taak.Fase);
        return new TaakDetail(rij, taak.Besluit, door, taak.BeslotenOp, definitief, medewerker.Naam, handeling.Today, inhoud)
        {
            AanvullenTot = inhoud is not null && taak.Soort is TaakSoort.Beoordeling && await termijn.FindAsync(db, taak, ct) is { } dagen ? handeling.Today.AddDays(dagen) : null,
        };
    }

    private static Task<int> CountAsync(IQueryable<BeoordelingsTaak> taken, CancellationToken ct) =>
        taken.Select(t => t.Id).Take(MaxGeteld + 1).CountAsync(ct);

    private static List<string> RollenOf(Medewerker medewerker) => [.. medewerker.Rollen.Select(r => r.ToString())];

    private static IQueryable<TaakRij> Rows(WeIdDbContext db, IQueryable<BeoordelingsTaak> taken, Guid medewerkerId) =>
        from taak in taken
        join aanvraag in db.Aanvragen on taak.AanvraagId equals aanvraag.Id
        join organisatie in db.Organisaties on aanvraag.OrganisatieId equals organisatie.Id
        orderby taak.Uiterlijk, taak.AangemaaktOp
        select new TaakRij(
            taak.Id,
            taak.Soort,
            taak.Fase,
            taak.Status,
            aanvraag.Nummer,
            organisatie.Naam,
            organisatie.KvkNummer.ToString(),
            db.Personen.Where(p => p.Id == aanvraag.PersoonId)
                .Select(p => p.Tussenvoegsel == null ? p.Voornamen + " " + p.Achternaam : p.Voornamen + " " + p.Tussenvoegsel + " " + p.Achternaam)
                .FirstOrDefault(),
            taak.AangemaaktOp,
            taak.Uiterlijk,
            db.Medewerkers.Where(m => m.Id == taak.GeclaimdDoor).Select(m => m.Naam).FirstOrDefault(),
            taak.GeclaimdDoor == medewerkerId);

    private async Task<TaakInhoud> InhoudAsync(WeIdDbContext db, BeoordelingsTaak taak, Aanvraag aanvraag, CancellationToken ct)
    {
        var soort = soorten.Of(aanvraag);
        var taal = CultureInfo.CurrentUICulture;
        var aanvrager = await db.Personen.AsNoTracking().SingleOrDefaultAsync(p => p.Id == aanvraag.AanvragerId, ct);
        var ids = soort.Organisaties(aanvraag).ToList();
        var organisaties = await db.Organisaties.AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(ct);

        var stukken = await db.Dossierstukken.AsNoTracking()
            .Where(s => s.AanvraagId == aanvraag.Id)
            .OrderBy(s => s.OntvangenOp)
            .Select(s => new DocumentRij(s.Id, null, s.ContentType, s.Bestandsnaam))
            .ToListAsync(ct);

        // The postkamer needs no identity document to send a device.
        var documenten = taak.Soort is not TaakSoort.Beoordeling ? [] : await db.Bijlagen.AsNoTracking()
            .Where(b => b.AanvraagId == aanvraag.Id && b.GewistOp == null)
            .OrderBy(b => b.GeuploadOp)
            .Select(b => new DocumentRij(b.Id, b.Zijde, b.ContentType, b.Bestandsnaam))
            .ToListAsync(ct);
        var eerder = await (
            from t in db.Taken.AsNoTracking()
            join m in db.Medewerkers on t.BeslotenDoor equals m.Id
            where t.AanvraagId == aanvraag.Id
                && t.Soort == TaakSoort.Beoordeling
                && t.Status == TaakStatus.Besloten
                && t.Besluit != BeoordelingService.AanvullingGevraagd
            orderby t.BeslotenOp
            select new EerderBesluit(t.Fase, t.Besluit!, m.Naam, t.BeslotenOp!.Value, t.Toelichting)).ToListAsync(ct);
        var beheer = taak.Soort is TaakSoort.Beoordeling ? await db.CheckBeheerAsync(soort, aanvraag, ct) : null;
        return new TaakInhoud(
            taak.Soort is TaakSoort.OtpUitgifte or TaakSoort.KvkControle ? [] : await soort.ShowAsync(db, aanvraag, taal, ct),
            [.. soort.Checklist(aanvraag, taak.Fase).Select(p => new PuntVraag(p, soort.FindText($"Punt.{p.Code}", taal)))],
            aanvrager is null ? "" : $"{aanvrager.VolledigeNaam}, {aanvrager.Email}",
            [.. organisaties.OrderBy(o => ids.IndexOf(o.Id)).Select(o => $"{o.Naam} (KvK {o.KvkNummer})")],
            Eindbesluit.IsDeel(taak.Fase) ? [.. Enumerable.Reverse(stukken), .. documenten] : [.. documenten.OrderBy(d => d.Zijde is DocumentZijde.Achterzijde), .. stukken],
            [.. Controles.Read(aanvraag.Controles), .. beheer is null ? Array.Empty<Controle>() : [beheer]],
            eerder)
        {
            Aanvullingen = taak.Soort is TaakSoort.Beoordeling ? await AanvullingenAsync(db, aanvraag, taal, ct) : [],
            AanvulRedenen = AanvulRedenen.Codes(soort, aanvraag),
            MetContract = taak.Soort is TaakSoort.Beoordeling && await contracten.IsAboutContractAsync(db, taak, ct),
        };
    }

    private static async Task<IReadOnlyList<AanvullingRij>> AanvullingenAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        var aanvullingen = await db.Aanvullingen.AsNoTracking().Where(a => a.AanvraagId == aanvraag.Id).OrderBy(a => a.GevraagdOp).ToListAsync(ct);
        var ids = aanvullingen.Select(a => a.BeantwoordDoor).OfType<Guid>().ToList();
        var namen = await db.Personen.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.VolledigeNaam, ct);
        return
        [
            .. aanvullingen.Select(a => new AanvullingRij(
                AanvulRedenen.Lines(a, taal), a.GevraagdOp, a.Antwoord, a.MetKopie, a.BeantwoordDoor is { } door ? namen.GetValueOrDefault(door) : null, a.BeantwoordOp)),
        ];
    }
}
