using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using WeId.Workflows.Domain;

namespace WeId.Workflows.Features.Teksten;

/// <summary>Says a refusal in the reader's language: the text of its code, with its properties filled in.</summary>
public sealed partial class RefusalTekst
{
    private static readonly ResourceManager Texts =
        new("WeId.Workflows.Features.Teksten.RefusalTeksten", typeof(RefusalTekst).Assembly);

#pragma warning disable CA1822 // A service on purpose: pages inject it, and a host may give texts of its own.
    /// <summary>The text in a language; null: that of the page.</summary>
    /// <exception cref="MissingManifestResourceException">Nobody wrote a text for this refusal; a test fails before that.</exception>
    public string Of(Refusal refusal, CultureInfo? culture = null)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        culture ??= CultureInfo.CurrentUICulture;
        var text = refusal switch
        {
            NotValid notValid => Find($"NotValid.{notValid.Wat}", culture),
            SomebodyWasFirst { Door.Length: > 0 } => Find("SomebodyWasFirst.Door", culture),
            _ => null,
        };
        text ??= Find(refusal.Code, culture) ?? throw new MissingManifestResourceException($"Refusal {refusal.Code} has no text.");
        return Property().Replace(text, match => Show(refusal, match.Groups[1].Value, culture));
    }
#pragma warning restore CA1822

    /// <summary>Whether there is a text for this key in exactly this language: <c>nl</c> or <c>en</c>.</summary>
    public static bool Has(string key, string language) =>
        Texts.GetResourceSet(language == "nl" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)
            ?.GetString(key) is { Length: > 0 };

    /// <summary>A value as people read it: statuses by their label, days and amounts by the culture.</summary>
    public static string Show(object? value, CultureInfo culture) => value switch
    {
        null => "",
        Enum e => Find($"{e.GetType().Name}.{e}", culture) ?? e.ToString(),
        DateOnly day => day.ToString("d MMMM yyyy", culture),
        decimal amount => "€\u00A0" + amount.ToString("N2", culture),
        IFormattable formattable => formattable.ToString(null, culture),
        _ => value.ToString() ?? "",
    };

    private static string Show(Refusal refusal, string property, CultureInfo culture) =>
        Show(refusal.GetType().GetProperty(property)?.GetValue(refusal), culture);

    private static string? Find(string key, CultureInfo culture) => Texts.GetString(key, culture);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Property();
}
