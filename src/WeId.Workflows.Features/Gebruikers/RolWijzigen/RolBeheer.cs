using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Gebruikers.RolWijzigen;

/// <summary>
/// A beheerder gives a user the other role (R-083… ). It holds at once: whoever loses the role is refused by the next
/// command and must sign in again. The user and all beheerders hear of it.
/// </summary>
public sealed class RolBeheer(UseCases useCases, IGeheimen geheimen, PubliekeLinks links)
{
    /// <summary>Changes the role of a user in the organisatie of the act.</summary>
    public Task<Result<Done>> RunAsync(Handeling handeling, Guid koppelingId, Rol? naar, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            var db = scope.Db;
            if (await db.FindGebruikerAsync(handeling, koppelingId, token) is not var (beheerder, koppeling))
            {
                return new NotAllowed();
            }

            // Whose own end is planned is nobody to rely on (invariant 1 of docs/requirements.md).
            var weg = (await db.LopendeOpzeggingenAsync(koppeling.OrganisatieId, token)).Keys.Append(koppeling.Id).ToList();
            var van = koppeling.Rol;
            var refusals = new RolWissel(koppeling, naar).Apply(beheerder, await db.BezettingAsync(koppeling.OrganisatieId, weg, token));
            if (refusals.Count > 0)
            {
                return Result.Refused<Done>(refusals);
            }

            // An upgrade whose activation has expired can be revived, and must not bring back the role that he had.
            foreach (var upgrade in await db.Upgrades.Include(u => u.Koppeling).Where(u => u.KoppelingId == koppeling.Id && u.Status == KoppelingStatus.ActivatieVerlopen).ToListAsync(token))
            {
                upgrade.KeepRol();
            }

            db.Audit.Add(AuditRegel.Of(
                handeling, "RolGewijzigd", details: JsonSerializer.Serialize(new { koppeling = koppeling.Id, van = van.ToString(), naar = koppeling.Rol.ToString() })));
            await MailAsync(scope, handeling, beheerder, koppeling, token);
            return default(Done);
        },
        ct);

    private async Task MailAsync(UseCaseScope scope, Handeling handeling, Organisatiekoppeling beheerder, Organisatiekoppeling koppeling, CancellationToken ct)
    {
        var gebruiker = koppeling.EhMiddel.Persoon;
        var maker = VerzendingMaker.In(scope, geheimen);
        foreach (var aan in (await scope.Db.BeheerdersAsync(koppeling.OrganisatieId, ct)).Prepend(gebruiker).DistinctBy(p => p.Id))
        {
            maker.Add(
                VerzendKanaal.Mail,
                Ontvanger.ByMail(aan),
                new RolGewijzigdGegevens
                {
                    Organisatie = beheerder.Organisatie.Naam,
                    Gebruiker = gebruiker.VolledigeNaam,
                    Zelf = aan.Id == gebruiker.Id,
                    Beheerder = koppeling.Rol is Rol.Beheerder,
                    Actief = koppeling.Status is KoppelingStatus.Actief,
                    Door = beheerder.EhMiddel.Persoon.VolledigeNaam,
                    Link = links.Inloggen,
                },
                handeling.At,
                new VerzendOpties(OrganisatieId: koppeling.OrganisatieId));
        }
    }
}
