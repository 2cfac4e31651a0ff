using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>Registers this aanvraag type.</summary>
internal static class WijzigingsformulierenExtensions
{
    public static IServiceCollection AddWijzigingsformulieren(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, WijzigingsformulierSoort>();
        services.AddSingleton<WijzigingsformulierSubmit>();
        services.AddSingleton<FormulierRegistreren>();
        services.AddSingleton<FormulierPdf>();
        services.AddScoped<IBericht, FormulierOntvangenBericht>();
        services.AddScoped<IBericht, WijzigingDoorgevoerdBericht>();
        return services;
    }

    /// <summary>The empty forms, for everybody: who has no beheerder left cannot sign in .</summary>
    public static IEndpointRouteBuilder MapWijzigingsformulieren(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/formulieren/{nummer}.pdf", (string nummer, FormulierPdf pdf, HttpContext http) =>
        {
            if (Wijzigingsformulier.All.FirstOrDefault(f => string.Equals(f.Nummer, nummer, StringComparison.OrdinalIgnoreCase)) is not { } formulier)
            {
                return Results.NotFound();
            }

            http.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.File(pdf.Render(formulier, CultureInfo.CurrentUICulture), "application/pdf", $"{formulier.Nummer}.pdf");
        }).AllowAnonymous();
        return endpoints;
    }
}
