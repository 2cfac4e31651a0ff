using System.Globalization;
using System.Text.Json;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Partners.Channels.Drukker;

/// <summary>What the print supplier reports in one file. Described in docs/kanalen.md.</summary>
/// <param name="Id">His own reference; the same one counts once.</param>
internal sealed record Terugmeldingbestand(string Id, IReadOnlyList<Briefmelding> Letters)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Reads a file.</summary>
    /// <returns>What it says, or why it says nothing.</returns>
    public static (Terugmeldingbestand? Bestand, string? Fout) Read(ReadOnlySpan<byte> bytes)
    {
        Vorm? vorm;
        try
        {
            vorm = JsonSerializer.Deserialize<Vorm>(bytes, Json);
        }
        catch (JsonException)
        {
            return (null, "not JSON of the described form");
        }

        if (vorm is not { Version: 1, Id: { } id, Letters: { Count: > 0 } letters })
        {
            return (null, "version, id or letters is missing or unknown");
        }

        if (id.Length > Terugmelding.MaxKenmerk || id.Length == 0 || !id.All(IsOfCode))
        {
            return (null, "the id is not made of letters, digits, '.', '_' and '-'");
        }

        var read = new List<Briefmelding>();
        foreach (var letter in letters)
        {
            if (letter is null || !Guid.TryParseExact(letter.Id, "N", out var verzendingId))
            {
                return (null, "a letter has no id");
            }

            if (Fault(letter, out var stand, out var op) is { } fault)
            {
                return (null, $"letter {verzendingId:N}: {fault}");
            }

            read.Add(new(verzendingId, letter.Sha256!, stand, op, letter.Reason));
        }

        return read.DistinctBy(l => l.VerzendingId).Count() == read.Count ? (new(id, read), null) : (null, "a letter stands in it twice");
    }

    private static string? Fault(Vormbrief letter, out Briefstand stand, out DateOnly? op)
    {
        op = null;
        stand = letter.Status switch { "accepted" => Briefstand.Aangenomen, "posted" => Briefstand.Gepost, "refused" => Briefstand.Geweigerd, _ => Briefstand.Onbekend };
        if (stand is Briefstand.Onbekend)
        {
            return "its status is not accepted, posted or refused";
        }

        if (letter.Sha256 is null)
        {
            return "its sha256 is missing";
        }

        if (stand is Briefstand.Gepost)
        {
            if (!DateOnly.TryParseExact(letter.PostedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return "postedOn is not a date such as 2026-03-31";
            }

            op = day;
        }

        // A code and no text: an explanation may hold a name.
        return stand is Briefstand.Geweigerd && !(letter.Reason is { Length: > 0 and <= Verzending.MaxDrukkerReden } reden && reden.All(IsOfCode))
            ? "reason is not a code of letters, digits, '.', '_' and '-'"
            : null;
    }

    private static bool IsOfCode(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';

    private sealed record Vorm(int Version, string? Id, IReadOnlyList<Vormbrief?>? Letters);

    private sealed record Vormbrief(string? Id, string? Sha256, string? Status, string? PostedOn, string? Reason);
}

/// <summary>What the print supplier reports of one letter.</summary>
/// <param name="Sha256">Of the file that he printed.</param>
/// <param name="Op">When it was posted.</param>
/// <param name="Reden">His code for why he will not print it.</param>
internal sealed record Briefmelding(Guid VerzendingId, string Sha256, Briefstand Stand, DateOnly? Op, string? Reden);

/// <summary>How far the print supplier is with a letter.</summary>
internal enum Briefstand
{
    /// <summary>He says nothing that we know.</summary>
    Onbekend,

    /// <summary>He has it.</summary>
    Aangenomen,

    /// <summary>It is posted.</summary>
    Gepost,

    /// <summary>He will not print it.</summary>
    Geweigerd,
}
