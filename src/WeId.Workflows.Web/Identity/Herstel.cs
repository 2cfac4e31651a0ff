using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Web.Identity;

/// <summary>What somebody has forgotten.</summary>
internal enum Vergeten
{
    /// <summary>The password.</summary>
    Wachtwoord,

    /// <summary>The username.</summary>
    Gebruikersnaam,
}

/// <summary>A request to be helped, as it travels through the outbox.</summary>
/// <param name="Geheim">What was typed, encrypted and in base64: it may be an address of somebody we do not know.</param>
internal sealed record HerstelVerzoek(Vergeten Wat, string Geheim)
{
    public const string MessageType = "account.herstel";
    public const string Purpose = "account.herstel";
}

/// <summary>Forgotten username or password. The page only writes the request down, so that its answer tells nothing.</summary>
internal sealed class Herstel(UseCases useCases, IGeheimen geheimen, Codes codes, IDataProtectionProvider protection, IDbContextFactory<WeIdDbContext> contexts, TimeProvider time)
{
    /// <summary>How long a link holds.</summary>
    public static readonly TimeSpan Geldigheid = TimeSpan.FromMinutes(60);

    /// <summary>Shortest password.</summary>
    public const int MinWachtwoord = 10;

    private const int MaxWachtwoord = 128;
    private static readonly PasswordHasher<Account> Hasher = new();

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("wachtwoord-herstellen").ToTimeLimitedDataProtector();

    /// <summary>Asks for help; who it is, is looked up later.</summary>
    public Task AskAsync(Vergeten wat, string typed, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var handeling = new Handeling(Guid.CreateVersion7(now), now);
        return useCases.RunAsync<Done>(
            handeling,
            (scope, _) =>
            {
                var secret = geheimen.Protect(HerstelVerzoek.Purpose, JsonSerializer.SerializeToUtf8Bytes(typed.Trim()));
                scope.Outbox.Add(
                    handeling.OperationId,
                    HerstelVerzoek.MessageType,
                    $"herstel:{codes.Hash(HerstelVerzoek.Purpose, typed)[..32]}",
                    new HerstelVerzoek(wat, Convert.ToBase64String(secret)));
                scope.Db.Audit.Add(AuditRegel.Of(handeling, "InloggegevensVergeten"));
                return Task.FromResult<Result<Done>>(default(Done));
            },
            ct);
    }

    /// <summary>The key in the link: it holds for an hour, and until the password is changed.</summary>
    public string NewSleutel(Account account) => protector.Protect($"{account.Id:N}|{account.SecurityStamp}", Geldigheid);

