using WeId.Workflows.Domain.Tijd;

namespace WeId.Workflows.Domain;

/// <summary>One act: who does it, for which organisatie, when, and under which id it is repeated safely.</summary>
/// <param name="OperationId">From the click to the Message-ID; a repeat with the same id returns the first result.</param>
/// <param name="At">The instant of the act.</param>
public sealed record Handeling(Guid OperationId, DateTimeOffset At)
{
    /// <summary>The account that acts; null for the system itself.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The organisatie in whose name he acts; null in the back office.</summary>
    public Guid? OrganisatieId { get; init; }

    /// <summary>The day of the act in Europe/Amsterdam: all terms count in these days.</summary>
    public DateOnly Today => AmsterdamTime.DateOf(At);
}
