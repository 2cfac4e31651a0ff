using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Partners;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.Uitbreiding.Parkeervergunning;

/// <summary>Adds this aanvraag type to the product.</summary>
public static class ParkeervergunningExtensions
{
    /// <summary>This assembly, which holds its page.</summary>
    public static Assembly Assembly { get; } = typeof(ParkeervergunningExtensions).Assembly;

    /// <summary>Its definition and scenarios, below the program.</summary>
    public static string Workflows { get; } = Path.Combine(AppContext.BaseDirectory, "uitbreiding", "workflows");

    /// <summary>After the services of the product: type, use case, message with its template, and the catalog with its step.</summary>
    public static IServiceCollection AddParkeervergunning(this IServiceCollection services)
    {
        TemplateGegevens.Add<ParkeervergunningVerleendGegevens>(ParkeervergunningVerleendGegevens.Template);
        services.Configure<HuisstijlOptions>(options => options.TemplatesPath = Path.Combine("uitbreiding", "templates"));
        services.AddSingleton<AanvraagSoort, ParkeervergunningSoort>();
        services.AddSingleton<ParkeervergunningSubmit>();
        services.AddScoped<IBericht, ParkeervergunningVerleendBericht>();
        services.AddSingleton(StepCatalog.FromAssemblies(typeof(FeaturesExtensions).Assembly, typeof(PartnersExtensions).Assembly, Assembly));
        services.AddScoped<VerleenParkeervergunningStep>();
        return services;
    }
}
