using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit;
using static System.Threading.CancellationToken;

namespace WeId.Workflows.IntegrationTests.Persistence;

[Trait("Database", "Sqlite")]
public sealed class GroupCommitTests
{
    // A company without a vestigingsnummer is registered once.
    private static int kvk = 10_000_000;

    private readonly CommitFaults commits = new();

    [Fact]
    public async Task Run_SeveralThatWait_ShareOneCommit()
    {
        await using var world = await WorldAsync();

        await Task.WhenAll(Group(world, AddAsync, AddAsync, AddAsync));

        Assert.Equal(3, await world.ReadAsync(db => db.Organisaties.CountAsync()));
        Assert.Equal(1, commits.Count);
    }

    [Fact]
    public async Task Run_OneOfAGroupThrows_TheOthersAreStored()
    {
        await using var world = await WorldAsync();

        var works = Group(world, AddAsync, AddAndThrowAsync, AddAsync);

        await Assert.ThrowsAsync<InvalidOperationException>(() => works[1]);
        await Task.WhenAll(works[0], works[2]);
        Assert.Equal(2, await world.ReadAsync(db => db.Organisaties.CountAsync()));
    }

    [Fact]
    public async Task Run_TheCommitFailsBeforeItHappens_EachRunsAgainAndIsStoredOnce()
    {
        await using var world = await WorldAsync();
        commits.FailNext = CommitFault.Before;

        await Task.WhenAll(Group(world, AddAsync, AddAsync));

        Assert.Equal(2, await world.ReadAsync(db => db.Organisaties.CountAsync()));
    }

    [Fact]
    public async Task Run_TheCommitIsReportedAsFailedAlthoughItHappened_NothingIsStoredTwice()
    {
        await using var world = await WorldAsync();
        commits.FailNext = CommitFault.After;

        await Task.WhenAll(Group(world, AddAsync, AddAsync));

        Assert.Equal(2, await world.ReadAsync(db => db.Organisaties.CountAsync()));
    }

    [Fact]
    public async Task Run_CallersOfDifferentCultures_EachWorkSeesThatOfItsCaller()
    {
        await using var world = await WorldAsync();

        var seen = await Task.WhenAll(CultureOfWorkAsync(world, "nl-NL"), CultureOfWorkAsync(world, "en-GB"));

        Assert.Equal(["nl-NL", "en-GB"], seen);
    }

    [Fact]
    public async Task Run_CanceledBeforeItsTurn_IsNotStored()
    {
        await using var world = await WorldAsync();
        using var stop = new CancellationTokenSource();
        var unitOfWork = world.Services.GetRequiredService<IUnitOfWork>();
        var open = new TaskCompletionSource();
        var first = unitOfWork.RunAsync(Given.Id(), async (services, ct) => await AddAfterAsync(open.Task, services, ct), None);

        var canceled = unitOfWork.RunAsync(Given.Id(), AddAsync, stop.Token);
        await stop.CancelAsync();
        open.SetResult();

        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        Assert.Equal(1, await world.ReadAsync(db => db.Organisaties.CountAsync()));
    }

    private Task<TestWorld> WorldAsync() => TestWorld.CreateAsync((services, _) => services.AddSingleton<IInterceptor>(commits));

    /// <summary>Starts all before the first one ends, so that they are one group.</summary>
    private static Task<bool>[] Group(TestWorld world, params Func<IServiceProvider, CancellationToken, Task<bool>>[] works)
    {
        var unitOfWork = world.Services.GetRequiredService<IUnitOfWork>();
        var open = new TaskCompletionSource();
        var running = works
            .Select((work, i) => unitOfWork.RunAsync(
                Given.Id(),
                async (services, ct) =>
                {
                    if (i == 0)
                    {
                        await open.Task;
                    }

                    return await work(services, ct);
                },
                None))
            .ToArray();
        open.SetResult();
        return running;
    }

    private static async Task<string> CultureOfWorkAsync(TestWorld world, string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        return await world.Services.GetRequiredService<IUnitOfWork>().RunAsync(Given.Id(), (_, _) => Task.FromResult(CultureInfo.CurrentCulture.Name), None);
    }

    private static Task<bool> AddAsync(IServiceProvider services, CancellationToken ct)
    {
        services.GetRequiredService<WeIdDbContext>().Organisaties.Add(Given.Organisatie(Interlocked.Increment(ref kvk).ToString(CultureInfo.InvariantCulture)));
        return Task.FromResult(true);
    }

    private static async Task<bool> AddAfterAsync(Task signal, IServiceProvider services, CancellationToken ct)
    {
        await signal;
        return await AddAsync(services, ct);
    }

    private static async Task<bool> AddAndThrowAsync(IServiceProvider services, CancellationToken ct)
    {
        await AddAsync(services, ct);
        await services.GetRequiredService<WeIdDbContext>().SaveChangesAsync(ct);
        throw new InvalidOperationException();
    }

    private enum CommitFault
    {
        None,
        Before,
        After,
    }

    /// <summary>Counts commits, and fails the next one when told so.</summary>
    private sealed class CommitFaults : DbTransactionInterceptor
    {
        public CommitFault FailNext { get; set; }

        public int Count { get; private set; }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Fail(CommitFault.Before);
            Count++;
            return ValueTask.FromResult(result);
        }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Fail(CommitFault.After);
            return Task.CompletedTask;
        }

        private void Fail(CommitFault kind)
        {
            if (FailNext == kind)
            {
                FailNext = CommitFault.None;
                throw new IOException("The connection broke.");
            }
        }
    }
}
