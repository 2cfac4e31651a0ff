using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>The letter that a task is about.</summary>
public sealed partial class BriefPaneel
{
    [Inject] public required IStringLocalizer<BriefPaneel> T { get; init; }

    /// <summary>The letter.</summary>
    [Parameter, EditorRequired] public required BriefTaak Brief { get; set; }
}
