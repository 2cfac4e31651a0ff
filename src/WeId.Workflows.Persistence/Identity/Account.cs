using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace WeId.Workflows.Persistence.Identity;

/// <summary>One account table: an account belongs to a persoon (customer) or to a medewerker (staff).</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The customer whose account it is; null for staff.</summary>
    public Guid? PersoonId { get; set; }

    /// <summary>The medewerker whose account it is; null for customers.</summary>
    public Guid? MedewerkerId { get; set; }

    /// <summary>Language of the pages: <c>nl</c> or <c>en</c>.</summary>
    public string Taal { get; set; } = "nl";

    /// <summary>False until the activation is complete, and after the last koppeling has ended.</summary>
    public bool IsActief { get; set; }

    /// <summary>Secret of the OTP device, encrypted; null with SMS.</summary>
    public byte[]? OtpGeheim { get; set; }

    /// <summary>The last time step of which a code was accepted; that one and older ones are refused.</summary>
    public long OtpLaatsteStap { get; set; }

    /// <summary>Seconds that a code of the device lasts; null for the usual 30.</summary>
    public int? OtpPeriode { get; set; }

    /// <summary>By how many steps the clock of the device ran ahead at its last code; negative when behind (RFC 6238 §6).</summary>
    public int OtpVerloop { get; set; }

    /// <summary>Hash of the SMS code that was sent last; null when there is none.</summary>
    public string? SmsCodeHash { get; set; }

    /// <summary>Until when that code holds.</summary>
    public DateTimeOffset? SmsCodeGeldigTot { get; set; }

    /// <summary>Wrong tries of that code.</summary>
    public int SmsCodePogingen { get; set; }

    /// <summary>Whoever is signed in with it, or halfway, signs in again.</summary>
    public void EndSessions() => SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}

/// <summary>One row of the login history .</summary>
public sealed class InlogRegel
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose sign-in.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Op { get; init; }

    /// <summary>Whether he got in.</summary>
    public required bool Gelukt { get; init; }

    /// <summary>Second factor that was used; null when it did not come to that.</summary>
    public string? Factor { get; init; }

    /// <summary>Shortened address of the computer.</summary>
    public string? Adres { get; init; }
}
