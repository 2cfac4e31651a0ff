using System.Collections.Concurrent;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;

namespace WeId.Workflows.Partners.Identificatie;

/// <summary>Plays the identification partner: keeps orders in memory until somebody says how they ended.</summary>
/// <remarks>
/// <see cref="Report"/> is what a developer's page or a test calls in the partner's place. Orders are lost at a restart,
/// and come back when they are placed again, as they may be under the same number.
/// </remarks>
public sealed class GesimuleerdeIdentificatiepartner : IIdentificatiepartner
{
    private readonly ConcurrentDictionary<string, IdentificatieUitslag> orders = new(StringComparer.Ordinal);

    /// <summary>Every order and where it stands.</summary>
    public IReadOnlyCollection<IdentificatieUitslag> Orders => [.. orders.Values];

    /// <inheritdoc />
    public Task<IdentificatieOpdracht> OrderAsync(IdentificatieAanvraag aanvraag, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(aanvraag);
        ct.ThrowIfCancellationRequested();
        orders.TryAdd(aanvraag.Ordernummer, new(aanvraag.Ordernummer, EventOf(aanvraag.Ordernummer, IdentificatieResultaat.Gepland), IdentificatieResultaat.Gepland));
        return Task.FromResult(new IdentificatieOpdracht(aanvraag.Ordernummer, PageOf(aanvraag.Ordernummer)));
    }

    /// <inheritdoc />
    public Task<IdentificatieUitslag?> FindAsync(string ordernummer, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(orders.GetValueOrDefault(ordernummer));
    }

    /// <summary>Says how an order ended; the same end twice is one report.</summary>
    /// <exception cref="ArgumentException">There is no such order.</exception>
    public IdentificatieUitslag Report(string ordernummer, IdentificatieResultaat resultaat, string? toelichting = null)
    {
        if (!orders.TryGetValue(ordernummer, out var before))
        {
            throw new ArgumentException("There is no order with that number.", nameof(ordernummer));
        }

        var report = before with { Resultaat = resultaat, Toelichting = toelichting, EventId = EventOf(ordernummer, resultaat) };
        orders[ordernummer] = report;
        return report;
    }

    private static Uri PageOf(string ordernummer) => new($"https://mijnafspraak.example/{Uri.EscapeDataString(ordernummer)}");

    private static Guid EventOf(string ordernummer, IdentificatieResultaat resultaat) => DerivedId.From(Guid.Empty, $"{ordernummer}/{resultaat}");
}
