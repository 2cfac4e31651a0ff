namespace WeId.Workflows.Web;

/// <summary>Headers on every response, and the development pages nowhere else.</summary>
internal sealed class Beveiliging(RequestDelegate next, IHostEnvironment environment)
{
    // Inline styles are MudBlazor's; scripts come from this site only.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "frame-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        context.Response.OnStarting(() =>
        {
            // Static files say themselves how long they hold; pages are never kept, so that "back" after signing out shows nothing.
            if (!context.Request.Path.StartsWithSegments("/_content", StringComparison.Ordinal)
                && !context.Request.Path.StartsWithSegments("/_framework", StringComparison.Ordinal))
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        if (!environment.IsDevelopment() && !context.Request.IsHttps)
        {
            // Cookies are for https only; behind a proxy that ends TLS the request must say that it was https.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsync("This site is for https only. Behind a proxy: set ASPNETCORE_FORWARDEDHEADERS_ENABLED=true and let it send X-Forwarded-Proto.");
        }

        if (!environment.IsDevelopment() && context.Request.Path.StartsWithSegments("/dev", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
