using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>Registers what aanvragen with a paper contract share.</summary>
internal static class ContractenExtensions
{
    public static IServiceCollection AddContracten(this IServiceCollection services)
    {
        services.AddSingleton<Bedrijfzoeker>();
        services.AddSingleton<ContractMaker>();
        services.AddSingleton<ContractInzage>();
        services.AddSingleton<ContractOntvangst>();
        services.AddSingleton<ContractBeoordeling>();
        services.AddScoped<IBericht, ContractOpgemaaktBericht>();
        services.AddScoped<IBericht, ContractHerinneringBericht>();
        services.AddScoped<IBericht, ContractOnvolledigBericht>();
        services.AddScoped<IBericht, ContractVervallenBericht>();
        return services;
    }
}
