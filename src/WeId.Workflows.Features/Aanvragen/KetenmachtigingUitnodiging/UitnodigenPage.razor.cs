using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Aanvragen.Formulier;
using WeId.Workflows.Features.Ketenmachtigingen;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>Invites a relation to give ketenmachtigingen .</summary>
public sealed partial class UitnodigenPage
{
    private const string Datum = "Datum";

    private readonly HashSet<KetenKeuze> gekozen = [];
    private UitnodigenKeuzes? keuzes;
    private string? kvk;
    private string? email;
    private string? duur = KetenDuur.MaxJaren.ToString(CultureInfo.InvariantCulture);
    private string? einddatum;

    [Inject] public required UitnodigenQuery Query { get; init; }

    [Inject] public required KetenmachtigingUitnodigingSubmit Submit { get; init; }

    [Inject] public required IStringLocalizer<UitnodigenPage> T { get; init; }

    private IReadOnlyList<FormKeuze.Optie> Duren =>
    [
        .. KetenDuur.Keuzes.Select(jaren => new FormKeuze.Optie(jaren.ToString(CultureInfo.InvariantCulture), T[$"Jaar{jaren}"])),
        new(Datum, T["OpDatum"]),
    ];

    /// <inheritdoc />
    protected internal override string LabelOf(string field) => T[field];

    /// <inheritdoc />
    protected override async Task<bool> LoadAsync(Handeling handeling)
    {
        keuzes = await Query.FindAsync(handeling, CancellationToken.None);
        return keuzes is not null;
    }

    /// <inheritdoc />
    protected override Task<Result<Indiening>> SubmitAsync(Handeling handeling) =>
        Submit.RunAsync(handeling, new(kvk, email, [.. gekozen], KetenDuurKeuze.Of(duur, einddatum)), CancellationToken.None);

    private void Choose(KetenKeuze keuze, bool chosen)
    {
        if (chosen)
        {
            gekozen.Add(keuze);
        }
        else
        {
            gekozen.Remove(keuze);
        }
    }
}
