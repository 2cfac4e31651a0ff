using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>The machtigingen of one user in his details (R-077… …R-226).</summary>
public sealed partial class MachtigingenSectie
{
    private Meldregel melding = null!;
    private ElementReference regel;
    private bool focus;

    [Inject] public required IStringLocalizer<MachtigingenSectie> T { get; init; }

    [Inject] public required IStringLocalizer<MachtigingActies> Acties { get; init; }

    [Parameter, EditorRequired] public Guid Organisatie { get; set; }

    [Parameter, EditorRequired] public Guid KoppelingId { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<MachtigingRegel> Regels { get; set; }

    /// <summary>The user is active .</summary>
    [Parameter] public bool MagToevoegen { get; set; }

    /// <summary>One of them has changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => melding = new(Acties);

    /// <inheritdoc />
    protected override void OnParametersSet() => focus |= melding.Look(Regels.Select(r => (r.Id, r.Naam, r.Status)));

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await regel.FocusAsync();
        }
    }

    private Task ChangedAsync(string? wat)
    {
        if (wat is not null)
        {
            melding.Say(wat);
        }

        return OnChanged.InvokeAsync();
    }
}
