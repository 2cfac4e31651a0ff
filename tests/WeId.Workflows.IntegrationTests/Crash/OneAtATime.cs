using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>
/// Hands out a message only when no other is being handled, so that the points of a trip come in the same order each time.
/// For a dispatcher with one place in each lane: it asks for a lane only when that lane is free.
/// </summary>
internal sealed class OneAtATime(IOutboxStore inner) : IOutboxStore
{
    private OutboxLane? taken;

    /// <summary>Puts it before the store of the product.</summary>
    public static void Decorate(IServiceCollection services)
    {
        var store = services.Single(s => s.ServiceType == typeof(IOutboxStore));
        services.Remove(store);
        services.AddSingleton<IOutboxStore>(provider => new OneAtATime((IOutboxStore)ActivatorUtilities.CreateInstance(provider, store.ImplementationType!)));
    }

    public async Task<IReadOnlyList<OutboxMessage>> ListDueAsync(OutboxLane lane, DateTimeOffset now, int max, CancellationToken ct)
    {
        if (taken is { } other && other != lane)
        {
            return [];
        }

        taken = null;
        var due = await inner.ListDueAsync(lane, now, max, ct);
        taken = due.Count > 0 ? lane : null;
        return due;
    }

    public Task<bool> TryLeaseAsync(OutboxMessage message, DateTimeOffset now, TimeSpan lease, CancellationToken ct) =>
        inner.TryLeaseAsync(message, now, lease, ct);

    public Task<bool> CompleteAsync(OutboxMessage message, DateTimeOffset now, CancellationToken ct) => inner.CompleteAsync(message, now, ct);

    public Task<bool> FailAsync(OutboxMessage message, string error, DateTimeOffset? retryAt, DateTimeOffset now, CancellationToken ct) =>
        inner.FailAsync(message, error, retryAt, now, ct);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => inner.NextDueAsync(ct);
}
