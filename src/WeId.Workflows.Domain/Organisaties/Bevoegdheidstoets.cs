using System.Globalization;
using System.Text;

namespace WeId.Workflows.Domain.Organisaties;

/// <summary>What the Handelsregister says about the authority of one person; a person decides, this tells him where to look .</summary>
public enum BevoegdheidUitkomst
{
    /// <summary>May sign alone.</summary>
    VolledigBevoegd,

    /// <summary>Acts for the company, but jointly, limited, or in a way that the register does not tell.</summary>
    NietVastgesteld,

    /// <summary>Suspended, deceased, a minor or limited in his acts.</summary>
    Belemmerd,

    /// <summary>Not among those who act for the company, and neither is a legal person.</summary>
    NietGevonden,

    /// <summary>Not among them, but a legal person is: he may act for that one.</summary>
    ViaRechtspersoon,

    /// <summary>The company is no longer registered, or somebody else acts for it.</summary>
    BedrijfBelemmerd,
}

/// <summary>The outcome, and by which entry in the register.</summary>
/// <param name="Bron">Name and function, or what hinders the company; null when nobody was found.</param>
public sealed record Bevoegdheidsoordeel(BevoegdheidUitkomst Uitkomst, string? Bron);

/// <summary>Compares a person with those who act for a company according to the Handelsregister.</summary>
public static class Bevoegdheidstoets
{
    private static readonly HashSet<string> Voorvoegsels = ["van", "de", "der", "den", "ten", "ter", "te", "het", "von", "la", "le", "el", "di", "da", "du"];

    /// <summary>The outcome for a person with these names.</summary>
    /// <param name="voornamen">The register may have only his initials.</param>
    /// <param name="achternaam">With its prefix.</param>
    public static Bevoegdheidsoordeel Judge(Inschrijving inschrijving, string voornamen, string achternaam)
    {
        ArgumentNullException.ThrowIfNull(inschrijving);
        if (inschrijving is { UitgeschrevenOp: not null } or { BijzondereRechtstoestand: not null })
        {
            return new(BevoegdheidUitkomst.BedrijfBelemmerd, inschrijving.BijzondereRechtstoestand);
        }

        var gevonden = inschrijving.Functionarissen.Where(f => !f.IsRechtspersoon && IsSame(f.Naam, voornamen, achternaam)).ToList();
        if (gevonden.Find(f => f.IsBelemmerd) is { } belemmerd)
        {
            return new(BevoegdheidUitkomst.Belemmerd, Show(belemmerd));
        }

        // Of two people whose names cannot be told apart, both must be authorised.
        return gevonden switch
        {
            [] => inschrijving.Functionarissen.FirstOrDefault(f => f.IsRechtspersoon) is { } rechtspersoon
                ? new(BevoegdheidUitkomst.ViaRechtspersoon, Show(rechtspersoon))
                : new(BevoegdheidUitkomst.NietGevonden, null),
            _ when gevonden.TrueForAll(f => f.IsVolledigBevoegd) => new(BevoegdheidUitkomst.VolledigBevoegd, Show(gevonden[0])),
            _ => new(BevoegdheidUitkomst.NietVastgesteld, Show(gevonden.Find(f => !f.IsVolledigBevoegd)!)),
        };
    }

    private static string Show(Functionaris functionaris) => $"{functionaris.Naam}, {functionaris.Functie}";

    // The same surname, and first names that begin with the same letter: more the initials of the register do not tell.
    private static bool IsSame(string inRegister, string voornamen, string achternaam)
    {
        var (register, eigen) = (Plain(inRegister), Plain(achternaam));
        return eigen.Length > 0
            && register.EndsWith($" {eigen}", StringComparison.Ordinal)
            && Plain(voornamen) is [var letter, ..]
            && register[0] == letter
            && !register[..^eigen.Length].Split(' ').Any(Voorvoegsels.Contains);
    }

    /// <summary>Lower case, without accents, and only letters with single spaces between.</summary>
    private static string Plain(string naam)
    {
        var plain = new StringBuilder(naam.Length);
        foreach (var c in naam.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetter(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && plain is { Length: > 0 } && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }
}
