using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.Features.Activaties;

// The step of the account.
public sealed partial class ActivatieService
{
    /// <summary>Fewest characters of a wachtwoord.</summary>
    public const int MinWachtwoord = 10;

    private const int MaxWachtwoord = 128;
    private const int MinGebruikersnaam = 6;
    private const int MaxGebruikersnaam = 50;

    private readonly PasswordHasher<Account> hasher = new();

    /// <summary>Gebruikersnaam and wachtwoord of a new user. The account cannot sign in before the activation is complete.</summary>
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
                var normalized = Normalize(naam);
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
                account.EndSessions();
                account.TwoFactorEnabled = middel.TweedeFactor is not null;
                account.Taal = persoon.Taal;
                account.IsActief = false;
                db.Audit.Add(AuditRegel.Of(handeling, "AccountGekozen", activatie.AanvraagId, JsonSerializer.Serialize(new { accountId = account.Id })));
                return new Poging(activatie.Id);
            },
            ct);
    }

    /// <summary>
    /// The gebruikersnaam and wachtwoord that a user has who activates a higher level: nothing of his account changes. One answer
    /// for whatever is wrong, and wrong tries are counted.
    /// </summary>
    public async Task<Result<Done>> ProveAccountAsync(string sessie, string gebruikersnaam, string wachtwoord, CancellationToken ct)
    {
        var key = $"account:{sessies.Read(sessie)}";
        if (rem.IsShut(key))
        {
            return new TooManyPogingen((int)Pogingenrem.Venster.TotalMinutes);
        }

        Account? known;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            known = await LoadAsync(db, sessie, ct) is var (_, middel)
                ? await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.PersoonId == middel.PersoonId && a.IsActief, ct)
                : null;
        }

        // Slow on purpose, so it must not hold up other writers.
        var right = known is { PasswordHash: { } hash }
            && known.NormalizedUserName == Normalize(gebruikersnaam.Trim())
            && hasher.VerifyHashedPassword(known, hash, wachtwoord) is not PasswordVerificationResult.Failed;
        var result = await RunAsync(
            sessie,
            async (scope, handeling, activatie, _, token) =>
            {
                if (!right || !await scope.Db.Users.AnyAsync(a => a.Id == known!.Id && a.IsActief && a.PasswordHash == known.PasswordHash, token))
                {
                    scope.Db.Audit.Add(AuditRegel.Of(handeling, "AccountGeweigerd", activatie.AanvraagId));
                    return new Poging(null);
                }

                if (activatie.AttachAccount(handeling, known!.Id) is { } refusal)
                {
                    return refusal;
                }

                scope.Db.Audit.Add(AuditRegel.Of(handeling, "AccountBewezen", activatie.AanvraagId, JsonSerializer.Serialize(new { accountId = known.Id })));
                return new Poging(activatie.Id);
            },
            ct);
        if (result.Refusals is not [CodeWrong])
        {
            return result;
        }

        rem.Count(key);
        return new AccountWrong { Field = nameof(wachtwoord) };
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

    private static string Normalize(string gebruikersnaam) => gebruikersnaam.Normalize().ToUpperInvariant();
}
