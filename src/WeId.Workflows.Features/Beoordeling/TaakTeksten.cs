namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Marks the words that the takenbak and the task have in common.</summary>
public sealed class TaakTeksten;
