using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeId.Workflows.Engine;

namespace WeId.Workflows.Persistence.Audit;

/// <summary>Registers the audit chain.</summary>
public static class AuditExtensions
{
    /// <summary>Reads section <c>Audit</c>. The host starts the <see cref="AuditSequencer"/>.</summary>
    internal static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AuditHoofdBestand>();
        services.AddSingleton(provider => new AuditControle(
            provider.GetRequiredService<IDbContextFactory<WeIdDbContext>>(), provider.GetRequiredService<AuditHoofdBestand>()));
        services.AddSingleton(provider => new AuditSequencer(
            provider.GetRequiredService<IDbContextFactory<WeIdDbContext>>(),
            provider.GetRequiredService<IUnitOfWork>(),
            provider.GetRequiredService<AuditHoofdBestand>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<AuditOptions>>(),
            provider.GetRequiredService<ILogger<AuditSequencer>>()));
        return services;
    }

    /// <summary>Chains audit rows while the host runs; after the service that brings the database up to date.</summary>
    public static IServiceCollection AddAuditSequencer(this IServiceCollection services) =>
        services.AddHostedService(provider => provider.GetRequiredService<AuditSequencer>());
}
