using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>Messages under different keys come in any order: these let some come later.</summary>
internal static class Holding
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    public static async Task HoldOutboxAsync(this TestWorld world, TimeProvider clock)
    {
        var later = clock.GetUtcNow() + Moment;
        await using var db = world.NewContext();
        foreach (var message in await db.Outbox.Where(m => m.Status == OutboxStatus.Pending && m.DueAt < later).ToListAsync())
        {
            message.DueAt = later;
        }

        await db.SaveChangesAsync();
    }
}
