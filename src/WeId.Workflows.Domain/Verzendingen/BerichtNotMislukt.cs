namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Only a message that was given up, and whose verzending has not ended, can be sent again.</summary>
public sealed record BerichtNotMislukt : Refusal;
