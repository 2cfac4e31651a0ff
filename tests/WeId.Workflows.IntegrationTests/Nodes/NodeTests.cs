using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;
using Xunit.Abstractions;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>Several processes on one PostgreSQL database.</summary>
public sealed class NodeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Timers = 500;

    private string folder = "";

    public async Task InitializeAsync() => folder = await TestWorld.CreateFolderAsync(DatabaseKind.PostgreSql);

    public async Task DisposeAsync()
    {
        await TestDatabases.Of(DatabaseKind.PostgreSql).DropAsync(folder);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Message_OfANodeWithoutDispatcher_IsHandledByAnotherWithoutAPoll()
    {
        // Nobody polls within the test: only a notification can wake the other node.
        await using var other = await NodeProcess.StartAsync(With(new() { ["Outbox:PollInterval"] = "00:05:00", ["Timers:PollInterval"] = "00:05:00" }));
        using var self = Node.Build(With([]), new Gate(isOpen: true));
        await Until.TrueAsync(
            async () =>
            {
                await using var db = self.NewContext();
                return await db.Database.SqlQuery<int>($"SELECT COUNT(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'").SingleAsync() == 1;
            },
            "the other node listens");

        await self.AskAsync(Given.Id(), NodeFlows.Deadline);

        // Also its deadline, of which the other node hears from itself.
        await Until.TrueAsync(
            async () =>
            {
                await using var db = self.NewContext();
                return await db.Instances.AnyAsync(i => i.Status == InstanceStatus.Finished);
            },
            "the workflow has ended");
    }

    [Fact]
    public async Task Cookie_OfOneNode_IsReadByAnother()
    {
        await using var other = await NodeProcess.StartAsync(With([]));
        using var self = Node.Build(With([]), new Gate(isOpen: true));

        var cookie = await other.AskAsync(NodeChild.Cookie);

        Assert.Equal("beheerder", NodeChild.Tickets(self).Unprotect(cookie)?.Principal.Identity?.Name);
    }

    [Fact]
    public async Task Timers_DueInTheSameSecondOnTwoNodes_ActOnceEach()
    {
        var log = new StringWriter();

        var faults = await new TimerLoad(folder, log).RunAsync(Timers);

        output.WriteLine(log.ToString());
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Node_PausedWhileItHoldsLeases_WritesNothingWhenItComesBack()
    {
        var log = new StringWriter();

        var faults = await new PausedNode(folder, TimeSpan.FromSeconds(5), log).RunAsync();

        output.WriteLine(log.ToString());
        Assert.Empty(faults);
    }

    private Dictionary<string, string?> With(Dictionary<string, string?> settings) => Node.Settings(folder).Concat(settings).ToDictionary();
}
