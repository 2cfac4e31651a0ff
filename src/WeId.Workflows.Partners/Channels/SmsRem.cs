using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Partners.Channels;

/// <summary>
/// Keeps one number from getting too many text messages. It counts the verzendingen themselves, so every process counts the
/// same; and the outbox handles what goes to one number one after the other, so no two overtake the count.
/// </summary>
internal sealed class SmsRem(IDbContextFactory<WeIdDbContext> contexts, IOptions<SmsOptions> options, TimeProvider time)
{
    /// <summary>When the number may get its next message; null: now.</summary>
    public async Task<DateTimeOffset?> NextRoomAsync(string nummer, CancellationToken ct)
    {
        var settings = options.Value;
        var since = time.GetUtcNow() - settings.PerNumberWindow;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var last = await db.Verzendingen.AsNoTracking()
            .Where(v => v.Kanaal == VerzendKanaal.Sms && v.Adres == nummer && v.VerzondenOp > since)
            .OrderByDescending(v => v.VerzondenOp)
            .Select(v => v.VerzondenOp)
            .Take(settings.MaxPerNumber)
            .ToListAsync(ct);
        return last.Count < settings.MaxPerNumber ? null : last[^1] + settings.PerNumberWindow;
    }
}
