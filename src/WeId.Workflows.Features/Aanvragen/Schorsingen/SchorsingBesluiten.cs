using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Schorsingen;

/// <summary>What a reviewer decides about a suspension.</summary>
/// <param name="Opheffen">False: the middel ends, as by an opzegging.</param>
/// <param name="Toelichting">For the user and his beheerders.</param>
/// <param name="BedrijfAkkoord">He has confirmed that a company of which this is the last middel ends with it .</param>
public sealed record SchorsingBesluit(bool Opheffen, string? Toelichting, bool BedrijfAkkoord);

/// <summary>Lifts a suspension or ends the middel: the task, the wait of the workflow and all effects are one transaction.</summary>
public sealed class SchorsingBesluiten
{
    private readonly BeoordelingService beoordeling;
    private readonly Beeindiging beeindiging;

    internal SchorsingBesluiten(BeoordelingService beoordeling, Beeindiging beeindiging) => (this.beoordeling, this.beeindiging) = (beoordeling, beeindiging);

    /// <summary>Decides. To end is refused where a company would be left without a beheerder: then the suspension goes on until it has another one.</summary>
    public Task<Result<Done>> DecideAsync(Handeling handeling, Guid taakId, SchorsingBesluit besluit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(besluit);
        return beoordeling.RunAsync(
            handeling,
            taakId,
            async (scope, taak, medewerker, token) =>
            {
                if (taak.Soort is not TaakSoort.Schorsing)
                {
                    return new NotAllowed();
                }

                if (await BeoordelingService.ConflictAsync(scope.Db, taak, medewerker, token) is { } conflict)
                {
                    return conflict;
                }

                var toelichting = string.IsNullOrWhiteSpace(besluit.Toelichting) ? null : besluit.Toelichting.Trim();
                if (toelichting is null)
                {
                    return new SchorsingToelichtingMissing { Field = nameof(SchorsingBesluit.Toelichting) };
                }

                if (toelichting.Length > SchorsingMelden.MaxToelichting || Invoer.HasControls(toelichting))
                {
                    return new NotValid("Tekst") { Field = nameof(SchorsingBesluit.Toelichting) };
                }

                var uitkomst = besluit.Opheffen ? VraagSchorsingBesluitStep.Opgeheven : VraagSchorsingBesluitStep.Beeindigd;
                if (taak.Decide(medewerker.Id, uitkomst, toelichting, null, handeling.At) is { } notHis)
                {
                    return await BeoordelingService.FirstAsync(scope.Db, taak, token) ?? notHis;
                }

                var aanvraag = await scope.Db.Aanvragen.SingleAsync(a => a.Id == taak.AanvraagId, token);
                var koppelingen = await scope.Db.Koppelingen
                    .Include(k => k.Organisatie).Include(k => k.EhMiddel)
                    .Where(k => k.EhMiddel.PersoonId == aanvraag.PersoonId && k.Status == KoppelingStatus.Geschorst)
                    .ToListAsync(token);
                var refusals = besluit.Opheffen
                    ? await LiftAsync(scope, handeling, aanvraag, koppelingen, token)
                    : await EndAsync(scope, handeling, aanvraag, koppelingen, besluit.BedrijfAkkoord, token);
                if (refusals.Count > 0)
                {
                    return Result.Refused<Done>(refusals);
                }

                scope.Db.BetrokkenMedewerkers.Add(new(aanvraag.Id, medewerker.Id, taak.Fase, handeling.At));
                scope.Db.Audit.Add(AuditRegel.Of(
                    handeling, besluit.Opheffen ? "SchorsingOpgeheven" : "SchorsingBeeindigd", aanvraag.Id, JsonSerializer.Serialize(new { taak = taak.Id, koppelingen = koppelingen.Select(k => k.Id) })));
                return await BeoordelingService.CloseAsync(scope, handeling, taak, uitkomst, token);
            },
            ct);
    }

    /// <summary>It works again, but the password does not: it may be known to somebody else.</summary>
    private static async Task<IReadOnlyList<Refusal>> LiftAsync(
        UseCaseScope scope, Handeling handeling, Aanvraag aanvraag, List<Organisatiekoppeling> koppelingen, CancellationToken ct)
    {
        koppelingen.ForEach(k => k.Lift().OrThrow());
        await scope.Db.HerzieMachtigingenAsync(scope.Outbox, handeling, [.. koppelingen.Select(k => k.Id)], ct);
        foreach (var account in await scope.Db.Users.Where(u => u.PersoonId == aanvraag.PersoonId).ToListAsync(ct))
        {
            account.IsActief = koppelingen.Count > 0;
            account.PasswordHash = null;
            account.EndSessions();
        }

        return [];
    }

    private async Task<IReadOnlyList<Refusal>> EndAsync(
        UseCaseScope scope, Handeling handeling, Aanvraag aanvraag, List<Organisatiekoppeling> koppelingen, bool bedrijfAkkoord, CancellationToken ct)
    {
        var opzegging = new Opzegging(OpzegMoment.PerDirect, null, bedrijfAkkoord);
        var refusals = new List<Refusal>();
        foreach (var koppeling in koppelingen)
        {
            if (await beeindiging.EndAsync(scope, handeling, aanvraag.Id, opzegging, koppeling, handeling.Today, ct) is { } refusal)
            {
                // He cannot make somebody else beheerder, as the text for beheerders says.
                refusals.Add(refusal is LaatsteBeheerder laatste ? new SchorsingLaatsteBeheerder(laatste.Organisatie) : refusal);
            }
        }

        if (refusals.Count == 0 && aanvraag.PersoonId is { } persoon)
        {
            await beeindiging.FinishAsync(scope, handeling, aanvraag.Id, persoon, koppelingen, endsLocking: true, ct);
        }

        return refusals;
    }
}
