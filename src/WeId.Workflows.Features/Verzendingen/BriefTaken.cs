using System.Linq.Expressions;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>What is done about a letter that came back.</summary>
public enum RetourKeuze
{
    /// <summary>It is sent again: a letter with a code to the address of this day, any other as it was.</summary>
    Herdrukt,

    /// <summary>It is sent again, to another address that stands at the KvK.</summary>
    HerdruktAnderAdres,

    /// <summary>Nothing more.</summary>
    Gesloten,
}

/// <summary>The decision on a letter that came back.</summary>
/// <param name="Adres">The lines below the name; for <see cref="RetourKeuze.HerdruktAnderAdres"/>.</param>
/// <param name="BijKvk">He has seen at the KvK that this is an address of the organisatie .</param>
/// <param name="Notitie">For colleagues; needed unless the letter goes to the same address again.</param>
public sealed record RetourBesluit(RetourKeuze Keuze, string? Adres, bool BijKvk, string? Notitie);

/// <summary>A letter as the task about it shows it.</summary>
/// <param name="Regels">What stands in the window, the name first.</param>
/// <param name="EerdereRegels">What stood there before somebody made it fit; empty: nobody did.</param>
/// <param name="HeeftCode">Another print of it has another code, and can go to another address.</param>
/// <param name="HuidigAdres">Where a letter would go now, one line each.</param>
/// <param name="Contact">Whom to call or mail: name and e-mail address.</param>
/// <param name="PastNiet">Why the lines do not fit; null when they do.</param>
/// <param name="DoorAnder">Why the reader may not decide where it goes; null when he may.</param>
public sealed record BriefTaak(
    Guid Id,
    string Onderwerp,
    IReadOnlyList<string> Regels,
    IReadOnlyList<string> EerdereRegels,
    DateTimeOffset? RetourOp,
    RetourReden? RetourReden,
    bool HeeftCode,
    IReadOnlyList<string> HuidigAdres,
    IReadOnlyList<string> Contact,
    Refusal? PastNiet,
    Refusal? DoorAnder);

/// <summary>The lines that fit the window.</summary>
/// <param name="Regels">All of them, the name first.</param>
/// <param name="BijKvk">He has seen at the KvK what he writes anew .</param>
public sealed record AdresBesluit(string? Regels, bool BijKvk);

/// <summary>The tasks about letters: those that came back, and those whose address does not fit the window.</summary>
public sealed class BriefTaken(BeoordelingService taken, BriefService brieven, IDbContextFactory<WeIdDbContext> contexts, IAdresvenster venster, IGeheimen geheimen)
{
    /// <summary>Outcome of an address that was shortened.</summary>
    public const string Aangepast = nameof(Aangepast);

    /// <summary>The letter of a task; null when the task is about none. Who may see the task has been looked at by the caller.</summary>
    public async Task<BriefTaak?> FindAsync(Handeling handeling, Guid taakId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var verzendingId = await db.Taken.Where(t => t.Id == taakId).Select(t => t.VerzendingId).SingleOrDefaultAsync(ct);
        if (await db.Verzendingen.AsNoTracking().SingleOrDefaultAsync(v => v.Id == verzendingId, ct) is not { } brief)
        {
            return null;
        }

        var organisatie = await db.Organisaties.AsNoTracking().SingleOrDefaultAsync(o => o.Id == brief.OrganisatieId, ct);
        var beheerders = brief.OrganisatieId is { } organisatieId ? await db.BeheerdersAsync(organisatieId, ct) : [];
        var ontvanger = await db.Personen.AsNoTracking().SingleOrDefaultAsync(p => p.Id == brief.PersoonId, ct);
        return new(
            brief.Id,
            brief.Onderwerp ?? "",
            LinesOf(brief),
            geheimen.EerderAdresOf(brief),
            brief.RetourOp,
            brief.RetourReden,
            !brief.IsPlain(),
            organisatie is null ? [] : Ontvanger.AdresOf(organisatie).Split('\n'),
            [.. beheerders.Append(ontvanger).OfType<Domain.Gebruikers.Persoon>().DistinctBy(p => p.Id).Select(p => $"{p.VolledigeNaam}, {p.Email}")],
            venster.Check(brief.OntvangerNaam, brief.Adres),
            await CheckEyesAsync(db, handeling, brief, ct));
    }

