using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Web.Operations;

/// <summary>Messages that were given up and may be sent again; no names, addresses or contents.</summary>
internal sealed class MislukteBerichtenQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    private const int Rows = 200;
    private const string AanvraagKey = "aanvraag:";

    public async Task<IReadOnlyList<MisluktBericht>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var messages = await db.Outbox.AsNoTracking()
            .Where(m => m.Status == OutboxStatus.Failed)
            .OrderByDescending(m => m.EndedAt)
            .Take(Rows)
            .ToListAsync(ct);
        var verzendingIds = messages.Select(m => VerzendingOf(m.Type, m.Payload)).OfType<Guid>().ToList();
        var verzendingen = await db.Verzendingen.AsNoTracking()
            .Where(v => verzendingIds.Contains(v.Id))
            .Select(v => new { v.Id, v.Template, v.Kanaal, v.AanvraagId, v.Status })
            .ToDictionaryAsync(v => v.Id, ct);
        var rows = messages
            .Select(m => (Message: m, Verzending: VerzendingOf(m.Type, m.Payload) is { } id ? verzendingen.GetValueOrDefault(id) : null))
            .Where(r => r.Verzending?.Status is not (VerzendStatus.Verzonden or VerzendStatus.Vervallen))
            .Select(r => new MisluktBericht(
                r.Message.Id,
                r.Verzending is null ? r.Message.Type : $"{r.Verzending.Template} ({r.Verzending.Kanaal})",
                r.Verzending?.AanvraagId ?? AanvraagOf(r.Message.Key),
                r.Message.LastError,
                r.Message.Attempts,
                r.Message.CreatedAt,
                r.Message.EndedAt))
            .ToList();
        var aanvraagIds = rows.Select(r => r.AanvraagId).OfType<Guid>().Distinct().ToList();
        var nummers = await db.Aanvragen.Where(a => aanvraagIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Nummer, ct);
        return [.. rows.Select(r => r with { Nummer = r.AanvraagId is { } id ? nummers.GetValueOrDefault(id) : null })];
    }

    /// <summary>What waits for its next try, together by cause: an outage shows here long before anything is given up.</summary>
    public async Task<IReadOnlyList<UitgesteldeBerichten>> ListUitgesteldAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Outbox.AsNoTracking()
            .Where(m => m.Status == OutboxStatus.Pending && m.LastError != null)
            .GroupBy(m => new { m.Type, m.LastError })
            .OrderByDescending(g => g.Count())
            .Select(g => new UitgesteldeBerichten(g.Key.Type, g.Key.LastError!, g.Count(), g.Min(m => m.CreatedAt), g.Min(m => m.DueAt)))
            .Take(Rows)
            .ToListAsync(ct);
    }

    /// <summary>What left, and of which the supplier reported that it does not arrive; the newest report first.</summary>
    public async Task<IReadOnlyList<NietAfgeleverd>> ListNietAfgeleverdAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Verzendingen.AsNoTracking()
            .Where(v => v.Aflevering == Aflevering.NietAfgeleverd)
            .OrderByDescending(v => v.AfleveringOp)
            .Take(Rows)
            .Select(v => new NietAfgeleverd(
                v.Id,
                v.Template,
                v.Kanaal,
                v.AanvraagId,
                db.Aanvragen.Where(a => a.Id == v.AanvraagId).Select(a => a.Nummer).FirstOrDefault(),
                v.AfleveringCode,
                v.AangemaaktOp,
                v.AfleveringOp!.Value))
            .ToListAsync(ct);
    }

    /// <summary>The verzending that a message sends; null when it does something else or cannot be read.</summary>
    public static Guid? VerzendingOf(string type, string payload)
    {
        try
        {
            return type == VerzendOpdracht.MessageType ? JsonSerializer.Deserialize<VerzendOpdracht>(payload, JsonSerializerOptions.Web)?.VerzendingId : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The aanvraag in whose order a message is; null when it is in another.</summary>
    public static Guid? AanvraagOf(string key) =>
        key.StartsWith(AanvraagKey, StringComparison.Ordinal) && Guid.TryParse(key.AsSpan(AanvraagKey.Length), out var id) ? id : null;
}

/// <summary>One message that was given up.</summary>
/// <param name="Wat">Template and channel, or the type of the message.</param>
/// <param name="Oorzaak">What the other side answered, as a code, or the type of the last error.</param>
internal sealed record MisluktBericht(Guid Id, string Wat, Guid? AanvraagId, string? Oorzaak, int Pogingen, DateTimeOffset BeslotenOp, DateTimeOffset? MisluktOp)
{
    /// <summary>Of the aanvraag, for people.</summary>
    public string? Nummer { get; init; }
}

/// <summary>Messages of one type that wait for their next try for the same cause.</summary>
/// <param name="Oorzaak">As in <see cref="MisluktBericht"/>.</param>
/// <param name="Sinds">When the oldest was decided.</param>
/// <param name="VolgendePoging">When the first is tried again.</param>
internal sealed record UitgesteldeBerichten(string Type, string Oorzaak, int Aantal, DateTimeOffset Sinds, DateTimeOffset VolgendePoging);

/// <summary>One message that left and does not arrive.</summary>
/// <param name="Code">The supplier's, for why; null when it gave none.</param>
internal sealed record NietAfgeleverd(Guid Id, string Template, VerzendKanaal Kanaal, Guid? AanvraagId, string? Nummer, string? Code, DateTimeOffset BeslotenOp, DateTimeOffset Op);
