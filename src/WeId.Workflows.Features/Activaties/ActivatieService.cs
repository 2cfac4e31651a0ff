using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Activaties;

/// <summary>
/// The acts by which a user activates his middel, or a higher level of it. Nobody is signed in: what he holds is the code, then
/// a session.
/// </summary>
public sealed partial class ActivatieService
{
    private readonly UseCases useCases;
    private readonly IDbContextFactory<WeIdDbContext> contexts;
    private readonly ActivatieCodes activatieCodes;
    private readonly ActivatieSessies sessies;
    private readonly Pogingenrem rem;
    private readonly Codes codes;
    private readonly IGeheimen geheimen;
    private readonly TweedeFactoren factoren;
    private readonly TimeProvider time;

    internal ActivatieService(
        UseCases useCases,
        IDbContextFactory<WeIdDbContext> contexts,
        ActivatieCodes activatieCodes,
        ActivatieSessies sessies,
        Pogingenrem rem,
        Codes codes,
        IGeheimen geheimen,
        TweedeFactoren factoren,
        TimeProvider time)
    {
        this.useCases = useCases;
        this.contexts = contexts;
        this.activatieCodes = activatieCodes;
        this.sessies = sessies;
        this.rem = rem;
        this.codes = codes;
        this.geheimen = geheimen;
        this.factoren = factoren;
        this.time = time;
    }

    /// <summary>The code of the letter or mail. A wrong one has one answer, whatever is wrong with it.</summary>
    /// <param name="adres">Address of the computer, or what else tells one visitor from another: wrong tries are counted by it.</param>
    public async Task<Result<ActivatieStand>> BeginAsync(string code, string adres, CancellationToken ct)
    {
        if (rem.IsShut(adres))
        {
            return new TooManyPogingen((int)Pogingenrem.Venster.TotalMinutes);
        }

        var hash = activatieCodes.Hash(code);
        var answer = hash is null ? new Poging(null) : await useCases.RunAsync<Poging>(
            NewHandeling(),
            async (scope, token) =>
            {
                var handeling = NewHandeling();
                if (await scope.Db.Activaties.SingleOrDefaultAsync(a => a.CodeHash == hash, token) is not { } activatie)
                {
                    await CountWrongCodeAsync(scope, handeling, hash, token);
                    return new Poging(null);
                }

                if (activatie.Status is ActivatieStatus.Voltooid)
                {
                    return new Poging(activatie.Id);
                }

                if (activatie.Begin(handeling) is { } refusal)
                {
                    return refusal;
                }

                scope.Db.Audit.Add(AuditRegel.Of(handeling, "ActivatieBegonnen", activatie.AanvraagId));
                return new Poging(activatie.Id);
            },
            ct);
        if (!answer.Succeeded)
        {
            return Result.Refused<ActivatieStand>(answer.Refusals);
        }

        if (answer.Value.ActivatieId is not { } id)
        {
            rem.Count(adres);
            return new CodeWrong { Field = nameof(code) };
        }

        return await StandAsync(sessies.Make(id), ct);
    }

    /// <summary>How far it is.</summary>
    public async Task<Result<ActivatieStand>> StandAsync(string sessie, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await LoadAsync(db, sessie, ct) is not { } open)
        {
            return new SessieVerlopen();
        }

