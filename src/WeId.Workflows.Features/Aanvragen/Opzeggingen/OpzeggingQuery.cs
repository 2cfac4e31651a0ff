using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Gevolgen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>What can be ended for a user.</summary>
/// <param name="Koppelingen">The one in the organisatie of the act first, then those in other organisaties of the beheerder .</param>
public sealed record OpzeggingKeuzes(string Naam, bool IsEigen, IReadOnlyList<OpzegbareKoppeling> Koppelingen);

/// <summary>A koppeling that can be ended.</summary>
/// <param name="EindeContract">Last day of the period that runs; null while nothing can be planned.</param>
/// <param name="Gepland">Last day of an opzegging that is under way; null when there is none.</param>
public sealed record OpzegbareKoppeling(
    Guid Id, string Organisatie, Betrouwbaarheidsniveau Niveau, Rol Rol, KoppelingStatus Status, DateOnly? EindeContract, DateOnly? Gepland);

/// <summary>What an opzegging will do, before it is confirmed.</summary>
/// <param name="Blijft">For which organisaties he can sign in after it, as far as the beheerder may know: his own.</param>
/// <param name="Machtigingen">What becomes of his machtigingen.</param>
public sealed record OpzeggingGevolgen(IReadOnlyList<OpzeggingGevolg> Regels, IReadOnlyList<string> Blijft, IReadOnlyList<MachtigingGevolg> Machtigingen);

/// <summary>What ends in one organisatie.</summary>
/// <param name="WasBeheerder">He can manage the organisatie no more.</param>
/// <param name="SluitBedrijf">The whole company ends.</param>
public sealed record OpzeggingGevolg(Guid OrganisatieId, string Organisatie, Betrouwbaarheidsniveau Niveau, DateOnly LaatsteDag, bool WasBeheerder, bool SluitBedrijf);

/// <summary>Loads what the page of the opzegging shows, with the rights of this moment.</summary>
public sealed class OpzeggingQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <returns>Null when the actor is no beheerder of the organisatie, or when it has no such user that can be ended.</returns>
    public async Task<OpzeggingKeuzes?> FindAsync(Handeling handeling, Guid koppelingId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await db.Koppelingen.AsNoTracking().Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
                .SingleOrDefaultAsync(k => k.Id == koppelingId && k.OrganisatieId == beheerder.OrganisatieId, ct) is not { CanEnd: true } koppeling)
        {
            return null;
        }

        var persoon = koppeling.EhMiddel.Persoon;
        var eigen = await db.BeheerderKoppelingen(beheerder.EhMiddel.PersoonId).AsNoTracking().Select(k => k.OrganisatieId).ToListAsync(ct);
        var koppelingen = (await db.Koppelingen.AsNoTracking()
            .Include(k => k.Organisatie)
            .Where(k => k.EhMiddel.PersoonId == persoon.Id && eigen.Contains(k.OrganisatieId))
            .ToListAsync(ct)).Where(k => k.CanEnd).ToList();
        var rijen = new List<OpzegbareKoppeling>();
        foreach (var k in koppelingen.OrderByDescending(k => k.Id == koppelingId).ThenBy(k => k.Organisatie.Naam, StringComparer.CurrentCulture))
        {
            var lopend = await db.LopendeOpzeggingenAsync(k.OrganisatieId, ct);
            rijen.Add(new(
                k.Id,
                k.Organisatie.Naam,
                k.Niveau,
                k.Rol,
                k.Status,
                k.Status is KoppelingStatus.Actief ? k.Abonnement?.EindeOfPeriode(handeling.Today) : null,
                lopend.GetValueOrDefault(k.Id)?.LaatsteDag));
        }

        return new(persoon.VolledigeNaam, persoon.Id == beheerder.EhMiddel.PersoonId, rijen);
    }

    /// <summary>What will happen, or every reason why not. Whether the end of the company was confirmed does not matter yet.</summary>
    public async Task<Result<OpzeggingGevolgen>> PreviewAsync(Handeling handeling, OpzeggingVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var controle = await db.CheckOpzeggingAsync(handeling, voorstel, isPreview: true, ct);
        if (!controle.Succeeded)
        {
            return Result.Refused<OpzeggingGevolgen>(controle.Refusals);
        }

        var ids = controle.Value.Effecten.Select(e => e.Koppeling.Id).ToList();
        var persoon = controle.Value.PersoonId;
        var eigen = await db.BeheerderKoppelingen(controle.Value.Aanvrager.EhMiddel.PersoonId).Select(k => k.OrganisatieId).ToListAsync(ct);
        var blijft = await db.Koppelingen
            .Where(k => k.EhMiddel.PersoonId == persoon && k.Status == KoppelingStatus.Actief && !ids.Contains(k.Id) && eigen.Contains(k.OrganisatieId))
            .OrderBy(k => k.Organisatie.Naam)
            .Select(k => k.Organisatie.Naam)
            .ToListAsync(ct);
        return new OpzeggingGevolgen(
            [.. controle.Value.Effecten.Select(e => new OpzeggingGevolg(
                e.Koppeling.OrganisatieId, e.Koppeling.Organisatie.Naam, e.Koppeling.Niveau, e.LaatsteDag, e.Koppeling is { Rol: Rol.Beheerder, Status: KoppelingStatus.Actief }, e.SluitBedrijf))],
            blijft,
            await db.GevolgenAsync(
                [.. controle.Value.Effecten.Select(e => (e.Koppeling.Id, voorstel.Moment is OpzegMoment.PerDirect ? default(DateOnly?) : e.LaatsteDag))], _ => true, handeling.Today, ct));
    }
}
