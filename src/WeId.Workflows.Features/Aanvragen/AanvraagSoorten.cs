using System.Globalization;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>The aanvraag types that are registered.</summary>
public sealed class AanvraagSoorten
{
    private readonly Dictionary<string, AanvraagSoort> soorten;

    /// <summary>All of them.</summary>
    /// <exception cref="ArgumentException">Two have the same type.</exception>
    public AanvraagSoorten(IEnumerable<AanvraagSoort> soorten) => this.soorten = soorten.ToDictionary(s => s.Type);

    /// <summary>All of them, in the order of their types.</summary>
    public IReadOnlyList<AanvraagSoort> All => [.. soorten.Values.OrderBy(s => s.Type, StringComparer.Ordinal)];

    /// <summary>Whether the type is registered.</summary>
    public bool Contains(string type) => soorten.ContainsKey(type);

    /// <summary>The one of a type. A type that is not registered is shown by its own name, without data, and reviewed as strictly as can be.</summary>
    public AanvraagSoort Of(string type) => soorten.GetValueOrDefault(type) ?? new Onbekend(type);

    /// <summary>The one of an aanvraag.</summary>
    public AanvraagSoort Of(Aanvraag aanvraag)
    {
        ArgumentNullException.ThrowIfNull(aanvraag);
        return Of(aanvraag.Type);
    }

    private sealed class Onbekend(string type) : AanvraagSoort
    {
        public override string Type => type;

        public override string Naam(CultureInfo taal) => taal.TextInfo.ToUpper(type[0]) + InZin(taal)[1..];

        public override string InZin(CultureInfo taal) => type.Replace('-', ' ');

        public override IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) => Beoordeling.Checklist.For(DocumentType.Identiteitskaart);

        public override Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<BeeldRegel>>([]);
    }
}
