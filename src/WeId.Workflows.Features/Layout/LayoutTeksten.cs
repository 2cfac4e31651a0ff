namespace WeId.Workflows.Features.Layout;

/// <summary>Names the texts of the layouts.</summary>
public sealed class LayoutTeksten;
