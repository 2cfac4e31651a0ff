using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Formulier;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;

/// <summary>Couples a user who has a middel to more organisaties (R-128…R-138).</summary>
public sealed partial class KoppelenPage
{
    private readonly HashSet<Guid> gekozen = [];
    private KoppelKeuzes? keuzes;
    private Rol? rol;
    private bool drieJaar;
    private bool akkoord;
    private Tarieven tarieven = new();

    [Inject] public required KoppelQuery Query { get; init; }

    [Inject] public required OrganisatieKoppelenSubmit Submit { get; init; }

    [Inject] public required IOptionsMonitor<Tarieven> Tarieven { get; init; }

    [Inject] public required IStringLocalizer<KoppelenPage> T { get; init; }

    /// <summary>The user.</summary>
    [Parameter] public Guid Koppeling { get; set; }

    private string Terug => $"/beheer/{Organisatie}/gebruikers?open={Koppeling}";

    private bool MagBeheerder => keuzes!.Niveau.AllowsBeheerder();

    private AbonnementDuur Duur => drieJaar ? AbonnementDuur.DrieJaar : AbonnementDuur.EenJaar;

    private Kostenoverzicht? Kosten => gekozen.Count == 0 ? null : KostenOf(Duur);

    private decimal Besparing => Kosten?.SavedAgainst(KostenOf(AbonnementDuur.EenJaar)) ?? 0;

    private string? Belet => keuzes switch
    {
        null => null,
        { Belet: { } belet } => Tekst.Of(belet),
        { Organisaties.Count: 0 } => T["GeenAndere"],
        _ when keuzes.Organisaties.All(o => o.Belet is not null) => T["AllesBelet", keuzes.Naam],
        _ => null,
    };

    private IReadOnlyList<FormKeuze.Optie> Rollen => MagBeheerder
        ? [new(nameof(Rol.Gebruiker), T["Gebruiker"], T["GebruikerUitleg"]), new(nameof(Rol.Beheerder), T["Beheerder"], T["BeheerderUitleg"])]
        : [new(nameof(Rol.Gebruiker), T["Gebruiker"], T["GebruikerUitleg"])];

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
        var result = await Submit.RunAsync(handeling, new(Koppeling, rol, [.. gekozen], Duur, akkoord, Kosten?.Exclusief), CancellationToken.None);

        // Until a refusal says so, he agrees with the prices that he sees, not with those of this moment.
        tarieven = Tarieven.CurrentValue;
        return result;
    }

    private Kostenoverzicht KostenOf(AbonnementDuur duur) =>
        tarieven.ForKoppelingen(keuzes!.Organisaties.Where(o => gekozen.Contains(o.Id)).Select(o => o.Naam), duur);

    private string Uitleg(KoppelOrganisatie organisatie)
    {
        var nummers = organisatie.Vestigingsnummer is { } vestiging ? T["KvkVestiging", organisatie.KvkNummer, vestiging] : T["Kvk", organisatie.KvkNummer];
        return organisatie.Belet is { } belet ? T["OrganisatieBelet", nummers, Tekst.Of(belet)] : nummers;
    }

    private void Choose(Guid organisatie, bool chosen)
    {
        if (chosen)
        {
            gekozen.Add(organisatie);
        }
        else
        {
            gekozen.Remove(organisatie);
        }
    }
}
