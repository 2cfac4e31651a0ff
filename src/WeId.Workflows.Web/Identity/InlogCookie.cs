using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace WeId.Workflows.Web.Identity;

/// <summary>Asks with every request whether the sign-in still holds.</summary>
internal sealed class InlogCookie(Aanmeldingen aanmeldingen) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.HttpContext.Request.Path.StartsWithSegments("/_content", StringComparison.Ordinal)
            || context.HttpContext.Request.Path.StartsWithSegments("/_framework", StringComparison.Ordinal))
        {
            return;
        }

        if (context.Principal is null || !await aanmeldingen.IsCurrentAsync(context.Principal, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Aanmeldingen.Scheme);
        }
    }
}

/// <summary>Ends an open circuit soon after its user signed out, was disabled or lost a role.</summary>
internal sealed class CircuitAanmelding(ILoggerFactory loggers, Aanmeldingen aanmeldingen) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authenticationState);
        return aanmeldingen.IsCurrentAsync(authenticationState.User, cancellationToken);
    }
}
