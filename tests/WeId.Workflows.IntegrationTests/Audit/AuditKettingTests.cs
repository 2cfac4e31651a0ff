using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Persistence.Audit;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Audit;

/// <summary>The chain of audit rows, and every way to tamper with it.</summary>
public sealed class AuditKettingTests : IAsyncLifetime
{
    private TestWorld world = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync((_, configuration) => configuration["Audit:BatchSize"] = "4");
        world.MayBreak("the chain is tampered with on purpose", "I8");
        await RecordAsync(7);
        await Sequencer.RunAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Verify_Untouched_HoldsToTheLastRow()
    {
        Assert.Equal(new AuditUitslag(7, null), await VerifyAsync());
    }

    [Fact]
    public async Task Run_WithNothingNew_WritesNothing()
    {
        var operations = await world.ReadAsync(db => db.Operations.CountAsync());

        Assert.Equal(0, await Sequencer.RunAsync(CancellationToken.None));

        Assert.Equal(operations, await world.ReadAsync(db => db.Operations.CountAsync()));
    }

    [Fact]
    public async Task Run_TwoNodesAtOnce_ChainEachRowOnce()
    {
        await RecordAsync(40);
        await using var other = TestWorld.Open(world.Folder, TestWorld.Begin, (_, configuration) => configuration["Audit:BatchSize"] = "3", keepFolder: true);

        var counts = await Task.WhenAll(
            Task.Run(() => Sequencer.RunAsync(CancellationToken.None)),
            Task.Run(() => other.Services.GetRequiredService<AuditSequencer>().RunAsync(CancellationToken.None)));

        Assert.Equal(40, counts.Sum());
        Assert.Equal(new AuditUitslag(47, null), await VerifyAsync());
    }

    [Theory]
    [InlineData("\"Wat\" = 'Anders'")]
    [InlineData("\"Details\" = 'anders'")]
    [InlineData("\"Details\" = NULL")]
    [InlineData("\"Op\" = '2026-03-03 09:00:00.5'")]
    [InlineData("\"AccountId\" = \"Id\"")]
    [InlineData("\"OrganisatieId\" = \"Id\"")]
    [InlineData("\"AanvraagId\" = \"Id\"")]
    [InlineData("\"OperationId\" = \"Id\"")]
    [InlineData("\"Hash\" = 'ff'")]
    public async Task Verify_RowEdited_NamesIt(string change)
    {
        await TamperAsync($"UPDATE \"Audit\" SET {change} WHERE \"Volgnummer\" = 3");

        Assert.Equal(new(AuditFout.Gewijzigd, 3, await IdAsync(3)), (await VerifyAsync()).Bevinding);
    }

    [Fact]
    public async Task Verify_RowDeleted_NamesItsNumber()
    {
        await TamperAsync("DELETE FROM \"Audit\" WHERE \"Volgnummer\" = 3");

        Assert.Equal(new(AuditFout.Ontbreekt, 3, null), (await VerifyAsync()).Bevinding);
    }

    [Fact]
    public async Task Verify_RowDeletedAndTheRestRenumbered_NamesTheFirstThatMoved()
    {
        var moved = await IdAsync(4);
        await TamperAsync("DELETE FROM \"Audit\" WHERE \"Volgnummer\" = 3");
        await RenumberAsync(from: 4, by: -1);

        Assert.Equal(new(AuditFout.Gewijzigd, 3, moved), (await VerifyAsync()).Bevinding);
    }

    [Fact]
    public async Task Verify_RowInserted_NamesIt()
    {
        await RenumberAsync(from: 3, by: 1);
        await RecordAsync(1);
        await TamperAsync("UPDATE \"Audit\" SET \"Volgnummer\" = 3, \"Hash\" = 'ff' WHERE \"Volgnummer\" IS NULL");

        Assert.Equal(new(AuditFout.Gewijzigd, 3, await IdAsync(3)), (await VerifyAsync()).Bevinding);
    }

