using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Partners.Documents;

/// <summary>Tells definitions which templates there are, see rule 7 of the definition format.</summary>
internal sealed class TemplateIndex(TemplateStore templates) : ITemplateIndex
{
    public bool Exists(string template, string? channel)
    {
        if (channel is not null)
        {
            return Enum.TryParse<VerzendKanaal>(channel, ignoreCase: true, out var kanaal) && InBoth(template, kanaal);
        }

        var kanalen = templates.Keys.Where(k => k.Name == template).Select(k => k.Kanaal).Distinct().ToList();
        return kanalen.Count > 0 && kanalen.TrueForAll(kanaal => InBoth(template, kanaal));
    }

    /// <summary>In both languages; with an attachment in both, or in neither.</summary>
    private bool InBoth(string template, VerzendKanaal kanaal) =>
        templates.Contains(template, kanaal, "nl") && templates.Contains(template, kanaal, "en")
        && templates.FindBijlage(new(template, kanaal, "nl")) is null == templates.FindBijlage(new(template, kanaal, "en")) is null;
}
