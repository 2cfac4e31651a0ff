using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MimeKit;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.Partners.Channels;

/// <summary>Hands mails to a mail server, one receiver and one connection each; see docs/kanalen.md.</summary>
internal sealed class SmtpChannel(IOptions<SmtpOptions> options, IOptions<HuisstijlOptions> huisstijl, DkimKey dkim, IHostEnvironment environment) : IChannel
{
    private const int FirstPermanentStatus = 500;

    public VerzendKanaal Kanaal => VerzendKanaal.Mail;

    public async Task<string> SendAsync(Zending zending, CancellationToken ct)
    {
        var settings = options.Value;
        using var message = MailMessage.Make(zending, huisstijl.Value.Naam, settings.From);
        RequireAllowed(message, settings);
        dkim.Sign(message);

        using var client = new SmtpClient { Timeout = (int)settings.Timeout.TotalMilliseconds };
        Trust(client, settings);
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, Protection(settings.Security), ct);
            if (settings.Username.Length > 0)
            {
                await client.AuthenticateAsync(settings.Username, settings.Password, ct);
            }
        }
        catch (SmtpCommandException e)
        {
            // Said of us and not of this mail: giving up would lose every mail until somebody mends it.
            throw Postponed(e);
        }

        try
        {
            var sender = new MailboxAddress("", settings.BounceAddress.Length > 0 ? settings.BounceAddress : settings.From);
            await client.SendAsync(message, sender, message.To.Mailboxes, ct);
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode >= FirstPermanentStatus && e.ErrorCode is not SmtpErrorCode.SenderNotAccepted)
        {
            // Not the exception itself: servers repeat the address in their answer, and it would end in the log.
            throw new PermanentFailureException($"The mail server refused the mail with {(int)e.StatusCode}.") { Answer = AnswerOf(e) };
        }
        catch (SmtpCommandException e)
        {
            throw Postponed(e);
        }

        await SayGoodbyeAsync(client, ct);
        return Hashing.Sha256(MailMessage.Bytes(message));
    }

    private static PostponedException Postponed(SmtpCommandException e) =>
        new($"The mail server put the mail off with {(int)e.StatusCode}.") { Answer = AnswerOf(e) };

    private static string AnswerOf(SmtpCommandException e) => $"SMTP {(int)e.StatusCode} ({e.ErrorCode})";

    private static async Task SayGoodbyeAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (e is IOException or TimeoutException or OperationCanceledException or MailKit.ProtocolException or MailKit.CommandException)
        {
            // The mail was accepted; a rude goodbye must not send it again.
        }
    }

    private static SecureSocketOptions Protection(SmtpSecurity security) => security switch
    {
        SmtpSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private static void Trust(SmtpClient client, SmtpOptions settings)
    {
        if (settings.CertificateAuthorityPath.Length == 0)
        {
            return;
        }

        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(settings.CertificateAuthorityPath);
        // A private authority publishes no list of what it has withdrawn.
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = (_, certificate, sent, errors) => ServerCertificate.IsTrusted(certificate, sent, errors, roots);
    }

    private void RequireAllowed(MimeMessage message, SmtpOptions settings)
    {
        if (!environment.IsProduction() && !message.To.Mailboxes.All(to => settings.AllowedDomains.Contains(to.Domain, StringComparer.OrdinalIgnoreCase)))
        {
            throw new PermanentFailureException("The receiver's domain is not in Partners:Smtp:AllowedDomains, which is needed outside Production.");
        }
    }
}
