namespace WeId.Workflows.Features.Toegang;

/// <summary>A link with a code that is for one person: the code stands behind the #, which browsers send to no server.</summary>
public static class PersoonlijkeLink
{
    /// <summary>The code in the address of a page, known only once the page lives; empty when there is none.</summary>
    public static string CodeOf(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return uri.IndexOf('#', StringComparison.Ordinal) is > 0 and var at ? Uri.UnescapeDataString(uri[(at + 1)..]) : "";
    }
}
