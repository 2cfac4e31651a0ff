using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.Partners.Channels;

/// <summary>
/// Puts what would be sent into a folder: mails as .eml, text messages as .txt, letters as .pdf, each with a .json beside it.
/// The name is that of the verzending, so a repeat replaces its file. For development.
/// </summary>
internal sealed class FolderChannel(VerzendKanaal kanaal, string folder, HuisstijlOptions huisstijl, SmtpOptions smtp) : IChannel
{
    public FolderChannel(VerzendKanaal kanaal, IOptions<KanaalOptions> options, IOptions<HuisstijlOptions> huisstijl, IOptions<SmtpOptions> smtp, IHostEnvironment environment)
        : this(kanaal, FolderOf(options.Value, environment), huisstijl.Value, smtp.Value)
    {
    }

    public VerzendKanaal Kanaal => kanaal;

    public static string FolderOf(KanaalOptions options, IHostEnvironment environment) => Path.Combine(environment.ContentRootPath, options.FolderPath);

    public async Task<string> SendAsync(Zending zending, CancellationToken ct)
    {
        var (extension, bytes) = kanaal switch
        {
            VerzendKanaal.Mail => ("eml", MailBytes(zending)),
            VerzendKanaal.Sms => ("txt", Encoding.UTF8.GetBytes(zending.Bericht.Text ?? "")),
            _ => ("pdf", zending.Bericht.Pdf ?? throw new PermanentFailureException("The letter was not made up.")),
        };
        Directory.CreateDirectory(folder);
        var name = zending.VerzendingId.ToString("N", CultureInfo.InvariantCulture);
        await WriteAsync($"{name}.{extension}", bytes, ct);
        // The reader goes by this file, so it comes last.
        await WriteAsync($"{name}.json", JsonSerializer.SerializeToUtf8Bytes(PostvakRegel.Of(zending, extension), PostvakRegel.Json), ct);
        return Hashing.Sha256(bytes);
    }

    private byte[] MailBytes(Zending zending)
    {
        using var message = MailMessage.Make(zending, huisstijl.Naam, smtp.From);
        return MailMessage.Bytes(message);
    }

    private async Task WriteAsync(string name, byte[] bytes, CancellationToken ct)
    {
        var temporary = Path.Combine(folder, $".{name}.tmp");
        await File.WriteAllBytesAsync(temporary, bytes, ct);
        File.Move(temporary, Path.Combine(folder, name), overwrite: true);
    }
}
