using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>How a form names the functionarissen who sign .</summary>
public static class Tekenaars
{
    /// <summary>By which a functionaris is chosen: the Handelsregister gives him no number.</summary>
    public static string KeyOf(Functionaris functionaris)
    {
        ArgumentNullException.ThrowIfNull(functionaris);
        return $"{functionaris.Naam}, {functionaris.Functie}";
    }

    /// <summary>The functionarissen who were chosen; one that the register does not know (any more) is one who may not sign.</summary>
    public static IReadOnlyList<Functionaris> Of(IEnumerable<string> keys, Inschrijving inschrijving)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(inschrijving);
        return
        [
            .. keys.Distinct().Select(key => inschrijving.Functionarissen.FirstOrDefault(f => KeyOf(f) == key)
                ?? new Functionaris(key, "", SoortBevoegdheid.NietVastgesteld, IsBelemmerd: true)),
        ];
    }
}
