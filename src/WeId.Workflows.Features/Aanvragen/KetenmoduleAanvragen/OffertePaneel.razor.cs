using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>Draws an offerte up, with what the intermediair will see beside it .</summary>
public sealed partial class OffertePaneel
{
    private readonly List<Regel> regels = [new()];
    private string? dagen = Offerte.DefaultDagen.ToString(CultureInfo.InvariantCulture);
    private string? toelichting;
    private bool isTried;

    [Inject] public required OfferteService Service { get; init; }

    [Inject] public required IStringLocalizer<OffertePaneel> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    /// <summary>From which its validity counts.</summary>
    [Parameter, EditorRequired] public required DateOnly Vandaag { get; set; }

    [Parameter, EditorRequired] public required bool IsBusy { get; set; }

    [Parameter, EditorRequired] public required EventCallback<OfferteVoorstel> OnSend { get; set; }

    private OfferteVoorstel Voorstel => new([.. regels.Select(r => new OfferteRegelVoorstel(r.Omschrijving, r.Bedrag, r.Eenmalig))], dagen, toelichting);

    // After the first try each fault goes as soon as it is mended.
    private IReadOnlyList<Refusal> Fouten => isTried ? Service.Check(Voorstel, Vandaag).Refusals : [];

    private string? FoutOf(string field) => Fouten.FirstOrDefault(r => r.Field == field) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    private void Remove(Regel regel) => regels.Remove(regel);

    private Task SendAsync()
    {
        isTried = true;
        return OnSend.InvokeAsync(Voorstel);
    }

    private sealed class Regel
    {
        public string? Omschrijving { get; set; }

        public string? Bedrag { get; set; }

        public bool Eenmalig { get; set; }
    }
}
