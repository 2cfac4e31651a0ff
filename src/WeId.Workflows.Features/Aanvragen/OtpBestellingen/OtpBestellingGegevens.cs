using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Aanvragen.OtpBestellingen;

/// <summary>Why a user gets a device.</summary>
public enum OtpReden
{
    /// <summary>In place of SMS.</summary>
    Nieuw,

    /// <summary>He has lost the one that he had.</summary>
    Kwijt,

    /// <summary>The one that he had is broken.</summary>
    Defect,
}

/// <summary>The own data of an aanvraag for an OTP device.</summary>
/// <param name="Van">His second factor at that moment.</param>
public sealed record OtpBestellingGegevens(Guid KoppelingId, OtpReden Reden, TweedeFactor? Van)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "otp-device";
}
