using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>The machtigingen of one user in his details (R-077… …R-226).</summary>
public sealed partial class MachtigingenSectie
{
    private string? melding;

    [Inject] public required IStringLocalizer<MachtigingenSectie> T { get; init; }

    [Parameter, EditorRequired] public Guid Organisatie { get; set; }

    [Parameter, EditorRequired] public Guid KoppelingId { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<MachtigingRegel> Regels { get; set; }

    /// <summary>The user is active .</summary>
    [Parameter] public bool MagToevoegen { get; set; }

    /// <summary>One of them has changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private Task ChangedAsync(string wat)
    {
        melding = wat;
        return OnChanged.InvokeAsync();
    }
}
