using System.Data;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Persistence.Providers;
using WeId.Workflows.Persistence.Providers.PostgreSql;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Persistence;

/// <summary>What only PostgreSQL does.</summary>
[Trait("Database", "PostgreSql")]
public sealed class PostgreSqlTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("40001", true)]
    [InlineData("40P01", true)]
    [InlineData("55P03", true)]
    [InlineData("57014", true)]
    [InlineData("25P03", true)]
    [InlineData("57P01", true)]
    [InlineData("08006", true)]
    [InlineData("23505", true)]
    [InlineData("23502", false)]
    [InlineData("42P01", false)]
    [InlineData("22001", false)]
    [InlineData("53100", false)]
    public void IsTransient_TellsWhatPassesFromWhatStays(string sqlState, bool expected) =>
        Assert.Equal(expected, new PostgreSqlProvider().IsTransient(new DbUpdateException("", Fault(sqlState))));

    [Fact]
    public void IsTransient_BrokenConnection_Passes() =>
        Assert.True(new PostgreSqlProvider().IsTransient(new NpgsqlException("", new IOException("", new SocketException()))));

    [Fact]
    public void IsStorageFull_DiskFull_IsTold() => Assert.True(new PostgreSqlProvider().IsStorageFull(new DbUpdateException("", Fault("53100"))));

    [Fact]
    public async Task Serializable_TwoThatReadWhatTheOtherWrites_OneIsTransient()
    {
        await using var world = await TestWorld.CreateAsync(kind: DatabaseKind.PostgreSql);
        await using var first = world.NewContext();
        await using var second = world.NewContext();
        await using var firstTransaction = await first.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        await using var secondTransaction = await second.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        foreach (var db in new[] { first, second })
        {
            db.Add(Given.Organisatie($"9000476{await db.Organisaties.CountAsync() + (db == first ? 1 : 2)}"));
        }

        await first.SaveChangesAsync();
        await firstTransaction.CommitAsync();
        var fault = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await second.SaveChangesAsync();
            await secondTransaction.CommitAsync();
        });

        Assert.True(world.Services.GetRequiredService<IDatabaseProvider>().IsTransient(fault));
    }

    [Theory]
    [InlineData("lock_timeout", "5s")]
    [InlineData("idle_in_transaction_session_timeout", "15s")]
    [InlineData("statement_timeout", "1min")]
    [InlineData("enable_seqscan", "off")]
    [InlineData("jit", "off")]
    public async Task Session_DoesNotHoldUpOthers(string setting, string expected)
    {
        await using var world = await TestWorld.CreateAsync(kind: DatabaseKind.PostgreSql);

        var value = await world.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT current_setting({setting}) AS \"Value\"").SingleAsync());

        Assert.Equal(expected, value);
    }

    [Fact]
    public void Session_SettingOfTheOperator_GoesFirst() =>
        Assert.EndsWith("-c lock_timeout=1s", new NpgsqlConnectionStringBuilder(PostgreSqlProvider.Complete("Host=x;Options=-c lock_timeout=1s")).Options, StringComparison.Ordinal);

    [Theory]
    [InlineData(Written.Messages)]
    [InlineData(Written.Deadlines)]
    [InlineData(Written.Messages | Written.Deadlines)]
    internal async Task Notify_Committed_WakesTheOtherNode(Written written)
    {
        await using var world = await ListeningAsync();
        var (messages, deadlines) = await QuietAsync(world);

        await NotifyAsync(world, new PostgreSqlProvider(), written);

        if (written.HasFlag(Written.Messages))
        {
            await messages.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None).WaitAsync(Patience);
        }

        if (written.HasFlag(Written.Deadlines))
        {
            await deadlines.WaitAsync(world.Time.GetUtcNow(), Timeout.InfiniteTimeSpan, CancellationToken.None).WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task Notify_OfThisNode_DoesNotMakeItLook()
    {
        await using var world = await ListeningAsync();
        var (messages, deadlines) = await QuietAsync(world);
        messages.TakeWanted();

        await NotifyAsync(world, world.Services.GetRequiredService<IDatabaseProvider>(), Written.Messages);
        await NotifyAsync(world, new PostgreSqlProvider(), Written.Deadlines);

        // Notifications arrive in the order of the commits: the second one has come, so the first one has too.
        await deadlines.WaitAsync(world.Time.GetUtcNow(), Timeout.InfiniteTimeSpan, CancellationToken.None).WaitAsync(Patience);
        Assert.False(messages.TakeWanted());
    }

    [Fact]
    public async Task Listener_ConnectionBroken_ListensAgain()
    {
        await using var world = await ListeningAsync();
        var (messages, deadlines) = await QuietAsync(world);

        await world.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"));
        var woken = messages.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
        while (!woken.IsCompleted)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(woken, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }

        await deadlines.WaitAsync(world.Time.GetUtcNow(), Timeout.InfiniteTimeSpan, CancellationToken.None).WaitAsync(Patience);
        await NotifyAsync(world, new PostgreSqlProvider(), Written.Deadlines);
        await deadlines.WaitAsync(world.Time.GetUtcNow(), Timeout.InfiniteTimeSpan, CancellationToken.None).WaitAsync(Patience);
    }

    private static PostgresException Fault(string sqlState) => new("", "ERROR", "ERROR", sqlState);

    private static async Task<TestWorld> ListeningAsync()
    {
        var world = await TestWorld.CreateAsync((services, _) => services.AddSingleton<PostgreSqlListener>(), DatabaseKind.PostgreSql);
        var listener = world.Services.GetRequiredService<PostgreSqlListener>();
        await listener.StartAsync(CancellationToken.None);
        await listener.Listening.WaitAsync(Patience);
        return world;
    }

    /// <summary>Takes the wakes with which it begins.</summary>
    private static async Task<(OutboxWake Messages, TimerWake Deadlines)> QuietAsync(TestWorld world)
    {
        var messages = world.Services.GetRequiredService<OutboxWake>();
        var deadlines = world.Services.GetRequiredService<TimerWake>();
        await messages.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None).WaitAsync(Patience);
        await deadlines.WaitAsync(world.Time.GetUtcNow(), Timeout.InfiniteTimeSpan, CancellationToken.None).WaitAsync(Patience);
        return (messages, deadlines);
    }

    private static async Task NotifyAsync(TestWorld world, IDatabaseProvider writer, Written written)
    {
        await using var db = world.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await writer.NotifyAsync(db, written, CancellationToken.None);
        await transaction.CommitAsync();
    }
}
