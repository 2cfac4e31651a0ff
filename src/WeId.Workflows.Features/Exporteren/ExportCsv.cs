using System.Globalization;
using System.Text;

namespace WeId.Workflows.Features.Exporteren;

/// <summary>
/// Writes a table as CSV (RFC 4180) the way that Dutch spreadsheets open it: UTF-8 with a mark in front, semicolons, days as 31-12-2026,
/// a comma in numbers. Nothing in it is run as a formula.
/// </summary>
internal static class ExportCsv
{
    public const string ContentType = "text/csv";

    // What spreadsheets take for the begin of a formula or a command, and what they take for these.
    private const string Dangerous = "=+-@|%\t\r\n＝＋－＠｜％";

    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");

    public static async Task WriteAsync(ExportTabel tabel, Stream target, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(tabel);
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Line(tabel.Kolommen.Select(k => k.Titel)).AsMemory(), ct);
        await foreach (var rij in tabel.Rijen.WithCancellation(ct))
        {
            await writer.WriteLineAsync(Line(rij).AsMemory(), ct);
        }
    }

    private static string Line(IEnumerable<object?> values) => string.Join(';', values.Select(v => Quoted(Shown(v))));

    private static string Shown(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture),
        string text => Harmless(text),
        IFormattable number => number.ToString(null, Dutch),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be exported.", nameof(value)),
    };

    private static string Harmless(string text) =>
        text.Length > 0
        && (Dangerous.Contains(text[0], StringComparison.Ordinal) || (text.AsSpan().TrimStart() is [var first, ..] && Dangerous.Contains(first, StringComparison.Ordinal)))
        && !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, Dutch, out _)
            ? $"'{text}"
            : text;

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(";\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
