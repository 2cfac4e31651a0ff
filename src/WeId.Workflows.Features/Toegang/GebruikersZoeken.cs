using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Toegang;

/// <summary>Finds users by what a beheerder types.</summary>
internal static class GebruikersZoeken
{
    /// <summary>More words than this only cost time.</summary>
    private const int MaxWords = 6;

    /// <summary>Those in whose name or e-mail address every word occurs.</summary>
    public static IQueryable<Organisatiekoppeling> Matching(this IQueryable<Organisatiekoppeling> koppelingen, string? zoek)
    {
        // PostgreSQL takes no U+0000, not even to look for.
        var words = (zoek ?? "").Replace('\0', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWords);
        foreach (var word in words)
        {
            // LIKE minds case on one database and not on another; lower() is the same on all. The strings are compared there, not here.
#pragma warning disable CA1304, CA1311, CA1862
            var lower = word.ToLowerInvariant();
            koppelingen = koppelingen.Where(k =>
                k.EhMiddel.Persoon.Voornamen.ToLower().Contains(lower)
                || k.EhMiddel.Persoon.Tussenvoegsel!.ToLower().Contains(lower)
                || k.EhMiddel.Persoon.Achternaam.ToLower().Contains(lower)
                || ((string)(object)k.EhMiddel.Persoon.Email).ToLower().Contains(lower));
#pragma warning restore CA1304, CA1311, CA1862
        }

        return koppelingen;
    }
}
