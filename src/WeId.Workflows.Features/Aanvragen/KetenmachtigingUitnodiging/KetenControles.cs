using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>What the Handelsregister says about who signed, for the reviewer; it decides nothing (R-006, §2.5).</summary>
internal static class KetenControles
{
    /// <param name="inschrijving">Null when the register knows none.</param>
    public static IReadOnlyList<Controle> Check(string kvk, string vertegenwoordiger, Inschrijving? inschrijving) => inschrijving is null
        ? [new("KvkOnbekend", false, kvk)]
        : [.. Inschrijvingscontroles.Of(kvk, inschrijving, metAdres: false), CheckFunctionaris(vertegenwoordiger, inschrijving)];

    /// <summary>When the register does not answer: the reviewer looks it up himself.</summary>
    public static IReadOnlyList<Controle> Silent(string kvk) => [new("KvkStil", false, kvk)];

    private static Controle CheckFunctionaris(string naam, Inschrijving inschrijving) => inschrijving.Functionarissen.FirstOrDefault(f => f.Naam == naam) switch
    {
        null => new("FunctionarisOnbekend", false, naam),
        { IsBelemmerd: true } f => new("FunctionarisBelemmerd", false, $"{f.Naam}, {f.Functie}"),
        { IsVolledigBevoegd: true, IsRechtspersoon: false } f => new("FunctionarisBevoegd", true, $"{f.Naam}, {f.Functie}"),
        { } f => new("FunctionarisNietVastgesteld", false, $"{f.Naam}, {f.Functie}: {f.Bevoegdheid}"),
    };
}
