using System.Globalization;
using System.Resources;
using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>The words of the nine forms: the same on the page, on paper, for the reviewer and in the mails.</summary>
public static class WijzigingsformulierTeksten
{
    private static readonly ResourceManager Texts = new(typeof(WijzigingsformulierTeksten).FullName!, typeof(WijzigingsformulierTeksten).Assembly);

    /// <summary>The title of a form, literally that of the manual.</summary>
    public static string Titel(WijzigingSoort soort, CultureInfo taal) => Get($"Titel.{soort}", taal);

    /// <summary>The title in the middle of a sentence.</summary>
    public static string InZin(WijzigingSoort soort, CultureInfo taal) => Get($"InZin.{soort}", taal);

    /// <summary>What it is for.</summary>
    public static string Uitleg(WijzigingSoort soort, CultureInfo taal) => Get($"Uitleg.{soort}", taal);

    /// <summary>A question.</summary>
    public static string Vraag(string veld, CultureInfo taal) => Get($"Vraag.{veld}", taal);

    /// <summary>Help with a question; null when it needs none.</summary>
    public static string? Hulp(string veld, CultureInfo taal) => Texts.GetString($"Hulp.{veld}", taal);

    /// <summary>One of the possible answers to a question.</summary>
    public static string Optie(string veld, string optie, CultureInfo taal) => Get($"Optie.{veld}.{optie}", taal);

    /// <summary>A word on the paper.</summary>
    public static string Papier(string sleutel, CultureInfo taal, params object[] args)
    {
        var text = Get($"Papier.{sleutel}", taal);
        return args.Length == 0 ? text : string.Format(taal, text, args);
    }

    private static string Get(string key, CultureInfo taal) => Texts.GetString(key, taal) ?? throw new MissingManifestResourceException($"The forms have no text '{key}'.");
}
