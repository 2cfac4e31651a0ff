namespace WeId.Workflows.Domain.Machtigingen;

/// <summary>
/// How often the register was told of machtigingen of one company. Raised before they are read: who reads first and tells last, tells
/// under a number that the register has passed, and changes nothing.
/// </summary>
public sealed class Registerteller(Guid organisatieId)
{
    /// <summary>The company.</summary>
    public Guid OrganisatieId { get; private set; } = organisatieId;

    /// <summary>The last number that was given; two who raise it at once do not get the same.</summary>
    public long Nummer { get; private set; }

    /// <summary>The next number.</summary>
    public long Next() => ++Nummer;
}
