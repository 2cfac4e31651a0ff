using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Formulier;
using WeId.Workflows.Features.Layout;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Schorsingen;

/// <summary>Reports loss or misuse of a middel, which suspends it at once.</summary>
public abstract partial class MeldenForm
{
    private SchorsingKeuzes? keuzes;
    private SchorsingReden? reden;
    private string? toelichting;
    private bool akkoord;

    [Inject] public required SchorsingQuery Query { get; init; }

    [Inject] public required SchorsingMelden Melden { get; init; }

    [Inject] public required IStringLocalizer<MeldenForm> T { get; init; }

    /// <summary>The user; null: he who reports.</summary>
    [Parameter] public Guid? Koppeling { get; set; }

    /// <summary>Where the reader came from.</summary>
    protected abstract string Terug { get; }

    private string Titel => T["Titel"];

    private string? Belet => keuzes?.Belet is { } belet ? Tekst.Of(belet) : null;

    private IReadOnlyList<FormKeuze.Optie> Redenen => [.. Enum.GetValues<SchorsingReden>().Select(r => new FormKeuze.Optie(r.ToString(), T[$"Reden.{r}"], T[$"Uitleg.{r}"]))];

    /// <inheritdoc />
    protected internal override string LabelOf(string field) => T[field];

    /// <inheritdoc />
    protected override async Task<bool> LoadAsync(Handeling handeling)
    {
        keuzes = await Query.FindAsync(Of(handeling), Koppeling, CancellationToken.None);
        return keuzes is not null;
    }

    /// <inheritdoc />
    protected override Task<Result<Indiening>> SubmitAsync(Handeling handeling) =>
        Melden.RunAsync(Of(handeling), new(Koppeling, reden, toelichting, akkoord), CancellationToken.None);

    // Outside the beheermodule he acts in the name of no organisatie.
    private Handeling Of(Handeling handeling) => Organisatie == Guid.Empty ? handeling with { OrganisatieId = null } : handeling;
}

/// <summary>For a beheerder, and for a user about his own middel.</summary>
[Route("/beheer/{Organisatie:guid}/gebruikers/{Koppeling:guid}/verlies-of-misbruik")]
[Route("/profiel/verlies-of-misbruik")]
[Layout(typeof(BeheerLayout))]
[Authorize(Policy = Beleid.Klant)]
public sealed class MeldenPage : MeldenForm
{
    /// <inheritdoc />
    protected override string Terug => Koppeling is not null ? $"/beheer/{Organisatie}/gebruikers?open={Koppeling}" : Indiening is null ? "/profiel" : "/";
}

/// <summary>For a reviewer.</summary>
[Route("/backoffice/schorsen/{Koppeling:guid}")]
[Layout(typeof(BackOfficeLayout))]
[Authorize(Policy = Beleid.Beoordelaar)]
public sealed class SchorsenPage : MeldenForm
{
    /// <inheritdoc />
    protected override string Terug => Indiening is null ? "/backoffice/schorsen" : "/backoffice/taken";
}
