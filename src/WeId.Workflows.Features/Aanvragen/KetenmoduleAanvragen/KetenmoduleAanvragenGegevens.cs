namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>The own data of an aanvraag of this type.</summary>
/// <param name="Relaties">About how many relations there will be.</param>
/// <param name="Toelichting">What We-ID should know for the offerte; null when there is nothing.</param>
public sealed record KetenmoduleAanvragenGegevens(int Relaties, string? Toelichting)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "ketenmodule";

    /// <summary>Most relations that can be filled in.</summary>
    public const int MaxRelaties = 100_000;

    /// <summary>Longest note.</summary>
    public const int MaxToelichting = 1000;
}
