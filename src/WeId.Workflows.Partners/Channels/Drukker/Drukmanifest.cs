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
}

/// <summary>One letter of a delivery.</summary>
/// <param name="Id">Of the letter, in 32 hexadecimals; reports repeat it.</param>
/// <param name="File">Its PDF, beside the manifest.</param>
/// <param name="Kind">Name of the template.</param>
/// <param name="Country">NL, or the last line of an address abroad.</param>
internal sealed partial record Drukbrief(string Id, string File, string Kind, string Language, int Pages, int Bytes, string Sha256, string Country, Drukopties Options)
{
    /// <summary>A letter with its PDF.</summary>
    public static Drukbrief Of(Verzending brief, byte[] pdf, int pages) =>
        new(IdOf(brief.Id), FileOf(brief.Id), brief.Template, brief.Taal, pages, pdf.Length, brief.DocumentHash!, CountryOf(brief.Adres), new(Registered: false, OneSided: true));

    /// <summary>Name of the PDF.</summary>
    public static string FileOf(Guid verzendingId) => $"{IdOf(verzendingId)}.pdf";

    private static string IdOf(Guid verzendingId) => verzendingId.ToString("N", CultureInfo.InvariantCulture);

    private static string CountryOf(string adres) => adres[(adres.LastIndexOf('\n') + 1)..] is var last && Postcode().IsMatch(last) ? "NL" : last;

    [GeneratedRegex("^[0-9]{4} ?[A-Z]{2} ")]
    private static partial Regex Postcode();
}

/// <summary>How a letter is printed and posted.</summary>
/// <param name="Registered">As a registered parcel.</param>
/// <param name="OneSided">On one side of the paper: on both, the back of one letter could be the front of the next.</param>
internal sealed record Drukopties(bool Registered, bool OneSided);
