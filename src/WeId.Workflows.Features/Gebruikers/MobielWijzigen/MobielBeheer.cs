using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Gebruikers.MobielWijzigen;

/// <summary>A beheerder changes the mobile number to which another user gets his codes (R-174… ). The next code goes to the new number.</summary>
public sealed class MobielBeheer(UseCases useCases, IGeheimen geheimen)
{
    /// <summary>Changes the number; the present one again changes nothing.</summary>
    public Task<Result<Done>> RunAsync(Handeling handeling, Guid koppelingId, string? mobiel, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (await scope.Db.FindGebruikerAsync(handeling, koppelingId, token) is not var (beheerder, koppeling))
            {
                return new NotAllowed();
            }

            if (koppeling.RefuseMobielBy(beheerder) is { } refusal)
            {
                return refusal;
            }

            if (!MobielNummer.TryParse(mobiel, out var nieuw))
            {
                return new NotValid(nameof(MobielNummer)) { Field = nameof(mobiel) };
            }

            // The number guards all his organisaties.
            var eigen = await scope.Db.BeheerderKoppelingen(beheerder.EhMiddel.PersoonId).Select(k => k.OrganisatieId).ToListAsync(token);
            if (await scope.Db.Koppelingen.AnyAsync(
                k => k.EhMiddelId == koppeling.EhMiddelId && k.Status != KoppelingStatus.Beeindigd && k.Status != KoppelingStatus.Afgekeurd && !eigen.Contains(k.OrganisatieId), token))
            {
                return new GebruikerElders();
            }

            var persoon = koppeling.EhMiddel.Persoon;
            var oud = persoon.Mobiel;
            if (oud == nieuw)
            {
                return default(Done);
            }

            await scope.Db.ChangeMobielAsync(handeling, persoon, nieuw, token);
            scope.Db.Audit.Add(AuditRegel.Of(
                handeling, "MobielGewijzigd", details: JsonSerializer.Serialize(new { koppeling = koppeling.Id, van = oud?.Masked, naar = nieuw.Masked })));
            VerzendingMaker.In(scope, geheimen).Add(
                VerzendKanaal.Mail,
                Ontvanger.ByMail(persoon),
                new MobielGewijzigdGegevens
                {
                    Gebruiker = persoon.VolledigeNaam,
                    Organisatie = beheerder.Organisatie.Naam,
                    Oud = oud?.Masked ?? "",
                    Nieuw = nieuw.Masked,
                },
                handeling.At,
                new VerzendOpties(OrganisatieId: koppeling.OrganisatieId));
            return default(Done);
        },
        ct);
}
