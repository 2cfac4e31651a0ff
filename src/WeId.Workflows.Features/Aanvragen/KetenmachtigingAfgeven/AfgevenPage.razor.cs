using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Aanvragen.Formulier;
using WeId.Workflows.Features.Ketenmachtigingen;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingAfgeven;

/// <summary>Gives an intermediair ketenmachtigingen (R-264…R-270).</summary>
public sealed partial class AfgevenPage
{
    private const string Datum = "Datum";

    private readonly HashSet<KetenKeuze> gekozen = [];
    private AfgevenKeuzes? keuzes;
    private GekozenBedrijf? bedrijf;
    private IReadOnlyList<Refusal> zoekfouten = [];
    private bool isBusy;
    private string? kvk;
    private string? email;
    private string? duur = KetenDuur.MaxJaren.ToString(CultureInfo.InvariantCulture);
    private string? einddatum;
    private bool akkoord;

    [Inject] public required AfgevenQuery Query { get; init; }

    [Inject] public required KetenmachtigingAfgevenSubmit Submit { get; init; }

    [Inject] public required IStringLocalizer<AfgevenPage> T { get; init; }

    /// <summary>The intermediair to which more is given; null: a new one.</summary>
    [SupplyParameterFromQuery(Name = "kvk")] public string? Kvk { get; set; }

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
        if (keuzes is { Belet: null } && Kvk is not null)
        {
            kvk = Kvk;
            await SelectAsync(handeling);
        }

        return keuzes is not null;
    }

    /// <inheritdoc />
    protected override async Task<Result<Indiening>> SubmitAsync(Handeling handeling)
    {
        // Who sends it at once is shown the company, and what there is to choose, first.
        if (bedrijf is null && !await SelectAsync(handeling))
        {
            return Result.Refused<Indiening>(zoekfouten);
        }

        var voorstel = new KetenmachtigingVoorstel(kvk ?? "", email ?? "", [.. gekozen], KetenDuurKeuze.Of(duur, einddatum), akkoord, bedrijf!.Kosten?.Exclusief);
        return await Submit.RunAsync(handeling, voorstel, CancellationToken.None);
    }

    private string Uitleg(KetenDekking dekking) => bedrijf!.Gegeven.Contains(dekking.Keuze) ? T["HeeftAl", bedrijf.Naam]
        : dekking.Niveau > keuzes!.Eigen ? T["BovenEigen", dekking.Niveau.Label(), keuzes.Eigen.Label()]
        : T["Niveau", dekking.Niveau.Label()];

    private bool IsVast(KetenDekking dekking) => bedrijf!.Gegeven.Contains(dekking.Keuze) || dekking.Niveau > keuzes!.Eigen;

    // Another number is another company: what was chosen for the first one must not be given to it unseen.
    private void Type(string? value)
    {
        kvk = value;
        bedrijf = null;
        akkoord = false;
    }

    private async Task SelectAsync()
    {
        if (!isBusy)
        {
            await SelectAsync(await Handelingen.NewAsync(Organisatie));
        }
    }

    private async Task<bool> SelectAsync(Handeling handeling)
    {
        isBusy = true;
        try
        {
            var result = await Query.SelecteerAsync(handeling, kvk, CancellationToken.None);
            zoekfouten = result.Refusals;
            bedrijf = result.Succeeded ? result.Value : null;
            Show(zoekfouten);
            if (bedrijf is not null)
            {
                email ??= bedrijf.Email;
                gekozen.ExceptWith(bedrijf.Gegeven);
            }

            return bedrijf is not null;
        }
        finally
        {
            isBusy = false;
        }
    }

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
