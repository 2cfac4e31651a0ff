namespace WeId.Workflows.Features.Layout;

/// <summary>One entry of the main menu.</summary>
public sealed record Rubriek(string Href, string Naam);