    /// <summary>Ends the task about a letter that came back, and sends it again when that was decided.</summary>
    public Task<Result<Done>> DecideRetourAsync(Handeling handeling, Guid taakId, RetourBesluit besluit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(besluit);
        var notitie = string.IsNullOrWhiteSpace(besluit.Notitie) ? null : besluit.Notitie.Trim();
        return taken.CompleteAsync(
            handeling,
            taakId,
            TaakSoort.Retourpost,
            besluit.Keuze.ToString(),
            notitie,
            "RetourpostBesloten",
            async (scope, _, token) =>
            {
                if (notitie is { Length: > Aanvulling.MaxTekst } || Invoer.HasControls(notitie))
                {
                    return new NotValid("Tekst") { Field = nameof(RetourBesluit.Notitie) };
                }

                if (notitie is null && besluit.Keuze is not RetourKeuze.Herdrukt)
                {
                    return new Required { Field = nameof(RetourBesluit.Notitie) };
                }

                if (besluit.Keuze is RetourKeuze.Gesloten)
                {
                    return null;
                }

                var brief = await LetterOfAsync(scope.Db, taakId, token);
                string? adres = null;
                if (besluit.Keuze is RetourKeuze.HerdruktAnderAdres)
                {
                    if (await CheckEyesAsync(scope.Db, handeling, brief, token) is { } ander)
                    {
                        return ander;
                    }

                    adres = string.Join('\n', LinesOf(besluit.Adres));
                    if (Check(brief.OntvangerNaam, adres) is { } fault)
                    {
                        return fault with { Field = nameof(RetourBesluit.Adres) };
                    }

                    if (!besluit.BijKvk)
                    {
                        return new Required { Field = nameof(RetourBesluit.BijKvk) };
                    }
                }

                var reprint = await brieven.ReprintAsync(scope, handeling, brief, HerdrukReden.Retour, adres, token);
                return reprint.Succeeded ? null : reprint.Refusals[0];
            },
            ct);
    }

    /// <summary>
    /// Gives the letter lines that fit its window, and lets it be made up. Splitting and shortening is his; for a word that did not
    /// stand there he looks at the KvK first, as for a letter that came back.
    /// </summary>
    public Task<Result<Done>> FitAsync(Handeling handeling, Guid taakId, AdresBesluit besluit, CancellationToken ct) => taken.CompleteAsync(
        handeling,
        taakId,
        TaakSoort.AdresAanpassen,
        Aangepast,
        null,
        "BriefadresAangepast",
        async (scope, aanvraagId, token) =>
        {
            var lines = LinesOf(besluit.Regels);
            var (naam, adres) = (lines.FirstOrDefault() ?? "", string.Join('\n', lines.Skip(1)));
            if (Check(naam, adres) is { } fault)
            {
                return fault with { Field = nameof(AdresBesluit.Regels) };
            }

            var brief = await LetterOfAsync(scope.Db, taakId, token);
            if (brief.Status is not VerzendStatus.WachtOpAdres)
            {
                return new SomebodyWasFirst("");
            }

            if (await CheckEyesAsync(scope.Db, handeling, brief, token) is { } ander)
            {
                return ander;
            }

            var eerder = LinesOf(brief);
            var korter = IsShortened(eerder, lines);
            if (!korter && !besluit.BijKvk)
            {
                return new Required { Field = nameof(AdresBesluit.BijKvk) };
            }

            brief.SetAdres(naam, adres, geheimen.Protect(Verzending.AdresPurpose, Encoding.UTF8.GetBytes(string.Join('\n', eerder))));
            scope.Db.Audit.Add(AuditRegel.Of(
                handeling, "BriefadresGewijzigd", aanvraagId, JsonSerializer.Serialize(new { verzending = brief.Id, alleenKorter = korter, bijKvk = besluit.BijKvk })));
            scope.Outbox.Add(
                DerivedId.From(handeling.OperationId, VerzendOpdracht.MessageType),
                VerzendOpdracht.MessageType,
                VerzendOpdracht.KeyOf(brief.Kanaal, adres),
                new VerzendOpdracht(brief.Id));
            return null;
        },
        ct);

