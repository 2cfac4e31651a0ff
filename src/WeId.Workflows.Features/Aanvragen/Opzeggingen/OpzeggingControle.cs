using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>What a beheerder wants to end.</summary>
/// <param name="KoppelingId">The user in the organisatie of the act.</param>
/// <param name="Extra">His koppelingen in other organisaties that end too .</param>
/// <param name="BedrijvenAkkoord">The organisaties of which he has confirmed that they end as a whole .</param>
public sealed record OpzeggingVoorstel(Guid KoppelingId, OpzegMoment Moment, DateOnly? Datum, IReadOnlyList<Guid> Extra, IReadOnlyList<Guid> BedrijvenAkkoord);

/// <summary>What an opzegging does, koppeling by koppeling; the one in the organisatie of the act first.</summary>
/// <param name="Aanvrager">The beheerder.</param>
internal sealed record GecontroleerdeOpzegging(Organisatiekoppeling Aanvrager, Guid PersoonId, IReadOnlyList<OpzeggingEffect> Effecten);

/// <summary>The end of one koppeling.</summary>
/// <param name="SluitBedrijf">The whole company ends with it .</param>
/// <param name="Vervangt">The planned opzegging whose place it takes; null when there is none.</param>
internal sealed record OpzeggingEffect(Organisatiekoppeling Koppeling, DateOnly LaatsteDag, bool SluitBedrijf, Guid? Vervangt);

/// <summary>All rules at submission, for the preview and for the submission itself.</summary>
internal static class OpzeggingControle
{
    // By its name: what it is made of stays its own.
    private const string Middeltype = "wijzig-middeltype";

    /// <summary>The effects, or every reason why not.</summary>
    /// <param name="isPreview">Whether the end of a company was confirmed does not matter yet.</param>
    public static async Task<Result<GecontroleerdeOpzegging>> CheckOpzeggingAsync(
        this WeIdDbContext db, Handeling handeling, OpzeggingVoorstel voorstel, bool isPreview, CancellationToken ct)
    {
        var extra = voorstel.Extra.Distinct().Where(id => id != voorstel.KoppelingId).ToList();
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await FindAsync(db, voorstel.KoppelingId, ct) is not { IsVisible: true } eerste
            || eerste.OrganisatieId != beheerder.OrganisatieId)
        {
            return new NotAllowed();
        }

        var eigen = await db.BeheerderKoppelingen(beheerder.EhMiddel.PersoonId).AsNoTracking().Select(k => k.OrganisatieId).ToListAsync(ct);
        var koppelingen = new List<Organisatiekoppeling> { eerste };
        foreach (var id in extra)
        {
            if (await FindAsync(db, id, ct) is not { IsVisible: true } andere || andere.EhMiddel.PersoonId != eerste.EhMiddel.PersoonId || !eigen.Contains(andere.OrganisatieId))
            {
                return new ForeignOrganisatie { Field = nameof(OpzeggingVoorstel.Extra) };
            }

            koppelingen.Add(andere);
        }

        var effecten = new List<OpzeggingEffect>();
        var refusals = new List<Refusal>();
        foreach (var koppeling in koppelingen)
        {
            var opzegging = new Opzegging(voorstel.Moment, voorstel.Datum, isPreview || voorstel.BedrijvenAkkoord.Contains(koppeling.OrganisatieId));
            var lopend = await db.LopendeOpzeggingenAsync(koppeling.OrganisatieId, ct);

            // Per direct takes the place of what was planned: security never waits.
            var loopt = lopend.GetValueOrDefault(koppeling.Id);
            if (loopt is not null && (opzegging.IsPlanned || !loopt.IsGepland))
            {
                refusals.Add(new OpzeggingLoopt(loopt.LaatsteDag));
                continue;
            }

            // Its approval begins another abonnement, so the day would be that of one that is over by then. Per direct waits for nothing.
            if (opzegging.IsPlanned && await db.Aanvragen.AnyAsync(a => a.Id == koppeling.EhMiddel.MutatieAanvraagId && a.Type == Middeltype, ct))
            {
                refusals.Add(new MutatieInBehandeling());
                continue;
            }

            var dag = opzegging.LaatsteDagOf(koppeling, handeling.Today);
            if (!dag.Succeeded)
            {
                refusals.AddRange(dag.Refusals);
                continue;
            }

            // Whoever ends until that day is nobody to rely on (invariant 1 of docs/requirements.md).
            var weg = lopend.Values.Where(l => opzegging.IsPlanned && l.LaatsteDag <= dag.Value).Select(l => l.KoppelingId).Append(koppeling.Id).ToList();
            var anderen = await db.BezettingAsync(koppeling.OrganisatieId, weg, ct);
            if (opzegging.RefuseBezetting(koppeling, anderen) is { } refusal)
            {
                refusals.Add(refusal);
            }

            effecten.Add(new(koppeling, dag.Value, Opzegging.ClosesBedrijf(koppeling, anderen), loopt?.AanvraagId));
        }

        return refusals.Count > 0
            ? Result.Refused<GecontroleerdeOpzegging>([.. refusals.Distinct()])
            : new GecontroleerdeOpzegging(beheerder, eerste.EhMiddel.PersoonId, effecten);
    }

    private static Task<Organisatiekoppeling?> FindAsync(WeIdDbContext db, Guid koppelingId, CancellationToken ct) => db.Koppelingen
        .Include(k => k.Organisatie)
        .Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
        .SingleOrDefaultAsync(k => k.Id == koppelingId, ct);
}
