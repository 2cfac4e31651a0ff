using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace WeId.Workflows.Persistence.Providers.SqlServer;

/// <summary>The database on SQL Server.</summary>
public sealed class SqlServerWeIdDbContext(DbContextOptions<SqlServerWeIdDbContext> options, TimeProvider time) : WeIdDbContext(options, time)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Its default takes 'a' and 'A' for the same; the other two databases do not, and neither do keys.
        configurationBuilder.Properties<string>().UseCollation("Latin1_General_100_BIN2");
    }
}

/// <summary>For <c>dotnet ef</c>.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerWeIdDbContext>
{
    public SqlServerWeIdDbContext CreateDbContext(string[] args) =>
        new(DesignTime.Options<SqlServerWeIdDbContext>(new SqlServerProvider(), "Server=localhost;Database=design"), TimeProvider.System);
}