        var (activatie, middel) = open;
        var dossier = await Dossier.LoadAsync(db, activatie.AanvraagId, ct);
        return new ActivatieStand
        {
            Sessie = sessie,
            Stap = StapOf(activatie),
            Stappen = activatie.Identificatie is IdentificatieStatus.NietNodig
                ? [ActivatieStap.Code, ActivatieStap.Email, ActivatieStap.Account, ActivatieStap.TweedeFactor, ActivatieStap.Akkoord]
                : [ActivatieStap.Code, ActivatieStap.Email, ActivatieStap.Account, ActivatieStap.TweedeFactor, ActivatieStap.Identificatie, ActivatieStap.Akkoord],
            IsUpgrade = dossier.Upgrade is not null,
            IsFactorNieuw = dossier.Upgrade is not { TweedeFactor: null },
            Organisatie = dossier.RequireKoppeling().Organisatie.Naam,
            Niveau = dossier.Niveau!.Value.Label(),
            Email = Mask(middel.Persoon.Email),
            Mobiel = (dossier.Upgrade?.TweedeFactor ?? middel.TweedeFactor) is TweedeFactor.Sms ? middel.Persoon.Mobiel?.Masked : null,
            Uiterlijk = activatie.Uiterlijk,
            ValidatieCodeVerzonden = activatie.ValidatieCodeHash is not null && time.GetUtcNow() < activatie.ValidatieGeldigTot,
            Identificatie = activatie.Identificatie,
            IdentificatieOpdracht = activatie.IdentificatieOpdracht,
            IsBeheerder = dossier.Upgrade?.Rol is Rol.Beheerder || dossier.Koppelingen.Any(k => k.Rol is Rol.Beheerder),
        };
    }

    /// <summary>Mails a validation code, at most <see cref="Activatie.MaxValidatieVerzendingen"/> times .</summary>
    public Task<Result<Done>> SendValidatieCodeAsync(string sessie, CancellationToken ct) => RunAsync(
        sessie,
        (scope, handeling, activatie, middel, _) =>
        {
            var code = Codes.NewDigits();
            if (activatie.SendValidatieCode(handeling, ValidatieHash(activatie, code)) is { } refusal)
            {
                return Task.FromResult<Result<Poging>>(refusal);
            }

            VerzendingMaker.In(scope, geheimen).Add(
                VerzendKanaal.Mail,
                Ontvanger.ByMail(middel.Persoon),
                new ValidatiecodeGegevens
                {
                    Gebruiker = middel.Persoon.VolledigeNaam,
                    Code = code,
                    Minuten = (int)Activatie.CodeGeldigheid.TotalMinutes,
                },
                handeling.At,
                new VerzendOpties(activatie.AanvraagId, NietNa: activatie.ValidatieGeldigTot));
            return Task.FromResult<Result<Poging>>(new Poging(activatie.Id));
        },
        ct);

    /// <summary>The code that was mailed.</summary>
    public Task<Result<Done>> ValidateEmailAsync(string sessie, string code, CancellationToken ct) => RunAsync(
        sessie,
        (scope, handeling, activatie, _, _) =>
        {
            switch (activatie.ValidateEmail(handeling, ValidatieHash(activatie, code)))
            {
                case CodeWrong:
                    return Task.FromResult<Result<Poging>>(new Poging(null));
                case { } refusal:
                    return Task.FromResult<Result<Poging>>(refusal);
                case null:
                    scope.Db.Audit.Add(AuditRegel.Of(handeling, "EmailGevalideerd", activatie.AanvraagId));
                    return Task.FromResult<Result<Poging>>(new Poging(activatie.Id));
            }
        },
        ct);

    /// <summary>On location or by the app; the order leaves after the commit. He may choose again.</summary>
    public Task<Result<Done>> ChooseIdentificatieAsync(string sessie, IdentificatieWijze wijze, CancellationToken ct) => RunAsync(
        sessie,
        (scope, handeling, activatie, _, _) =>
        {
            var opdracht = IdentificatieOpdrachtHandler.NumberOf(handeling.OperationId);
            if (activatie.OrderIdentificatie(handeling, opdracht) is { } refusal)
            {
                return Task.FromResult<Result<Poging>>(refusal);
            }

            scope.Outbox.Add(
                DerivedId.From(handeling.OperationId, IdentificatieOpdrachtHandler.MessageType),
                IdentificatieOpdrachtHandler.MessageType,
                $"identificatie:{activatie.Id:N}",
                new IdentificatieBericht(activatie.Id, opdracht, wijze));
            scope.Db.Audit.Add(AuditRegel.Of(
                handeling, "IdentificatieGekozen", activatie.AanvraagId, JsonSerializer.Serialize(new { opdracht, wijze = wijze.ToString() })));
            return Task.FromResult<Result<Poging>>(new Poging(activatie.Id));
        },
        ct);

    private static ActivatieStap StapOf(Activatie activatie) => activatie switch
    {
        { Status: ActivatieStatus.Voltooid } => ActivatieStap.Klaar,
        { EmailGevalideerd: false } => ActivatieStap.Email,
        { AccountId: null } => ActivatieStap.Account,
        { TweedeFactorBevestigd: false } => ActivatieStap.TweedeFactor,
        { Identificatie: not (IdentificatieStatus.NietNodig or IdentificatieStatus.Geslaagd) } => ActivatieStap.Identificatie,
        _ => ActivatieStap.Akkoord,
    };

    private static string Mask(Emailadres email)
    {
        var at = email.Value.IndexOf('@', StringComparison.Ordinal);
        return $"{email.Value[0]}•••{email.Value[at..]}";
    }

    private static async Task CountWrongCodeAsync(UseCaseScope scope, Handeling handeling, string hash, CancellationToken ct)
    {
        var db = scope.Db;
        var groep = ActivatieCodes.GroepOf(hash);
        var known = await db.Activaties
            .Where(a => a.CodeHash.StartsWith(groep) && (a.Status == ActivatieStatus.Uitgenodigd || a.Status == ActivatieStatus.Begonnen))
            .ToListAsync(ct);
        foreach (var blocked in known.Where(a => a.CountWrongCode()).ToList())
        {
            // A blocked one is of no use any more: the beheerder can invite again at once instead of after the last day.
            await scope.SendEventAsync(handeling, blocked.AanvraagId, WachtOpActivatieStep.WaitName, WachtOpActivatieStep.Verlopen, ct);
        }

        db.Audit.Add(AuditRegel.Of(handeling, "ActivatiecodeGeweigerd", known is [var only] ? only.AanvraagId : null));
    }

    private string ValidatieHash(Activatie activatie, string code) => codes.Hash($"activatie.email:{activatie.Id:N}", code);

    private Handeling NewHandeling()
    {
        var now = time.GetUtcNow();
        return new(Guid.CreateVersion7(now), now);
    }

    private async Task<(Activatie Activatie, EhMiddel Middel)?> LoadAsync(WeIdDbContext db, string sessie, CancellationToken ct)
    {
        if (sessies.Read(sessie) is not { } id
            || await db.Activaties.SingleOrDefaultAsync(a => a.Id == id && a.Status != ActivatieStatus.Vervangen, ct) is not { } activatie)
        {
            return null;
        }

        return (activatie, await db.EhMiddelen.Include(m => m.Persoon).SingleAsync(m => m.Id == activatie.EhMiddelId, ct));
    }

    private async Task<Result<Done>> RunAsync(
        string sessie,
        Func<UseCaseScope, Handeling, Activatie, EhMiddel, CancellationToken, Task<Result<Poging>>> act,
        CancellationToken ct)
    {
        var begun = NewHandeling();
        var answer = await useCases.RunAsync<Poging>(
            begun,
            async (scope, token) => await LoadAsync(scope.Db, sessie, token) is var (activatie, middel)

                // The time is taken when it is his turn to write: a second after the last day is late, also when he queued before.
                ? await act(scope, begun with { At = time.GetUtcNow() }, activatie, middel, token)
                : new SessieVerlopen(),
            ct);
        if (!answer.Succeeded)
        {
            return Result.Refused<Done>(answer.Refusals);
        }

        return answer.Value.ActivatieId is null ? new CodeWrong { Field = "code" } : default(Done);
    }

    /// <summary>What is committed: null for a wrong code, whose count must not be rolled back.</summary>
    private sealed record Poging(Guid? ActivatieId);
}
