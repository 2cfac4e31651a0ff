using System.Globalization;

namespace WeId.Workflows.Features.Aanvragen.Kosten;

/// <summary>Amounts as people read them. Always euros, whatever the language of the reader; only the separators are his.</summary>
public static class Bedrag
{
    /// <summary>€ 25,00 in Dutch, with a space that does not break.</summary>
    public static string Euro(decimal bedrag) => string.Create(CultureInfo.CurrentCulture, $"€\u00a0{bedrag:N2}");
}
