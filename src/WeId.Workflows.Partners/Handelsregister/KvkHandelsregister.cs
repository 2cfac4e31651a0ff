using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Tijd;

namespace WeId.Workflows.Partners.Handelsregister;

/// <summary>
/// The Handelsregister through the API of the KvK. Companies that were found are kept for a while, since answers are
/// paid for; that there is none, and that there was no answer, never.
/// </summary>
internal sealed class KvkHandelsregister(KvkClient client, IOptions<HandelsregisterOptions> options, TimeProvider time) : IHandelsregister, IDisposable
{
    private const int MaxKept = 1000;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MaxKept, Clock = new CacheClock(time) });

    public async Task<Inschrijving?> FindAsync(KvkNummer nummer, CancellationToken ct)
    {
        if (kept.TryGetValue(nummer, out Inschrijving? known))
        {
            return known;
        }

        var inschrijving = await AskAsync(nummer, ct);
        if (inschrijving is not null && options.Value.CacheDuur > TimeSpan.Zero)
        {
            kept.Set(nummer, inschrijving, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = options.Value.CacheDuur });
        }

        return inschrijving;
    }

    public async Task<Inschrijving?> FindByVestigingAsync(Vestigingsnummer nummer, CancellationToken ct)
    {
        var found = await client.GetAsync<KvkZoekresultaten>("Zoeken", $"v2/zoeken?vestigingsnummer={nummer}&inclusiefInactieveRegistraties=true", ct);
        if (found is null)
        {
            return null;
        }

        if (found.Resultaten is not [var first, ..] || !KvkNummer.TryParse(first.KvkNummer, out var kvkNummer))
        {
            throw new HandelsregisterNietBereikbaarException("The answer of the Handelsregister (Zoeken) names no company.");
        }

        // The search may be behind. A company that has ended lists no vestigingen any more.
        var inschrijving = await FindAsync(kvkNummer, ct);
        return inschrijving is { IsActief: true } && inschrijving.Vestigingen.All(v => v.Nummer != nummer) ? null : inschrijving;
    }

    public void Dispose() => kept.Dispose();

    private async Task<Inschrijving?> AskAsync(KvkNummer nummer, CancellationToken ct)
    {
        if (await client.GetAsync<KvkBasisprofiel>("Basisprofiel", $"v1/basisprofielen/{nummer}", ct) is not { } profiel)
        {
            return null;
        }

        var hasVestigingen = profiel.Links?.Any(link => link.Rel == "vestigingen") is true;
        var vestigingen = hasVestigingen ? await client.GetAsync<KvkVestigingen>("Vestigingen", $"v1/basisprofielen/{nummer}/vestigingen", ct) : null;
        var functionarissen = options.Value.Functionarissen
            ? await client.GetAsync<KvkFunctionarissen>("Functionarissen", $"v1/functionarissen/kvknummer/{nummer}", ct)
            : null;
        return KvkMapping.ToInschrijving(nummer, profiel, vestigingen, functionarissen, AmsterdamTime.DateOf(time.GetUtcNow()));
    }

    private sealed class CacheClock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
