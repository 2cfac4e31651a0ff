using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.Web.Operations;

/// <summary>What the templates make of sample data: nothing of a customer, and nothing is sent.</summary>
internal sealed class SjabloonVoorbeelden(TemplateStore templates, Composer composer)
{
    private static readonly DateTimeOffset Op = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The templates, in the order of their names; what goes with a mail is part of it.</summary>
    public IReadOnlyList<SjabloonRij> List() =>
    [
        .. templates.Keys.Where(k => !k.IsBijlage)
            .GroupBy(k => (k.Name, k.Kanaal))
            .Select(g => new SjabloonRij(g.Key.Name, g.Key.Kanaal, templates.Keys.Any(k => k.IsBijlage && k.Name == g.Key.Name && g.Key.Kanaal is VerzendKanaal.Mail)))
            .OrderBy(r => r.Naam, StringComparer.Ordinal)
            .ThenBy(r => r.Kanaal),
    ];

    /// <summary>One with sample data; null when there is no such template.</summary>
    /// <param name="alles">Every choice of the template taken and lists filled, or none.</param>
    public Bericht? Make(string naam, VerzendKanaal kanaal, string taal, bool alles) =>
        templates.Contains(naam, kanaal, taal) && TemplateGegevens.TypeOf(naam) is { } type
            ? composer.Compose(new(new(naam, kanaal, taal), "J. Jansen", "Test BV Donald\nHizzaarderlaan 3A\n8823 SJ Lollum", Op), TemplateCheck.Sample(type, alles))
            : null;

    /// <summary>The PDF of it: the letter, or what goes with the mail; null when there is none.</summary>
    public byte[]? Pdf(string naam, VerzendKanaal kanaal, string taal, bool alles) =>
        Make(naam, kanaal, taal, alles) is { } bericht ? bericht.Pdf ?? (bericht.Bijlagen is [var bijlage, ..] ? bijlage.Content : null) : null;
}

/// <summary>A template of one channel.</summary>
/// <param name="HeeftBijlage">Whether a PDF goes with it.</param>
internal sealed record SjabloonRij(string Naam, VerzendKanaal Kanaal, bool HeeftBijlage);
