using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Domain.Machtigingen;

/// <summary>The register that tells dienstverleners what a user may do (§2.3). It may take minutes, or be away .</summary>
public interface IMachtigingenregister
{
    /// <summary>Records each machtiging as it stands now; the same twice is once. What it knows under a higher number it leaves as it is, and does not refuse.</summary>
    /// <returns>The ids of those that the register refuses; it has taken the others.</returns>
    Task<IReadOnlyCollection<Guid>> RecordAsync(IReadOnlyCollection<MachtigingStand> standen, CancellationToken ct);
}

/// <summary>A machtiging as the register knows it: whose middel, in the name of which company, for what, and until when. No name of anybody.</summary>
/// <param name="Id">Of the machtiging.</param>
/// <param name="EhMiddelId">The middel of the user.</param>
/// <param name="KvkNummer">The company.</param>
/// <param name="Vestigingsnummer">Where the company has limited itself to one; null otherwise.</param>
/// <param name="Soort">Which of the next three counts.</param>
/// <param name="IsGeldig">False: it has ended, or its koppeling does not work.</param>
/// <param name="Nummer">Rises with each time that the register is told of this company: see <see cref="Registerteller"/>.</param>
public sealed record MachtigingStand(
    Guid Id,
    Guid EhMiddelId,
    string KvkNummer,
    string? Vestigingsnummer,
    MachtigingSoort Soort,
    Guid? DienstUuid,
    string? Oin,
    Betrouwbaarheidsniveau? Niveau,
    DateOnly Startdatum,
    DateOnly Einddatum,
    bool IsGeldig,
    long Nummer);
