using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace WeId.Workflows.Persistence.Providers.PostgreSql;

/// <summary>The database on PostgreSQL.</summary>
public sealed class PostgreSqlWeIdDbContext(DbContextOptions<PostgreSqlWeIdDbContext> options, TimeProvider time) : WeIdDbContext(options, time);

/// <summary>For <c>dotnet ef</c>.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlWeIdDbContext>
{
    public PostgreSqlWeIdDbContext CreateDbContext(string[] args) =>
        new(DesignTime.Options<PostgreSqlWeIdDbContext>(new PostgreSqlProvider(), "Host=localhost;Database=design"), TimeProvider.System);
}
