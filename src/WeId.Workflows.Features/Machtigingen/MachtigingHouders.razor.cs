using System.Data.Common;
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
    private string? melding;
    private bool failed;

    [Inject] public required MachtigingenQuery Query { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required IStringLocalizer<MachtigingHouders> T { get; init; }

    [Parameter, EditorRequired] public Guid Organisatie { get; set; }

    [Parameter, EditorRequired] public required MachtigingKeuze Keuze { get; set; }

    /// <summary>Something changed that the row shows too.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (geladen == Keuze)
        {
            return;
        }

        (geladen, melding, open) = (Keuze, null, null);
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
        catch (DbException)
        {
            failed = true;
        }
    }

    private Task ToggleAsync(Betrouwbaarheidsniveau niveau)
    {
        open = open == niveau ? null : niveau;
        return LoadAsync(1);
    }

    private Task GoToAsync(int pagina) => LoadAsync(pagina);

    private async Task ChangedAsync(string wat)
    {
        melding = wat;
        await LoadAsync(houders?.Pagina ?? 1);
        await OnChanged.InvokeAsync();
    }
}
