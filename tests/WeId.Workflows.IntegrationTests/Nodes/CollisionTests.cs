using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WeId.Workflows.Engine;
using WeId.Workflows.IntegrationTests.Races;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>Units of work that PostgreSQL lets fail through no fault of theirs run again, and then once.</summary>
public sealed class CollisionTests : IAsyncLifetime
{
    private readonly FaultLog log = new();
    private TestWorld world = null!;

    public async Task InitializeAsync() => world = await TestWorld.CreateAsync(
        (services, _) => services.AddSingleton<TimeProvider>(new StillClock(TestWorld.Begin)).AddSingleton<IInterceptor>(log),
        DatabaseKind.PostgreSql);

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task RunAsync_TwoThatWaitForEachOther_BothHappenOnce()
    {
        var (x, y) = (Given.Organisatie("68750110", ""), Given.Organisatie("90001354", ""));
        await world.SeedAsync(x, y);

        await AtOnceAsync(
            async (db, meet) =>
            {
                await AppendAsync(db, x.Id, "1");
                await meet();
                await AppendAsync(db, y.Id, "1");
            },
            async (db, meet) =>
            {
                await AppendAsync(db, y.Id, "2");
                await meet();
                await AppendAsync(db, x.Id, "2");
            });

        Assert.Contains(PostgresErrorCodes.DeadlockDetected, log.States);
        Assert.All(await world.ReadAsync(db => db.Organisaties.Select(o => o.Naam).ToListAsync()), naam => Assert.Contains(naam, new[] { "12", "21" }));
    }

    [Fact]
    public async Task RunAsync_TwoThatDecideOnWhatTheOtherWrites_EndAsOneAfterTheOther()
    {
        var kvk = new[] { "68750110", "90001354" };
        async Task AddAsync(WeIdDbContext db, Func<Task> meet)
        {
            var count = await db.Organisaties.CountAsync();
            await meet();
            db.Organisaties.Add(Given.Organisatie(kvk[count], $"{count}"));
            await db.SaveChangesAsync();
        }

        await AtOnceAsync(AddAsync, AddAsync);

        Assert.NotEmpty(log.States);
        Assert.Equal(["0", "1"], await world.ReadAsync(db => db.Organisaties.Select(o => o.Naam).Order().ToListAsync()));
    }

    [Fact]
    public async Task RunAsync_ConnectionKilledInside_HappensOnce()
    {
        var runs = 0;
        await RunAsync(async db =>
        {
            db.Organisaties.Add(Given.Organisatie());
            await db.SaveChangesAsync();
            if (++runs == 1)
            {
                await db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pg_backend_pid())");
            }
        });

        Assert.Equal(2, runs);
        Assert.Equal(1, await world.ReadAsync(db => db.Organisaties.CountAsync()));
    }

    [Fact]
    public async Task RunAsync_ConnectionLostAfterTheCommit_IsAnsweredByItsOperationId()
    {
        var runs = 0;
        log.LoseNextCommit();

        await RunAsync(db =>
        {
            runs++;
            db.Organisaties.Add(Given.Organisatie());
            return Task.CompletedTask;
        });

        Assert.Equal(1, runs);
        Assert.Equal(1, await world.ReadAsync(db => db.Organisaties.CountAsync()));
    }

    private static Task AppendAsync(WeIdDbContext db, Guid id, string text) =>
        db.Database.ExecuteSqlAsync($"UPDATE \"Organisaties\" SET \"Naam\" = \"Naam\" || {text} WHERE \"Id\" = {id}");

    private Task RunAsync(Func<WeIdDbContext, Task> work) => world.Services.GetRequiredService<IUnitOfWork>().RunAsync(
        Given.Id(),
        async (services, _) =>
        {
            await work(services.GetRequiredService<WeIdDbContext>());
            return true;
        },
        CancellationToken.None);

    /// <summary>Both meet half-way in their first try.</summary>
    private async Task AtOnceAsync(Func<WeIdDbContext, Func<Task>, Task> left, Func<WeIdDbContext, Func<Task>, Task> right)
    {
        var (leftIsThere, rightIsThere) = (new TaskCompletionSource(), new TaskCompletionSource());
        await Task.WhenAll(
            RunAsync(db => left(db, () => MeetAsync(leftIsThere, rightIsThere))),
            RunAsync(db => right(db, () => MeetAsync(rightIsThere, leftIsThere))));

        static Task MeetAsync(TaskCompletionSource own, TaskCompletionSource other)
        {
            own.TrySetResult();
            return other.Task;
        }
    }

    /// <summary>What the server said when it refused, and a connection that breaks when the commit has happened.</summary>
    private sealed class FaultLog : DbCommandInterceptor, IDbTransactionInterceptor
    {
        private readonly List<string> states = [];
        private int losses;

        public IReadOnlyList<string> States
        {
            get
            {
                lock (states)
                {
                    return [.. states];
                }
            }
        }

        public void LoseNextCommit() => losses = 1;

        public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Note(eventData.Exception);
            return Task.CompletedTask;
        }

        public Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken)
        {
            Note(eventData.Exception);
            return Task.CompletedTask;
        }

        public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken) =>
            Interlocked.Exchange(ref losses, 0) == 1 ? throw new NpgsqlException("The connection broke.", new IOException()) : Task.CompletedTask;

        private void Note(Exception exception)
        {
            if (exception is PostgresException { SqlState: var state })
            {
                lock (states)
                {
                    states.Add(state);
                }
            }
        }
    }
}
