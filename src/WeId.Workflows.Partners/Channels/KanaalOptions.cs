using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace WeId.Workflows.Partners.Channels;

/// <summary>Where mails, text messages and letters go.</summary>
public sealed class KanaalOptions
{
    /// <summary>Mails: <c>Folder</c> or <c>Smtp</c>. Default: Folder.</summary>
    public MailKanaal Mail { get; set; } = MailKanaal.Folder;

    /// <summary>Text messages: <c>Folder</c> or <c>Gateway</c>. Default: Folder.</summary>
    public SmsKanaal Sms { get; set; } = SmsKanaal.Folder;

    /// <summary>Letters: always in the queue of the postkamer, and with <c>Folder</c> in the folder as well. Default: Folder.</summary>
    public PostKanaal Post { get; set; } = PostKanaal.Folder;

    /// <summary>Folder of the developer's letter box, relative to the program. Default: data/postvak.</summary>
    [Required]
    public string FolderPath { get; set; } = "data/postvak";

    /// <summary>Lets an environment other than Development write codes and links readable into the folder, for a demonstration. Default: false.</summary>
    public bool FolderInProduction { get; set; }
}

/// <summary>Where mails go.</summary>
public enum MailKanaal
{
    /// <summary>Files in the developer's letter box.</summary>
    Folder,

    /// <summary>A mail server.</summary>
    Smtp,
}

/// <summary>Where text messages go.</summary>
public enum SmsKanaal
{
    /// <summary>Files in the developer's letter box.</summary>
    Folder,

    /// <summary>An HTTP gateway.</summary>
    Gateway,
}

/// <summary>Where letters go beside the queue of the postkamer.</summary>
public enum PostKanaal
{
    /// <summary>Files in the developer's letter box.</summary>
    Folder,

    /// <summary>Nowhere else.</summary>
    Postkamer,
}

/// <summary>The mail server and the sender.</summary>
public sealed class SmtpOptions
{
    /// <summary>Name of the server. Default: localhost.</summary>
    [Required]
    public string Host { get; set; } = "localhost";

    /// <summary>Port. Default: 587.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary><c>StartTls</c>, <c>SslOnConnect</c>, or <c>None</c>, which is allowed to this machine only. Default: StartTls.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Name to sign in with; empty: none. Default: empty.</summary>
    public string Username { get; set; } = "";

    /// <summary>Password to sign in with; from the environment. Default: empty.</summary>
    public string Password { get; set; } = "";

    /// <summary>Address of the sender; its domain ends the Message-ID. Default: noreply@we-id.example.</summary>
    [Required, EmailAddress]
    public string From { get; set; } = "noreply@we-id.example";

    /// <summary>Where mail servers return what they cannot deliver (the envelope sender); empty: <see cref="From"/>. Default: empty.</summary>
    public string BounceAddress { get; set; } = "";

    /// <summary>PEM file with the certificate authorities that may vouch for the server, for one in one's own network; empty: those of the operating system. Default: empty.</summary>
    public string CertificateAuthorityPath { get; set; } = "";

    /// <summary>The signature under each mail.</summary>
    public DkimOptions Dkim { get; } = new();

    /// <summary>Time for each exchange with the server. Default: 30 seconds; 1 second to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Domains that may receive mail outside Production; others are refused for good. Default: none.</summary>
    public IList<string> AllowedDomains { get; } = [];
}

/// <summary>The key with which mails are signed for the domain of <see cref="SmtpOptions.From"/> (DKIM); without any of these they are not signed.</summary>
public sealed class DkimOptions
{
    /// <summary>Name of the key in DNS: the public key stands at <c>{Selector}._domainkey.{domain}</c>. Default: empty.</summary>
    public string Selector { get; set; } = "";

    /// <summary>PEM file with the RSA private key, 2048 bits or more. Default: empty.</summary>
    public string PrivateKeyPath { get; set; } = "";

    /// <summary>The same in PEM itself; from the environment. Default: empty.</summary>
    public string PrivateKey { get; set; } = "";

    internal bool IsConfigured => Selector.Length > 0 || PrivateKeyPath.Length > 0 || PrivateKey.Length > 0;
}

