using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Activaties;

/// <summary>Places the order of an identification at the partner; the same number twice is one order there.</summary>
internal sealed class IdentificatieOpdrachtHandler(IDbContextFactory<WeIdDbContext> contexts, IIdentificatiepartner partner) : IOutboxHandler
{
    public const string MessageType = "identificatie.opdracht";

    private const int NumberBytes = 6;

    public string Type => MessageType;

    /// <summary>The number of the order that an act places: the same for every repeat of the act, short enough to read out.</summary>
    public static string NumberOf(Guid operationId) =>
        $"ID-{Convert.ToHexString(DerivedId.From(operationId, MessageType).ToByteArray(bigEndian: true).AsSpan(0, NumberBytes))}";

    public async Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        var bericht = message.ReadPayload<IdentificatieBericht>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var activatie = await db.Activaties.AsNoTracking().SingleAsync(a => a.Id == bericht.ActivatieId, ct);
        if (activatie.IdentificatieOpdracht != bericht.Opdracht)
        {
            // He has chosen again since: only the last order counts.
            return;
        }

        var persoon = await db.EhMiddelen.Where(m => m.Id == activatie.EhMiddelId).Select(m => m.Persoon).AsNoTracking().SingleAsync(ct);
        var gegevens = JsonSerializer.Deserialize<Gegevens>(
            await db.Aanvragen.Where(a => a.Id == activatie.AanvraagId).Select(a => a.Gegevens).SingleAsync(ct), JsonSerializerOptions.Web);
        await partner.OrderAsync(
            new IdentificatieAanvraag
            {
                Ordernummer = bericht.Opdracht,
                Naam = persoon.VolledigeNaam,
                Geboortedatum = persoon.Geboortedatum,
                DocumentType = persoon.Document?.Type.ToString() ?? "",
                Wijze = bericht.Wijze,
                Adres = gegevens?.IdentificatieAdres?.Regels ?? [],
            },
            ct);
    }

    /// <summary>What the partner needs of the data of an aanvraag, whatever its type.</summary>
    private sealed record Gegevens(Postadres? IdentificatieAdres);
}

/// <summary>Payload of the message.</summary>
internal sealed record IdentificatieBericht(Guid ActivatieId, string Opdracht, IdentificatieWijze Wijze);
