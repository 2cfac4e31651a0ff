using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Stores;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;
using WeId.Workflows.Web;
using WeId.Workflows.Web.Opstart;

namespace WeId.Workflows.IntegrationTests.Web;

/// <summary>What keeps the product from starting is named, with how to mend it, and nothing is changed.</summary>
public sealed class OpstartTests
{
    [Fact]
    public async Task Start_DatabaseOfANewerVersion_NamesItsMigrationAndChangesNothing()
    {
        await using var world = await TestWorld.CreateAsync();
        await using (var db = world.NewContext())
        {
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('20990101000000_Later', '99')");
        }

        var reason = await RefusedAsync(world);

        Assert.Contains("20990101000000_Later", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutTheMasterKeyOfWhatIsThere_NamesBothKeysAndChangesNothing()
    {
        await using var world = await TestWorld.CreateAsync();
        var secret = world.Services.GetRequiredService<IGeheimen>().Protect("dataprotection", [1, 2, 3]);
        await world.SeedAsync(new DataProtectionKey { FriendlyName = "key-1", Xml = $"<key>{Sleutelring.Write(secret)}</key>" });

        var reason = await RefusedAsync(world, $"--Geheimen:Hoofdsleutels:0={Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray())}");

        Assert.Contains("Geheimen:Hoofdsleutels", reason, StringComparison.Ordinal);
        Assert.Contains(Sleutelbos.KeyIdOf(secret), reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DefinitionChangedUnderItsVersion_NamesItsFileAndChangesNothing()
    {
        await using var world = await TestWorld.CreateAsync();
        using var shipped = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows", "nieuwe-gebruiker.json")));
        var version = shipped.RootElement.GetProperty("version").GetInt32();
        await world.SeedAsync(new PublishedDefinition("nieuwe-gebruiker", version, "{}", PublishedDefinition.HashOf("{}"), TestWorld.Begin));

        var reason = await RefusedAsync(world);

        Assert.Contains($"workflows/nieuwe-gebruiker.json: version {version}", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    [Trait("Database", "Sqlite")]
    public async Task Start_DamagedFile_NamesItAndChangesNothing(int from)
    {
        await using var world = await TestWorld.CreateAsync(kind: DatabaseKind.Sqlite);
        world.MayBreak("The database cannot be read.", [.. Invariants.Names]);
        var file = Path.Combine(world.Folder, "weid.db");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes.AsSpan(from, 60_000).Fill(0x5A);
        await File.WriteAllBytesAsync(file, bytes);

        var reason = await Record.ExceptionAsync(() => StartAsync(world));

        Assert.Contains(file, Assert.IsType<StartGeweigerdException>(reason).Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
    }

    // As "VACUUM INTO" and other ways to make a backup leave it.
    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task Start_RestoredFileWithoutWal_GetsItBack()
    {
        await using var world = await TestWorld.CreateAsync(kind: DatabaseKind.Sqlite);
        Assert.Equal("delete", await JournalModeAsync(world, "PRAGMA journal_mode=DELETE"));

        await StartAsync(world);

        Assert.Equal("wal", await JournalModeAsync(world, "PRAGMA journal_mode"));
    }

    [Theory]
    [Trait("Database", "Sqlite")]
    [InlineData("--Database:Provider=Oracle", "Database:Provider is 'Oracle'. Set it to one of: Sqlite, PostgreSql, SqlServer.")]
    [InlineData("--Geheimen:Hoofdsleutels:0=kort", "Geheimen:Hoofdsleutels")]
    public async Task Process_SettingThatIsWrong_SaysWhichAndExitsWithOne(string argument, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("weid-opstart-").FullName;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        string[] arguments =
        [
            typeof(WeIdApp).Assembly.Location, "--environment=Development", "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:WeId=Data Source={Path.Combine(folder, "weid.db")}", argument,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();

        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.Equal(1, process.ExitCode);
        Assert.False(File.Exists(Path.Combine(folder, "weid.db")));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> JournalModeAsync(TestWorld world, string pragma)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(world.Folder, "weid.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = pragma;
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string> RefusedAsync(TestWorld world, params string[] settings)
    {
        var before = await FingerprintAsync(world);
        var refused = await Record.ExceptionAsync(() => StartAsync(world, settings));
        Assert.Equal(before, await FingerprintAsync(world));
        return Assert.IsType<StartGeweigerdException>(refused).Message;
    }

    private static async Task StartAsync(TestWorld world, params string[] settings)
    {
        var databases = TestDatabases.Of(world.Kind);
        await using var app = WeIdApp.Create(
            [
                "--environment=Development",
                "--DemoData=false",
                .. databases.Settings(world.Folder).Select(s => $"--{s.Key}={s.Value}"),
                $"--Partners:Kanalen:FolderPath={Path.Combine(world.Folder, "postvak")}",
                .. settings,
            ],
            builder =>
            {
                builder.Services.AddEmbeddedEngine();
                builder.WebHost.UseTestServer();
            });
        await app.StartAsync();
        await app.StopAsync();
    }

    /// <summary>The bytes of a file; on a server the rows of what a start writes.</summary>
    private static async Task<string> FingerprintAsync(TestWorld world)
    {
        var rows = await world.ReadAsync(async db =>
            $"{string.Join(' ', await db.Database.GetAppliedMigrationsAsync())} {await db.Definitions.CountAsync()} {await db.DataProtectionKeys.CountAsync()} {await db.Operations.CountAsync()}");
        if (world.Kind is not DatabaseKind.Sqlite)
        {
            return rows;
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return rows + Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(world.Folder, "weid.db"))));
    }
}
