namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>A device that makes sign-in codes: its secret belongs to its serial number, whoever receives it.</summary>
public sealed class OtpApparaat
{
    /// <summary>Purpose under which <see cref="Geheim"/> is encrypted with <see cref="IGeheimen"/>.</summary>
    public const string GeheimPurpose = "otp.apparaat";

    private const int MinLength = 6;
    private const int MaxLength = 20;

    private OtpApparaat()
    {
    }

    /// <summary>A device with the secret that the supplier put into it.</summary>
    public OtpApparaat(string serienummer, byte[] geheim)
    {
        Serienummer = serienummer;
        Geheim = geheim;
    }

    /// <summary>The number on its back, normalised by <see cref="ParseSerienummer"/>.</summary>
    public string Serienummer { get; private set; } = "";

    /// <summary>The shared secret, encrypted.</summary>
    public byte[] Geheim { get; private set; } = [];

    /// <summary>The middel for which it was sent; null while it lies in stock.</summary>
    public Guid? EhMiddelId { get; private set; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? UitgegevenOp { get; private set; }

    /// <summary>Without spaces and hyphens, in capitals; null when it is no serial number: 6 to 20 letters and digits.</summary>
    public static string? ParseSerienummer(string? typed)
    {
        var serienummer = new string([.. (typed ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-')]).ToUpperInvariant();
        return serienummer.Length is >= MinLength and <= MaxLength && serienummer.All(char.IsAsciiLetterOrDigit) ? serienummer : null;
    }

    /// <summary>Sends it to the owner of the middel.</summary>
    public Refusal? Issue(Guid ehMiddelId, DateTimeOffset at)
    {
        if (EhMiddelId is not null)
        {
            return new OtpApparaatInUse(Serienummer);
        }

        EhMiddelId = ehMiddelId;
        UitgegevenOp = at;
        return null;
    }
}

/// <summary>The device with this serial number went to somebody already.</summary>
public sealed record OtpApparaatInUse(string Serienummer) : Refusal;
