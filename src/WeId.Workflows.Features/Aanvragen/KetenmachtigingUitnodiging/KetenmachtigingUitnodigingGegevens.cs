using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>The own data of an aanvraag of this type.</summary>
/// <param name="Dekkingen">What the intermediair asks for; the relation may grant less.</param>
/// <param name="Duur">What it proposes.</param>
public sealed record KetenmachtigingUitnodigingGegevens(IReadOnlyList<KetenDekking> Dekkingen, KetenDuur Duur)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "ketenmachtiging-uitnodiging";

    /// <summary>As what the signed form is kept.</summary>
    public const string Formulier = "ketenformulier";

    /// <summary>The highest level that is asked for.</summary>
    public Betrouwbaarheidsniveau Niveau => Dekkingen.Max(d => d.Niveau);
}

/// <summary>What the relation grants.</summary>
public sealed record RelatieKeuze(IReadOnlyList<KetenDekking> Dekkingen, DateOnly Einddatum);
