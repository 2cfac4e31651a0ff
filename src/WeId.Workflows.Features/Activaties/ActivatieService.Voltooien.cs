using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Activaties;

// The last step.
public sealed partial class ActivatieService
{
    /// <summary>He agrees with the terms: the middel works from now on, and so does his account .</summary>
    public Task<Result<Done>> CompleteAsync(string sessie, bool akkoord, CancellationToken ct)
    {
        if (!akkoord)
        {
            return Task.FromResult<Result<Done>>(new AkkoordMissing { Field = nameof(akkoord) });
        }

        return RunAsync(
            sessie,
            async (scope, handeling, activatie, middel, token) =>
            {
                var db = scope.Db;
                if (activatie.Status is ActivatieStatus.Voltooid)
                {
                    return new Poging(activatie.Id);
                }

                if (activatie.Complete(handeling) is { } refusal)
                {
                    return refusal;
                }

                if (await ExpiredFirstAsync(db, activatie, token))
                {
                    return new ActivatieIsVerlopen(activatie.Uiterlijk);
                }

                var wachtend = (await db.ActiveerbaarAsync(activatie.AanvraagId, token)).Where(w => w.Status is KoppelingStatus.WachtenOpActivatie).ToList();
                if (wachtend.Count == 0)
                {
                    return new NotWaitingForActivatie(KoppelingStatus.Beeindigd);
                }

                var upgrade = wachtend.OfType<Upgrade>().SingleOrDefault();
                if (upgrade is not null && await IsLastBeheerderAsync(db, upgrade, token))
                {
                    upgrade.KeepRol();
                }

                if (wachtend.Select(w => w.Activate(handeling)).OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                {
                    return Result.Refused<Poging>(refusals);
                }

                var account = await db.Users.SingleAsync(a => a.Id == activatie.AccountId, token);
                account.IsActief = true;
                if (upgrade is not null)
                {
                    // Whoever is signed in signs in again, with the role and the second factor that he has now.
                    account.TwoFactorEnabled = middel.TweedeFactor is not null;
                    account.EndSessions();
                }

                db.Audit.Add(AuditRegel.Of(
                    handeling,
                    upgrade is null ? "MiddelGeactiveerd" : "UpgradeGeactiveerd",
                    activatie.AanvraagId,
                    JsonSerializer.Serialize(new
                    {
                        accountId = account.Id,
                        koppelingen = wachtend.OfType<Organisatiekoppeling>().Select(k => k.Id),
                        niveau = upgrade?.Niveau.Label(),
                        rol = upgrade?.Rol.ToString(),
                    })));
                await scope.SendEventAsync(handeling, activatie.AanvraagId, WachtOpActivatieStep.WaitName, WachtOpActivatieStep.Geactiveerd, token);
                return new Poging(activatie.Id);
            },
            ct);
    }

    /// <summary>Whether the timer of this uitnodiging has decided already, on a node whose clock is ahead.</summary>
    private static Task<bool> ExpiredFirstAsync(WeIdDbContext db, Activatie activatie, CancellationToken ct) => db.Waits.AnyAsync(
        w => w.AanvraagId == activatie.AanvraagId
            && w.Name == WachtOpActivatieStep.WaitName
            && w.Status == WaitStatus.Closed
            && w.Outcome == WachtOpActivatieStep.Verlopen
            && w.OpenedAt >= activatie.UitgenodigdOp,
        ct);

    /// <summary>Whether his organisatie would have no beheerder any more: the others may have left since the upgrade was asked for .</summary>
    private static async Task<bool> IsLastBeheerderAsync(WeIdDbContext db, Upgrade upgrade, CancellationToken ct) =>
        upgrade is { Rol: Rol.Gebruiker, Koppeling: { Rol: Rol.Beheerder, Status: KoppelingStatus.Actief } koppeling }
        && (await db.BezettingAsync(koppeling.OrganisatieId, [koppeling.Id], ct)).Beheerders == 0;
}
