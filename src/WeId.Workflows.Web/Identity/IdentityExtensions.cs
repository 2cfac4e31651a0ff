using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.Web.Identity;

/// <summary>Signing in and out.</summary>
internal static class IdentityExtensions
{
    private const int DefaultPostsAMinute = 20;

    private static readonly string[] LimitedPaths = ["/inloggen", "/inloggen/code", "/inloggegevens-vergeten", "/wachtwoord-herstellen"];

    /// <summary>Reads <c>Inloggen:VerzoekenPerMinuut</c>: forms of signing in that one address may send. Default: 20.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var postsAMinute = configuration.GetValue("Inloggen:VerzoekenPerMinuut", DefaultPostsAMinute);
        services.AddIdentityCore<Account>().AddEntityFrameworkStores<WeIdDbContext>();
        services.AddDataProtection().SetApplicationName("WeId.Workflows").PersistKeysToDbContext<WeIdDbContext>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlEncryptor = new SleutelVersleuteling(provider.GetRequiredService<IGeheimen>())));

        var secure = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        services.AddScoped<InlogCookie>();
        services.AddAuthentication(Aanmeldingen.Scheme)
            .AddCookie(Aanmeldingen.Scheme, options =>
            {
                // The prefix makes the browser insist on https and on this host alone.
                options.Cookie.Name = environment.IsDevelopment() ? "weid" : "__Host-weid";
                options.Cookie.SecurePolicy = secure;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.HttpOnly = true;
                options.ExpireTimeSpan = TimeSpan.FromMinutes(60);
                options.SlidingExpiration = true;
                options.LoginPath = "/inloggen";
                options.AccessDeniedPath = "/geen-toegang";
                options.ReturnUrlParameter = "terug";
                options.EventsType = typeof(InlogCookie);
            })
            .AddCookie(Aanmeldingen.HalverwegeScheme, options =>
            {
                options.Cookie.Name = environment.IsDevelopment() ? "weid-halverwege" : "__Host-weid-halverwege";
                options.Cookie.SecurePolicy = secure;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.ExpireTimeSpan = TimeSpan.FromMinutes(15);
                options.SlidingExpiration = false;
            });
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitAanmelding>();
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                IsLimited(context.Request)
                    ? RateLimitPartition.GetFixedWindowLimiter(
                        AdresSleutel.Of(context.Connection.RemoteIpAddress) ?? "",
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = postsAMinute, Window = TimeSpan.FromMinutes(1) })
                    : RateLimitPartition.GetNoLimiter(""));
        });

        services.AddSingleton<InlogRem>();
        services.AddSingleton<Aanmeldingen>();
        services.AddSingleton<Inlogdienst>();
        services.AddSingleton<Herstel>();
        services.AddScoped<IOutboxHandler, HerstelHandler>();
        return services;
    }

    public static void MapIdentity(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/uitloggen", async (HttpContext context, IFormCollection form, Inlogdienst dienst) =>
        {
            // The form parameter makes the framework check the antiforgery token.
            _ = form;
            if (context.User.AccountId() is { } account)
            {
                await dienst.SignOutAsync(account, context.RequestAborted);
            }

            await context.SignOutAsync(Aanmeldingen.Scheme);
            await context.SignOutAsync(Aanmeldingen.HalverwegeScheme);
            return Results.Redirect("/");
        });

        endpoints.MapPost("/taal", async (HttpContext context, [FromForm] string? taal, [FromForm] string? terug, [FromForm] string? berichten, Inlogdienst dienst) =>
        {
            var gekozen = taal == "en" ? "en" : "nl";
            SetTaalCookie(context, gekozen);
            if (context.User.AccountId() is { } account)
            {
                await dienst.SetTaalAsync(account, gekozen, berichten is not null, context.RequestAborted);
            }

            return Results.LocalRedirect(LocalOr(terug, "/"));
        });
    }

    /// <summary>A form of signing in. Routing takes a slash at the end too, so the limit must as well.</summary>
    internal static bool IsLimited(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && LimitedPaths.Contains(request.Path.Value?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase);

    /// <summary>Only a path of this site: a link with another address in it leads nowhere else.</summary>
    public static string LocalOr(string? url, string otherwise) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : otherwise;

    public static void SetTaalCookie(HttpContext context, string taal) => context.Response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(taal)),
        new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps, IsEssential = true });

    /// <summary>Signs in for good.</summary>
    public static async Task<string> CompleteAsync(HttpContext context, Aanmeldingen aanmeldingen, Guid accountId, string? terug)
    {
        var principal = await aanmeldingen.CreateAsync(accountId, context.RequestAborted) ?? new ClaimsPrincipal(new ClaimsIdentity());
        await context.SignOutAsync(Aanmeldingen.HalverwegeScheme);
        await context.SignInAsync(Aanmeldingen.Scheme, principal);
        return LocalOr(terug, await aanmeldingen.HomeOfAsync(principal, context.RequestAborted));
    }
}
