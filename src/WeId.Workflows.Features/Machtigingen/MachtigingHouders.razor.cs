using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>Who has a machtiging: by level, and of each user its dates and what can be done with it (R-230, R-245…R-247).</summary>
public sealed partial class MachtigingHouders
{
    private IReadOnlyList<NiveauRij>? niveaus;
    private HoudersLijst? houders;
    private Betrouwbaarheidsniveau? open;
    private MachtigingKeuze? geladen;
    private Meldregel melding = null!;
    private ElementReference regel;
    private bool focus;
    private bool failed;

    [Inject] public required MachtigingenQuery Query { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required IStringLocalizer<MachtigingHouders> T { get; init; }

    [Inject] public required IStringLocalizer<MachtigingActies> Acties { get; init; }

    [Parameter, EditorRequired] public Guid Organisatie { get; set; }

    [Parameter, EditorRequired] public required MachtigingKeuze Keuze { get; set; }

    /// <summary>Something changed that the row shows too.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => melding = new(Acties);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await regel.FocusAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (geladen == Keuze)
        {
            return;
        }

        (geladen, open, melding) = (Keuze, null, new(Acties));
        await LoadAsync(1);
        if (niveaus is [var enige])
        {
            await ToggleAsync(enige.Niveau);
        }
    }

    private async Task LoadAsync(int pagina)
    {
        try
        {
            var handeling = await Handelingen.NewAsync(Organisatie);
            niveaus = await Query.NiveausAsync(handeling, Keuze, CancellationToken.None);
            houders = open is { } niveau ? await Query.HoudersAsync(handeling, Keuze, niveau, pagina, CancellationToken.None) : null;
            failed = false;
        }
        catch (Exception e) when (Storing.Is(e))
        {
            failed = true;
        }
    }

    // Another page or level shows other rows: none of those of before is gone.
    private Task ToggleAsync(Betrouwbaarheidsniveau niveau)
    {
        open = open == niveau ? null : niveau;
        return GoToAsync(1);
    }

    private async Task GoToAsync(int pagina)
    {
        await LoadAsync(pagina);
        melding = new(Acties);
        Look();
    }

    private bool Look() => melding.Look((houders?.Rijen ?? []).Select(h => (h.Machtiging.Id, h.Naam, h.Machtiging.Status)));

    private async Task ChangedAsync(string? wat)
    {
        if (wat is not null)
        {
            melding.Say(wat);
        }

        await LoadAsync(houders?.Pagina ?? 1);
        focus |= !failed && Look();
        await OnChanged.InvokeAsync();
    }
}
