using Microsoft.Extensions.Localization;
using MudBlazor;

namespace WeId.Workflows.Web;

/// <summary>MudBlazor's own texts, in Dutch and English.</summary>
internal sealed class MudTeksten(IStringLocalizer<MudTeksten> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => texts[key];
}
