using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Partners.Documents;

/// <summary>What a template sees: texts, booleans, numbers and lists of these, written in the reader's language.</summary>
internal static class TemplateValues
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static CultureInfo CultureOf(string language) => CultureInfo.GetCultureInfo(language == "nl" ? "nl-NL" : "en-GB");

    public static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != "EqualityContract");

    public static Dictionary<string, object?> Of(object gegevens, CultureInfo culture) =>
        PropertiesOf(gegevens.GetType()).ToDictionary(NameOf, p => Convert(p.GetValue(gegevens), culture));

    public static Dictionary<string, object?> Afzender(HuisstijlOptions huisstijl) => new()
    {
        ["naam"] = Clean(huisstijl.Naam),
        ["website"] = Clean(huisstijl.Website),
        ["telefoon"] = Clean(huisstijl.Telefoon),
        ["email"] = Clean(huisstijl.Email),
    };

    public static string Date(DateOnly date, CultureInfo culture) => date.ToString("d MMMM yyyy", culture);

    /// <summary>One line, without control characters, composed (NFC), without spaces around it.</summary>
    public static string Clean(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value.Normalize(NormalizationForm.FormC))
        {
            // A no-break space stays: it keeps an amount together and is no Markdown.
            var space = c != '\u00A0' && (char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format);
            if (!space)
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString().Trim();
    }

    private static object? Convert(object? value, CultureInfo culture) => value switch
    {
        null => null,
        string text => Clean(text),
        bool => value,
        int or long => value,
        decimal amount => Clean(amount.ToString("C", culture.Name == "nl-NL" ? culture : EuroIn(culture))),
        DateOnly date => Date(date, culture),
        DateTimeOffset instant => TimeZoneInfo.ConvertTime(instant, Amsterdam).ToString(culture.Name == "nl-NL" ? "d MMMM yyyy 'om' HH:mm 'uur'" : "d MMMM yyyy 'at' HH:mm", culture),
        IEnumerable list => list.Cast<object?>().Select(item => Convert(item, culture)).ToList(),
        _ => Of(value, culture),
    };

    private static CultureInfo EuroIn(CultureInfo culture)
    {
        var euro = (CultureInfo)culture.Clone();
        euro.NumberFormat.CurrencySymbol = "€";
        return euro;
    }
}
