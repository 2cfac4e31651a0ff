using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MimeKit;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.Partners.Channels;

/// <summary>Hands mails to a mail server, one connection each.</summary>
internal sealed class SmtpChannel(IOptions<SmtpOptions> options, IOptions<HuisstijlOptions> huisstijl, IHostEnvironment environment) : IChannel
{
    private const int FirstPermanentStatus = 500;

    public VerzendKanaal Kanaal => VerzendKanaal.Mail;

    public async Task<string> SendAsync(Zending zending, CancellationToken ct)
    {
        var settings = options.Value;
        using var message = MailMessage.Make(zending, huisstijl.Value.Naam, settings.From);
        RequireAllowed(message, settings);

        try
        {
            using var client = new SmtpClient { Timeout = (int)settings.Timeout.TotalMilliseconds };
            await client.ConnectAsync(settings.Host, settings.Port, Protection(settings.Security), ct);
            if (settings.Username.Length > 0)
            {
                await client.AuthenticateAsync(settings.Username, settings.Password, ct);
            }

            await client.SendAsync(message, ct);
            await SayGoodbyeAsync(client, ct);
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode >= FirstPermanentStatus)
        {
            // Not the exception itself: servers repeat the address in their answer, and it would end in the log.
            throw new PermanentFailureException($"The mail server refused the mail with {(int)e.StatusCode}.");
        }
        catch (SmtpCommandException e)
        {
            throw new IOException($"The mail server put the mail off with {(int)e.StatusCode}.");
        }

        return Hashing.Sha256(MailMessage.Bytes(message));
    }

    private static async Task SayGoodbyeAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (e is IOException or MailKit.ProtocolException or MailKit.CommandException)
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

    private void RequireAllowed(MimeMessage message, SmtpOptions settings)
    {
        if (!environment.IsProduction() && !message.To.Mailboxes.All(to => settings.AllowedDomains.Contains(to.Domain, StringComparer.OrdinalIgnoreCase)))
        {
            throw new PermanentFailureException("The receiver's domain is not in Partners:Smtp:AllowedDomains, which is needed outside Production.");
        }
    }
}
