using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Schorsingen;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>Ends koppelingen with all that hangs on them, for an opzegging and for a suspension that ends so: one transaction.</summary>
internal sealed class Beeindiging(Intrekking intrekking, IntrekkingMelder melder)
{
    /// <summary>Ends one koppeling with its machtigingen, if one active beheerder stays .</summary>
    /// <param name="koppeling">Tracked, with its organisatie and middel.</param>
    /// <returns>Null, or why it stays.</returns>
    public async Task<Refusal?> EndAsync(
        UseCaseScope scope, Handeling handeling, Guid aanvraagId, Opzegging opzegging, Organisatiekoppeling koppeling, DateOnly laatsteDag, CancellationToken ct)
    {
        var organisatie = koppeling.Organisatie;
        var closes = false;

        // In a company that has ended nobody needs to stay.
        if (organisatie.Status is OrganisatieStatus.Actief)
        {
            // Who is due as well only counts as gone where the end of the company was confirmed: otherwise the one that runs
            // first would leave the company to nobody.
            var weg = (opzegging.BedrijfAkkoord ? await scope.Db.LopendeOpzeggingenAsync(organisatie.Id, ct) : [])
                .Values.Where(l => l.LaatsteDag < handeling.Today).Select(l => l.KoppelingId).Append(koppeling.Id).ToList();
            var anderen = await scope.Db.BezettingAsync(organisatie.Id, weg, ct);
            if (opzegging.RefuseBezetting(koppeling, anderen) is { } refusal)
            {
                return refusal;
            }

            closes = Opzegging.ClosesBedrijf(koppeling, anderen);
        }

        // Refused before, it has worked longer than was planned.
        var dag = laatsteDag < handeling.Today.AddDays(-1) ? handeling.Today : laatsteDag;
        koppeling.EndOn(dag).OrThrow();
        koppeling.EhMiddel.ReleaseWith(organisatie);
        scope.Db.Audit.Add(AuditRegel.Of(
            handeling, "KoppelingBeeindigd", aanvraagId, JsonSerializer.Serialize(new { koppeling = koppeling.Id, organisatie = organisatie.Id, laatsteDag = dag })));
        await scope.Db.EndMachtigingenAsync(scope.Outbox, handeling, aanvraagId, [koppeling.Id], _ => true, ct);
        if (closes)
        {
            organisatie.Close().OrThrow();
            await scope.EndKetenmachtigingenAsync(handeling, organisatie, intrekking, ct);
            scope.Db.Audit.Add(AuditRegel.Of(handeling, "OrganisatieOpgezegd", aanvraagId, JsonSerializer.Serialize(new { organisatie = organisatie.Id })));
        }

        return null;
    }

    /// <summary>After the last of them: without a middel that works he cannot sign in any more, and what he cannot get any more is withdrawn.</summary>
    /// <param name="endsLocking">The mutatie that has locked his middel ends too, wherever it was asked for; it does in any case when he has nothing left.</param>
    public async Task FinishAsync(
        UseCaseScope scope, Handeling handeling, Guid aanvraagId, Guid persoon, IReadOnlyList<Organisatiekoppeling> ended, bool endsLocking, CancellationToken ct)
    {
        var isOut = await EndSignInAsync(scope, handeling, persoon, ended, ct);
        await EndMutatiesAsync(scope, handeling, aanvraagId, persoon, ended, isOut, isOut || endsLocking, ct);
    }

    /// <summary>Where he is signed in that ends.</summary>
    /// <returns>Whether he has no middel that works left.</returns>
    private static async Task<bool> EndSignInAsync(UseCaseScope scope, Handeling handeling, Guid persoon, IReadOnlyList<Organisatiekoppeling> ended, CancellationToken ct)
    {
        var ids = ended.Select(k => k.Id).ToList();
        if (await scope.Db.Koppelingen.AnyAsync(k => k.EhMiddel.PersoonId == persoon && k.Status == KoppelingStatus.Actief && !ids.Contains(k.Id), ct))
        {
            return false;
        }

        if (await scope.Db.Users.SingleOrDefaultAsync(u => u.PersoonId == persoon && u.IsActief, ct) is { } account)
        {
            account.IsActief = false;
            account.SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        }

        // Where he is suspended he signs in with it again, once the suspension is lifted.
        var middelen = ended.Select(k => k.EhMiddelId).ToList();
        foreach (var apparaat in await scope.Db.OtpApparaten
            .Where(o => o.EhMiddelId != null
                && middelen.Contains(o.EhMiddelId.Value)
                && !scope.Db.Koppelingen.Any(k => k.EhMiddelId == o.EhMiddelId && k.Status == KoppelingStatus.Geschorst && !ids.Contains(k.Id)))
            .ToListAsync(ct))
        {
            apparaat.WriteOff(OtpAfschrijving.Opgezegd, handeling.At);
        }

        return true;
    }

    /// <summary>
    /// What was still asked for this user there is carried out no more, unless it is also for where he stays. The mutatie that
    /// has locked his middel must not give him anything new, and what he asked for himself goes with his last middel. A suspension is over when nothing of the middel is left of it.
    /// </summary>
    private async Task EndMutatiesAsync(
        UseCaseScope scope, Handeling handeling, Guid aanvraagId, Guid persoon, IReadOnlyList<Organisatiekoppeling> ended, bool isOut, bool endsLocking, CancellationToken ct)
    {
        var ids = ended.Select(k => k.Id).ToList();
        var made = ended.Select(k => k.AanvraagId).ToList();
        var organisaties = ended.Select(k => k.OrganisatieId).ToList();
        var middelen = ended.Select(k => k.EhMiddelId).ToList();
        var isGeschorst = await scope.Db.Koppelingen.AnyAsync(k => k.EhMiddel.PersoonId == persoon && k.Status == KoppelingStatus.Geschorst && !ids.Contains(k.Id), ct);
        var mutaties = await scope.Db.Aanvragen
            .Where(a => a.PersoonId == persoon
                && a.Id != aanvraagId
                && a.Type != OpzeggingGegevens.Type
                && (a.Status == AanvraagStatus.Ingediend || a.Status == AanvraagStatus.InBeoordeling || a.Status == AanvraagStatus.AanvullingGevraagd || a.Status == AanvraagStatus.InUitvoering)
                && (a.Type == SchorsingGegevens.Type
                    ? !isGeschorst
                    : ((isOut && a.AanvragerId == persoon)
                        || (endsLocking && (scope.Db.EhMiddelen.Any(m => middelen.Contains(m.Id) && m.MutatieAanvraagId == a.Id)
                            || scope.Db.Upgrades.Any(u => middelen.Contains(u.EhMiddelId) && u.AanvraagId == a.Id)))
                        || ((made.Contains(a.Id) || organisaties.Contains(a.OrganisatieId))
                            && !scope.Db.Koppelingen.Any(k => k.AanvraagId == a.Id
                                && !ids.Contains(k.Id)
                                && (k.Status == KoppelingStatus.WachtenOpGoedkeuring || k.Status == KoppelingStatus.WachtenOpActivatie || k.Status == KoppelingStatus.ActivatieVerlopen))))))
            .Select(a => a.Id)
            .ToListAsync(ct);
        foreach (var mutatie in mutaties)
        {
            await intrekking.WithdrawForAsync(scope, handeling, mutatie, ct);
            await melder.TellAsync(scope, handeling, mutatie, aanvraagId, ended, ct);
        }
    }
}
