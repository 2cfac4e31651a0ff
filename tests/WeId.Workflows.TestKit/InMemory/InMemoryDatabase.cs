using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.TestKit.InMemory;

/// <summary>Committed data. Units of work run one at a time, each on a copy that replaces the data at its commit.</summary>
public sealed class InMemoryDatabase(IServiceScopeFactory scopes, OutboxWake messages, TimerWake timers, TimeProvider clock) : IUnitOfWork, IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>What was committed last.</summary>
    public InMemoryData Committed { get; private set; } = new();

    public void Dispose() => gate.Dispose();

    public async Task<T> RunAsync<T>(Guid operationId, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (Committed.Operations.TryGetValue(operationId, out var earlier))
            {
                return JsonSerializer.Deserialize<T>(earlier)!;
            }

            await using var scope = scopes.CreateAsyncScope();
            var answer = await work(scope.ServiceProvider, ct);
            var data = scope.ServiceProvider.GetRequiredService<InMemorySession>().Data;
            data.Operations.Add(operationId, JsonSerializer.Serialize(answer));
            Commit(data);
            return answer;
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task ConsumeAsync(OutboxMessage message, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var data = scope.ServiceProvider.GetRequiredService<InMemorySession>().Data;
            var held = data.Outbox.Find(m => m.Id == message.Id && m.Status == OutboxStatus.Pending && m.LeaseId == message.LeaseId);
            if (held is not null && !data.Outbox.Exists(m => m.Key == held.Key && m.Status == OutboxStatus.Pending && m.Sequence < held.Sequence))
            {
                (held.Status, held.EndedAt, held.LeaseId, held.LeasedUntil) = (OutboxStatus.Done, clock.GetUtcNow(), null, null);
                held.Attempts = message.Attempts;
                await work(scope.ServiceProvider, ct);
                Commit(data);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private void Commit(InMemoryData data)
    {
        Committed = data;
        messages.Wake();
        timers.Wake();
    }

    /// <summary>A small transaction of its own.</summary>
    internal async Task<T> ChangeAsync<T>(Func<InMemoryData, T> change, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var data = Committed.Copy();
            var answer = change(data);
            Committed = data;
            return answer;
        }
        finally
        {
            gate.Release();
        }
    }
}

/// <summary>The data as one scope sees it.</summary>
public sealed class InMemorySession(InMemoryDatabase database)
{
    /// <summary>A copy from the beginning of the scope, with its own changes.</summary>
    public InMemoryData Data { get; } = database.Committed.Copy();
}

/// <summary>There is but one node.</summary>
internal sealed class InMemoryLeases : ILeases
{
    public Task<bool> TryHoldAsync(string name, DateTimeOffset now, TimeSpan term, CancellationToken ct) => Task.FromResult(true);
}
