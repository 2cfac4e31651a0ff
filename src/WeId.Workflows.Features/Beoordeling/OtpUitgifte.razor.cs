using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>The postkamer picks a device and notes its number, and that of the parcel.</summary>
public sealed partial class OtpUitgifte
{
    private string serienummer = "";
    private string trackTrace = "";

    [Inject] public required IStringLocalizer<OtpUitgifte> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Parameter, EditorRequired] public required string Naam { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<string> Organisaties { get; set; }

    /// <summary>What the last try was refused for.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Refusal> Refused { get; set; }

    [Parameter, EditorRequired] public required bool IsBusy { get; set; }

    [Parameter, EditorRequired] public required EventCallback<OtpZending> OnIssue { get; set; }

    private string? Fout(string veld) => Refused.FirstOrDefault(r => r.Field == veld) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;
}

/// <summary>A device on its way.</summary>
public sealed record OtpZending(string Serienummer, string TrackTrace);
