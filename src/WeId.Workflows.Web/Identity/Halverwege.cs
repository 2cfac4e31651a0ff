using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.Web.Identity;

/// <summary>Who gave his password and still owes the code.</summary>
/// <param name="Stempel">Of the account when he gave his password.</param>
internal sealed record Halverwege(Guid AccountId, string Stempel)
{
    public static Halverwege Of(Account account) => new(account.Id, account.SecurityStamp ?? "");

    /// <summary>Null when the principal is not halfway, or does not say under which stamp.</summary>
    public static Halverwege? Of(ClaimsPrincipal? principal) =>
        principal?.AccountId() is { } id && principal.FindFirstValue(Aanmelding.StampClaim) is { } stempel ? new(id, stempel) : null;

    public static async Task<Halverwege?> FindAsync(HttpContext context) =>
        Of((await context.AuthenticateAsync(Aanmeldingen.HalverwegeScheme)).Principal);

    public ClaimsPrincipal Principal() => new(new ClaimsIdentity(
        [new Claim(Aanmelding.AccountClaim, AccountId.ToString()), new Claim(Aanmelding.StampClaim, Stempel)],
        Aanmeldingen.HalverwegeScheme));

    /// <summary>False once the password that he gave is no longer that of the account.</summary>
    public bool Holds(Account account) => this == Of(account);
}
