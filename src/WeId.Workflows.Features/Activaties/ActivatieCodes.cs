using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Activaties;

/// <summary>The form in which an activation code is stored.</summary>
/// <remarks>
/// Its first group of five has a hash of its own in front: a code of which only that group is right is a wrong try at a
/// known activation and is counted there, so that the rest cannot be tried out.
/// </remarks>
internal sealed class ActivatieCodes(Codes codes)
{
    private const int GroepLength = 16;
    private const int CodeLength = 10;

    /// <summary>What <c>Activatie.CodeHash</c> holds; null when the text is no code at all.</summary>
    public string? Hash(string typed)
    {
        var code = Codes.Normalize(typed);
        return code.Length == CodeLength && code.All(Codes.Alphabet.Contains)
            ? codes.Hash("activatie.groep", code[..(CodeLength / 2)])[..GroepLength] + codes.Hash("activatie", code)[GroepLength..]
            : null;
    }

    /// <summary>The part that is the same for all codes with the same first group.</summary>
    public static string GroepOf(string hash) => hash[..GroepLength];
}
