using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Web.Identity;

/// <summary>Who gave his password and still owes the code.</summary>
internal static class Halverwege
{
    public static ClaimsPrincipal Principal(Guid accountId) =>
        new(new ClaimsIdentity([new Claim(Aanmelding.AccountClaim, accountId.ToString())], Aanmeldingen.HalverwegeScheme));

    public static async Task<Guid?> AccountIdAsync(HttpContext context) =>
        (await context.AuthenticateAsync(Aanmeldingen.HalverwegeScheme)).Principal?.AccountId();
}
