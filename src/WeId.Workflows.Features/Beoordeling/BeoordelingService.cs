using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.OtpVoorraad;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>What a reviewer decides.</summary>
/// <param name="Goedgekeurd">False: rejected.</param>
/// <param name="Checklist">Answers by the code of the point.</param>
/// <param name="Redenen">Codes of <see cref="Afkeurredenen"/>; for a rejection.</param>
/// <param name="Toelichting">For the aanvrager at a rejection, for colleagues at an approval.</param>
public sealed record Besluit(bool Goedgekeurd, IReadOnlyDictionary<string, PuntAntwoord> Checklist, IReadOnlyList<string> Redenen, string? Toelichting);

/// <summary>What a reviewer asks of the beheerder instead of deciding.</summary>
/// <param name="Redenen">Codes of <see cref="AanvulRedenen"/>.</param>
/// <param name="Toelichting">For the beheerder.</param>
public sealed record AanvullingVraag(IReadOnlyList<string> Redenen, string? Toelichting);

/// <summary>Takes, gives back and decides the tasks of reviewers and postkamer.</summary>
public sealed class BeoordelingService(
    UseCases useCases, AanvraagSoorten soorten, BijlageWisser wisser, IGeheimen geheimen, PubliekeLinks links, AanvulTermijn termijn, IOptions<OtpOptions> otp)
{
    /// <summary>Outcome of a review.</summary>
    public const string Goedgekeurd = nameof(Goedgekeurd);

    /// <summary>Outcome of a review.</summary>
    public const string Afgekeurd = nameof(Afgekeurd);

    /// <summary>Outcome of a review that the beheerder has to supply something for; a definition may have no way for it.</summary>
    public const string AanvullingGevraagd = nameof(AanvullingGevraagd);

    /// <summary>Outcome of the issue of an OTP device.</summary>
    public const string Uitgegeven = nameof(Uitgegeven);

    /// <summary>Outcome of a check of the KvK by hand.</summary>
    public const string Klopt = nameof(Klopt);

    /// <summary>Outcome of a check of the KvK by hand.</summary>
    public const string KloptNiet = nameof(KloptNiet);

    /// <summary>Tasks that the next free one is looked for among; more only when he may do none of them.</summary>
    private const int FirstLook = 25;

    // What happened to a decision stands in the aanvraag; the journal of the workflow needs no personal data.
    private static readonly Dictionary<string, object?> NoPayload = [];

    /// <summary>Takes the task. Refused when a colleague has it, and when he may not decide on it later.</summary>
    public Task<Result<Done>> ClaimAsync(Handeling handeling, Guid taakId, CancellationToken ct) => RunAsync(
        handeling,
        taakId,
        async (scope, taak, medewerker, token) =>
        {
            if (await ConflictAsync(scope.Db, taak, medewerker, token) is { } conflict)
            {
                return conflict;
            }

            if (taak.Claim(medewerker.Id, handeling.At) is { } refusal)
            {
                return await FirstAsync(scope.Db, taak, token) ?? refusal;
            }

            scope.Db.Audit.Add(AuditRegel.Of(handeling, "TaakGeclaimd", taak.AanvraagId, Details(taak)));
            return default(Done);
        },
        ct);

    /// <summary>Gives the task back to the takenbak.</summary>
    public Task<Result<Done>> ReleaseAsync(Handeling handeling, Guid taakId, CancellationToken ct) => RunAsync(
        handeling,
        taakId,
        (scope, taak, medewerker, _) =>
        {
            if (taak.Release(medewerker.Id) is { } refusal)
            {
                return Task.FromResult<Result<Done>>(refusal);
            }

            scope.Db.Audit.Add(AuditRegel.Of(handeling, "TaakVrijgegeven", taak.AanvraagId, Details(taak)));
            return Task.FromResult<Result<Done>>(default(Done));
        },
        ct);

    /// <summary>Takes the task that is due first among those that he may decide on.</summary>
    /// <returns>The id of the task; null when there is none for him.</returns>
    public Task<Result<VolgendeTaak>> ClaimNextAsync(Handeling handeling, CancellationToken ct) => useCases.RunAsync<VolgendeTaak>(
        handeling,
        async (scope, token) =>
        {
            if (await Medewerkers.OfBackOfficeAsync(scope.Db, handeling, token) is not { } medewerker)
            {
                return new NotAllowed();
            }

            var rollen = medewerker.Rollen.Select(r => r.ToString()).ToList();
            var looked = 0;
            for (var count = FirstLook; ; count *= 4)
            {
                var ids = await TakenVolgorde.FirstAsync(scope.Db, [TaakStatus.Open], rollen, vanWie: null, count, token);
                foreach (var id in ids.Skip(looked))
                {
                    var taak = await scope.Db.Taken.SingleAsync(t => t.Id == id, token);
                    if (await ConflictAsync(scope.Db, taak, medewerker, token) is null && taak.Claim(medewerker.Id, handeling.At) is null)
                    {
                        scope.Db.Audit.Add(AuditRegel.Of(handeling, "TaakGeclaimd", taak.AanvraagId, Details(taak)));
                        return new VolgendeTaak(taak.Id);
                    }
                }

                if (ids.Count < count)
                {
                    return new VolgendeTaak(null);
                }

                looked = ids.Count;
            }
        },
        ct);

    /// <summary>
    /// Decides a review: the task, the four eyes, the wait of the workflow and, at the final decision, the aanvraag and
    /// the erasure of the documents are one transaction.
    /// </summary>
    public Task<Result<Done>> DecideAsync(Handeling handeling, Guid taakId, Besluit besluit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(besluit);
        return RunAsync(
            handeling,
            taakId,
            async (scope, taak, medewerker, token) =>
            {
                if (taak.Soort is not TaakSoort.Beoordeling)
                {
                    return new NotAllowed();
                }

                if (await ConflictAsync(scope.Db, taak, medewerker, token) is { } conflict)
                {
                    return conflict;
                }

                var aanvraag = await scope.Db.Aanvragen.SingleAsync(a => a.Id == taak.AanvraagId, token);
                var uitkomst = besluit.Goedgekeurd ? Goedgekeurd : Afgekeurd;
                if (taak.Decide(medewerker.Id, uitkomst, Toelichting(besluit), Checklist.Write(besluit), handeling.At) is { } notHis)
                {
                    return await FirstAsync(scope.Db, taak, token) ?? notHis;
                }

                if (Check(besluit, soorten.Of(aanvraag).Checklist(aanvraag, taak.Fase)) is { Count: > 0 } incomplete)
                {
                    return Result.Refused<Done>(incomplete);
                }

                if (await RecordStageAsync(scope.Db, taak, medewerker, handeling.At, token) is { } fourEyes)
                {
                    return fourEyes;
                }

                var final = Eindbesluit.IsFinal(besluit.Goedgekeurd, soorten.Of(aanvraag).Niveau(aanvraag), taak.Fase);
                if (final && await FinishAsync(scope.Db, aanvraag, besluit, medewerker, handeling.At, token) is { } refusal)
                {
                    return refusal;
                }

                scope.Db.Audit.Add(AuditRegel.Of(
                    handeling,
                    "BesluitGenomen",
                    taak.AanvraagId,
                    JsonSerializer.Serialize(new { taak = taak.Id, taak.Fase, uitkomst, besluit.Redenen, definitief = final })));
                return await CloseAsync(scope, handeling, taak, uitkomst, token);
            },
            ct);
    }

    /// <summary>
    /// Asks the beheerder for a supplement: the task ends, its clock with it, and the documents stay. After the answer a new task
    /// of the same stage comes, which the same reviewer may take.
    /// </summary>
    public Task<Result<Done>> AskAanvullingAsync(Handeling handeling, Guid taakId, AanvullingVraag vraag, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(vraag);
        return RunAsync(
            handeling,
            taakId,
            async (scope, taak, medewerker, token) =>
            {
                if (taak.Soort is not TaakSoort.Beoordeling)
                {
                    return new NotAllowed();
                }

                if (await ConflictAsync(scope.Db, taak, medewerker, token) is { } conflict)
                {
                    return conflict;
                }

                if (taak.Decide(medewerker.Id, AanvullingGevraagd, null, null, handeling.At) is { } notHis)
                {
                    return await FirstAsync(scope.Db, taak, token) ?? notHis;
                }

                if (await termijn.FindAsync(scope.Db, taak, token) is not { } dagen)
                {
                    return new AanvullingNotPossible();
                }

                var aanvraag = await scope.Db.Aanvragen.SingleAsync(a => a.Id == taak.AanvraagId, token);
                var redenen = AanvulRedenen.Codes(soorten.Of(aanvraag), aanvraag).Where(vraag.Redenen.Contains).ToList();
                var toelichting = string.IsNullOrWhiteSpace(vraag.Toelichting) ? null : vraag.Toelichting.Trim();
                if (Check(redenen, toelichting) is { } unclear)
                {
                    return unclear;
                }

                if ((await RecordStageAsync(scope.Db, taak, medewerker, handeling.At, token) ?? aanvraag.AskAanvulling()) is { } refusal)
                {
                    return refusal;
                }

                scope.Db.Aanvullingen.Add(new(Guid.CreateVersion7(handeling.At), taak, redenen, toelichting, medewerker.Id, handeling, dagen));
                scope.Db.Audit.Add(AuditRegel.Of(handeling, "AanvullingGevraagd", taak.AanvraagId, JsonSerializer.Serialize(new { taak = taak.Id, taak.Fase, redenen })));
                return await CloseAsync(scope, handeling, taak, AanvullingGevraagd, token);
            },
            ct);
    }

    /// <summary>Notes which OTP device goes to the user; its secret becomes the one that the activation checks codes with.</summary>
    /// <param name="trackTrace">The carrier's number of the parcel; empty when there is none.</param>
    public Task<Result<Done>> IssueOtpAsync(Handeling handeling, Guid taakId, string serienummer, string? trackTrace, CancellationToken ct) => RunAsync(
        handeling,
        taakId,
        async (scope, taak, medewerker, token) =>
        {
            if (taak.Soort is not TaakSoort.OtpUitgifte)
            {
                return new NotAllowed();
            }

            if (OtpApparaat.ParseSerienummer(serienummer) is not { } nummer)
            {
                return new NotValid("Serienummer") { Field = nameof(serienummer) };
            }

            var zending = string.IsNullOrWhiteSpace(trackTrace) ? null : trackTrace.Trim();
            if (zending is { Length: > OtpApparaat.MaxTrackTrace } || zending?.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-') is false)
            {
                return new NotValid("TrackTrace") { Field = nameof(trackTrace) };
            }

            if (taak.Decide(medewerker.Id, Uitgegeven, nummer, null, handeling.At) is { } notHis)
            {
                return await FirstAsync(scope.Db, taak, token) ?? notHis;
            }

            var middel = await scope.Db.EhMiddelen.SingleAsync(
                m => scope.Db.Aanvragen.Any(a => a.Id == taak.AanvraagId && a.PersoonId == m.PersoonId), token);
            var apparaat = await scope.Db.OtpApparaten.SingleOrDefaultAsync(o => o.Serienummer == nummer, token);
            if (apparaat is null)
            {
                if (!otp.Value.SimulatieToegestaan)
                {
                    return new OtpApparaatUnknown(nummer) { Field = nameof(serienummer) };
                }

                apparaat = new OtpApparaat(nummer, geheimen.Protect(OtpApparaat.GeheimPurpose, TweedeFactoren.NewOtpSecret()));
                scope.Db.OtpApparaten.Add(apparaat);
            }

            var gekozen = await scope.Db.Upgrades.Where(u => u.AanvraagId == taak.AanvraagId).Select(u => u.TweedeFactor).SingleOrDefaultAsync(token);

            // A new user activates with it. Whoever signs in already keeps his factor until he takes the device into use.
            var isNieuw = gekozen is not null || await scope.Db.Koppelingen.AnyAsync(k => k.AanvraagId == taak.AanvraagId, token);
            if ((apparaat.Issue(middel.Id, zending, handeling.At) ?? (isNieuw ? middel.IssueOtpDevice(nummer, gekozen) : null)) is { } refusal)
            {
                return refusal with { Field = nameof(serienummer) };
            }

            var logtIn = !isNieuw && await scope.Db.Users.AnyAsync(u => u.PersoonId == middel.PersoonId && u.IsActief, token);
            if (!isNieuw && !logtIn)
            {
                await scope.Db.SwitchToOtpDeviceAsync(middel, nummer, handeling.At, token);
                foreach (var activatie in await scope.Db.Activaties.Where(a => a.EhMiddelId == middel.Id && a.Status != ActivatieStatus.Voltooid).ToListAsync(token))
                {
                    activatie.ForgetTweedeFactor();
                }
            }

            await AddOtpBriefAsync(scope, handeling, taak.AanvraagId, nummer, logtIn, token);
            scope.Db.Audit.Add(AuditRegel.Of(
                handeling, "OtpUitgegeven", taak.AanvraagId, JsonSerializer.Serialize(new { taak = taak.Id, serienummer = nummer })));
            return await CloseAsync(scope, handeling, taak, Uitgegeven, token);
        },
        ct);

    /// <summary>Notes what a look into the Handelsregister showed, as one of the checks that the reviewer sees.</summary>
    /// <param name="toelichting">What was found; required when it does not match.</param>
    public Task<Result<Done>> CheckKvkAsync(Handeling handeling, Guid taakId, bool klopt, string? toelichting, CancellationToken ct) => RunAsync(
        handeling,
        taakId,
        async (scope, taak, medewerker, token) =>
        {
            if (taak.Soort is not TaakSoort.KvkControle)
            {
                return new NotAllowed();
            }

            if (await ConflictAsync(scope.Db, taak, medewerker, token) is { } conflict)
            {
                return conflict;
            }

            var gevonden = string.IsNullOrWhiteSpace(toelichting) ? null : toelichting.Trim();
            if (Invoer.HasControls(gevonden))
            {
                return new NotValid("Tekst") { Field = nameof(toelichting) };
            }

            if (!klopt && gevonden is null)
            {
                return new Required { Field = nameof(toelichting) };
            }

            var uitkomst = klopt ? Klopt : KloptNiet;
            if (taak.Decide(medewerker.Id, uitkomst, gevonden, null, handeling.At) is { } notHis)
            {
                return await FirstAsync(scope.Db, taak, token) ?? notHis;
            }

            var aanvraag = await scope.Db.Aanvragen.SingleAsync(a => a.Id == taak.AanvraagId, token);
            aanvraag.RecordControles(Controles.Write([.. Controles.Read(aanvraag.Controles), new("KvkHandmatig", klopt, gevonden)]));
            scope.Db.Audit.Add(AuditRegel.Of(handeling, "KvkGecontroleerd", taak.AanvraagId, JsonSerializer.Serialize(new { taak = taak.Id, uitkomst })));
            return await CloseAsync(scope, handeling, taak, uitkomst, token);
        },
        ct);

    /// <summary>Ends a task of another kind than a review: right, conflict, claim and wait are looked at here, and what it does is the caller's.</summary>
    /// <param name="wat">Name of the act in the audit.</param>
    /// <param name="effect">Given the aanvraag; a refusal of it undoes everything.</param>
    internal Task<Result<Done>> CompleteAsync(
        Handeling handeling,
        Guid taakId,
        TaakSoort soort,
        string uitkomst,
        string? toelichting,
        string wat,
        Func<UseCaseScope, Guid, CancellationToken, Task<Refusal?>> effect,
        CancellationToken ct) => RunAsync(
        handeling,
        taakId,
        async (scope, taak, medewerker, token) =>
        {
            if (taak.Soort != soort)
            {
                return new NotAllowed();
            }

            if (await ConflictAsync(scope.Db, taak, medewerker, token) is { } conflict)
            {
                return conflict;
            }

            if (taak.Decide(medewerker.Id, uitkomst, toelichting, null, handeling.At) is { } notHis)
            {
                return await FirstAsync(scope.Db, taak, token) ?? notHis;
            }

            if (await effect(scope, taak.AanvraagId, token) is { } refusal)
            {
                return refusal;
            }

            scope.Db.Audit.Add(AuditRegel.Of(handeling, wat, taak.AanvraagId, JsonSerializer.Serialize(new { taak = taak.Id, uitkomst })));
            return await CloseAsync(scope, handeling, taak, uitkomst, token);
        },
        ct);

    /// <summary>Why this medewerker may not have a say in this review; null when he may.</summary>
    internal static async Task<Refusal?> ConflictAsync(WeIdDbContext db, BeoordelingsTaak taak, Medewerker medewerker, CancellationToken ct)
    {
        if (taak.Soort is TaakSoort.OtpUitgifte)
        {
            return null;
        }

        // A second account of the same man is the same man.
        var ogen = Eindbesluit.OgenOf(taak.Fase);
        var otherStage = taak.Soort is TaakSoort.Beoordeling or TaakSoort.Schorsing && await db.BetrokkenMedewerkers.AnyAsync(
            b => b.AanvraagId == taak.AanvraagId
                && b.Fase != ogen
                && (b.MedewerkerId == medewerker.Id
                    || (medewerker.PersoonId != null && db.Medewerkers.Any(m => m.Id == b.MedewerkerId && m.PersoonId == medewerker.PersoonId))),
            ct);
        if (otherStage)
        {
            return new FourEyes();
        }

        return medewerker.PersoonId is { } persoonId && await IsOwnAsync(db, taak.AanvraagId, persoonId, ct) ? new OwnOrganisatie() : null;
    }

    /// <summary>He asked for it or answered for it, it is about him, or it touches an organisatie in which he has a middel.</summary>
    private static Task<bool> IsOwnAsync(WeIdDbContext db, Guid aanvraagId, Guid persoonId, CancellationToken ct) => db.Aanvragen.AnyAsync(
        a => a.Id == aanvraagId
            && (a.AanvragerId == persoonId
                || a.PersoonId == persoonId
                || db.Aanvullingen.Any(v => v.AanvraagId == a.Id && v.BeantwoordDoor == persoonId)
                || db.Koppelingen.Any(own => own.EhMiddel.PersoonId == persoonId
                    && own.Status != KoppelingStatus.Beeindigd
                    && own.Status != KoppelingStatus.Afgekeurd
                    && (own.OrganisatieId == a.OrganisatieId
                        || db.Koppelingen.Any(k => k.AanvraagId == a.Id && k.OrganisatieId == own.OrganisatieId)))),
        ct);

    private static IReadOnlyList<Refusal> Check(Besluit besluit, IReadOnlyList<ChecklistPunt> punten)
    {
        if (Invoer.HasControls(besluit.Toelichting))
        {
            return [new NotValid("Tekst") { Field = nameof(Besluit.Toelichting) }];
        }

        if (besluit.Goedgekeurd)
        {
            return Checklist.Check(punten, besluit.Checklist);
        }

        if (!besluit.Redenen.Any(Afkeurredenen.Codes.Contains))
        {
            return [new RedenMissing { Field = nameof(Besluit.Redenen) }];
        }

        return besluit.Redenen.Contains(Afkeurredenen.Anders) && string.IsNullOrWhiteSpace(besluit.Toelichting)
            ? [new RedenMissing { Field = nameof(Besluit.Toelichting) }]
            : [];
    }

    private static Refusal? Check(List<string> redenen, string? toelichting)
    {
        if (toelichting is { Length: > Aanvulling.MaxTekst } || Invoer.HasControls(toelichting))
        {
            return new NotValid("Tekst") { Field = nameof(AanvullingVraag.Toelichting) };
        }

        if (redenen.Count == 0)
        {
            return new VraagMissing { Field = nameof(AanvullingVraag.Redenen) };
        }

        return redenen.Contains(AanvulRedenen.Anders) && toelichting is null ? new VraagMissing { Field = nameof(AanvullingVraag.Toelichting) } : null;
    }

    /// <summary>The letter that goes into the post with the device .</summary>
    private async Task AddOtpBriefAsync(UseCaseScope scope, Handeling handeling, Guid aanvraagId, string serienummer, bool inGebruikNemen, CancellationToken ct)
    {
        var dossier = await Dossier.LoadAsync(scope.Db, aanvraagId, ct);
        var gebruiker = dossier.RequireGebruiker();
        VerzendingMaker.In(scope, geheimen).Add(
            VerzendKanaal.Post,
            Ontvanger.ByPost(gebruiker, dossier.Organisatie),
            new OtpDeviceGegevens
            {
                Gebruiker = gebruiker.VolledigeNaam,
                Organisatie = dossier.Organisatie.Naam,
                Serienummer = serienummer,
                Link = inGebruikNemen ? links.OtpInGebruikNemen : links.Activeren,
                InGebruikNemen = inGebruikNemen,
            },
            handeling.At,
            new VerzendOpties(aanvraagId, dossier.Organisatie.Id));
    }

    /// <summary>One row for each aanvraag and medewerker: the database refuses the second stage of the same man even when two decisions race.</summary>
    internal static async Task<Refusal?> RecordStageAsync(WeIdDbContext db, BeoordelingsTaak taak, Medewerker medewerker, DateTimeOffset at, CancellationToken ct)
    {
        var ogen = Eindbesluit.OgenOf(taak.Fase);
        var known = await db.BetrokkenMedewerkers.SingleOrDefaultAsync(b => b.AanvraagId == taak.AanvraagId && b.MedewerkerId == medewerker.Id, ct);
        if (known is not null)
        {
            return known.Fase == ogen ? null : new FourEyes();
        }

        // When another of his tasks takes the row first, the save fails; the unit of work runs again, finds the row above and refuses.
        db.BetrokkenMedewerkers.Add(new BetrokkenMedewerker(taak.AanvraagId, medewerker.Id, ogen, at));
        return null;
    }

    private async Task<Refusal?> FinishAsync(WeIdDbContext db, Aanvraag aanvraag, Besluit besluit, Medewerker medewerker, DateTimeOffset at, CancellationToken ct)
    {
        if (besluit.Goedgekeurd)
        {
            // A definition without the first stage must not lead around the four eyes.
            if (soorten.Of(aanvraag).Niveau(aanvraag).NeedsSecondReviewer()
                && !await db.Taken.AnyAsync(t => t.AanvraagId == aanvraag.Id && t.Besluit == Goedgekeurd && t.BeslotenDoor != null && t.BeslotenDoor != medewerker.Id, ct))
            {
                return new FourEyes();
            }

            if ((await db.RefuseBeheerAsync(soorten.Of(aanvraag), aanvraag, ct) ?? aanvraag.Approve(at)) is { } refusal)
            {
                return refusal;
            }
        }
        else
        {
            var taal = await db.Personen.Where(p => p.Id == aanvraag.AanvragerId).Select(p => p.Taal).SingleOrDefaultAsync(ct) ?? "nl";
            if (aanvraag.Reject(Afkeurredenen.Compose(besluit.Redenen, besluit.Toelichting, taal), at) is { } refusal)
            {
                return refusal;
            }
        }

        await wisser.EraseAsync(db, aanvraag, besluit.Goedgekeurd, at, ct);
        return null;
    }

    /// <summary>Ends the wait of the workflow with the outcome of its task; of a task about a letter there is none.</summary>
    internal static async Task<Result<Done>> CloseAsync(UseCaseScope scope, Handeling handeling, BeoordelingsTaak taak, string uitkomst, CancellationToken ct)
    {
        if (taak.WaitId is not { } waitId)
        {
            return default(Done);
        }

        var wait = await scope.WaitStore.FindAsync(waitId, ct);
        return wait is not null && await scope.Waits.CloseAsync(wait, uitkomst, NoPayload, handeling.AccountId!.Value.ToString(), handeling.At, ct)
            ? default(Done)
            : new SomebodyWasFirst(await CloserAsync(scope.Db, wait, ct));
    }

    private static async Task<string> CloserAsync(WeIdDbContext db, WorkflowWait? wait, CancellationToken ct) =>
        Guid.TryParse(wait?.ClosedBy, out var accountId)
            ? await db.Medewerkers.Where(m => db.Users.Any(a => a.Id == accountId && a.MedewerkerId == m.Id)).Select(m => m.Naam).SingleOrDefaultAsync(ct) ?? ""
            : "";

    /// <summary>The colleague who has the task or decided on it; null when nobody did.</summary>
    internal static async Task<Refusal?> FirstAsync(WeIdDbContext db, BeoordelingsTaak taak, CancellationToken ct)
    {
        if (taak.Status is TaakStatus.Ingetrokken)
        {
            return new SomebodyWasFirst("");
        }

        if ((taak.BeslotenDoor ?? taak.GeclaimdDoor) is not { } door)
        {
            return null;
        }

        return new SomebodyWasFirst(await db.Medewerkers.Where(m => m.Id == door).Select(m => m.Naam).SingleOrDefaultAsync(ct) ?? "");
    }

    private static string? Toelichting(Besluit besluit) => string.IsNullOrWhiteSpace(besluit.Toelichting) ? null : besluit.Toelichting.Trim();

    private static string Details(BeoordelingsTaak taak) => JsonSerializer.Serialize(new { taak = taak.Id, taak.Fase });

    /// <summary>Runs a command on a task for who has its role; what was refused for lack of right is audited, though nothing of it happened.</summary>
    internal async Task<Result<Done>> RunAsync(
        Handeling handeling,
        Guid taakId,
        Func<UseCaseScope, BeoordelingsTaak, Medewerker, CancellationToken, Task<Result<Done>>> work,
        CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        var aanvraagId = default(Guid?);
        var result = await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                var taak = await scope.Db.Taken.SingleOrDefaultAsync(t => t.Id == taakId, token);
                if (taak is null
                    || !Enum.TryParse<StafRol>(taak.Rol, out var rol)
                    || await scope.Db.MedewerkerAsync(handeling, rol, token) is not { } medewerker)
                {
                    return new NotAllowed();
                }

                aanvraagId = taak.AanvraagId;
                return await work(scope, taak, medewerker, token);
            },
            ct);
        if (result.Refusals.FirstOrDefault(r => r is FourEyes or OwnOrganisatie) is { } refusal)
        {
            await RecordRefusalAsync(handeling, taakId, aanvraagId, refusal, ct);
        }

        return result;
    }

    private Task<Result<Done>> RecordRefusalAsync(Handeling handeling, Guid taakId, Guid? aanvraagId, Refusal refusal, CancellationToken ct) => useCases.RunAsync<Done>(
        // An act of its own: the refused one may be tried again under its id.
        handeling with { OperationId = Guid.CreateVersion7(handeling.At) },
        (scope, _) =>
        {
            scope.Db.Audit.Add(AuditRegel.Of(
                handeling, "TaakGeweigerd", aanvraagId, JsonSerializer.Serialize(new { taak = taakId, reden = refusal.Code })));
            return Task.FromResult<Result<Done>>(default(Done));
        },
        ct);
}

/// <summary>The task that was taken.</summary>
/// <param name="TaakId">Null when there is none for him.</param>
public sealed record VolgendeTaak(Guid? TaakId);
