namespace WeId.Workflows.Features.Aanvragen.Bijlagen;

/// <summary>The name of an upload as people see it.</summary>
internal static class Bestandsnaam
{
    private const int MaxLength = 255;

    /// <summary>Without the path that a browser may send and the control characters that some send.</summary>
    public static string Of(string bestandsnaam)
    {
        var name = bestandsnaam[(bestandsnaam.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(name.Where(c => !char.IsControl(c)));
        return clean.Length <= MaxLength ? clean : clean[^MaxLength..];
    }
}
