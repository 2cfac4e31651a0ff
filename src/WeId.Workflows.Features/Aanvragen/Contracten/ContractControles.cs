using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>What the Handelsregister says of those who sign, for the reviewer. It decides nothing: the paper is judged by a person.</summary>
internal static class ContractControles
{
    public static IReadOnlyList<Controle> Of(ContractAfspraak afspraak, Inschrijving inschrijving)
    {
        var gevonden = afspraak.Ondertekenaars
            .Select(o => (Wie: o, Functionaris: inschrijving.Functionarissen.FirstOrDefault(f => f.Naam == o.Naam && f.Functie == o.Functie)))
            .ToList();
        var controles = gevonden.ConvertAll(g => Of(g.Wie, g.Functionaris));
        if (gevonden.TrueForAll(g => g.Functionaris is not null))
        {
            var samen = new Ondertekening(inschrijving, afspraak.Niveau);
            controles.Add(new("Handtekeningen", !samen.Refusals([.. gevonden.Select(g => g.Functionaris!)]).Any(), $"{gevonden.Count}"));
        }

        if (afspraak.Vestigingsnummer is { } vestiging && inschrijving.Vestigingen.All(v => v.Nummer.Value != vestiging))
        {
            controles.Add(new("Vestiging", false, vestiging));
        }

        return controles;
    }

    private static Controle Of(Ondertekenaar wie, Functionaris? functionaris) => functionaris switch
    {
        null => new("TekenaarOnbekend", false, wie.Naam),
        { IsBelemmerd: true } => new("TekenaarBelemmerd", false, wie.Naam),
        { IsRechtspersoon: true } => new("TekenaarRechtspersoon", false, wie.Naam),
        { IsVolledigBevoegd: true } => new("TekenaarBevoegd", true, $"{wie.Naam}, {wie.Functie}"),
        _ => new("TekenaarSamen", true, $"{wie.Naam}, {wie.Functie}"),
    };
}
