using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MimeKit;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.Partners.Channels;

/// <summary>Reads the developer's letter box, which <see cref="KanaalOptions.FolderPath"/> names.</summary>
public sealed class Postvak
{
    private readonly string folder;

    /// <summary>Reads the folder of the options.</summary>
    public Postvak(IOptions<KanaalOptions> options, IHostEnvironment environment)
        : this(FolderChannel.FolderOf(options.Value, environment))
    {
    }

    internal Postvak(string folder) => this.folder = folder;

    /// <summary>Everything that was sent, newest first.</summary>
    public IReadOnlyList<PostvakRegel> List()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(folder, "*.json")
            .Where(file => !Path.GetFileName(file).StartsWith('.'))
            .Select(ReadRegel)
            .OrderByDescending(regel => regel.Op)
            .ThenByDescending(regel => regel.VerzendingId)];
    }

    /// <summary>One message with its content; null when it is not there.</summary>
    public PostvakBericht? Read(Guid verzendingId)
    {
        var name = verzendingId.ToString("N", CultureInfo.InvariantCulture);
        var index = Path.Combine(folder, $"{name}.json");
        if (!File.Exists(index))
        {
            return null;
        }

        var regel = ReadRegel(index);
        var file = Path.Combine(folder, $"{name}.{regel.Extension}");
        if (regel.Kanaal is VerzendKanaal.Sms)
        {
            return new(regel, File.ReadAllText(file), null, null);
        }

        if (regel.Kanaal is VerzendKanaal.Post)
        {
            return new(regel, null, null, File.ReadAllBytes(file));
        }

        using var message = MimeMessage.Load(file);
        return new(regel, message.TextBody, message.HtmlBody, null) { Bijlagen = [.. message.Attachments.OfType<MimePart>().Select(ReadBijlage)] };
    }

    private static MailBijlage ReadBijlage(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        return new(part.FileName ?? "", part.ContentType.MimeType, content.ToArray());
    }

    private static PostvakRegel ReadRegel(string file) => JsonSerializer.Deserialize<PostvakRegel>(File.ReadAllBytes(file), PostvakRegel.Json)!;
}

/// <summary>One line of the letter box.</summary>
/// <param name="VerzendingId">The verzending.</param>
/// <param name="Kanaal">How it would travel.</param>
/// <param name="Template">Name of its template.</param>
/// <param name="Taal"><c>nl</c> or <c>en</c>.</param>
/// <param name="OntvangerNaam">Name of the receiver.</param>
/// <param name="Adres">As in <see cref="Verzending.Adres"/>.</param>
/// <param name="Onderwerp">Subject; null for a text message.</param>
/// <param name="Op">When it was decided.</param>
/// <param name="Extension">Of the file with the content.</param>
public sealed record PostvakRegel(
    Guid VerzendingId,
    VerzendKanaal Kanaal,
    string Template,
    string Taal,
    string OntvangerNaam,
    string Adres,
    string? Onderwerp,
    DateTimeOffset Op,
    string Extension)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    internal static PostvakRegel Of(Zending zending, string extension) => new(
        zending.VerzendingId,
        zending.Template.Kanaal,
        zending.Template.Name,
        zending.Template.Taal,
        zending.OntvangerNaam,
        zending.Adres,
        zending.Bericht.Onderwerp,
        zending.Op,
        extension);
}

/// <summary>A message of the letter box with what it says; a letter has only a PDF, a text message only text.</summary>
public sealed record PostvakBericht(PostvakRegel Regel, string? Text, string? Html, byte[]? Pdf)
{
    /// <summary>Files that go with a mail.</summary>
    public IReadOnlyList<MailBijlage> Bijlagen { get; init; } = [];
}
