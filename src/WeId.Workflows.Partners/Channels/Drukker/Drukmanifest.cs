using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Partners.Channels.Drukker;

/// <summary>What one delivery to the print supplier holds; its file makes the delivery visible. Described in docs/kanalen.md.</summary>
/// <param name="Version">Of this form.</param>
/// <param name="Delivery">Number of the delivery.</param>
internal sealed record Drukmanifest(int Version, string Delivery, DateTimeOffset CreatedAt, IReadOnlyList<Drukbrief> Letters)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The same bytes for the same delivery.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The letters of a manifest as it was written.</summary>
    public static IEnumerable<Guid> LettersIn(byte[] manifest) =>
        JsonSerializer.Deserialize<Drukmanifest>(manifest, Json)!.Letters.Select(l => Guid.ParseExact(l.Id, "N"));
}

/// <summary>One letter of a delivery.</summary>
/// <param name="Id">Of the letter, in 32 hexadecimals; reports repeat it.</param>
/// <param name="File">Its PDF, beside the manifest.</param>
/// <param name="Kind">Name of the template.</param>
/// <param name="Country">NL for an address with a Dutch postcode on any line, or that ends in the name of our country; else the last line.</param>
internal sealed partial record Drukbrief(string Id, string File, string Kind, string Language, int Pages, int Bytes, string Sha256, string Country, Drukopties Options)
{
    /// <summary>A letter with its PDF.</summary>
    public static Drukbrief Of(Verzending brief, byte[] pdf, int pages) =>
        new(IdOf(brief.Id), FileOf(brief.Id), brief.Template, brief.Taal, pages, pdf.Length, brief.DocumentHash!, CountryOf(brief.Adres), new(Registered: false, OneSided: true));

    /// <summary>Name of the PDF.</summary>
    public static string FileOf(Guid verzendingId) => $"{IdOf(verzendingId)}.pdf";

    /// <summary>The letter of a file; null when it is not named as one.</summary>
    public static Guid? IdOf(string file) =>
        Path.GetExtension(file) is ".pdf" && Guid.TryParseExact(Path.GetFileNameWithoutExtension(file), "N", out var id) ? id : null;

    private static string IdOf(Guid verzendingId) => verzendingId.ToString("N", CultureInfo.InvariantCulture);

    // Who makes an address fit may put the postcode on a line of its own.
    private static string CountryOf(string adres)
    {
        var lines = adres.Split('\n');
        return lines.Any(Postcode().IsMatch) || lines[^1].ToUpperInvariant() is "NEDERLAND" or "NETHERLANDS" or "THE NETHERLANDS" ? "NL" : lines[^1];
    }

    [GeneratedRegex("^[0-9]{4} ?[A-Z]{2}( |$)")]
    private static partial Regex Postcode();
}

/// <summary>How a letter is printed and posted.</summary>
/// <param name="Registered">As a registered parcel.</param>
/// <param name="OneSided">On one side of the paper: on both, the back of one letter could be the front of the next.</param>
internal sealed record Drukopties(bool Registered, bool OneSided);
