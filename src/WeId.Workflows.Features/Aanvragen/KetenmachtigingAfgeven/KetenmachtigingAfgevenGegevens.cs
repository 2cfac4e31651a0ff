using WeId.Workflows.Domain.Machtigingen;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingAfgeven;

/// <summary>The own data of an aanvraag of this type.</summary>
/// <param name="Dekkingen">What was recorded, with the names of that moment.</param>
public sealed record KetenmachtigingAfgevenGegevens(string IntermediairKvk, string IntermediairNaam, string Email, IReadOnlyList<KetenDekking> Dekkingen, DateOnly Einddatum)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "ketenmachtiging-afgeven";
}
