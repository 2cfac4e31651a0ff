using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.IntegrationTests.Museum;

/// <summary>What the outbox may hand out: so many messages of one lane.</summary>
internal sealed record Allowance(OutboxLane Lane, int Messages);

/// <summary>Stops the outbox after some messages, as a crash would; without an allowance everything is handed out.</summary>
internal sealed class DeliveryLimit
{
    private Allowance? allowance;

    /// <summary>Puts the limit before the store of the product.</summary>
    public void Decorate(IServiceCollection services)
    {
        var store = services.Single(s => s.ServiceType == typeof(IOutboxStore));
        services.Remove(store);
        services.AddSingleton<IOutboxStore>(provider => new Store((IOutboxStore)ActivatorUtilities.CreateInstance(provider, store.ImplementationType!), this));
    }

    /// <summary>Runs what delivers, within the allowance.</summary>
    public async Task RunAsync(Allowance within, Func<Task> deliver)
    {
        allowance = within;
        await deliver();
        allowance = null;
    }

    private sealed class Store(IOutboxStore inner, DeliveryLimit limit) : IOutboxStore
    {
        public async Task<IReadOnlyList<OutboxMessage>> ListDueAsync(OutboxLane lane, DateTimeOffset now, int max, CancellationToken ct)
        {
            if (limit.allowance is not { } allowance)
            {
                return await inner.ListDueAsync(lane, now, max, ct);
            }

            if (lane != allowance.Lane || allowance.Messages == 0)
            {
                return [];
            }

            var due = await inner.ListDueAsync(lane, now, Math.Min(max, allowance.Messages), ct);
            limit.allowance = allowance with { Messages = allowance.Messages - due.Count };
            return due;
        }

        public Task<bool> TryLeaseAsync(OutboxMessage message, DateTimeOffset now, TimeSpan lease, CancellationToken ct) =>
            inner.TryLeaseAsync(message, now, lease, ct);

        public Task<bool> CompleteAsync(OutboxMessage message, DateTimeOffset now, CancellationToken ct) => inner.CompleteAsync(message, now, ct);

        public Task<bool> FailAsync(OutboxMessage message, string error, DateTimeOffset? retryAt, DateTimeOffset now, CancellationToken ct) =>
            inner.FailAsync(message, error, retryAt, now, ct);

        public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => inner.NextDueAsync(ct);
    }
}
