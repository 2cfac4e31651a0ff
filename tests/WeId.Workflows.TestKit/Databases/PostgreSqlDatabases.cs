using Npgsql;

namespace WeId.Workflows.TestKit.Databases;

/// <summary>Databases on a PostgreSQL server of this process, made from a template that was migrated once.</summary>
internal sealed class PostgreSqlDatabases : TestDatabases
{
    private const string Template = "weid_template";

    // A crash test starts processes of its own, which use the server of the first.
    private const string ServerVariable = "WEID_TEST_POSTGRES";

    // Two databases cannot be made from one template at the same time.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    private readonly Lazy<Task> template;
    private readonly Lazy<string> server = new(() =>
    {
        if (Environment.GetEnvironmentVariable(ServerVariable) is not { Length: > 0 } known)
        {
            known = PostgreSqlServer.Start();
            Environment.SetEnvironmentVariable(ServerVariable, known);
        }

        return known;
    });

    public PostgreSqlDatabases() => template = new(MakeTemplateAsync);

    public override DatabaseKind Kind => DatabaseKind.PostgreSql;

    public override async Task CreateAsync(string folder)
    {
        await template.Value;
        await Turn.WaitAsync();
        try
        {
            await ExecuteAsync($"CREATE DATABASE {NameOf(folder)} TEMPLATE {Template}");
        }
        finally
        {
            Turn.Release();
        }
    }

    public override async Task DropAsync(string folder)
    {
        await using (var connection = new NpgsqlConnection(ConnectionString(folder)))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS {NameOf(folder)} WITH (FORCE)");
    }

    public override string ConnectionString(string folder) => For(NameOf(folder));

    private async Task MakeTemplateAsync()
    {
        await ExecuteAsync($"DROP DATABASE IF EXISTS {Template}");
        await MigrateAsync(DatabaseKind.PostgreSql, For(Template, pooling: false));
    }

    private string For(string database, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder(server.Value) { Database = database, Pooling = pooling, MaxPoolSize = 20, IncludeErrorDetail = true }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(server.Value);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