    [Fact]
    public async Task Verify_RowsChangedPlaces_NamesTheFirst()
    {
        await TamperAsync("UPDATE \"Audit\" SET \"Volgnummer\" = -3 WHERE \"Volgnummer\" = 3");
        await TamperAsync("UPDATE \"Audit\" SET \"Volgnummer\" = 3 WHERE \"Volgnummer\" = 4");
        await TamperAsync("UPDATE \"Audit\" SET \"Volgnummer\" = 4 WHERE \"Volgnummer\" = -3");

        Assert.Equal(new(AuditFout.Gewijzigd, 3, await IdAsync(3)), (await VerifyAsync()).Bevinding);
    }

    [Fact]
    public async Task Verify_EndCutOff_NamesTheFirstThatIsGone()
    {
        await TamperAsync("DELETE FROM \"Audit\" WHERE \"Volgnummer\" > 5");

        Assert.Equal(new(AuditFout.Afgekapt, 6, null), (await VerifyAsync()).Bevinding);
    }

    [Fact]
    public async Task Verify_EndCutOffAndGrownAgain_NamesTheRowOfTheHead()
    {
        await TamperAsync("DELETE FROM \"Audit\" WHERE \"Volgnummer\" > 5");
        await RecordAsync(6);
        await Sequencer.RunAsync(CancellationToken.None);

        Assert.Equal(new(AuditFout.Herschreven, 7, await IdAsync(7)), (await VerifyAsync()).Bevinding);
    }

    [Fact]
    public async Task Verify_RowEditedAndAllChainedAnew_NamesTheRowOfTheHead()
    {
        await TamperAsync("UPDATE \"Audit\" SET \"Wat\" = 'Anders' WHERE \"Volgnummer\" = 3");
        await TamperAsync("UPDATE \"Audit\" SET \"Volgnummer\" = NULL, \"Hash\" = NULL WHERE \"Volgnummer\" >= 3");
        await Sequencer.RunAsync(CancellationToken.None);

        Assert.Equal(new(AuditFout.Herschreven, 7, await IdAsync(7)), (await VerifyAsync()).Bevinding);
    }

    [Fact]
    public async Task Verify_HeadRemoved_SaysSo()
    {
        File.Delete(Path.Combine(world.Folder, "audit-hoofd.json"));

        Assert.Equal(new(AuditFout.GeenHoofd, 7, null), (await VerifyAsync()).Bevinding);
    }

    [Fact]
    public async Task Verify_RowsNotChainedYet_HoldsToTheLastThatIs()
    {
        await RecordAsync(2);

        Assert.Equal(new AuditUitslag(7, null), await VerifyAsync());
    }

    private AuditSequencer Sequencer => world.Services.GetRequiredService<AuditSequencer>();

    private Task<AuditUitslag> VerifyAsync() => world.Services.GetRequiredService<AuditControle>().RunAsync(CancellationToken.None);

    private Task RecordAsync(int rows) => world.SeedAsync([.. Enumerable.Range(1, rows).Select(n =>
        (object)AuditRegel.Of(world.Handeling(), "DocumentBekeken", details: n.ToString(CultureInfo.InvariantCulture)))]);

    private Task<Guid> IdAsync(long volgnummer) => world.ReadAsync(db =>
        db.Audit.Where(a => EF.Property<long?>(a, "Volgnummer") == volgnummer).Select(a => a.Id).SingleAsync());

    private Task TamperAsync(string sql) => world.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    // By way of negative numbers, since no two rows may have the same one meanwhile.
    private async Task RenumberAsync(long from, int by)
    {
        await world.ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE \"Audit\" SET \"Volgnummer\" = -(\"Volgnummer\" + {by}) WHERE \"Volgnummer\" >= {from}"));
        await TamperAsync("UPDATE \"Audit\" SET \"Volgnummer\" = -\"Volgnummer\" WHERE \"Volgnummer\" < 0");
    }
}
