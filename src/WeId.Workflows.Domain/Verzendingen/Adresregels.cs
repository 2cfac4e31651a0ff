namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Tells lines that were split or shortened from lines that say something else .</summary>
public static class Adresregels
{
    /// <summary>
    /// Whether the new lines say nothing that the old ones do not: the same words in the same order, some left out or cut off
    /// ("afd." for "afdeling"). What has a digit in it - house number, postcode - finds the house, and must all be there.
    /// </summary>
    public static bool IsShortened(IEnumerable<string> old, IEnumerable<string> nieuw)
    {
        ArgumentNullException.ThrowIfNull(nieuw);
        ArgumentNullException.ThrowIfNull(old);
        using var known = old.SelectMany(Words).GetEnumerator();
        foreach (var word in nieuw.SelectMany(Words))
        {
            do
            {
                if (!known.MoveNext())
                {
                    return false;
                }
            }
            while (!Covers(known.Current, word) && !HasDigit(known.Current));

            if (!Covers(known.Current, word))
            {
                return false;
            }
        }

        while (known.MoveNext())
        {
            if (HasDigit(known.Current))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Covers(string known, string word) =>
        known.Equals(word, StringComparison.OrdinalIgnoreCase)
        || (!HasDigit(known) && known.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static bool HasDigit(string word) => word.Any(char.IsDigit);

    private static IEnumerable<string> Words(string line) =>
        new string([.. line.Normalize().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