/// <summary>How the connection is protected. There is no "when available": that can be talked away.</summary>
public enum SmtpSecurity
{
    /// <summary>Plain at first, then TLS or nothing.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    SslOnConnect,

    /// <summary>Plain; to this machine only.</summary>
    None,
}

/// <summary>The gateway for text messages; its request, answers and reports stand in docs/kanalen.md.</summary>
public sealed class SmsOptions
{
    /// <summary>Where messages are posted; https, or http on this machine. Needed when <see cref="KanaalOptions.Sms"/> is Gateway.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Bearer token; from the environment. Default: empty.</summary>
    public string Token { get; set; } = "";

    /// <summary>Sender that the phone shows, at most 11 letters or digits. Default: We-ID.</summary>
    [Required, StringLength(11)]
    public string From { get; set; } = "We-ID";

    /// <summary>Time for an answer. Default: 10 seconds; 1 second to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most messages that one number gets within <see cref="PerNumberWindow"/>, whoever asks for them. Default: 20; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxPerNumber { get; set; } = 20;

    /// <summary>See <see cref="MaxPerNumber"/>. Default: 1 hour; 1 minute to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan PerNumberWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Secret with which the gateway signs its delivery reports, at least 32 characters; from the environment. Empty: reports are not taken. Default: empty.</summary>
    public string ReportSecret { get; set; } = "";
}

/// <summary>Refuses channels that would leak or cannot work.</summary>
internal sealed class ValidateKanalen(IHostEnvironment environment) : IValidateOptions<KanaalOptions>
{
    public ValidateOptionsResult Validate(string? name, KanaalOptions options)
    {
        var usesFolder = options.Mail is MailKanaal.Folder || options.Sms is SmsKanaal.Folder || options.Post is PostKanaal.Folder;
        return usesFolder && !environment.IsDevelopment() && !options.FolderInProduction
            ? ValidateOptionsResult.Fail("Partners:Kanalen: Mail, Sms and Post must not be Folder outside Development, where codes would be readable on disk. For a demonstration set Partners:Kanalen:FolderInProduction.")
            : ValidateOptionsResult.Success;
    }
}

/// <inheritdoc cref="ValidateKanalen" />
internal sealed class ValidateSmtp : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        var faults = new List<string>();
        var isLoopback = options.Host == "localhost" || (IPAddress.TryParse(options.Host, out var address) && IPAddress.IsLoopback(address));
        if (options.Security is SmtpSecurity.None && !isLoopback)
        {
            faults.Add("Partners:Smtp:Security may be None only when Partners:Smtp:Host is this machine.");
        }

        if (options.BounceAddress.Length > 0 && !new EmailAddressAttribute().IsValid(options.BounceAddress))
        {
            faults.Add("Partners:Smtp:BounceAddress is no e-mail address.");
        }

        if (options.CertificateAuthorityPath.Length > 0 && !HoldsCertificates(options.CertificateAuthorityPath))
        {
            faults.Add("Partners:Smtp:CertificateAuthorityPath is no PEM file with certificates.");
        }

        if (DkimKey.FindFault(options.Dkim) is { } fault)
        {
            faults.Add(fault);
        }

        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static bool HoldsCertificates(string path)
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(path);
            return found.Count > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }
}

/// <inheritdoc cref="ValidateKanalen" />
internal sealed class ValidateSms(IOptions<KanaalOptions> kanalen) : IValidateOptions<SmsOptions>
{
    private const int MinSecretLength = 32;

    public ValidateOptionsResult Validate(string? name, SmsOptions options)
    {
        if (kanalen.Value.Sms is SmsKanaal.Gateway && options.Endpoint is not ({ IsAbsoluteUri: true, Scheme: "https" } or { IsAbsoluteUri: true, Scheme: "http", IsLoopback: true }))
        {
            return ValidateOptionsResult.Fail("Partners:Sms:Endpoint must be an https address when Partners:Kanalen:Sms is Gateway.");
        }

        return options.ReportSecret.Length is > 0 and < MinSecretLength
            ? ValidateOptionsResult.Fail($"Partners:Sms:ReportSecret must have {MinSecretLength} characters or more.")
            : ValidateOptionsResult.Success;
    }
}
