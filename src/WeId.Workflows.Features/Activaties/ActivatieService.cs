using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Activaties;

/// <summary>The acts by which a new user activates his middel. Nobody is signed in: what he holds is the code, then a session.</summary>
public sealed class ActivatieService
{
    /// <summary>Fewest characters of a wachtwoord.</summary>
    public const int MinWachtwoord = 10;

    private const int MaxWachtwoord = 128;
    private const int MinGebruikersnaam = 6;
    private const int MaxGebruikersnaam = 50;
    private const int MaxSmsAnHour = 4;

    private readonly UseCases useCases;
    private readonly IDbContextFactory<WeIdDbContext> contexts;
    private readonly ActivatieCodes activatieCodes;
    private readonly ActivatieSessies sessies;
    private readonly Pogingenrem rem;
    private readonly Codes codes;
    private readonly IGeheimen geheimen;
    private readonly TweedeFactoren factoren;
    private readonly TimeProvider time;
    private readonly PasswordHasher<Account> hasher = new();

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
        var koppelingen = await db.Koppelingen.AsNoTracking().Include(k => k.Organisatie)
            .Where(k => k.AanvraagId == activatie.AanvraagId)
            .ToListAsync(ct);
        var main = await db.Aanvragen.Where(a => a.Id == activatie.AanvraagId).Select(a => a.OrganisatieId).SingleAsync(ct);
        var koppeling = koppelingen.OrderByDescending(k => k.OrganisatieId == main).First();
        return new ActivatieStand
        {
            Sessie = sessie,
            Stap = StapOf(activatie),
            Stappen = activatie.Identificatie is IdentificatieStatus.NietNodig
                ? [ActivatieStap.Code, ActivatieStap.Email, ActivatieStap.Account, ActivatieStap.TweedeFactor, ActivatieStap.Akkoord]
                : [ActivatieStap.Code, ActivatieStap.Email, ActivatieStap.Account, ActivatieStap.TweedeFactor, ActivatieStap.Identificatie, ActivatieStap.Akkoord],
            Organisatie = koppeling.Organisatie.Naam,
            Niveau = koppeling.Niveau.Label(),
            Email = Mask(middel.Persoon.Email),
            Mobiel = middel.TweedeFactor is TweedeFactor.Sms ? middel.Persoon.Mobiel?.Masked : null,
            Uiterlijk = activatie.Uiterlijk,
            ValidatieCodeVerzonden = activatie.ValidatieCodeHash is not null && time.GetUtcNow() < activatie.ValidatieGeldigTot,
            Identificatie = activatie.Identificatie,
            IdentificatieOpdracht = activatie.IdentificatieOpdracht,
            IsBeheerder = koppelingen.Any(k => k.Rol is Rol.Beheerder),
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

    /// <summary>Gebruikersnaam and wachtwoord. The account cannot sign in before the activation is complete.</summary>
    public Task<Result<Done>> ChooseAccountAsync(string sessie, string gebruikersnaam, string wachtwoord, CancellationToken ct)
    {
        var naam = gebruikersnaam.Trim();
        if (CheckAccount(naam, wachtwoord) is { Count: > 0 } refusals)
        {
            return Task.FromResult(Result.Refused<Done>(refusals));
        }

        // Slow on purpose, so it must not hold up other writers.
        var hash = hasher.HashPassword(new Account(), wachtwoord);
        return RunAsync(
            sessie,
            async (scope, handeling, activatie, middel, token) =>
            {
                var db = scope.Db;
                var persoon = middel.Persoon;
                var normalized = naam.Normalize().ToUpperInvariant();
                if (activatie.AccountId is not null)
                {
                    // Whoever holds only the letter cannot give a finished account another password.
                    return new StepOutOfOrder();
                }

                var account = await db.Users.SingleOrDefaultAsync(a => a.PersoonId == persoon.Id, token);
                if (account is { IsActief: true })
                {
                    return new StepOutOfOrder();
                }

                if (await db.Users.AnyAsync(a => a.NormalizedUserName == normalized && a.PersoonId != persoon.Id, token))
                {
                    return new GebruikersnaamTaken { Field = nameof(gebruikersnaam) };
                }

                if (account is null)
                {
                    account = new Account { Id = Guid.CreateVersion7(handeling.At), PersoonId = persoon.Id, LockoutEnabled = true };
                    db.Users.Add(account);
                }

                if (activatie.AttachAccount(handeling, account.Id) is { } refusal)
                {
                    return refusal;
                }

                account.UserName = naam;
                account.NormalizedUserName = normalized;
                account.PasswordHash = hash;
                account.SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
                account.TwoFactorEnabled = middel.TweedeFactor is not null;
                account.Taal = persoon.Taal;
                account.IsActief = false;
                db.Audit.Add(AuditRegel.Of(handeling, "AccountGekozen", activatie.AanvraagId, JsonSerializer.Serialize(new { accountId = account.Id })));
                return new Poging(activatie.Id);
            },
            ct);
    }

    /// <summary>Sends an SMS code to the number of the aanvraag.</summary>
    public Task<Result<Done>> SendSmsCodeAsync(string sessie, CancellationToken ct) => RunAsync(
        sessie,
        async (scope, handeling, activatie, middel, token) =>
        {
            if (await AccountAsync(scope.Db, activatie, token) is not { } account || middel.TweedeFactor is not TweedeFactor.Sms || activatie.TweedeFactorBevestigd)
            {
                return new StepOutOfOrder();
            }

            if (middel.Persoon.Mobiel is not { } mobiel)
            {
                return new MobielMissing();
            }

            var since = handeling.At.AddHours(-1);
            if (await scope.Db.Verzendingen.CountAsync(v => v.PersoonId == middel.PersoonId && v.Kanaal == VerzendKanaal.Sms && v.AangemaaktOp > since, token) >= MaxSmsAnHour)
            {
                return new TooManyCodes();
            }

            factoren.CreateSmsCode(scope, handeling, account, middel.Persoon.VolledigeNaam, mobiel, middel.PersoonId);
            return new Poging(activatie.Id);
        },
        ct);

    /// <summary>The SMS code.</summary>
    public Task<Result<Done>> ConfirmSmsAsync(string sessie, string code, CancellationToken ct) => RunAsync(
        sessie,
        async (scope, handeling, activatie, middel, token) =>
        {
            if (await AccountAsync(scope.Db, activatie, token) is not { } account || middel.TweedeFactor is not TweedeFactor.Sms)
            {
                return new StepOutOfOrder();
            }

            return factoren.VerifySms(account, code, handeling.At) switch
            {
                CodeWrong => new Poging(null),
                { } refusal => refusal,
                null => ConfirmTweedeFactor(scope.Db, handeling, activatie),
            };
        },
        ct);

    /// <summary>The serial number of the OTP device, and a code that it shows.</summary>
    public async Task<Result<Done>> ConfirmOtpAsync(string sessie, string serienummer, string code, CancellationToken ct)
    {
        var key = $"otp:{sessies.Read(sessie)}";
        if (rem.IsShut(key))
        {
            return new TooManyPogingen((int)Pogingenrem.Venster.TotalMinutes);
        }

        var result = await RunAsync(
            sessie,
            async (scope, handeling, activatie, middel, token) =>
            {
                if (await AccountAsync(scope.Db, activatie, token) is not { } account || middel.TweedeFactor is not TweedeFactor.OtpDevice)
                {
                    return new StepOutOfOrder();
                }

                var serial = OtpApparaat.ParseSerienummer(serienummer);
                if (await scope.Db.OtpApparaten.SingleOrDefaultAsync(o => o.Serienummer == serial && o.EhMiddelId == middel.Id, token) is not { } apparaat)
                {
                    // The same answer as for a wrong code: serial numbers cannot be tried out.
                    return new CodeWrong { Field = nameof(code) };
                }

                factoren.SetOtpSecret(account, geheimen.Unprotect(OtpApparaat.GeheimPurpose, apparaat.Geheim));
                return factoren.VerifyTotp(account, code, handeling.At) is { } refusal
                    ? refusal with { Field = nameof(code) }
                    : ConfirmTweedeFactor(scope.Db, handeling, activatie);
            },
            ct);
        if (result.Refusals is [CodeWrong])
        {
            rem.Count(key);
        }

        return result;
    }

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

    /// <summary>He agrees with the terms: the middel works from now on, and so does his account .</summary>
    public Task<Result<Done>> CompleteAsync(string sessie, bool akkoord, CancellationToken ct)
    {
        if (!akkoord)
        {
            return Task.FromResult<Result<Done>>(new AkkoordMissing { Field = nameof(akkoord) });
        }

        return RunAsync(
            sessie,
            async (scope, handeling, activatie, _, token) =>
            {
                var db = scope.Db;
                if (activatie.Status is ActivatieStatus.Voltooid)
                {
                    return new Poging(activatie.Id);
                }

                if (activatie.Complete(handeling) is { } refusal)
                {
                    return refusal;
                }

                if (await ExpiredFirstAsync(db, activatie, token))
                {
                    return new ActivatieIsVerlopen(activatie.Uiterlijk);
                }

                var koppelingen = await db.Koppelingen
                    .Where(k => k.AanvraagId == activatie.AanvraagId && k.Status == KoppelingStatus.WachtenOpActivatie)
                    .ToListAsync(token);
                if (koppelingen.Count == 0)
                {
                    return new NotWaitingForActivatie(KoppelingStatus.Beeindigd);
                }

                if (koppelingen.Select(k => k.Activate(handeling)).OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                {
                    return Result.Refused<Poging>(refusals);
                }

                var account = await db.Users.SingleAsync(a => a.Id == activatie.AccountId, token);
                account.IsActief = true;
                db.Audit.Add(AuditRegel.Of(
                    handeling,
                    "MiddelGeactiveerd",
                    activatie.AanvraagId,
                    JsonSerializer.Serialize(new { accountId = account.Id, koppelingen = koppelingen.Select(k => k.Id) })));
                await scope.SendEventAsync(handeling, activatie.AanvraagId, WachtOpActivatieStep.WaitName, WachtOpActivatieStep.Geactiveerd, token);
                return new Poging(activatie.Id);
            },
            ct);
    }

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

    private static List<Refusal> CheckAccount(string gebruikersnaam, string wachtwoord)
    {
        var refusals = new List<Refusal>();
        if (gebruikersnaam.Length is < MinGebruikersnaam or > MaxGebruikersnaam
            || !gebruikersnaam.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@'))
        {
            refusals.Add(new NotValid("Gebruikersnaam") { Field = nameof(gebruikersnaam) });
        }

        if (wachtwoord.Length is < MinWachtwoord or > MaxWachtwoord
            || wachtwoord.Distinct().Count() < MinWachtwoord / 2
            || (gebruikersnaam.Length >= MinGebruikersnaam && wachtwoord.Contains(gebruikersnaam, StringComparison.OrdinalIgnoreCase)))
        {
            refusals.Add(new WachtwoordTooWeak(MinWachtwoord) { Field = nameof(wachtwoord) });
        }

        return refusals;
    }

    private static Result<Poging> ConfirmTweedeFactor(WeIdDbContext db, Handeling handeling, Activatie activatie)
    {
        if (activatie.ConfirmTweedeFactor(handeling) is { } refusal)
        {
            return refusal;
        }

        db.Audit.Add(AuditRegel.Of(handeling, "TweedeFactorBevestigd", activatie.AanvraagId));
        return new Poging(activatie.Id);
    }

    private static async Task<Account?> AccountAsync(WeIdDbContext db, Activatie activatie, CancellationToken ct) =>
        activatie.AccountId is { } id ? await db.Users.SingleOrDefaultAsync(a => a.Id == id, ct) : null;

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

    /// <summary>Whether the timer of this uitnodiging has decided already, on a node whose clock is ahead.</summary>
    private static Task<bool> ExpiredFirstAsync(WeIdDbContext db, Activatie activatie, CancellationToken ct) => db.Waits.AnyAsync(
        w => w.AanvraagId == activatie.AanvraagId
            && w.Name == WachtOpActivatieStep.WaitName
            && w.Status == WaitStatus.Closed
            && w.Outcome == WachtOpActivatieStep.Verlopen
            && w.OpenedAt >= activatie.UitgenodigdOp,
        ct);

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
