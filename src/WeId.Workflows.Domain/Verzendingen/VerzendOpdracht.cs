using System.Security.Cryptography;
using System.Text;

namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Payload of the outbox message that sends a verzending.</summary>
/// <param name="VerzendingId">Which one.</param>
public sealed record VerzendOpdracht(Guid VerzendingId)
{
    /// <summary>Type of the message.</summary>
    public const string MessageType = "verzend";

    /// <summary>Priority of a message that somebody is waiting for at his screen.</summary>
    public const int PriorityOfCodes = 10;

    /// <summary>Key of the message: what goes to one address by one channel leaves in the order in which it was decided.</summary>
    /// <remarks>The address is hashed, since keys show in logs and overviews; without regard to case, as addresses are compared.</remarks>
    public static string KeyOf(VerzendKanaal kanaal, string adres) =>
        $"{MessageType}:{kanaal}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(adres.ToUpperInvariant())).AsSpan(0, 16))}";
}
