using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Profiel;

/// <summary>
/// Somebody changes his own e-mail address: a code goes to the new one and proves it, then the former one is
/// told. Until the code was given, nothing has changed.
/// </summary>
public sealed class EigenEmail(UseCases useCases, Codes codes, IGeheimen geheimen, IDbContextFactory<WeIdDbContext> contexts)
{
    /// <summary>Codes to one person within an hour, to whatever addresses.</summary>
    public const int MaxCodes = 4;

    /// <summary>Wrong codes until a new one must be asked for.</summary>
    public const int MaxPogingen = 5;

    private const string Provider = "WeId";
    private const string Name = "NieuwEmail";
    private const string Purpose = "account.email";

    private static readonly string Template = TemplateGegevens.NameOf(typeof(EmailBevestigenGegevens));

    /// <summary>The address whose code is awaited; null when there is none, or it is too old.</summary>
    public async Task<string?> PendingAsync(Handeling handeling, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await TokenAsync(db, handeling, ct) is { } token && Read(token) is { } wijziging && wijziging.IsOpen(handeling.At) ? wijziging.Nieuw : null;
    }

    /// <summary>Sends a code to the new address; one that was sent before no longer counts.</summary>
    public Task<Result<Done>> AskAsync(Handeling handeling, string? email, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            var db = scope.Db;
            if (await FindAsync(db, handeling, token) is not var (account, persoon))
            {
                return new NotAllowed();
            }

            if (!Emailadres.TryParse(email, out var nieuw))
            {
                return new NotValid(nameof(Emailadres)) { Field = nameof(email) };
            }

            if (nieuw == persoon.Email)
            {
                return new EmailIsAlready { Field = nameof(email) };
            }

            var since = handeling.At.AddHours(-1);
            if (await db.Verzendingen.CountAsync(v => v.PersoonId == persoon.Id && v.Template == Template && v.AangemaaktOp > since, token) >= MaxCodes)
            {
                return new TooManyCodes();
            }

            var code = Codes.NewDigits();
            var wijziging = new Wijziging(nieuw.Value, Hash(account, nieuw.Value, code), handeling.At + Activatie.CodeGeldigheid, 0);
            var rij = await TokenAsync(db, handeling, token);
            if (rij is null)
            {
                rij = new IdentityUserToken<Guid> { UserId = account.Id, LoginProvider = Provider, Name = Name };
                db.UserTokens.Add(rij);
            }

            Write(rij, wijziging);
            Touch(account, handeling);
            VerzendingMaker.In(scope, geheimen).Add(
                VerzendKanaal.Mail,
                Ontvanger.ByMail(persoon) with { Adres = nieuw.Value },
                new EmailBevestigenGegevens { Gebruiker = persoon.VolledigeNaam, Code = code, Minuten = (int)Activatie.CodeGeldigheid.TotalMinutes },
                handeling.At,
                new VerzendOpties(NietNa: wijziging.GeldigTot));
            return default(Done);
        },
        ct);

    /// <summary>The code that was mailed; the right one makes the change.</summary>
    public async Task<Result<Done>> ConfirmAsync(Handeling handeling, string? code, CancellationToken ct)
    {
        // A wrong try is counted, so it is no refusal that undoes everything.
        var result = await useCases.RunAsync<bool>(
            handeling,
            async (scope, token) =>
            {
                var db = scope.Db;
                if (await FindAsync(db, handeling, token) is not var (account, persoon))
                {
                    return new NotAllowed();
                }

                if (await TokenAsync(db, handeling, token) is not { } rij || Read(rij) is not { } wijziging || !wijziging.IsOpen(handeling.At))
                {
                    return new CodeExpired { Field = nameof(code) };
                }

                Touch(account, handeling);
                if (wijziging.CodeHash != Hash(account, wijziging.Nieuw, code ?? ""))
                {
                    Write(rij, wijziging with { Pogingen = wijziging.Pogingen + 1 });
                    return false;
                }

                var oud = Ontvanger.ByMail(persoon);
                persoon.ChangeEmail(Emailadres.Parse(wijziging.Nieuw));
                db.UserTokens.Remove(rij);
                db.Audit.Add(AuditRegel.Of(handeling, "EmailGewijzigd"));
                VerzendingMaker.In(scope, geheimen).Add(
                    VerzendKanaal.Mail, oud, new EmailGewijzigdGegevens { Gebruiker = persoon.VolledigeNaam }, handeling.At);
                return true;
            },
            ct);
        return (result.Succeeded, result.Value) switch
        {
            (false, _) => Result.Refused<Done>(result.Refusals),
            (true, false) => new CodeWrong { Field = nameof(code) },
            _ => default(Done),
        };
    }

    // Once activated; whose middel is suspended everywhere may not be who he says.
    private static async Task<(Account Account, Persoon Persoon)?> FindAsync(WeIdDbContext db, Handeling handeling, CancellationToken ct) =>
        await db.Users.SingleOrDefaultAsync(a => a.Id == handeling.AccountId && a.IsActief && a.PersoonId != null, ct) is { } account
        && await db.Koppelingen.AnyAsync(k => k.EhMiddel.PersoonId == account.PersoonId && k.Status == KoppelingStatus.Actief, ct)
            ? (account, await db.Personen.SingleAsync(p => p.Id == account.PersoonId, ct))
            : null;

    private static Task<IdentityUserToken<Guid>?> TokenAsync(WeIdDbContext db, Handeling handeling, CancellationToken ct) =>
        db.UserTokens.SingleOrDefaultAsync(t => t.UserId == handeling.AccountId && t.LoginProvider == Provider && t.Name == Name, ct);

    // Two who try at the same moment are counted both.
    private static void Touch(Account account, Handeling handeling) => account.ConcurrencyStamp = handeling.OperationId.ToString();

    private string Hash(Account account, string nieuw, string code) =>
        codes.Hash(string.Create(CultureInfo.InvariantCulture, $"{Purpose}:{account.Id:N}:{nieuw}"), code);

    /// <returns>Null when it cannot be read: a change of a quarter of an hour may have outlived its key.</returns>
    private Wijziging? Read(IdentityUserToken<Guid> rij)
    {
        try
        {
            return JsonSerializer.Deserialize<Wijziging>(geheimen.Unprotect(Purpose, Convert.FromBase64String(rij.Value!)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private void Write(IdentityUserToken<Guid> rij, Wijziging wijziging) =>
        rij.Value = Convert.ToBase64String(geheimen.Protect(Purpose, JsonSerializer.SerializeToUtf8Bytes(wijziging)));

    /// <summary>The change that waits for its code; kept encrypted with the account.</summary>
    private sealed record Wijziging(string Nieuw, string CodeHash, DateTimeOffset GeldigTot, int Pogingen)
    {
        public bool IsOpen(DateTimeOffset at) => at < GeldigTot && Pogingen < MaxPogingen;
    }
}
