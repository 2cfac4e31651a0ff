using System.Globalization;
using OtpNet;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Toegang;

/// <summary>The extra code at sign-in and at activation: by SMS, or from an OTP device .</summary>
/// <remarks>All methods change the account that they are given; saving it is the caller's, in its transaction.</remarks>
public sealed class TweedeFactoren(Codes codes, IGeheimen geheimen)
{
    /// <summary>Wrong SMS codes until a new one must be asked for.</summary>
    public const int MaxPogingen = 5;

    /// <summary>Length of a secret in bytes, that of the hash it is used with.</summary>
    public const int OtpSecretLength = 20;

    /// <summary>Seconds that a code lasts, where a device does not say otherwise.</summary>
    public const int UsualPeriod = 30;

    private const string SecretPurpose = "account.otp";
    private const string SmsPurpose = "account.sms";

    // RFC 6238 §6: a clock that has run further away than this has lost its way.
    private const int MaxVerloop = 10;

    // One step early or late, by our clock or by that of his device as it was the last time: people type slowly, and clocks drift further.
    private static readonly VerificationWindow Drift = new(previous: 1, future: 1);

    /// <summary>A new secret for an OTP device or app, in the clear.</summary>
    public static byte[] NewOtpSecret() => KeyGeneration.GenerateRandomKey(OtpSecretLength);

    /// <summary>The secret as people type it into an app.</summary>
    public static string ShowSecret(byte[] secret) => Base32Encoding.ToString(secret).TrimEnd('=');

    /// <summary>The text of the QR code by which an app learns the secret.</summary>
    public static string OtpUri(string gebruikersnaam, byte[] secret) =>
        new OtpUri(OtpType.Totp, secret, gebruikersnaam, "We-ID").ToString();

    /// <summary>Gives the account this secret; codes of an earlier one no longer work.</summary>
    /// <param name="periode">Seconds that a code lasts; null for the usual 30.</param>
    public void SetOtpSecret(Account account, byte[] secret, int? periode = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        account.OtpGeheim = geheimen.Protect(SecretPurpose, secret);
        account.OtpPeriode = periode;
        account.OtpLaatsteStap = 0;
        account.OtpVerloop = 0;
    }

    /// <summary>The code of this moment, as the device shows it; null without a device.</summary>
    public string? CurrentTotp(Account account, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.OtpGeheim is { } secret ? new Totp(geheimen.Unprotect(SecretPurpose, secret), PeriodOf(account)).ComputeTotp(now.UtcDateTime) : null;
    }

    /// <summary>Checks a code of the device; each code works once, and none older than the last one that worked.</summary>
    /// <returns>Null when it is right, otherwise why not.</returns>
    public Refusal? VerifyTotp(Account account, string code, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        var period = PeriodOf(account);
        if (account.OtpGeheim is not { } secret
            || StepOf(new Totp(geheimen.Unprotect(SecretPurpose, secret), period), Codes.Normalize(code), [now, now.AddSeconds(account.OtpVerloop * period)]) is not { } step
            || step <= account.OtpLaatsteStap)
        {
            return new CodeWrong();
        }

        account.OtpLaatsteStap = step;
        account.OtpVerloop = (int)Math.Clamp(step - (now.ToUnixTimeSeconds() / period), -MaxVerloop, MaxVerloop);
        return null;
    }

    /// <summary>Makes a new SMS code, which replaces an earlier one, and decides to send it; it never leaves after it has lost its worth.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="handeling">The act; its time counts.</param>
    /// <param name="account">Gets the hash of the code.</param>
    /// <param name="naam">Name of the receiver.</param>
    /// <param name="mobiel">Where it goes.</param>
    /// <param name="persoonId">The receiver; null for staff.</param>
    public Verzending CreateSmsCode(UseCaseScope scope, Handeling handeling, Account account, string naam, MobielNummer mobiel, Guid? persoonId)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(handeling);
        ArgumentNullException.ThrowIfNull(account);
        var code = Codes.NewDigits();
        var until = handeling.At + Activatie.CodeGeldigheid;
        account.SmsCodeHash = codes.Hash(Purpose(account), code);
        account.SmsCodeGeldigTot = until;
        account.SmsCodePogingen = 0;

        return VerzendingMaker.In(scope, geheimen).Add(
            VerzendKanaal.Sms,
            new Ontvanger(naam, mobiel.Value, account.Taal, persoonId),
            new SmsInlogcodeGegevens { Code = code, Minuten = (int)Activatie.CodeGeldigheid.TotalMinutes },
            handeling.At,
            new VerzendOpties(NietNa: until));
    }

    /// <summary>Checks an SMS code; a right one works once, five wrong ones end it.</summary>
    /// <returns>Null when it is right, otherwise why not.</returns>
    public Refusal? VerifySms(Account account, string code, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.SmsCodeHash is not { } hash || now >= account.SmsCodeGeldigTot || account.SmsCodePogingen >= MaxPogingen)
        {
            return new CodeExpired();
        }

        if (hash != codes.Hash(Purpose(account), code))
        {
            account.SmsCodePogingen++;
            return new CodeWrong();
        }

        account.SmsCodeHash = null;
        account.SmsCodeGeldigTot = null;
        account.SmsCodePogingen = 0;
        return null;
    }

    private static long? StepOf(Totp totp, string code, DateTimeOffset[] clocks)
    {
        foreach (var clock in clocks)
        {
            if (totp.VerifyTotp(clock.UtcDateTime, code, out var step, Drift))
            {
                return step;
            }
        }

        return null;
    }

    private static int PeriodOf(Account account) => account.OtpPeriode ?? UsualPeriod;

    private static string Purpose(Account account) => string.Create(CultureInfo.InvariantCulture, $"{SmsPurpose}:{account.Id:N}");
}
