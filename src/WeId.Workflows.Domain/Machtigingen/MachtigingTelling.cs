namespace WeId.Workflows.Domain.Machtigingen;

/// <summary>
/// How many open machtigingen for the same of one company end on one day. Kept with every write of a machtiging, so that
/// an overview of a million of them reads some tens of rows.
/// </summary>
public sealed class MachtigingTelling(Guid organisatieId, MachtigingSoort soort, string sleutel, DateOnly einddatum, int aantal)
{
    /// <summary>The company.</summary>
    public Guid OrganisatieId { get; private set; } = organisatieId;

    /// <summary>What the sleutel is of.</summary>
    public MachtigingSoort Soort { get; private set; } = soort;

    /// <summary>Uuid of the dienst, OIN of the dienstverlener, or name of the level.</summary>
    public string Sleutel { get; private set; } = sleutel;

    /// <summary>Their last day.</summary>
    public DateOnly Einddatum { get; private set; } = einddatum;

    /// <summary>How many there are.</summary>
    public int Aantal { get; private set; } = aantal;

    /// <summary>The sleutel of a machtiging.</summary>
    public static string SleutelOf(Machtiging machtiging)
    {
        ArgumentNullException.ThrowIfNull(machtiging);
        return machtiging.DienstUuid?.ToString() ?? machtiging.Oin ?? machtiging.Niveau!.Value.ToString();
    }
}
