using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Partners.Handelsregister;

/// <summary>The Handelsregister without a network: exactly the KvK's public test companies, with fictitious people and addresses.</summary>
/// <remarks>The numbers 90004973 and 90002903 give an error, as they do at the KvK.</remarks>
internal sealed class TestHandelsregister : IHandelsregister
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    private readonly FrozenSet<string> faults;
    private readonly FrozenDictionary<KvkNummer, Inschrijving> companies;
    private readonly FrozenDictionary<Vestigingsnummer, KvkNummer> vestigingen;

    public TestHandelsregister()
    {
        using var stream = typeof(TestHandelsregister).Assembly
            .GetManifestResourceStream("WeId.Workflows.Partners.Handelsregister.testbedrijven.json")!;
        var file = JsonSerializer.Deserialize<TestFile>(stream, Json)!;
        faults = file.Fouten.ToFrozenSet();
        companies = file.Inschrijvingen.Select(c => c.ToInschrijving()).ToFrozenDictionary(c => c.KvkNummer);
        vestigingen = companies.Values.SelectMany(c => c.Vestigingen, (c, v) => (v.Nummer, c.KvkNummer)).ToFrozenDictionary(p => p.Nummer, p => p.KvkNummer);
    }

    public IReadOnlyCollection<Inschrijving> All => companies.Values;

    public Task<Inschrijving?> FindAsync(KvkNummer nummer, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return faults.Contains(nummer.Value)
            ? Task.FromException<Inschrijving?>(new HandelsregisterNietBereikbaarException("The Handelsregister answered with an error."))
            : Task.FromResult(companies.GetValueOrDefault(nummer));
    }

    public Task<Inschrijving?> FindByVestigingAsync(Vestigingsnummer nummer, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(vestigingen.TryGetValue(nummer, out var kvk) ? companies[kvk] : null);
    }

    private sealed record TestFile(IReadOnlyList<string> Fouten, IReadOnlyList<TestCompany> Inschrijvingen);

    private sealed record TestCompany
    {
        public required string KvkNummer { get; init; }

        public required string Naam { get; init; }

        public string? Rsin { get; init; }

        public required string Rechtsvorm { get; init; }

        public DateOnly? UitgeschrevenOp { get; init; }

        public bool IsAfgeschermd { get; init; }

        public Postadres? Bezoekadres { get; init; }

        public Postadres? Correspondentieadres { get; init; }

        public int AantalVestigingen { get; init; }

        public IReadOnlyList<TestVestiging> Vestigingen { get; init; } = [];

        public IReadOnlyList<Functionaris> Functionarissen { get; init; } = [];

        public Inschrijving ToInschrijving() => new()
        {
            KvkNummer = Domain.Organisaties.KvkNummer.Parse(KvkNummer),
            Naam = Naam,
            Rsin = Rsin is null ? null : Domain.Organisaties.Rsin.Parse(Rsin),
            Rechtsvorm = Rechtsvorm,
            UitgeschrevenOp = UitgeschrevenOp,
            IsAfgeschermd = IsAfgeschermd,
            Bezoekadres = IsAfgeschermd ? null : Bezoekadres,
            Correspondentieadres = IsAfgeschermd ? null : Correspondentieadres,
            Vestigingen = AantalVestigingen > 0
                ? [.. Enumerable.Range(1, AantalVestigingen).Select(Numbered)]
                : [.. Vestigingen.Select(v => new Vestiging(Vestigingsnummer.Parse(v.Nummer), v.Naam, v.IsHoofdvestiging))],
            Functionarissen = Functionarissen,
        };

        private Vestiging Numbered(int i) =>
            new(Vestigingsnummer.Parse($"{KvkNummer}{i.ToString("D4", CultureInfo.InvariantCulture)}"), $"{Naam} {i}", i == 1);
    }

    private sealed record TestVestiging(string Nummer, string Naam, bool IsHoofdvestiging);
}
