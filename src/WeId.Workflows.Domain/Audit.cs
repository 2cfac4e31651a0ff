namespace WeId.Workflows.Domain;

/// <summary>Who did what, for which organisatie, when: written in the transaction of the act. Never changed.</summary>
/// <param name="Wat">The act, in code: <c>AanvraagIngediend</c>, <c>DocumentBekeken</c>, <c>InlogGeweigerd</c>.</param>
/// <param name="Details">JSON of what changed, without secrets; null when the act says it all.</param>
public sealed record AuditRegel(
    Guid Id,
    DateTimeOffset Op,
    string Wat,
    Guid? AccountId,
    Guid? OrganisatieId,
    Guid? AanvraagId,
    Guid OperationId,
    string? Details)
{
    /// <summary>A row about an act.</summary>
    public static AuditRegel Of(Handeling handeling, string wat, Guid? aanvraagId = null, string? details = null) =>
        new(Guid.CreateVersion7(handeling.At), handeling.At, wat, handeling.AccountId, handeling.OrganisatieId, aanvraagId, handeling.OperationId, details);
}
