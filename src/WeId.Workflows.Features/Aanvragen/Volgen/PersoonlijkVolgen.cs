using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>An aanvraag as its applicant follows it by a personal link.</summary>
/// <param name="Sessie">What he holds from now on instead of the code of the link.</param>
/// <param name="Organisatie">Name of the company that it is about.</param>
/// <param name="Contract">The print that counts; null when there is none.</param>
/// <param name="KanUitnodigen">The user did not activate in time, and can be invited once more.</param>
public sealed record PersoonlijkeStand(string Sessie, string Organisatie, GevolgdeAanvraag Aanvraag, ContractStand? Contract, bool KanUitnodigen)
{
    /// <summary>What he is asked to supply; null when that is nothing (any more).</summary>
    public LoketVraag? Aanvulling { get; init; }
}

/// <summary>What the applicant of an aanvraag does who has no eHerkenning: he holds the code of a mail, then a session.</summary>
public sealed class PersoonlijkVolgen
{
    private const string Sessie = "aanvraag.volgen";

    private readonly UseCases useCases;
    private readonly IDbContextFactory<WeIdDbContext> contexts;
    private readonly ActivatieSessies sessies;
    private readonly Pogingenrem rem;
    private readonly Codes codes;
    private readonly AanvraagVolgenQuery query;
    private readonly ContractInzage contracten;
    private readonly Intrekking intrekking;
    private readonly AanvullingLoket loket;
    private readonly TimeProvider time;

    internal PersoonlijkVolgen(
        UseCases useCases,
        IDbContextFactory<WeIdDbContext> contexts,
        ActivatieSessies sessies,
        Pogingenrem rem,
        Codes codes,
        AanvraagVolgenQuery query,
        ContractInzage contracten,
        Intrekking intrekking,
        AanvullingLoket loket,
        TimeProvider time)
    {
        this.useCases = useCases;
        this.contexts = contexts;
        this.sessies = sessies;
        this.rem = rem;
        this.codes = codes;
        this.query = query;
        this.contracten = contracten;
        this.intrekking = intrekking;
        this.loket = loket;
        this.time = time;
    }

    /// <summary>The session of who has just submitted it.</summary>
    public string Make(Indiening indiening)
    {
        ArgumentNullException.ThrowIfNull(indiening);
        return sessies.Make(indiening.AanvraagId, Sessie);
    }

    /// <summary>The code of the link, which proves the e-mail address. A wrong or late one has one answer, and changes nothing.</summary>
    /// <param name="adres">Address of the computer, or what else tells one visitor from another: wrong tries are counted by it.</param>
    public async Task<Result<PersoonlijkeStand>> BeginAsync(string code, string adres, CancellationToken ct)
    {
        var key = $"aanvraag:{adres}";
        if (rem.IsShut(key))
        {
            return new TooManyPogingen((int)Pogingenrem.Venster.TotalMinutes);
        }

        var hash = AanvraagLinks.Hash(codes, code);
        var handeling = Now();
        var opened = await useCases.RunAsync<Guid>(
            handeling,
            async (scope, token) =>
            {
                if (await scope.Db.AanvraagToegangen.SingleOrDefaultAsync(t => t.SleutelHash == hash, token) is not { } toegang || !toegang.IsGeldig(handeling.At))
                {
                    return new AanvraaglinkWrong();
                }

                if (toegang.Use(handeling.At))
                {
                    scope.Db.Audit.Add(AuditRegel.Of(handeling, "AanvraaglinkGeopend", toegang.AanvraagId, JsonSerializer.Serialize(new { toegang = toegang.Id })));
                }

                return toegang.AanvraagId;
            },
            ct);
        if (!opened.Succeeded)
        {
            rem.Count(key);
            return Result.Refused<PersoonlijkeStand>(opened.Refusals);
        }

        return await StandAsync(sessies.Make(opened.Value, Sessie), ct);
    }

    /// <summary>How far it is.</summary>
    public async Task<Result<PersoonlijkeStand>> StandAsync(string sessie, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, sessie, ct) is not { } aanvraag)
        {
            return new AanvraaglinkWrong();
        }

        var organisatie = await db.Organisaties.AsNoTracking().SingleAsync(o => o.Id == aanvraag.OrganisatieId, ct);
        var beeld = await query.ShowAsync(db, aanvraag, ct);
        return new PersoonlijkeStand(
            sessie,
            organisatie.Naam,
            beeld,
            await ContractInzage.StandAsync(db, aanvraag.Id, ct),
            beeld.Wacht.Any(w => w.StapType == WachtOpUitnodigingStep.Description.Type))
        {
            Aanvulling = await loket.FindAsync(db, aanvraag, ct),
        };
    }

    /// <summary>The contract to sign; each time is noted.</summary>
    public async Task<Result<ContractBestand>> DownloadAsync(string sessie, CancellationToken ct) => sessies.Read(sessie, Sessie) is { } id
        ? await contracten.DownloadAsync(Now(), id, async (db, token) => await FindAsync(db, sessie, token) is not null, ct)
        : new AanvraaglinkWrong();

    /// <summary>He withdraws it, until We-ID has decided.</summary>
    public Task<Result<Done>> IntrekkenAsync(string sessie, CancellationToken ct) => RunAsync(
        sessie,
        async (scope, handeling, aanvraag, token) =>
        {
            if (!aanvraag.IsUndecided)
            {
                return new AanvraagIsBesloten(aanvraag.Nummer);
            }

            await intrekking.WithdrawAsync(scope, handeling, aanvraag.Id, token);
            return default(Done);
        },
        ct);

    /// <summary>Invites the user once more by mail whose activation has expired: nobody else can, as long as the company has no beheerder .</summary>
    public Task<Result<Done>> UitnodigenAsync(string sessie, CancellationToken ct) => RunAsync(
        sessie,
        async (scope, handeling, aanvraag, token) =>
        {
            if ((await scope.Db.ActiveerbaarAsync(aanvraag.Id, token)).Find(w => w.Status is not KoppelingStatus.ActivatieVerlopen) is { } andere)
            {
                return new NotVerlopen(andere.Status);
            }

            if (await scope.Db.InviteAgainAsync(handeling, aanvraag.Id, token) is { } refusal)
            {
                return refusal;
            }

            await scope.SendEventAsync(handeling, aanvraag.Id, WachtOpUitnodigingStep.WaitName, nameof(UitnodigingKanaal.Mail), token);
            scope.Db.Audit.Add(AuditRegel.Of(handeling, "UitnodigingOpnieuw", aanvraag.Id, JsonSerializer.Serialize(new { kanaal = nameof(UitnodigingKanaal.Mail) })));
            return default(Done);
        },
        ct);

    // A rejected one shows nothing any more.
    private async Task<Aanvraag?> FindAsync(WeIdDbContext db, string sessie, CancellationToken ct) => sessies.Read(sessie, Sessie) is { } id
        ? await db.Aanvragen.SingleOrDefaultAsync(a => a.Id == id && a.Status != AanvraagStatus.Afgekeurd, ct)
        : null;

    private Task<Result<Done>> RunAsync(string sessie, Func<UseCaseScope, Handeling, Aanvraag, CancellationToken, Task<Result<Done>>> act, CancellationToken ct)
    {
        var handeling = Now();
        return useCases.RunAsync<Done>(
            handeling,
            async (scope, token) => await FindAsync(scope.Db, sessie, token) is { } aanvraag ? await act(scope, handeling, aanvraag, token) : new AanvraaglinkWrong(),
            ct);
    }

    private Handeling Now()
    {
        var now = time.GetUtcNow();
        return new(Guid.CreateVersion7(now), now);
    }
}
