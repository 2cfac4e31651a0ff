using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Domain.Contracten;

/// <summary>Who must sign a contract for a company, by what the Handelsregister says of its functionarissen .</summary>
/// <param name="Inschrijving">The registration of the company.</param>
/// <param name="Niveau">The level that the contract is about.</param>
public sealed record Ondertekening(Inschrijving Inschrijving, Betrouwbaarheidsniveau Niveau)
{
    /// <summary>Signatures of those who may not sign alone, at the least.</summary>
    private const int MinimumSamen = 2;

    /// <summary>Those who may sign, alone or with others; a limitation is no obstacle below EH4.</summary>
    public IReadOnlyList<Functionaris> Kiesbaar => [.. Inschrijving.Functionarissen.Where(f => !f.IsBelemmerd && (f.IsVolledigBevoegd || Niveau < Betrouwbaarheidsniveau.Eh4))];

    /// <summary>
    /// How many signatures of those who may not sign alone are needed: two, from EH3 on the majority of all of them when that is
    /// more; null at EH4, where nobody with a limitation signs.
    /// </summary>
    public int? Samen => Niveau switch
    {
        Betrouwbaarheidsniveau.Eh4 => null,
        Betrouwbaarheidsniveau.Eh3 => Math.Max(MinimumSamen, (Beperkten / 2) + 1),
        _ => MinimumSamen,
    };

    private int Beperkten => Inschrijving.Functionarissen.Count(f => !f.IsBelemmerd && !f.IsVolledigBevoegd);

    /// <summary>How many signatures there must be when these sign: one of somebody who may sign alone, or several together.</summary>
    public int Nodig(IReadOnlyCollection<Functionaris> gekozen)
    {
        ArgumentNullException.ThrowIfNull(gekozen);
        return gekozen.Any(f => f.IsVolledigBevoegd) ? 1 : Samen ?? 1;
    }

    /// <summary>Why nobody can sign for this company online, whoever is chosen; null when somebody can.</summary>
    public Refusal? Belet()
    {
        if (Inschrijving.BijzondereRechtstoestand is { } toestand)
        {
            return new BijzondereRechtstoestand(toestand);
        }

        var alleen = Kiesbaar.Any(f => f.IsVolledigBevoegd);
        return alleen || Samen <= Kiesbaar.Count(f => !f.IsVolledigBevoegd) ? null : new NiemandTekenbevoegd(Niveau.Label());
    }

    /// <summary>Every rule that the choice of signers breaks; none when they can sign.</summary>
    public IEnumerable<Refusal> Refusals(IReadOnlyCollection<Functionaris> gekozen)
    {
        ArgumentNullException.ThrowIfNull(gekozen);
        if (Belet() is { } belet)
        {
            yield return belet;
            yield break;
        }

        if (gekozen.Count == 0)
        {
            yield return new Required();
            yield break;
        }

        foreach (var functionaris in gekozen.Where(f => !Kiesbaar.Contains(f)))
        {
            yield return functionaris.IsBelemmerd || !Inschrijving.Functionarissen.Contains(functionaris)
                ? new TekenaarMagNiet(functionaris.Naam)
                : new TekenaarBeperktBevoegd(functionaris.Naam);
        }

        if (Nodig(gekozen) is var nodig && gekozen.Count < nodig)
        {
            yield return new TeWeinigTekenaars(nodig);
        }
        else if (gekozen.Count > nodig)
        {
            yield return new TeVeelTekenaars(nodig);
        }
    }
}

/// <summary>Who signs, as printed on the contract.</summary>
/// <param name="Naam">A person's name, or that of a legal person.</param>
/// <param name="Functie">In the words of the Handelsregister.</param>
/// <param name="IsRechtspersoon">A person signs in its name; who that may be is looked up by hand.</param>
public sealed record Ondertekenaar(string Naam, string Functie, bool IsRechtspersoon = false);

/// <summary>Somebody else acts for the company, such as a curator.</summary>
public sealed record BijzondereRechtstoestand(string Toestand) : Refusal;

/// <summary>With the functionarissen that the Handelsregister knows there can never be enough signatures for this level.</summary>
public sealed record NiemandTekenbevoegd(string Niveau) : Refusal;

/// <summary>Not a functionaris of this company, or one who may not act.</summary>
public sealed record TekenaarMagNiet(string Naam) : Refusal;

/// <summary>At EH4 nobody with a limitation of his power signs.</summary>
public sealed record TekenaarBeperktBevoegd(string Naam) : Refusal;

/// <summary>Those chosen may not sign alone: more of them are needed.</summary>
public sealed record TeWeinigTekenaars(int Nodig) : Refusal;

/// <summary>Fewer signatures are enough; the contract has as many blocks as are needed.</summary>
public sealed record TeVeelTekenaars(int Nodig) : Refusal;
