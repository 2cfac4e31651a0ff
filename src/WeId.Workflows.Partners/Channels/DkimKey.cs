using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;

namespace WeId.Workflows.Partners.Channels;

/// <summary>Signs mails for the domain of the sender (DKIM, RFC 6376), once a key is configured. The key is read once, at the start.</summary>
internal sealed class DkimKey(IOptions<SmtpOptions> options)
{
    private const int MinBits = 2048;

    private static readonly HeaderId[] Headers =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.ContentType, HeaderId.AutoSubmitted,
    ];

    private readonly byte[]? pem = options.Value.Dkim.IsConfigured ? Encoding.ASCII.GetBytes(Read(options.Value.Dkim)) : null;

    /// <summary>Adds the signature; nothing without a key. The moment in it is the mail's own date, so that a repeat has the same bytes.</summary>
    public void Sign(MimeMessage message)
    {
        if (pem is null)
        {
            return;
        }

        var from = options.Value.From;
        using var key = new MemoryStream(pem, writable: false);
        var signer = new Signer(key, from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..], options.Value.Dkim.Selector, message.Date)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            QueryMethod = "dns/txt",
        };
        signer.Sign(message, Headers);
    }

    /// <summary>What is wrong with the settings; null when they can be used, or are not there.</summary>
    public static string? FindFault(DkimOptions dkim)
    {
        if (!dkim.IsConfigured)
        {
            return null;
        }

        if (dkim.Selector.Length == 0 || !dkim.Selector.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
        {
            return "Partners:Smtp:Dkim:Selector must name the DNS record of the key: letters, digits, - and dots.";
        }

        if (dkim.PrivateKey.Length > 0 == dkim.PrivateKeyPath.Length > 0)
        {
            return "Give the DKIM key either by Partners:Smtp:Dkim:PrivateKeyPath or by Partners:Smtp:Dkim:PrivateKey.";
        }

        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(Read(dkim));
            // Importing a public key works as well; exporting then does not.
            rsa.ExportParameters(includePrivateParameters: true);

            // The signer reads the first block of the file only.
            using var key = new MemoryStream(Encoding.ASCII.GetBytes(Read(dkim)));
            _ = new Signer(key, "example.test", dkim.Selector, DateTimeOffset.UnixEpoch);
            return rsa.KeySize < MinBits ? $"The DKIM key of Partners:Smtp:Dkim must have {MinBits} bits or more." : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException or FormatException)
        {
            return $"The DKIM key of Partners:Smtp:Dkim is no RSA private key in PEM that can be read ({e.GetType().Name}).";
        }
    }

    private static string Read(DkimOptions dkim) => dkim.PrivateKey.Length > 0 ? dkim.PrivateKey : File.ReadAllText(dkim.PrivateKeyPath);

    private sealed class Signer(Stream key, string domain, string selector, DateTimeOffset at) : DkimSigner(key, domain, selector, DkimSignatureAlgorithm.RsaSha256)
    {
        protected override long GetTimestamp() => at.ToUnixTimeSeconds();
    }
}
