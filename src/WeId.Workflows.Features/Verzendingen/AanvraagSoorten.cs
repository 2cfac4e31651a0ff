using System.Globalization;
using System.Resources;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>What an aanvraag of a type asks for, in the middle of a sentence.</summary>
internal static class AanvraagSoorten
{
    private static readonly ResourceManager Texts = new(typeof(AanvraagSoorten).FullName!, typeof(AanvraagSoorten).Assembly);

    /// <summary>The name in the language; a type without one is called by its own name.</summary>
    public static string Label(string type, string taal) => Texts.GetString(type, CultureInfo.GetCultureInfo(taal)) ?? type.Replace('-', ' ');
}
