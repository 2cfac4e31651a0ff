using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>A form as a beheerder has filled it in.</summary>
/// <param name="Akkoord">He declares that it is true, and agrees with the costs where it has any.</param>
/// <param name="GetoondeKosten">The sum without btw that he agreed with.</param>
public sealed record WijzigingVoorstel(WijzigingSoort Soort, IReadOnlyDictionary<string, string> Antwoorden, bool Akkoord, decimal? GetoondeKosten);

/// <summary>What the page of a form shows.</summary>
/// <param name="Gebruikers">Of whom a form can speak.</param>
public sealed record WijzigingKeuzes(string Organisatie, string EigenNaam, string? EigenMobiel, string? Vestigingsnummer, IReadOnlyList<WijzigingGebruiker> Gebruikers);

/// <summary>A user of the organisatie.</summary>
public sealed record WijzigingGebruiker(Guid KoppelingId, string Naam, KoppelingStatus Status, Betrouwbaarheidsniveau Niveau);

/// <summary>A beheerder sends one of the forms online: all refusals at once, or the aanvraag and the start of its workflow (R-279…R-288).</summary>
public sealed class WijzigingsformulierSubmit(UseCases useCases, Indiener indiener, IDbContextFactory<WeIdDbContext> contexts, IOptionsMonitor<Tarieven> tarieven)
{
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<WijzigingKeuzes?> FindAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        var koppelingen = await db.Koppelingen.AsNoTracking().Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
            .Where(k => k.OrganisatieId == beheerder.OrganisatieId && k.Status != KoppelingStatus.Beeindigd && k.Status != KoppelingStatus.Afgekeurd)
            .ToListAsync(ct);
        return new(
            beheerder.Organisatie.Naam,
            beheerder.EhMiddel.Persoon.VolledigeNaam,
            beheerder.EhMiddel.Persoon.Mobiel?.Masked,
            beheerder.Organisatie.Vestigingsnummer?.Value,
            [.. koppelingen.Select(k => new WijzigingGebruiker(k.Id, k.EhMiddel.Persoon.VolledigeNaam, k.Status, k.Niveau)).OrderBy(g => g.Naam, StringComparer.CurrentCulture)]);
    }

    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, WijzigingVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        var version = await indiener.VersionAsync(WijzigingsformulierGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(handeling, (scope, token) => SubmitAsync(scope, handeling, voorstel, version, token), ct);
    }

    private async Task<Result<Indiening>> SubmitAsync(UseCaseScope scope, Handeling handeling, WijzigingVoorstel voorstel, int version, CancellationToken ct)
    {
        if (await scope.Db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return new NotAllowed();
        }

        if (Wijzigingsformulier.For(voorstel.Soort).AlleenPapier)
        {
            return new FormulierOnlyOnPaper();
        }

        var aanvrager = beheerder.EhMiddel.PersoonId;
        var controle = await scope.Db.CheckWijzigingAsync(beheerder.Organisatie, aanvrager, voorstel.Soort, voorstel.Antwoorden, tarieven.CurrentValue, ct);
        var refusals = controle.Refusals.ToList();
        if (!voorstel.Akkoord)
        {
            refusals.Add(new AkkoordMissing { Field = nameof(WijzigingVoorstel.Akkoord) });
        }

        if (controle.Kosten is { } kosten && voorstel.GetoondeKosten != kosten.Exclusief)
        {
            refusals.Add(new KostenChanged(voorstel.GetoondeKosten ?? 0, kosten.Exclusief) { Field = nameof(WijzigingVoorstel.GetoondeKosten) });
        }

        if (refusals.Count > 0)
        {
            return Result.Refused<Indiening>(refusals);
        }

        var gegevens = new WijzigingsformulierGegevens(voorstel.Soort, FormulierOntvangst.Online, null, controle.Antwoorden);
        var aanvraag = await indiener.AddAsync(scope, handeling, FormulierAanvraag.Of(gegevens, version, beheerder.OrganisatieId, aanvrager, controle), ct);
        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }
}

/// <summary>What both ways in have in common.</summary>
internal static class FormulierAanvraag
{
    /// <summary>The aanvraag, with the inputs by which its workflow chooses its way.</summary>
    public static NieuweAanvraag Of(WijzigingsformulierGegevens gegevens, int version, Guid organisatie, Guid aanvrager, GecontroleerdeWijziging controle) =>
        new(WijzigingsformulierGegevens.Type, version, organisatie, aanvrager, gegevens)
        {
            PersoonId = controle.PersoonId,
            Kosten = controle.Kosten,
            Inputs = new Dictionary<string, object?>
            {
                ["Soort"] = gegevens.Soort.ToString(),
                ["Ontvangst"] = gegevens.Ontvangst.ToString(),
                ["TweePersonen"] = Wijzigingsformulier.For(gegevens.Soort).TweePersonen ? "Ja" : "Nee",
                ["Betrokkene"] = controle.PersoonId is { } persoon && persoon != aanvrager ? "Ja" : "Nee",
            },
        };
}
