namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>A device that makes sign-in codes: its secret belongs to its serial number, whoever receives it.</summary>
public sealed class OtpApparaat
{
    /// <summary>Purpose under which <see cref="Geheim"/> is encrypted with <see cref="IGeheimen"/>.</summary>
    public const string GeheimPurpose = "otp.apparaat";

    /// <summary>Longest <see cref="TrackTrace"/>.</summary>
    public const int MaxTrackTrace = 40;

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

    /// <summary>Seconds that one of its codes lasts; null for the usual 30.</summary>
    public int? Periode { get; init; }

    /// <summary>When it was delivered; null when that was not recorded.</summary>
    public DateTimeOffset? GeleverdOp { get; init; }

    /// <summary>The middel for which it was sent; null while it lies in stock.</summary>
    public Guid? EhMiddelId { get; private set; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? UitgegevenOp { get; private set; }

    /// <summary>The carrier's number of the parcel; null when there is none.</summary>
    public string? TrackTrace { get; private set; }

    /// <summary>Why nobody uses it any more; null while somebody can.</summary>
    public OtpAfschrijving? Afschrijving { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? AfgeschrevenOp { get; private set; }

    /// <summary>Where it stands.</summary>
    public OtpApparaatStatus Status => Afschrijving is not null ? OtpApparaatStatus.Afgeschreven
        : EhMiddelId is null ? OtpApparaatStatus.Voorraad
        : OtpApparaatStatus.Uitgegeven;

    /// <summary>Without spaces and hyphens, in capitals; null when it is no serial number: 6 to 20 letters and digits.</summary>
    public static string? ParseSerienummer(string? typed)
    {
        var serienummer = new string([.. (typed ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-')]).ToUpperInvariant();
        return serienummer.Length is >= MinLength and <= MaxLength && serienummer.All(char.IsAsciiLetterOrDigit) ? serienummer : null;
    }

    /// <summary>Sends it to the owner of the middel.</summary>
    public Refusal? Issue(Guid ehMiddelId, string? trackTrace, DateTimeOffset at)
    {
        if (Status is OtpApparaatStatus.Afgeschreven)
        {
            return new OtpApparaatAfgeschreven(Serienummer);
        }

        if (EhMiddelId is not null)
        {
            return new OtpApparaatInUse(Serienummer);
        }

        EhMiddelId = ehMiddelId;
        TrackTrace = trackTrace;
        UitgegevenOp = at;
        return null;
    }

    /// <summary>It lies with us again, in its unopened parcel: it can be sent to somebody else.</summary>
    public Refusal? TakeBack()
    {
        if (Status is not OtpApparaatStatus.Uitgegeven)
        {
            return new SomebodyWasFirst("");
        }

        (EhMiddelId, TrackTrace, UitgegevenOp) = (null, null, null);
        return null;
    }

    /// <summary>Nobody uses it any more; it does not go to anybody else. What was written off stays so.</summary>
    public void WriteOff(OtpAfschrijving reden, DateTimeOffset at)
    {
        if (Afschrijving is null)
        {
            Afschrijving = reden;
            AfgeschrevenOp = at;
        }
    }
}

/// <summary>Where an OTP device stands.</summary>
public enum OtpApparaatStatus
{
    /// <summary>It can be sent to somebody.</summary>
    Voorraad,

    /// <summary>It was sent to somebody.</summary>
    Uitgegeven,

    /// <summary>Nobody uses it any more.</summary>
    Afgeschreven,
}

/// <summary>Why an OTP device is used no more.</summary>
public enum OtpAfschrijving
{
    /// <summary>It does not work.</summary>
    Defect,

    /// <summary>It cannot be found.</summary>
    Kwijt,

    /// <summary>Its user has taken another one into use .</summary>
    Vervangen,

    /// <summary>The eHerkenning of its user has ended .</summary>
    Opgezegd,
}

/// <summary>The device with this serial number went to somebody already.</summary>
public sealed record OtpApparaatInUse(string Serienummer) : Refusal;

/// <summary>The device with this serial number was written off.</summary>
public sealed record OtpApparaatAfgeschreven(string Serienummer) : Refusal;

/// <summary>No device with this serial number was delivered, so nobody knows its secret.</summary>
public sealed record OtpApparaatUnknown(string Serienummer) : Refusal;

/// <summary>A delivery of devices is not taken in: nothing of it.</summary>
/// <param name="Regel">The line, or the device, counted from 1; null: the file as a whole.</param>
public sealed record OtpLeveringGeweigerd(int? Regel, OtpLeveringFout Fout) : Refusal;

/// <summary>What is wrong with a delivery.</summary>
public enum OtpLeveringFout
{
    /// <summary>Neither CSV with two or three columns, nor PSKC.</summary>
    Bestand,

    /// <summary>No device in it.</summary>
    Leeg,

    /// <summary>Larger than we take, or with more devices.</summary>
    TeGroot,

    /// <summary>Not a serial number.</summary>
    Serienummer,

    /// <summary>Neither hexadecimals nor base32, or not of 16 to 64 bytes (RFC 4226, R6).</summary>
    Geheim,

    /// <summary>Codes of another kind than ours: six digits, by time (RFC 6238) and SHA-1, for 30 or 60 seconds.</summary>
    Soort,

    /// <summary>The same serial number twice.</summary>
    Dubbel,

    /// <summary>We have this serial number with another secret or period.</summary>
    AnderGeheim,

    /// <summary>Its secrets are encrypted.</summary>
    Versleuteld,
}
