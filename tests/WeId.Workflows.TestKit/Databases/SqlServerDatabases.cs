using Microsoft.Data.SqlClient;

namespace WeId.Workflows.TestKit.Databases;

/// <summary>Databases on the server that <c>WEID_TEST_SQLSERVER</c> names, whose login may make and drop them.</summary>
internal sealed class SqlServerDatabases : TestDatabases
{
    private readonly string server = Environment.GetEnvironmentVariable("WEID_TEST_SQLSERVER") is { Length: > 0 } given
        ? given
        : throw new InvalidOperationException("WEID_TEST_SQLSERVER must hold the connection string of a SQL Server.");

    public override DatabaseKind Kind => DatabaseKind.SqlServer;

    public override Task CreateAsync(string folder) => MigrateAsync(Kind, ConnectionString(folder));

    public override async Task DropAsync(string folder)
    {
        SqlConnection.ClearAllPools();
        await using var connection = new SqlConnection(server);
        await connection.OpenAsync();
        await using var command = new SqlCommand($"ALTER DATABASE {NameOf(folder)} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {NameOf(folder)}", connection);
        await command.ExecuteNonQueryAsync();
    }

    public override string ConnectionString(string folder) =>
        new SqlConnectionStringBuilder(server) { InitialCatalog = NameOf(folder) }.ConnectionString;
}
