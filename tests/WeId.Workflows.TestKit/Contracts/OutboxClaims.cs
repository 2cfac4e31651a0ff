using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.TestKit.Contracts;

/// <summary>Takes messages as a process that dies before it handles them.</summary>
public static class OutboxClaims
{
    /// <summary>Leases what is due.</summary>
    public static async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(this IOutboxStore store, OutboxLane lane, DateTimeOffset now, TimeSpan lease, int max)
    {
        ArgumentNullException.ThrowIfNull(store);
        var claimed = new List<OutboxMessage>();
        foreach (var message in await store.ListDueAsync(lane, now, max, CancellationToken.None))
        {
            if (await store.TryLeaseAsync(message, now, lease, CancellationToken.None))
            {
                claimed.Add(message);
            }
        }

        return claimed;
    }
}
