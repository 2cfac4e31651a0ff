using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;

/// <summary>What a beheerder asks for.</summary>
/// <param name="KoppelingId">The user in the organisatie of the act.</param>
/// <param name="GetoondeKosten">The sum without btw that he agreed with.</param>
public sealed record KoppelVoorstel(Guid KoppelingId, Rol? Rol, IReadOnlyList<Guid> Organisaties, AbonnementDuur Duur, bool Akkoord, decimal? GetoondeKosten);

/// <summary>
/// Couples a user who has a middel to more organisaties (R-128…R-137): all refusals at once, or the koppelingen, the lock on the
/// middel, the aanvraag with its frozen costs and the start of its workflow, in one commit.
/// </summary>
public sealed class OrganisatieKoppelenSubmit(UseCases useCases, Indiener indiener, IOptionsMonitor<Tarieven> tarieven)
{
    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, KoppelVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        var version = await indiener.VersionAsync(OrganisatieKoppelenGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(handeling, (scope, token) => SubmitAsync(scope, handeling, voorstel, version, token), ct);
    }

    private async Task<Result<Indiening>> SubmitAsync(UseCaseScope scope, Handeling handeling, KoppelVoorstel voorstel, int version, CancellationToken ct)
    {
        var db = scope.Db;
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await db.Koppelingen.Include(k => k.EhMiddel).SingleOrDefaultAsync(k => k.Id == voorstel.KoppelingId, ct) is not { IsVisible: true } bron
            || bron.OrganisatieId != beheerder.OrganisatieId)
        {
            return new NotAllowed();
        }

        if ((await db.LopendeOpzeggingenAsync(bron.OrganisatieId, ct)).GetValueOrDefault(bron.Id) is { } opgezegd)
        {
            return new OpzeggingLoopt(opgezegd.LaatsteDag);
        }

        var gekozen = voorstel.Organisaties.Distinct().ToList();
        var eigen = await db.BeheerderKoppelingen(beheerder.EhMiddel.PersoonId).ToDictionaryAsync(k => k.OrganisatieId, ct);
        var gekoppeld = await db.GekoppeldAsync(bron.EhMiddelId, ct);
        var extra = new ExtraKoppeling(bron, voorstel.Rol, gekozen, voorstel.Akkoord);
        if (extra.Refusals(beheerder.Niveau, eigen.ToDictionary(e => e.Key, e => e.Value.Niveau), gekoppeld).ToList() is { Count: > 0 } refusals)
        {
            return Result.Refused<Indiening>(refusals);
        }

        var kosten = tarieven.CurrentValue.ForKoppelingen(gekozen.Select(o => eigen[o].Organisatie.Naam), voorstel.Duur);
        if (voorstel.GetoondeKosten is { } getoond && getoond != kosten.Exclusief)
        {
            return new KostenChanged(getoond, kosten.Exclusief) { Field = nameof(KoppelVoorstel.GetoondeKosten) };
        }

        var gegevens = new OrganisatieKoppelenGegevens(bron.EhMiddelId, bron.Niveau, voorstel.Rol!.Value, gekozen, voorstel.Duur);
        var nieuw = new NieuweAanvraag(OrganisatieKoppelenGegevens.Type, version, beheerder.OrganisatieId, beheerder.EhMiddel.PersoonId, gegevens)
        {
            PersoonId = bron.EhMiddel.PersoonId,
            Kosten = kosten,
            Inputs = new Dictionary<string, object?> { ["Niveau"] = bron.Niveau.Label() },
        };
        var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, ct);
        if (bron.EhMiddel.BeginMutatie(aanvraag.Id) is { } locked)
        {
            return locked;
        }

        db.Koppelingen.AddRange(gekozen.Select(o =>
            new Organisatiekoppeling(Guid.CreateVersion7(handeling.At), bron.EhMiddelId, o, gegevens.Rol, bron.Niveau, aanvraag.Id)));
        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }
}
