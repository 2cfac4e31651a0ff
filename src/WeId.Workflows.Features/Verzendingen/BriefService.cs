using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>A kind of letter that holds a code: it is sent anew with another one, while the older one ends in the same transaction.</summary>
public interface ICodebrief
{
    /// <summary>The template of the letter.</summary>
    string Template { get; }

    /// <summary>Adds the new letter; refused when the code in the old one does not hold any more.</summary>
    /// <param name="adres">The lines below the name; null: the address of this day.</param>
    Task<Result<Verzending>> SendAnewAsync(UseCaseScope scope, Handeling handeling, Verzending brief, string? adres, CancellationToken ct);

    /// <summary>Ends the code, since the letter came back; nothing happens when it does not hold any more.</summary>
    /// <returns>Whether it held until now.</returns>
    Task<bool> LapseAsync(WeIdDbContext db, Verzending brief, CancellationToken ct);
}

/// <summary>One letter, as its page shows it.</summary>
/// <param name="EerderAdres">Name and address before somebody made them fit the window; empty: nobody did.</param>
/// <param name="DrukkerReden">Why the print supplier refused it; null: he did not.</param>
/// <param name="HeeftCode">Another print of it has another code.</param>
/// <param name="Batch">Number of the batch with which it was printed; null: with none.</param>
/// <param name="RetourOp">When it came back; null: it did not.</param>
/// <param name="HuidigAdres">Where a letter would go now; null: the letter is of no organisatie.</param>
/// <param name="HerdrukVan">The letter that it replaces; null: none.</param>
/// <param name="Herdruk">The letter that replaces it; null: none.</param>
/// <param name="HerdrukStatus">Where that one stands.</param>
/// <param name="IsReprintable">Whether another print may follow.</param>
public sealed record Brief(
    Guid Id,
    string Onderwerp,
    string Template,
    string Ontvanger,
    string Adres,
    IReadOnlyList<string> EerderAdres,
    string? AanvraagNummer,
    VerzendStatus Status,
    string? DrukkerReden,
    DateTimeOffset? OpgemaaktOp,
    DateTimeOffset? VerzondenOp,
    string? DocumentHash,
    bool HeeftCode,
    string? Batch,
    DateTimeOffset? RetourOp,
    RetourReden? RetourReden,
    string? HuidigAdres,
    Guid? HerdrukVan,
    Guid? Herdruk,
    VerzendStatus? HerdrukStatus,
    bool IsReprintable);

/// <summary>
/// What becomes of a letter: it is printed again - the same bytes, or, of a letter with a code, a new letter with a new code - or
/// it comes back.
/// </summary>
public sealed class BriefService(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, IGeheimen geheimen, IEnumerable<ICodebrief> codebrieven, AanvraagSoorten soorten)
{
    /// <summary>The letter; null for who does not work in the postkamer.</summary>
    public async Task<Brief?> FindAsync(Handeling handeling, Guid verzendingId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BriefAsync(handeling, verzendingId, ct) is not { } brief)
        {
            return null;
        }

