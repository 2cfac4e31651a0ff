namespace WeId.Workflows.Domain;

/// <summary>How people write numbers: with spaces, at times with a no-break space pasted from a letter.</summary>
internal static class Notation
{
    /// <returns>The text without any white space; empty for null.</returns>
    public static string Compact(string? text) =>
        text is null ? string.Empty : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <returns>Whether the text is exactly so many of the digits 0 to 9; digits of other scripts do not count.</returns>
    public static bool IsDigits(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit);
}
