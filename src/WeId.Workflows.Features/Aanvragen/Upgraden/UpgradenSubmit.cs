using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Upgraden;

/// <summary>
/// Asks for a higher level of somebody else's middel (R-181…R-190): all refusals at once, or the upgrade beside the level that
/// holds, the lock, further koppelingen, the aanvraag with its frozen costs and the start of its workflow in one commit.
/// </summary>
public sealed class UpgradenSubmit(UseCases useCases, Indiener indiener, Intrekking intrekking, IOptionsMonitor<Tarieven> tarieven)
{
    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    /// <param name="koppelingId">The user in the organisatie of the act.</param>
    /// <param name="conceptId">The draft with the copies of the identity document; null when none were needed.</param>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, Guid koppelingId, UpgradenFormulier formulier, Guid? conceptId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(formulier);
        var version = await indiener.VersionAsync(UpgradenGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(
            handeling, (scope, token) => SubmitAsync(scope, handeling, koppelingId, formulier, conceptId, version, token), ct);
    }

    private async Task<Result<Indiening>> SubmitAsync(
        UseCaseScope scope, Handeling handeling, Guid koppelingId, UpgradenFormulier formulier, Guid? conceptId, int version, CancellationToken ct)
    {
        if (await scope.Db.CheckUpgradeAsync(handeling, koppelingId, formulier, conceptId, ct) is not { } controle)
        {
            return new NotAllowed();
        }

        if (controle.Refusals.Count > 0)
        {
            return Result.Refused<Indiening>([.. controle.Refusals.Distinct()]);
        }

        var gegevens = controle.Lezing.ToGegevens();
        var kosten = tarieven.CurrentValue.ForUpgrade(
            gegevens.Niveau, gegevens.TweedeFactor, gegevens.Organisaties.Select(o => controle.Eigen[o].Organisatie.Naam), gegevens.Duur);
        if (formulier.GetoondeKosten is { } getoond && getoond != kosten.Exclusief)
        {
            return new KostenChanged(getoond, kosten.Exclusief) { Field = nameof(formulier.GetoondeKosten) };
        }

        if (controle.Verlopen is { } verlopen)
        {
            await intrekking.WithdrawForAsync(scope, handeling, verlopen.AanvraagId, ct);
        }

        return await AcceptAsync(scope, handeling, controle, gegevens, kosten, conceptId, version, ct);
    }

    private async Task<Result<Indiening>> AcceptAsync(
        UseCaseScope scope,
        Handeling handeling,
        GecontroleerdeUpgrade controle,
        UpgradenGegevens gegevens,
        Kostenoverzicht kosten,
        Guid? conceptId,
        int version,
        CancellationToken ct)
    {
        var db = scope.Db;
        var koppeling = controle.Koppeling;
        var nieuw = new NieuweAanvraag(UpgradenGegevens.Type, version, koppeling.OrganisatieId, controle.Beheerder.EhMiddel.PersoonId, gegevens)
        {
            PersoonId = koppeling.EhMiddel.PersoonId,
            Kosten = kosten,
            Inputs = new Dictionary<string, object?>
            {
                ["Niveau"] = gegevens.Niveau.Label(),
                ["TweedeFactor"] = gegevens.TweedeFactor?.ToString() ?? "Blijft",
            },
        };
        var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, ct);
        if (koppeling.EhMiddel.BeginMutatie(aanvraag.Id) is { } locked)
        {
            return locked;
        }

        db.Upgrades.Add(new(
            Guid.CreateVersion7(handeling.At),
            koppeling,
            gegevens.Niveau,
            gegevens.Rol,
            gegevens.TweedeFactor,
            controle.OokVoor(gegevens.Niveau).Select(k => k.Id),
            aanvraag.Id));
        db.Koppelingen.AddRange(gegevens.Organisaties.Select(organisatie =>
            new Organisatiekoppeling(Guid.CreateVersion7(handeling.At), koppeling.EhMiddelId, organisatie, gegevens.Rol, gegevens.Niveau, aanvraag.Id)));
        foreach (var bijlage in controle.Bijlagen)
        {
            bijlage.Submit(aanvraag.Id);
        }

        // Its uploads have gone along; what is left of the draft is of no use any more.
        var conceptType = UpgradenGegevens.ConceptType(koppeling.Id);
        db.Concepten.RemoveRange(await db.Concepten.Where(c => c.Id == conceptId && c.Type == conceptType && c.AccountId == handeling.AccountId).ToListAsync(ct));
        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }
}
