namespace WeId.Workflows.Engine.Embedded;

/// <summary>What an incident says of an exception: short, and without the data of the aanvraag.</summary>
internal static class Causes
{
    private const int MaxLength = 500;

    /// <summary>Type and message of the exception.</summary>
    public static string Of(Exception exception) => Shorten($"{exception.GetType().Name}: {exception.Message}");

    /// <summary>The text, cut off at 500 characters.</summary>
    public static string Shorten(string text) => text.Length <= MaxLength ? text : text[..MaxLength];
}
