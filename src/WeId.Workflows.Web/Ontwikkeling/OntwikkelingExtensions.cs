using WeId.Workflows.Partners.Channels;

namespace WeId.Workflows.Web.Ontwikkeling;

/// <summary>What is there on one's own machine only.</summary>
internal static class OntwikkelingExtensions
{
    /// <summary>The clock of the app, which <see cref="DemoVerloop"/> puts back while it writes.</summary>
    public static void AddDemoVerloop(this WebApplicationBuilder builder)
    {
        var klok = new DemoKlok();
        builder.Services.AddSingleton<TimeProvider>(klok);
        builder.Services.AddSingleton<DemoVerloop>();

        // What happened in a past that is made up is no news.
        var usual = builder.Configuration.GetValue("Logging:LogLevel:Default", LogLevel.Information);
        builder.Logging.AddFilter("WeId", level => level >= (klok.Offset == TimeSpan.Zero ? usual : LogLevel.Warning));
    }

    public static void MapOntwikkeling(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/dev/postvak/{id:guid}.pdf", (Guid id, Postvak postvak) =>
            postvak.Read(id)?.Pdf is { } pdf ? Results.File(pdf, "application/pdf") : Results.NotFound());
        endpoints.MapGet("/dev/postvak/{id:guid}/{naam}", (Guid id, string naam, Postvak postvak) =>
            postvak.Read(id)?.Bijlagen.FirstOrDefault(b => b.Naam == naam) is { } bijlage ? Results.File(bijlage.Content, bijlage.ContentType) : Results.NotFound());
    }
}
