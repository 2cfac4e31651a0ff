namespace WeId.Workflows.Features.Aanvragen.Vestigingsnummers;

/// <summary>The own data of an aanvraag that removes a vestigingsnummer.</summary>
/// <param name="Vestigingsnummer">The one that is removed.</param>
public sealed record VestigingsnummerGegevens(string Vestigingsnummer)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "vestigingsnummer-verwijderen";
}
