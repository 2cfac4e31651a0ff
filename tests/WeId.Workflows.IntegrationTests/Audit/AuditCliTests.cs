using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Persistence.Audit;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;
using WeId.Workflows.Web.Cli;

namespace WeId.Workflows.IntegrationTests.Audit;

/// <summary>The command <c>audit verify</c>.</summary>
[Trait("Database", "Sqlite")]
public sealed class AuditCliTests : IAsyncLifetime
{
    private TestWorld world = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(kind: DatabaseKind.Sqlite);
        world.MayBreak("the chain is tampered with on purpose", "I8");
        await world.SeedAsync([.. Enumerable.Range(1, 4).Select(_ => (object)AuditRegel.Of(world.Handeling(), "DocumentBekeken"))]);
        await world.Services.GetRequiredService<AuditSequencer>().RunAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Verify_ChainHolds_ExitsWithZero()
    {
        var (exit, output) = await RunAsync("weid.db");

        Assert.Equal((0, "The audit chain holds: 4 rows."), (exit, output));
    }

    [Fact]
    public async Task Verify_RowDeleted_ExitsWithOneAndNamesIt()
    {
        await world.ReadAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM \"Audit\" WHERE \"Volgnummer\" = 3"));

        var (exit, output) = await RunAsync("weid.db");

        Assert.Equal((1, "The audit chain is broken after 2 rows. Row 3 was removed."), (exit, output));
    }

    [Fact]
    public async Task Verify_NoDatabase_ExitsWithOneAndMakesNone()
    {
        var (exit, output) = await RunAsync("other.db");

        Assert.Equal((1, "There is no database there: set ConnectionStrings:WeId or give --database."), (exit, output));
        Assert.False(File.Exists(Path.Combine(world.Folder, "other.db")));
    }

    private async Task<(int Exit, string Output)> RunAsync(string database)
    {
        using var output = new StringWriter();
        var exit = await AuditCli.RunAsync(
            ["audit", "verify", "--database", $"Data Source={Path.Combine(world.Folder, database)}", "--head", Path.Combine(world.Folder, "audit-hoofd.json")], output, output);
        return (exit, output.ToString().Trim());
    }
}