    /// <summary>Whether the link still works.</summary>
    public async Task<bool> IsValidAsync(string? sleutel, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, sleutel, ct) is not null;
    }

    /// <summary>Chooses a new password; every session of the account ends.</summary>
    public async Task<Result<Done>> SetWachtwoordAsync(string? sleutel, string wachtwoord, CancellationToken ct)
    {
        var hash = Hasher.HashPassword(new Account(), wachtwoord);
        var now = time.GetUtcNow();
        var handeling = new Handeling(Guid.CreateVersion7(now), now);
        return await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                if (await FindAsync(scope.Db, sleutel, token) is not { } account)
                {
                    return new CodeExpired();
                }

                if (wachtwoord.Length is < MinWachtwoord or > MaxWachtwoord
                    || wachtwoord.Distinct().Count() < MinWachtwoord / 2
                    || wachtwoord.Contains(account.UserName!, StringComparison.OrdinalIgnoreCase))
                {
                    return new WachtwoordTooWeak(MinWachtwoord) { Field = nameof(wachtwoord) };
                }

                account.PasswordHash = hash;
                account.SecurityStamp = Inlogdienst.NewStamp(handeling);
                Inlogdienst.Touch(account, handeling);
                scope.Db.Audit.Add(AuditRegel.Of(handeling with { AccountId = account.Id }, "WachtwoordGewijzigd"));
                return default(Done);
            },
            ct);
    }

    private async Task<Account?> FindAsync(WeIdDbContext db, string? sleutel, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(sleutel) || Read(sleutel) is not [var id, var stamp] || !Guid.TryParse(id, out var accountId))
        {
            return null;
        }

        return await db.Users.SingleOrDefaultAsync(a => a.Id == accountId && a.IsActief, ct) is { } account && (account.SecurityStamp ?? "") == stamp
            ? account
            : null;
    }

    private string[] Read(string sleutel)
    {
        try
        {
            return protector.Unprotect(sleutel).Split('|');
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}

/// <summary>Looks up who asked, and mails him; nobody, when there is no such account.</summary>
internal sealed class HerstelHandler(UseCases useCases, IGeheimen geheimen, Herstel herstel, PubliekeLinks links, TimeProvider time) : IOutboxHandler
{
    private const int MaxAnHour = 3;

    public string Type => HerstelVerzoek.MessageType;

    public Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        var verzoek = JsonSerializer.Deserialize<HerstelVerzoek>(message.Payload)
            ?? throw new PermanentFailureException("The message has no payload.");
        var typed = JsonSerializer.Deserialize<string>(geheimen.Unprotect(HerstelVerzoek.Purpose, Convert.FromBase64String(verzoek.Geheim)))!;
        // The operation of the request wrote this message; sending is an act of its own.
        var handeling = new Handeling(Engine.DerivedId.From(message.Id, HerstelVerzoek.MessageType), time.GetUtcNow());
        return useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                foreach (var account in await FindAsync(scope.Db, typed, token))
                {
                    await SendAsync(scope, handeling, verzoek.Wat, account, token);
                }

                return default(Done);
            },
            ct);
    }

    private static async Task<IReadOnlyList<Account>> FindAsync(WeIdDbContext db, string typed, CancellationToken ct)
    {
        var normalized = Inlogdienst.Normalize(typed);
        var hasEmail = Emailadres.TryParse(typed, out var email);
        return await db.Users
            .Where(a => a.IsActief && (a.NormalizedUserName == normalized
                || (hasEmail && db.Personen.Any(p => p.Id == a.PersoonId && p.Email == email))
                || (hasEmail && db.Medewerkers.Any(m => m.Id == a.MedewerkerId && m.Email == email))))
            .Take(5)
            .ToListAsync(ct);
    }

    private async Task SendAsync(UseCaseScope scope, Handeling handeling, Vergeten wat, Account account, CancellationToken ct)
    {
        var (naam, email) = await ReaderAsync(scope.Db, account, ct);
        TemplateGegevens gegevens = wat is Vergeten.Wachtwoord
            ? new WachtwoordVergetenGegevens
            {
                Gebruiker = naam,
                Link = links.WachtwoordHerstellen(herstel.NewSleutel(account)),
                Minuten = (int)Herstel.Geldigheid.TotalMinutes,
            }
            : new GebruikersnaamVergetenGegevens { Gebruiker = naam, Gebruikersnaam = account.UserName!, Link = links.Inloggen };
        var template = TemplateGegevens.NameOf(gegevens.GetType());
        var since = handeling.At - TimeSpan.FromHours(1);
        if (await scope.Db.Verzendingen.CountAsync(v => v.Adres == email.Value && v.Template == template && v.AangemaaktOp > since, ct) >= MaxAnHour)
        {
            return;
        }

        VerzendingMaker.In(scope, geheimen).Add(
            VerzendKanaal.Mail,
            new Ontvanger(naam, email.Value, account.Taal, account.PersoonId),
            gegevens,
            handeling.At,
            new VerzendOpties(NietNa: handeling.At + Herstel.Geldigheid));
        scope.Db.Audit.Add(AuditRegel.Of(handeling with { AccountId = account.Id }, wat is Vergeten.Wachtwoord ? "WachtwoordHerstelVerzonden" : "GebruikersnaamVerzonden"));
    }

    private static async Task<(string Naam, Emailadres Email)> ReaderAsync(WeIdDbContext db, Account account, CancellationToken ct)
    {
        if (account.PersoonId is { } persoonId)
        {
            var persoon = await db.Personen.SingleAsync(p => p.Id == persoonId, ct);
            return (persoon.VolledigeNaam, persoon.Email);
        }

        var medewerker = await db.Medewerkers.SingleAsync(m => m.Id == account.MedewerkerId, ct);
        return (medewerker.Naam, medewerker.Email);
    }
}
