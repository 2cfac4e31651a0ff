namespace WeId.Workflows.Features.Aanvragen;

/// <summary>What the beheerder is told when his aanvraag was accepted.</summary>
/// <param name="Nummer">For people: A-2026-004711.</param>
public sealed record Indiening(Guid AanvraagId, string Nummer);
