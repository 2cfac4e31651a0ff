using System.Globalization;
using System.Resources;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>What people call a machtiging, on pages and in mails.</summary>
internal static class MachtigingNamen
{
    private static readonly ResourceManager Texts = new("WeId.Workflows.Features.Machtigingen.MachtigingTeksten", typeof(MachtigingNamen).Assembly);

    /// <summary>The name of its dienst, or what it covers.</summary>
    /// <param name="dienstverlener">Of the dienst, or the one that it is for; null for an algemene bevoegdheid.</param>
    public static string Of(Machtiging machtiging, string? dienstverlener, CultureInfo taal) =>
        Of(machtiging.Soort, machtiging.Dienst, machtiging.Niveau, dienstverlener, taal);

    /// <summary>The same of what can be given.</summary>
    public static string Of(MachtigingBereik bereik, string? dienstverlener, CultureInfo taal) =>
        Of(bereik.Soort, bereik.Dienst, bereik.Niveau, dienstverlener, taal);

    private static string Of(MachtigingSoort soort, Dienst? dienst, Betrouwbaarheidsniveau? niveau, string? dienstverlener, CultureInfo taal) => soort switch
    {
        MachtigingSoort.Dienst => taal.TwoLetterISOLanguageName is "en" ? dienst!.NaamEn : dienst!.NaamNl,
        MachtigingSoort.Dienstverlener => string.Format(taal, Texts.GetString("AlleDiensten", taal)!, dienstverlener),
        _ => string.Format(taal, Texts.GetString("Algemeen", taal)!, niveau!.Value.Label()),
    };
}
