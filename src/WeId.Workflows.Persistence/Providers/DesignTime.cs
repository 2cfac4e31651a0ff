using Microsoft.EntityFrameworkCore;

namespace WeId.Workflows.Persistence.Providers;

/// <summary>For <c>dotnet ef</c>, which connects to nothing.</summary>
internal static class DesignTime
{
    /// <summary>Options as the product makes them.</summary>
    public static DbContextOptions<TContext> Options<TContext>(IDatabaseProvider provider, string connectionString)
        where TContext : WeIdDbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        provider.Configure(builder, connectionString);
        return builder.Options;
    }
}
