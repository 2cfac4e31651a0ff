using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>Registers what beheerders do with machtigingen, and what happens to them by itself.</summary>
internal static class MachtigingenExtensions
{
    public static IServiceCollection AddMachtigingen(this IServiceCollection services)
    {
        services.AddSingleton<Toekennen>();
        services.AddSingleton<MachtigingBeheer>();
        services.AddSingleton<ToekenQuery>();
        services.AddSingleton<MachtigingenQuery>();
        services.AddSingleton<MachtigingenExport>();
        services.AddSingleton<MachtigingVerloop>();
        services.AddHostedService(provider => provider.GetRequiredService<MachtigingVerloop>());
        services.AddScoped<IOutboxHandler, RegisterHandler>();
        services.AddScoped<IOutboxHandler, HerzienHandler>();
        services.AddScoped<IOutboxHandler, IntrekHandler>();
        return services;
    }
}
