namespace WeId.Workflows.Features.Teksten;

/// <summary>What people type.</summary>
internal static class Invoer
{
    /// <summary>Whether a text holds characters that nobody types: PostgreSQL keeps no U+0000, and no letter can show the others.</summary>
    public static bool HasControls(string? text) => text?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) is true;
}
