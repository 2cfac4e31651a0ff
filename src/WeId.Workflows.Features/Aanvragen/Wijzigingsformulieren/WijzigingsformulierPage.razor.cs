using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Formulier;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>One of the forms, filled in online (R-280…R-288).</summary>
public sealed partial class WijzigingsformulierPage
{
    private readonly Dictionary<string, string?> antwoorden = [];
    private Wijzigingsformulier? formulier;
    private WijzigingKeuzes? keuzes;
    private bool akkoord;
    private Tarieven tarieven = new();

    [Inject] public required WijzigingsformulierSubmit Submit { get; init; }

    [Inject] public required IOptionsMonitor<Tarieven> Tarieven { get; init; }

    [Inject] public required IStringLocalizer<WijzigingsformulierPage> T { get; init; }

    /// <summary>Number of the form.</summary>
    [Parameter] public required string Nummer { get; set; }

    private static CultureInfo Taal => CultureInfo.CurrentUICulture;

    private string Terug => $"/beheer/{Organisatie}/overige-wijzigingen/wijzigingsformulieren";

    private string Titel => formulier is null ? Nummer : WijzigingsformulierTeksten.Titel(formulier.Soort, Taal);

    private bool MetKosten => formulier?.Soort is WijzigingSoort.Activeringsbrief or WijzigingSoort.OtpDevice;

    /// <summary>Those for whom this form can be meant.</summary>
    private IReadOnlyList<FormKeuze.Optie> Gebruikers =>
    [
        .. (keuzes?.Gebruikers ?? []).Where(g => formulier!.Soort switch
        {
            WijzigingSoort.Activeringsbrief => g.Status is KoppelingStatus.ActivatieVerlopen,
            WijzigingSoort.OtpDevice => g.Status is KoppelingStatus.Actief or KoppelingStatus.WachtenOpActivatie,
            _ => true,
        }).Select(g => new FormKeuze.Optie(g.KoppelingId.ToString(), g.Naam)),
    ];

    private Kostenoverzicht? Kosten => formulier?.Soort switch
    {
        WijzigingSoort.OtpDevice => tarieven.ForOtpDevice(),
        WijzigingSoort.Activeringsbrief when keuzes?.Gebruikers.FirstOrDefault(g => g.KoppelingId.ToString() == antwoorden.GetValueOrDefault("Gebruiker")) is { } gekozen =>
            tarieven.ForActiveringsbrief(gekozen.Niveau),
        _ => null,
    };

    /// <inheritdoc />
    protected internal override string LabelOf(string field) =>
        formulier!.Vragen.Any(v => v.Naam == field) ? WijzigingsformulierTeksten.Vraag(field, Taal) : T[field];

    /// <inheritdoc />
    protected override async Task<bool> LoadAsync(Handeling handeling)
    {
        tarieven = Tarieven.CurrentValue;
        formulier = Wijzigingsformulier.All.FirstOrDefault(f => f.Nummer == Nummer);
        keuzes = formulier is null ? null : await Submit.FindAsync(handeling, CancellationToken.None);
        return keuzes is not null;
    }

    /// <inheritdoc />
    protected override async Task<Result<Indiening>> SubmitAsync(Handeling handeling)
    {
        var result = await Submit.RunAsync(handeling, new(formulier!.Soort, Ingevuld(antwoorden), akkoord, Kosten?.Exclusief), CancellationToken.None);

        // Until a refusal says so, he agrees with the prices that he sees, not with those of this moment.
        tarieven = Tarieven.CurrentValue;
        return result;
    }

    /// <summary>The answers that were given.</summary>
    internal static Dictionary<string, string> Ingevuld(Dictionary<string, string?> antwoorden) =>
        antwoorden.Where(a => a.Value is not null).ToDictionary(a => a.Key, a => a.Value!);
}