        var organisatie = await db.Organisaties.AsNoTracking().SingleOrDefaultAsync(o => o.Id == brief.OrganisatieId, ct);
        var herdruk = await db.Verzendingen.Where(v => v.HerdrukVanId == brief.Id).Select(v => new { v.Id, v.Status }).SingleOrDefaultAsync(ct);
        return new(
            brief.Id,
            brief.Onderwerp ?? brief.Template,
            brief.Template,
            brief.OntvangerNaam,
            brief.Adres,
            geheimen.EerderAdresOf(brief),
            await db.Aanvragen.Where(a => a.Id == brief.AanvraagId).Select(a => a.Nummer).SingleOrDefaultAsync(ct),
            brief.Status,
            brief.DrukkerReden,
            brief.OpgemaaktOp,
            brief.VerzondenOp,
            brief.DocumentHash,
            !brief.IsPlain(),
            await db.Postbatches.Where(b => b.Id == brief.PostbatchId).Select(b => b.Nummer).SingleOrDefaultAsync(ct),
            brief.RetourOp,
            brief.RetourReden,
            organisatie is null ? null : Ontvanger.AdresOf(organisatie),
            brief.HerdrukVanId,
            herdruk?.Id,
            herdruk?.Status,
            brief.IsReprintable);
    }

    /// <summary>Puts another print into the queue of the postkamer.</summary>
    /// <returns>The new letter.</returns>
    public Task<Result<Guid>> ReprintAsync(Handeling handeling, Guid verzendingId, HerdrukReden reden, CancellationToken ct) => useCases.RunAsync<Guid>(
        handeling,
        async (scope, token) =>
        {
            var db = scope.Db;
            if (await db.BriefAsync(handeling, verzendingId, token) is not { } brief)
            {
                return new NotAllowed();
            }

            return await ReprintAsync(scope, handeling, brief, reden, adres: null, token);
        },
        ct);

    /// <summary>As a part of another act.</summary>
    /// <param name="adres">The lines below the name, of a letter with a code; null: the address of this day.</param>
    internal async Task<Result<Guid>> ReprintAsync(UseCaseScope scope, Handeling handeling, Verzending brief, HerdrukReden reden, string? adres, CancellationToken ct)
    {
        var db = scope.Db;
        if (!brief.IsReprintable)
        {
            return new BriefNietGepost();
        }

        if (await IsReprintedAsync(db, brief.Id, ct))
        {
            return new BriefAlHerdrukt();
        }

        var plain = brief.IsPlain();
        if (plain && adres is not null)
        {
            return new BriefAdresVast();
        }

        var result = plain ? Copy(db, handeling, brief) : await SendAnewAsync(scope, handeling, brief, adres, ct);
        if (!result.Succeeded)
        {
            return result.Refusals[0];
        }

        // What could not be made up must not be sent after all: its code ends here.
        if (!brief.IsEnded)
        {
            brief.MarkVervallen();
        }

        await db.EndRetourTakenAsync(t => t.VerzendingId == brief.Id, ct);
        db.Audit.Add(AuditRegel.Of(
            handeling,
            "BriefHerdrukt",
            brief.AanvraagId,
            JsonSerializer.Serialize(new { verzending = brief.Id, herdruk = result.Value.Id, reden = reden.ToString(), nieuweCode = !plain, anderAdres = adres is not null })));
        return result.Value.Id;
    }

    /// <summary>
    /// Registers that the letter came back. Its code, which others may have seen, ends at once, and the beheerders of the
    /// organisatie hear of it: they alone can have the address at the KvK put right. A task makes sure that we do something as
    /// well. Where nothing is left to do, such as of a letter that was replaced, nobody is told.
    /// </summary>
    public Task<Result<Done>> RegisterReturnAsync(Handeling handeling, Guid verzendingId, RetourReden reden, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            var db = scope.Db;
            if (await db.BriefAsync(handeling, verzendingId, token) is not { } brief || await db.MedewerkerAsync(handeling, StafRol.Postkamer, token) is not { } medewerker)
            {
                return new NotAllowed();
            }

            if (brief.MarkRetour(reden, medewerker.Id, handeling.At) is { } refusal)
            {
                return refusal;
            }

            var ended = codebrieven.SingleOrDefault(c => c.Template == brief.Template) is { } soort && await soort.LapseAsync(db, brief, token);
            // The mail says that we will call: only while somebody is to.
            if (!await IsReprintedAsync(db, brief.Id, token) && await AddTaakAsync(db, handeling, brief, ended, token))
            {
                await TellAsync(scope, handeling, brief, ended, token);
            }

            db.Audit.Add(AuditRegel.Of(
                handeling, "BriefRetour", brief.AanvraagId, JsonSerializer.Serialize(new { verzending = brief.Id, reden = reden.ToString(), codeBeeindigd = ended })));
            return default(Done);
        },
        ct);

    private static Task<bool> IsReprintedAsync(WeIdDbContext db, Guid verzendingId, CancellationToken ct) =>
        db.Verzendingen.AnyAsync(v => v.HerdrukVanId == verzendingId, ct);

    /// <summary>Somebody decides what is to be done, while there is something: a code that had ended before, or an aanvraag that was not carried out, asks for no letter.</summary>
    /// <returns>Whether there is.</returns>
    private static async Task<bool> AddTaakAsync(WeIdDbContext db, Handeling handeling, Verzending brief, bool codeEnded, CancellationToken ct)
    {
        if (brief.AanvraagId is not { } aanvraagId
            || !(codeEnded || brief.IsPlain())
            || await db.Aanvragen.AnyAsync(
                a => a.Id == aanvraagId && (a.Status == AanvraagStatus.Afgekeurd || a.Status == AanvraagStatus.Vervallen || a.Status == AanvraagStatus.Ingetrokken), ct))
        {
            return false;
        }

        db.Taken.Add(BeoordelingsTaak.VoorBrief(Guid.CreateVersion7(handeling.At), aanvraagId, brief.Id, TaakSoort.Retourpost, handeling.At, TaakSteps.DefaultWerkdagen));
        return true;
    }

    /// <summary>Those who manage the organisatie; when nobody does yet, who asked for it.</summary>
    private async Task<IReadOnlyList<Persoon>> ReceiversAsync(WeIdDbContext db, Verzending brief, Guid organisatieId, CancellationToken ct)
    {
        if (await db.BeheerdersAsync(organisatieId, ct) is { Count: > 0 } beheerders)
        {
            return beheerders;
        }

        if (brief.AanvraagId is not { } aanvraagId)
        {
            return [];
        }

        var dossier = await Dossier.LoadAsync(db, aanvraagId, ct);
        return await db.VoorAanvragerAsync(soorten.Of(dossier.Aanvraag), dossier, ct);
    }

    private async Task TellAsync(UseCaseScope scope, Handeling handeling, Verzending brief, bool codeEnded, CancellationToken ct)
    {
        if (brief.OrganisatieId is not { } organisatieId)
        {
            return;
        }

        var organisatie = await scope.Db.Organisaties.SingleAsync(o => o.Id == organisatieId, ct);
        var maker = VerzendingMaker.In(scope, geheimen);
        foreach (var persoon in await ReceiversAsync(scope.Db, brief, organisatieId, ct))
        {
            maker.Add(
                VerzendKanaal.Mail,
                Ontvanger.ByMail(persoon),
                new BriefRetourGegevens
                {
                    Gebruiker = brief.OntvangerNaam, Organisatie = organisatie.Naam, Adres = brief.Adres.Replace("\n", ", ", StringComparison.Ordinal), MetCode = codeEnded,
                },
                handeling.At,
                new VerzendOpties(brief.AanvraagId, organisatieId));
        }
    }

    private async Task<Result<Verzending>> SendAnewAsync(UseCaseScope scope, Handeling handeling, Verzending brief, string? adres, CancellationToken ct) =>
        codebrieven.SingleOrDefault(c => c.Template == brief.Template) is { } soort ? await soort.SendAnewAsync(scope, handeling, brief, adres, ct) : new BriefCodeVoorbij();

    private Result<Verzending> Copy(WeIdDbContext db, Handeling handeling, Verzending brief)
    {
        var copy = Verzending.Create(
            new NieuweVerzending
            {
                AanvraagId = brief.AanvraagId,
                OrganisatieId = brief.OrganisatieId,
                PersoonId = brief.PersoonId,
                Kanaal = brief.Kanaal,
                Template = brief.Template,
                Taal = brief.Taal,
                OntvangerNaam = brief.OntvangerNaam,
                Adres = brief.Adres,
                Onderwerp = brief.Onderwerp,
                HerdrukVanId = brief.Id,
            },
            handeling.At);
        var pdf = brief.GeredigeerdDocument!;
        copy.MarkOpgemaakt(geheimen.Protect(Verzending.DocumentPurpose, pdf), pdf, brief.DocumentHash!, handeling.At);
        db.Verzendingen.Add(copy);
        return copy;
    }
}
