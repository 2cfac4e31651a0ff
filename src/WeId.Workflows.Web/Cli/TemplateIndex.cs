using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.Web.Cli;

/// <summary>The templates that this build ships.</summary>
internal sealed class TemplateIndex(TemplateStore templates) : ITemplateIndex
{
    private static readonly string[] Languages = ["nl", "en"];

    public bool Exists(string template, string? channel)
    {
        if (channel is not null)
        {
            return Enum.TryParse<VerzendKanaal>(channel, ignoreCase: true, out var kanaal) && ExistsFor(template, kanaal);
        }

        var channels = templates.Keys.Where(k => k.Name == template).Select(k => k.Kanaal).Distinct().ToList();
        return channels.Count > 0 && channels.TrueForAll(kanaal => ExistsFor(template, kanaal));
    }

    private bool ExistsFor(string template, VerzendKanaal kanaal) => Array.TrueForAll(Languages, taal => templates.Contains(template, kanaal, taal));
}
