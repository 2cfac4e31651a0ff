using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>
/// Delivers every message one to five times: some copies at once, some after messages that came later, and all of them again
/// when everything is over. The seed says which.
/// </summary>
internal sealed class Repeats(int seed)
{
    private const int MaxDeliveries = 5;

    private readonly Lock turn = new();
    private readonly Random random = new(seed);
    private readonly List<OutboxMessage> delivered = [];

    /// <summary>Deliveries beyond the first of each message.</summary>
    public int Count { get; private set; }

    /// <summary>Puts the repetitions between the dispatcher and every handler that is registered.</summary>
    public void Wrap(IServiceCollection services)
    {
        foreach (var handler in services.Where(s => s.ServiceType == typeof(IOutboxHandler)).ToList())
        {
            services.Remove(handler);
            services.AddScoped<IOutboxHandler>(provider => new RepeatingHandler(
                (IOutboxHandler)(handler.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, handler.ImplementationType!)),
                this,
                provider));
        }
    }

    /// <summary>Delivers everything again that was ever delivered, in another order, to a world in which all is over.</summary>
    public async Task DeliverAllAgainAsync(IServiceProvider services)
    {
        var copies = delivered.OrderBy(_ => random.Next()).ToList();
        foreach (var copy in copies)
        {
            await using var scope = services.CreateAsyncScope();
            await DeliverAsync(scope.ServiceProvider, copy);
        }
    }

    private async Task DeliverAsync(IServiceProvider services, OutboxMessage message)
    {
        var handler = services.GetServices<IOutboxHandler>().OfType<RepeatingHandler>().Single(h => h.Type == message.Type);
        Count++;
        await handler.Inner.HandleAsync(CopyOf(message), CancellationToken.None);
    }

    private (int AtOnce, IReadOnlyList<OutboxMessage> Late) Plan(OutboxMessage message)
    {
        lock (turn)
        {
            var late = delivered.Where(_ => random.Next(delivered.Count) == 0).ToList();
            delivered.Add(CopyOf(message));
            return (random.Next(MaxDeliveries), late);
        }
    }

    private static OutboxMessage CopyOf(OutboxMessage m) => new()
    {
        Id = m.Id, Sequence = m.Sequence, Type = m.Type, Lane = m.Lane, Key = m.Key, Payload = m.Payload, Priority = m.Priority,
        CreatedAt = m.CreatedAt, DueAt = m.DueAt, Attempts = m.Attempts, Status = m.Status, LeaseId = m.LeaseId, LeasedUntil = m.LeasedUntil,
    };

    private sealed class RepeatingHandler(IOutboxHandler inner, Repeats repeats, IServiceProvider services) : IOutboxHandler
    {
        public IOutboxHandler Inner => inner;

        public string Type => inner.Type;

        public bool EndsMessage => inner.EndsMessage;

        public async Task HandleAsync(OutboxMessage message, CancellationToken ct)
        {
            var (atOnce, late) = repeats.Plan(message);
            await inner.HandleAsync(message, ct);
            for (var i = 0; i < atOnce; i++)
            {
                await repeats.DeliverAsync(services, message);
            }

            foreach (var earlier in late)
            {
                await repeats.DeliverAsync(services, earlier);
            }
        }

        public Task GiveUpAsync(OutboxMessage message, CancellationToken ct) => inner.GiveUpAsync(message, ct);
    }
}