    /// <summary>Whether these lines only say less than the letter has: then nobody needs to look at the KvK.</summary>
    internal static bool IsShortened(IReadOnlyList<string> known, string? regels) => IsShortened(known, LinesOf(regels));

    private static bool IsShortened(IReadOnlyList<string> known, List<string> lines) => Adresregels.IsShortened(known, lines);

    private static List<string> LinesOf(Verzending brief) => [brief.OntvangerNaam, .. brief.Adres.Split('\n')];

    private static List<string> LinesOf(string? text) =>
        [.. (text ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static async Task<Verzending> LetterOfAsync(WeIdDbContext db, Guid taakId, CancellationToken ct)
    {
        var taak = await db.Taken.SingleAsync(t => t.Id == taakId, ct);
        return await db.Verzendingen.SingleAsync(v => v.Id == taak.VerzendingId, ct);
    }

    /// <summary>Who prints letters sees the codes in them: where a letter goes is not his, nor that of who registered the return. A second account of the same man is the same man.</summary>
    private static async Task<Refusal?> CheckEyesAsync(WeIdDbContext db, Handeling handeling, Verzending brief, CancellationToken ct)
    {
        if (await db.MedewerkerAsync(handeling, StafRol.Beoordelaar, ct) is not { } medewerker)
        {
            return new NotAllowed();
        }

        var hij = await db.Medewerkers.AsNoTracking().Where(m => m.Id == medewerker.Id || (m.PersoonId != null && m.PersoonId == medewerker.PersoonId)).ToListAsync(ct);
        var door = await db.Verzendingen.Where(v => (v.Id == brief.Id || v.Id == brief.HerdrukVanId) && v.RetourDoor != null).Select(v => v.RetourDoor!.Value).ToListAsync(ct);
        return hij.Exists(m => m.Rollen.Contains(StafRol.Postkamer) || door.Contains(m.Id)) ? new AdresDoorAnder() : null;
    }

    private Refusal? Check(string naam, string adres)
    {
        if (naam.Length == 0 || !adres.Contains('\n', StringComparison.Ordinal))
        {
            return new AdresOnvolledig();
        }

        return naam.Length > Verzending.MaxNaam || adres.Length > Verzending.MaxAdres || Invoer.HasControls(naam) || adres.Split('\n').Any(Invoer.HasControls)
            ? new NotValid("Tekst")
            : venster.Check(naam, adres);
    }
}

/// <summary>Ends tasks about letters that nobody needs any more.</summary>
internal static class RetourTaken
{
    /// <summary>Takes the open tasks about letters that came back out of the takenbak.</summary>
    public static async Task EndRetourTakenAsync(this WeIdDbContext db, Expression<Func<BeoordelingsTaak, bool>> which, CancellationToken ct)
    {
        foreach (var taak in await db.Taken
            .Where(t => t.Soort == TaakSoort.Retourpost && (t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd))
            .Where(which)
            .ToListAsync(ct))
        {
            taak.Withdraw();
        }
    }

    /// <summary>The code of the aanvraag ended: what came back does not matter any more, and a letter with that code which waits for an address is not sent.</summary>
    public static async Task EndCodebrievenAsync(this WeIdDbContext db, Guid aanvraagId, string template, CancellationToken ct)
    {
        await db.EndRetourTakenAsync(t => t.AanvraagId == aanvraagId, ct);
        foreach (var brief in await db.Verzendingen.Where(v => v.AanvraagId == aanvraagId && v.Template == template && v.Status == VerzendStatus.WachtOpAdres).ToListAsync(ct))
        {
            brief.MarkVervallen();
            foreach (var taak in await db.Taken.Where(t => t.VerzendingId == brief.Id && (t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd)).ToListAsync(ct))
            {
                taak.Withdraw();
            }
        }
    }
}
