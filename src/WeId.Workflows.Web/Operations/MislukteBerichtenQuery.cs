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
/// <param name="Oorzaak">Type of the last error.</param>
internal sealed record MisluktBericht(Guid Id, string Wat, Guid? AanvraagId, string? Oorzaak, int Pogingen, DateTimeOffset BeslotenOp, DateTimeOffset? MisluktOp)
{
    /// <summary>Of the aanvraag, for people.</summary>
    public string? Nummer { get; init; }
}
