using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen.Vestigingsnummers;

/// <summary>Removes the vestigingsnummer, when the Handelsregister of this moment allows the beheerder to do it himself .</summary>
public sealed partial class VestigingsnummerPage
{
    private Bedrijfsgegevens? gegevens;
    private Refusal? belet;
    private bool akkoord;

    [Inject] public required VestigingsnummerSubmit Submit { get; init; }

    [Inject] public required IStringLocalizer<VestigingsnummerPage> T { get; init; }

    private static string Formulier => Wijzigingsformulier.For(WijzigingSoort.Vestigingsnummer).Nummer;

    private string Terug => $"/beheer/{Organisatie}/instellingen/algemeen";

    /// <inheritdoc />
    protected internal override string LabelOf(string field) => T[field];

    /// <inheritdoc />
    protected override async Task<bool> LoadAsync(Handeling handeling)
    {
        gegevens = await Submit.FindAsync(handeling, CancellationToken.None);
        belet = gegevens is null ? null : await Submit.CheckAsync(handeling, CancellationToken.None);
        return gegevens is not null;
    }

    /// <inheritdoc />
    protected override Task<Result<Indiening>> SubmitAsync(Handeling handeling) => Submit.RunAsync(handeling, akkoord, CancellationToken.None);
}
