using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>What a caller was told is done.</summary>
/// <param name="Operations">Ids of the acts of people and of messages that have one.</param>
/// <param name="Journal">Steps of workflows.</param>
internal sealed record Acknowledged(IReadOnlyList<Guid> Operations, IReadOnlyList<(Guid InstanceId, long Seq)> Journal)
{
    /// <summary>What of it a database does not have; empty when it has all.</summary>
    public async Task<IReadOnlyList<string>> MissingInAsync(WeIdDbContext db)
    {
        var operations = await db.Operations.Where(o => Operations.Contains(o.Id)).Select(o => o.Id).ToListAsync();
        var instances = Journal.Select(j => j.InstanceId).Distinct().ToList();
        var journal = (await db.Journal.Where(j => instances.Contains(j.InstanceId)).Select(j => new { j.InstanceId, j.Seq }).ToListAsync())
            .Select(j => (j.InstanceId, j.Seq)).ToHashSet();
        return
        [
            .. Operations.Except(operations).Select(o => $"I2: operation {o} was acknowledged and is lost"),
            .. Journal.Where(j => !journal.Contains(j)).Select(j => $"I2: journal {j.InstanceId} {j.Seq} was acknowledged and is lost"),
        ];
    }
}

/// <summary>Tells what each transaction had written, at the moment at which its caller is answered.</summary>
internal sealed class Acknowledgements(ITransactions inner, Action<Acknowledged> heard) : ITransactions
{
    private static readonly AsyncLocal<Writes?> Current = new();

    /// <summary>Puts it before the transactions of the product.</summary>
    public static void Decorate(IServiceCollection services, Action<Acknowledged> heard)
    {
        services.AddSingleton<IInterceptor, Saves>();
        services.AddSingleton<ITransactions>(provider => new Acknowledgements(provider.GetRequiredService<GroupCommit>(), heard));
    }

    public async Task<T> RunAsync<T>(Func<IServiceProvider, CancellationToken, Task<Outcome<T>>> work, CancellationToken ct)
    {
        var writes = new Writes();
        var answer = await RunAsync(
            async (services, token) =>
            {
                // A try that was rolled back has written nothing.
                writes.Operations.Clear();
                writes.Journal.Clear();
                return await work(services, token);
            },
            writes,
            ct);
        if (writes.Operations.Count + writes.Journal.Count > 0)
        {
            heard(new([.. writes.Operations], [.. writes.Journal]));
        }

        return answer;
    }

    private async Task<T> RunAsync<T>(Func<IServiceProvider, CancellationToken, Task<Outcome<T>>> work, Writes writes, CancellationToken ct)
    {
        // Flows into the work, and ends with this method.
        Current.Value = writes;
        return await inner.RunAsync(work, ct);
    }

    private sealed record Writes
    {
        public List<Guid> Operations { get; } = [];

        public List<(Guid InstanceId, long Seq)> Journal { get; } = [];
    }

    private sealed class Saves : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (Current.Value is { } writes)
            {
                var added = eventData.Context!.ChangeTracker.Entries().Where(e => e.State is EntityState.Added).Select(e => e.Entity).ToList();
                writes.Operations.AddRange(added.OfType<Operation>().Select(o => o.Id));
                writes.Journal.AddRange(added.OfType<JournalEntry>().Select(j => (j.InstanceId, j.Seq)));
            }

            return new(result);
        }
    }
}
