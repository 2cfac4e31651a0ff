using System.Globalization;
using MimeKit;
using MimeKit.Text;

namespace WeId.Workflows.Partners.Channels;

/// <summary>Writes a mail whose bytes follow from the verzending, so that a repeat is the same mail and not a second one.</summary>
internal static class MailMessage
{
    /// <exception cref="Engine.Outbox.PermanentFailureException">The receiver's address is none.</exception>
    public static MimeMessage Make(Zending zending, string fromName, string from)
    {
        if (!MailboxAddress.TryParse(zending.Adres, out var parsed) || parsed.Domain.Length == 0)
        {
            throw new Engine.Outbox.PermanentFailureException("The receiver's e-mail address is not valid.");
        }

        var message = new MimeMessage
        {
            MessageId = IdOf(zending.VerzendingId, from),
            Date = zending.Op,
            Subject = zending.Bericht.Onderwerp ?? "",
        };
        message.From.Add(new MailboxAddress(fromName, from));
        message.To.Add(new MailboxAddress(zending.OntvangerNaam, parsed.Address));
        // So that an out-of-office answer does not come back (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Content-Language", zending.Template.Taal);

        var text = new TextPart(TextFormat.Plain) { Text = zending.Bericht.Text ?? "" };
        var alternative = Part(new MultipartAlternative(), zending, "alternative");
        alternative.Add(text);
        alternative.Add(new TextPart(TextFormat.Html) { Text = zending.Bericht.Html ?? "" });
        message.Body = alternative;
        if (zending.Bericht.Bijlagen.Count > 0)
        {
            var mixed = Part(new Multipart("mixed"), zending, "mixed");
            mixed.Add(alternative);
            foreach (var bijlage in zending.Bericht.Bijlagen)
            {
                mixed.Add(new MimePart(bijlage.ContentType)
                {
                    Content = new MimeContent(new MemoryStream(bijlage.Content, writable: false)),
                    ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                    ContentTransferEncoding = ContentEncoding.Base64,
                    FileName = bijlage.Naam,
                });
            }

            message.Body = mixed;
        }

        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    public static string IdOf(Guid verzendingId, string from) => string.Create(CultureInfo.InvariantCulture, $"{verzendingId:N}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}");

    public static byte[] Bytes(MimeMessage message)
    {
        using var stream = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, stream);
        return stream.ToArray();
    }

    private static T Part<T>(T multipart, Zending zending, string name)
        where T : Multipart
    {
        // Otherwise it is random.
        multipart.Boundary = string.Create(CultureInfo.InvariantCulture, $"=-{name}-{zending.VerzendingId:N}");
        return multipart;
    }
}
