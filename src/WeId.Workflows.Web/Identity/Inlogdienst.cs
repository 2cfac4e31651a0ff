using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Web.Identity;

/// <summary>Checks username, password and code (R-036…R-039). Says the same, and works as hard, whether or not an account exists.</summary>
internal sealed class Inlogdienst(IDbContextFactory<WeIdDbContext> contexts, UseCases useCases, TweedeFactoren factoren, InlogRem rem, TimeProvider time)
{
    /// <summary>Text messages to one account within <see cref="Activatie.CodeGeldigheid"/>.</summary>
    public const int MaxSms = 4;

    private static readonly PasswordHasher<Account> Hasher = new();

    // Somebody without account costs the same time as a wrong password.
    private static readonly string NobodysHash = Hasher.HashPassword(new Account(), "niemand");

    /// <summary>As it is stored in <c>NormalizedUserName</c>.</summary>
    public static string Normalize(string gebruikersnaam) => gebruikersnaam.Trim().Normalize().ToUpperInvariant();

    /// <summary>The first half: username and password.</summary>
    public async Task<InlogUitkomst> CheckWachtwoordAsync(string gebruikersnaam, string wachtwoord, IPAddress? adres, CancellationToken ct)
    {
        var normalized = Normalize(gebruikersnaam);
        var key = $"wachtwoord:{normalized}:{AdresSleutel.Of(adres)}";
        if (rem.Begin(key) is { } pause)
        {
            return new InlogUitkomst.Wachten(pause);
        }

        Account? account;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedUserName == normalized, ct);
        }

        // Outside the transaction: a hash takes long on purpose.
        var verified = Hasher.VerifyHashedPassword(account ?? new Account(), account?.PasswordHash ?? NobodysHash, wachtwoord);
        var right = account is { IsActief: true, PasswordHash: not null } && verified is not PasswordVerificationResult.Failed;
        var uitkomst = await RunAsync(
            account?.Id,
            (scope, handeling, token) => right
                ? BeginSecondFactorAsync(scope, handeling, Halverwege.Of(account!), adres, token)
                : RefuseAsync(scope, handeling, account?.Id, factor: null, adres),
            ct);
        if (right)
        {
            rem.Succeed(key);
        }

        return uitkomst;
    }

    /// <summary>The second half: the code.</summary>
    public async Task<InlogUitkomst> CheckCodeAsync(Halverwege halverwege, string code, IPAddress? adres, CancellationToken ct)
    {
        var accountId = halverwege.AccountId;

        // Only who knows the password comes here, so counting for the account alone locks nobody else out.
        var key = $"code:{accountId:N}";
        if (rem.Begin(key) is { } pause)
        {
            return new InlogUitkomst.Wachten(pause);
        }

        var uitkomst = await RunAsync(
            accountId,
            async (scope, handeling, token) =>
            {
                var account = await scope.Db.Users.SingleAsync(a => a.Id == accountId, token);
                var factor = await FactorAsync(scope.Db, account, token);
                if (!halverwege.Holds(account))
                {
                    return await RefuseAsync(scope, handeling, accountId, factor, adres);
                }

                var refusal = factor switch
                {
                    TweedeFactor.OtpDevice => factoren.VerifyTotp(account, code, handeling.At),
                    TweedeFactor.Sms => factoren.VerifySms(account, code, handeling.At),
                    _ => new CodeWrong(),
                };
                Touch(account, handeling);
                if (refusal is not null || !account.IsActief)
                {
                    await RefuseAsync(scope, handeling, accountId, factor, adres);
                    return refusal is CodeExpired ? new InlogUitkomst.CodeVerlopen() : new InlogUitkomst.Geweigerd();
                }

                return SignIn(scope, handeling, accountId, factor, adres);
            },
            ct);
        if (uitkomst is InlogUitkomst.Klaar)
        {
            rem.Succeed(key);
        }

        return uitkomst;
    }

    /// <summary>Sends another SMS code, in place of the one before.</summary>
    public Task<InlogUitkomst> SendAgainAsync(Halverwege halverwege, CancellationToken ct) => RunAsync(
        halverwege.AccountId,
        async (scope, handeling, token) =>
        {
            var account = await scope.Db.Users.SingleAsync(a => a.Id == halverwege.AccountId, token);
            return halverwege.Holds(account) && await FactorAsync(scope.Db, account, token) is TweedeFactor.Sms && await TrySendSmsAsync(scope, handeling, account, token)
                ? new InlogUitkomst.Code(halverwege, TweedeFactor.Sms)
                : new InlogUitkomst.Geweigerd();
        },
        ct);

    /// <summary>How this account proves itself besides the password; null for legacy EH2, which has nothing else, and for who must give his password again.</summary>
    public async Task<TweedeFactor?> FactorOfAsync(Halverwege halverwege, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == halverwege.AccountId, ct) is { } account && halverwege.Holds(account)
            ? await FactorAsync(db, account, ct)
            : null;
    }

    /// <summary>Ends every session of the account, so that a cookie that was copied is worth nothing.</summary>
    public Task SignOutAsync(Guid accountId, CancellationToken ct) => RunAsync(
        accountId,
        async (scope, handeling, token) =>
        {
            var account = await scope.Db.Users.SingleAsync(a => a.Id == accountId, token);
            account.SecurityStamp = NewStamp(handeling);
            Touch(account, handeling);
            scope.Db.Audit.Add(AuditRegel.Of(handeling, "Uitgelogd"));
            return new InlogUitkomst.Klaar(accountId);
        },
        ct);

    /// <summary>Language of the pages from now on .</summary>
    /// <param name="ookBerichten">And of our mails and letters.</param>
    public Task SetTaalAsync(Guid accountId, string taal, bool ookBerichten, CancellationToken ct) => RunAsync(
        accountId,
        async (scope, handeling, token) =>
        {
            var account = await scope.Db.Users.SingleAsync(a => a.Id == accountId, token);
            account.Taal = taal;
            if (ookBerichten && await scope.Db.Personen.SingleOrDefaultAsync(p => p.Id == account.PersoonId, token) is { } persoon)
            {
                persoon.Taal = taal;
            }

            Touch(account, handeling);
            return new InlogUitkomst.Klaar(accountId);
        },
        ct);

    /// <summary>A stamp that no older cookie has.</summary>
    internal static string NewStamp(Handeling handeling) => handeling.OperationId.ToString("N");

    /// <summary>Two writers of one account cannot both win: a code is not used twice at the same moment.</summary>
    internal static void Touch(Account account, Handeling handeling) => account.ConcurrencyStamp = handeling.OperationId.ToString();

    private static async Task<TweedeFactor?> FactorAsync(WeIdDbContext db, Account account, CancellationToken ct) => account switch
    {
        { MedewerkerId: not null } => TweedeFactor.OtpDevice,
        { PersoonId: { } persoon } => await db.EhMiddelen.Where(m => m.PersoonId == persoon).Select(m => m.TweedeFactor).SingleOrDefaultAsync(ct),
        _ => TweedeFactor.OtpDevice,
    };

    private static Task<InlogUitkomst> RefuseAsync(UseCaseScope scope, Handeling handeling, Guid? accountId, TweedeFactor? factor, IPAddress? adres)
    {
        AddRegel(scope, handeling, accountId, gelukt: false, factor, adres);
        scope.Db.Audit.Add(AuditRegel.Of(handeling, "InlogGeweigerd"));
        return Task.FromResult<InlogUitkomst>(new InlogUitkomst.Geweigerd());
    }

    private static InlogUitkomst.Klaar SignIn(UseCaseScope scope, Handeling handeling, Guid accountId, TweedeFactor? factor, IPAddress? adres)
    {
        AddRegel(scope, handeling, accountId, gelukt: true, factor, adres);
        scope.Db.Audit.Add(AuditRegel.Of(handeling, "Ingelogd"));
        return new(accountId);
    }

    private static void AddRegel(UseCaseScope scope, Handeling handeling, Guid? accountId, bool gelukt, TweedeFactor? factor, IPAddress? adres)
    {
        if (accountId is { } id)
        {
            scope.Db.Inloghistorie.Add(new InlogRegel
            {
                Id = Guid.CreateVersion7(handeling.At),
                AccountId = id,
                Op = handeling.At,
                Gelukt = gelukt,
                Factor = factor?.ToString(),
                Adres = Adres.Shorten(adres),
            });
        }
    }

    private async Task<InlogUitkomst> BeginSecondFactorAsync(UseCaseScope scope, Handeling handeling, Halverwege halverwege, IPAddress? adres, CancellationToken ct)
    {
        var account = await scope.Db.Users.SingleAsync(a => a.Id == halverwege.AccountId, ct);
        if (await FactorAsync(scope.Db, account, ct) is not { } factor)
        {
            return SignIn(scope, handeling, account.Id, null, adres);
        }

        if (factor is TweedeFactor.Sms)
        {
            await TrySendSmsAsync(scope, handeling, account, ct);
        }

        return new InlogUitkomst.Code(halverwege, factor);
    }

    private async Task<bool> TrySendSmsAsync(UseCaseScope scope, Handeling handeling, Account account, CancellationToken ct)
    {
        var persoon = await scope.Db.Personen.SingleAsync(p => p.Id == account.PersoonId, ct);
        var since = handeling.At - Activatie.CodeGeldigheid;
        if (persoon.Mobiel is not { } mobiel
            || await scope.Db.Verzendingen.CountAsync(v => v.PersoonId == persoon.Id && v.Template == "sms-inlogcode" && v.AangemaaktOp > since, ct) >= MaxSms)
        {
            return false;
        }

        factoren.CreateSmsCode(scope, handeling, account, persoon.VolledigeNaam, mobiel, persoon.Id);
        Touch(account, handeling);
        return true;
    }

    private async Task<InlogUitkomst> RunAsync(Guid? accountId, Func<UseCaseScope, Handeling, CancellationToken, Task<InlogUitkomst>> work, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var handeling = new Handeling(Guid.CreateVersion7(now), now) { AccountId = accountId };
        // A wrong try is written down too, so the outcome travels beside the transaction, not as a refusal that undoes it.
        InlogUitkomst uitkomst = new InlogUitkomst.Geweigerd();
        await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                uitkomst = await work(scope, handeling, token);
                return default(Done);
            },
            ct);
        return uitkomst;
    }
}

/// <summary>How a step of signing in ended.</summary>
internal abstract record InlogUitkomst
{
    private InlogUitkomst()
    {
    }

    /// <summary>Wrong, whatever it was.</summary>
    public sealed record Geweigerd : InlogUitkomst;

    /// <summary>Too many wrong tries.</summary>
    public sealed record Wachten(TimeSpan Pause) : InlogUitkomst;

    /// <summary>The SMS code is too old or was tried too often.</summary>
    public sealed record CodeVerlopen : InlogUitkomst;

    /// <summary>The password was right; the code is still to come.</summary>
    public sealed record Code(Halverwege Halverwege, TweedeFactor Factor) : InlogUitkomst;

    /// <summary>He is in.</summary>
    public sealed record Klaar(Guid AccountId) : InlogUitkomst;
}
