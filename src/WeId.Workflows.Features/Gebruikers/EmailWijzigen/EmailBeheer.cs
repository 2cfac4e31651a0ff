using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Gebruikers.EmailWijzigen;

/// <summary>
/// A beheerder corrects the e-mail address of a user who has not activated yet. An uitnodiging that went by mail
/// goes to the new address, and the link at the old one ends; a letter keeps its code.
/// </summary>
internal sealed class EmailBeheer(UseCases useCases, Uitnodiger uitnodiger, IGeheimen geheimen)
{
    /// <summary>Changes the address; the present one again changes nothing.</summary>
    public Task<Result<Done>> RunAsync(Handeling handeling, Guid koppelingId, string? email, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            var db = scope.Db;
            if (await db.FindGebruikerAsync(handeling, koppelingId, token) is not var (beheerder, koppeling))
            {
                return new NotAllowed();
            }

            if (koppeling.RefuseEmail() is { } refusal)
            {
                return refusal;
            }

            if (!Emailadres.TryParse(email, out var nieuw))
            {
                return new NotValid(nameof(Emailadres)) { Field = nameof(email) };
            }

            // Who gets the mail gets the middel, in every organisatie of the aanvraag.
            var eigen = await db.BeheerderKoppelingen(beheerder.EhMiddel.PersoonId).Select(k => k.OrganisatieId).ToListAsync(token);
            if (await db.Koppelingen.AnyAsync(k => k.AanvraagId == koppeling.AanvraagId && k.Status == KoppelingStatus.WachtenOpActivatie && !eigen.Contains(k.OrganisatieId), token))
            {
                return new ForeignOrganisatie();
            }

            // He is active elsewhere, and has an address that he proved.
            var persoon = koppeling.EhMiddel.Persoon;
            if (await db.Users.AnyAsync(a => a.PersoonId == persoon.Id && a.IsActief, token))
            {
                return new EmailNotChangeable(KoppelingStatus.Actief);
            }

            var oud = Ontvanger.ByMail(persoon);
            if (persoon.Email == nieuw)
            {
                return default(Done);
            }

            persoon.ChangeEmail(nieuw);
            await db.ForgetEmailAsync(koppeling.AanvraagId, token);
            var maker = VerzendingMaker.In(scope, geheimen);
            await uitnodiger.FollowEmailAsync(db, maker, koppeling.AanvraagId, handeling.At, token);
            maker.Add(
                VerzendKanaal.Mail,
                oud,
                new EmailGewijzigdGegevens { Gebruiker = persoon.VolledigeNaam, Organisatie = beheerder.Organisatie.Naam },
                handeling.At,
                new VerzendOpties(OrganisatieId: koppeling.OrganisatieId));
            db.Audit.Add(AuditRegel.Of(handeling, "EmailGewijzigd", koppeling.AanvraagId, JsonSerializer.Serialize(new { koppeling = koppeling.Id })));
            return default(Done);
        },
        ct);
}
