using System.Globalization;
using System.Resources;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Aanvragen.Middelen;

/// <summary>A middel for somebody who has none yet in words, for the reviewer.</summary>
internal static class MiddelBeeld
{
    private static readonly ResourceManager Texts = new(typeof(MiddelBeeld).FullName!, typeof(MiddelBeeld).Assembly);

    public static IReadOnlyList<BeeldRegel> Regels(MiddelGegevens g, CultureInfo taal, DateOnly today)
    {
        List<BeeldRegel> regels =
        [
            new(T("Voornamen"), g.Voornamen),
            new(T("Achternaam"), g.Tussenvoegsel is null ? g.Achternaam : $"{g.Tussenvoegsel} {g.Achternaam}"),
            new(T("Geboortedatum"), Datum(g.Geboortedatum)),
            new(T("SoortDocument"), T($"Document{g.DocumentType}")),
            new(T("Documentnummer"), g.Documentnummer) { IsNummer = true },
            new(T("Vervaldatum"), $"{Datum(g.Vervaldatum)} ({Months(g.Vervaldatum)})"),
            new(T("Email"), g.Email),
            new(T("Niveau"), g.Niveau.Label()),
            new(T("Rol"), T($"Rol{g.Rol}")),
            new(T("TweedeFactor"), T($"Factor{g.TweedeFactor}") + (g.Mobiel is null ? "" : $", {g.Mobiel}")),
        ];
        if (g.IdentificatieAdres is { } adres)
        {
            regels.Add(new(T("IdentificatieAdres"), string.Join(", ", adres.Regels)));
        }

        return regels;

        string T(string key) => Texts.GetString(key, taal) ?? throw new MissingManifestResourceException(key);

        string Datum(DateOnly dag) => dag.ToString("d MMMM yyyy", taal);

        string Months(DateOnly until) => MonthsLeft(until, today) is var left and not 1 ? string.Format(taal, T("NogMaanden"), left) : T("NogMaand");
    }

    private static int MonthsLeft(DateOnly until, DateOnly today)
    {
        var months = ((until.Year - today.Year) * 12) + until.Month - today.Month;
        return Math.Max(0, until.Day < today.Day ? months - 1 : months);
    }
}
