using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Shows the copies of the identity document, with the name of who looks over them.</summary>
public sealed partial class DocumentViewer
{
    private static readonly int[] Zooms = [100, 150, 200, 300];

    private Guid? shown;
    private int draai;
    private int zoom;

    [Inject] public required IStringLocalizer<DocumentViewer> T { get; init; }

    [Parameter, EditorRequired] public required Guid Taak { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<DocumentRij> Documenten { get; set; }

    /// <summary>Who looks and since when.</summary>
    [Parameter, EditorRequired] public required string Watermerk { get; set; }

    private DocumentRij? Current => Documenten.FirstOrDefault(d => d.Id == shown) ?? (Documenten.Count > 0 ? Documenten[0] : null);

    private string Naam => Current!.Zijde is null ? Kort(Current) : T["Kopie", Kort(Current)];

    private string Url => $"backoffice/taken/{Taak}/{(Current!.Zijde is null ? "stukken" : "document")}/{Current.Id}";

    private string Kort(DocumentRij document) => document.Zijde is { } zijde ? T[$"Zijde{zijde}"] : document.Bestandsnaam;

    private void Show(DocumentRij document)
    {
        shown = document.Id;
        draai = 0;
        zoom = 0;
    }

    private void Rotate(int degrees) => draai = (draai + degrees) % 360;

    private void Zoom(int step) => zoom = Math.Clamp(zoom + step, 0, Zooms.Length - 1);
}
