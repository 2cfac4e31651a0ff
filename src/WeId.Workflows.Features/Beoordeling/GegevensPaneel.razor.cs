using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Aanvragen;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>What was asked, what the automatic checks found, and what colleagues decided before.</summary>
public sealed partial class GegevensPaneel
{
    [Inject] public required IStringLocalizer<GegevensPaneel> T { get; init; }

    [Inject] public required IStringLocalizer<TaakTeksten> W { get; init; }

    [Parameter, EditorRequired] public required TaakInhoud Inhoud { get; set; }

    /// <summary>Whether the aanvraag type has automatic checks.</summary>
    [Parameter] public bool MetControles { get; set; } = true;

    private string Text(Controle controle)
    {
        var text = Find($"Controle{controle.Code}{(controle.Ok ? "" : "Niet")}") ?? controle.Code;
        return controle.Detail switch
        {
            null or "" or "None" => text,
            var detail => $"{text}: {Find($"Detail{detail}") ?? detail}",
        };
    }

    private string? Find(string key) => T[key] is { ResourceNotFound: false } text ? text.Value : null;
}
