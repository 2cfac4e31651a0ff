using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Formulier;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>Changes the type of a middel, Belastingdienst or regulier (R-198…R-200).</summary>
public sealed partial class WijzigMiddeltypePage
{
    private TypeWisselKeuzes? keuzes;
    private MiddelType? naar;
    private AbonnementDuur? duur;
    private bool akkoord;
    private Tarieven tarieven = new();

    [Inject] public required WijzigMiddeltypeQuery Query { get; init; }

    [Inject] public required WijzigMiddeltypeSubmit Submit { get; init; }

    [Inject] public required IOptionsMonitor<Tarieven> Tarieven { get; init; }

    [Inject] public required IStringLocalizer<WijzigMiddeltypePage> T { get; init; }

    /// <summary>The user.</summary>
    [Parameter] public Guid Koppeling { get; set; }

    private string Terug => $"/beheer/{Organisatie}/gebruikers?open={Koppeling}";

    private string? Belet => keuzes is { Belet.Count: > 0 } ? string.Join(' ', keuzes.Belet.Select(b => Tekst.Of(b))) : null;

    private Kostenoverzicht? Kosten => keuzes is null || duur is null ? null : KostenOf(duur.Value);

    private decimal Besparing => Kosten?.SavedAgainst(KostenOf(AbonnementDuur.EenJaar)) ?? 0;

    private IEnumerable<int> Gevolgen => Enumerable.Range(1, keuzes!.Naar is MiddelType.Belastingdienst ? 4 : 3);

    private IReadOnlyList<FormKeuze.Optie> Duren =>
    [
        new(nameof(AbonnementDuur.EenJaar), T["EenJaar"], T["PerJaar", Prijs(AbonnementDuur.EenJaar)]),
        new(nameof(AbonnementDuur.DrieJaar), T["DrieJaar"], T["InEenKeer", Prijs(AbonnementDuur.DrieJaar)]),
    ];

    /// <inheritdoc />
    protected internal override string LabelOf(string field) => T[field];

    /// <inheritdoc />
    protected override async Task<bool> LoadAsync(Handeling handeling)
    {
        tarieven = Tarieven.CurrentValue;
        keuzes = await Query.FindAsync(handeling, Koppeling, CancellationToken.None);
        return keuzes is not null;
    }

    /// <inheritdoc />
    protected override async Task<Result<Indiening>> SubmitAsync(Handeling handeling)
    {
        var result = await Submit.RunAsync(handeling, new(Koppeling, naar, duur, akkoord, Kosten?.Exclusief), CancellationToken.None);

        // Until a refusal says so, he agrees with the prices that he sees, not with those of this moment.
        tarieven = Tarieven.CurrentValue;
        return result;
    }

    private static string Dag(DateOnly dag) => RefusalTekst.Show(dag, CultureInfo.CurrentCulture);

    private string Prijs(AbonnementDuur duur) => Aanvragen.Kosten.Bedrag.Euro(KostenOf(duur).Exclusief);

    private Kostenoverzicht KostenOf(AbonnementDuur duur) => tarieven.ForTypeWissel(keuzes!.Naar, duur);
}
