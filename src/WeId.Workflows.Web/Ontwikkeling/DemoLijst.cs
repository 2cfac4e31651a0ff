using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Web.Ontwikkeling;

/// <summary>The demo accounts for the sign-in page of a development machine; empty anywhere else.</summary>
internal sealed class DemoLijst(IDbContextFactory<WeIdDbContext> contexts, TweedeFactoren factoren, TimeProvider time, IHostEnvironment environment, IConfiguration configuration)
{
    public async Task<IReadOnlyList<DemoAccount>> ListAsync(CancellationToken ct)
    {
        if (!DemoData.IsWanted(environment, configuration))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = DemoData.Accounts.Select(a => a.Gebruikersnaam).ToList();
        var accounts = await db.Users.AsNoTracking().Where(a => names.Contains(a.UserName!)).ToDictionaryAsync(a => a.UserName!, ct);
        return [.. DemoData.Accounts
            .Where(a => accounts.ContainsKey(a.Gebruikersnaam))
            .Select(a => new DemoAccount(a.Gebruikersnaam, a.Wie, factoren.CurrentTotp(accounts[a.Gebruikersnaam], time.GetUtcNow())))];
    }
}

/// <summary>One demo account.</summary>
/// <param name="Code">What its OTP device shows now; null with SMS.</param>
internal sealed record DemoAccount(string Gebruikersnaam, string Wie, string? Code);
