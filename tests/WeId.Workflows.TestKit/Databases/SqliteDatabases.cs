using Microsoft.Data.Sqlite;

namespace WeId.Workflows.TestKit.Databases;

/// <summary>Copies of a file that was migrated once for the whole run: a hundred times faster than the migrations.</summary>
internal sealed class SqliteDatabases : TestDatabases
{
    private readonly Lazy<Task<string>> template = new(MakeTemplateAsync);

    public override DatabaseKind Kind => DatabaseKind.Sqlite;

    public override async Task CreateAsync(string folder) => File.Copy(await template.Value, FileIn(folder));

    public override Task DropAsync(string folder)
    {
        SqliteConnection.ClearAllPools();
        return Task.CompletedTask;
    }

    public override string ConnectionString(string folder) => $"Data Source={FileIn(folder)}";

    private static string FileIn(string folder) => Path.Combine(folder, "weid.db");

    private static async Task<string> MakeTemplateAsync()
    {
        var file = FileIn(Directory.CreateTempSubdirectory("weid-template-").FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        var connectionString = $"Data Source={file};Pooling=False";
        await MigrateAsync(DatabaseKind.Sqlite, connectionString);
        return file;
    }
}
