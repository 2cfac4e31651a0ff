using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Activaties;

/// <summary>How a new uitnodiging is sent.</summary>
public enum UitnodigingKanaal
{
    /// <summary>By e-mail, free .</summary>
    Mail,

    /// <summary>By post, at a price .</summary>
    Brief,
}

/// <summary>
/// A beheerder invites a user again whose activation has expired. By mail that is an act; a letter is a small aanvraag
/// with its frozen costs, that he can follow.
/// </summary>
public sealed class NieuweUitnodiging(UseCases useCases, Indiener indiener, IOptions<Tarieven> tarieven)
{
    /// <summary>The costs of a letter, to be shown and accepted before it is sent.</summary>
    public Kostenoverzicht KostenOfBrief(Betrouwbaarheidsniveau niveau) => tarieven.Value.ForActiveringsbrief(niveau);

    /// <summary>Gives the user new days and lets the workflow of his aanvraag send the uitnodiging.</summary>
    /// <param name="akkoordKosten">Amount without btw that the beheerder has accepted; only for a letter.</param>
    /// <param name="nieuwEmail">A corrected e-mail address; null or empty keeps the present one.</param>
    public async Task<Result<Done>> RunAsync(
        Handeling handeling,
        Guid koppelingId,
        UitnodigingKanaal kanaal,
        decimal? akkoordKosten,
        string? nieuwEmail,
        CancellationToken ct)
    {
        var version = kanaal is UitnodigingKanaal.Brief ? await indiener.VersionAsync(ActiveringsbriefAanvraag.Type, ct) : 0;
        return await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                var db = scope.Db;
                if (await db.BeheerderAsync(handeling, token) is not { } beheerder
                    || await db.Koppelingen.Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
                        .SingleOrDefaultAsync(k => k.Id == koppelingId && k.OrganisatieId == handeling.OrganisatieId, token) is not { IsVisible: true } koppeling)
                {
                    return new NotAllowed();
                }

                // Of a user whose middel works, an upgrade may have expired.
                var upgrade = koppeling.Status is KoppelingStatus.Actief
                    ? await db.Upgrades.SingleOrDefaultAsync(u => u.KoppelingId == koppelingId && u.Status == KoppelingStatus.ActivatieVerlopen, token)
                    : null;
                if (upgrade is null && koppeling.Status is not KoppelingStatus.ActivatieVerlopen)
                {
                    return new NotVerlopen(koppeling.Status);
                }

                var aanvraagId = upgrade?.AanvraagId ?? koppeling.AanvraagId;
                var verlopen = (await db.ActiveerbaarAsync(aanvraagId, token)).Where(w => w.Status is KoppelingStatus.ActivatieVerlopen).ToList();
                var niveau = verlopen[0].Niveau;
                var kosten = KostenOfBrief(niveau);
                if (kanaal is UitnodigingKanaal.Brief && akkoordKosten != kosten.Exclusief)
                {
                    return new BriefKostenNotAccepted(kosten.Exclusief) { Field = nameof(akkoordKosten) };
                }

                var email = koppeling.EhMiddel.Persoon.Email;
                if (!string.IsNullOrWhiteSpace(nieuwEmail) && !Emailadres.TryParse(nieuwEmail, out email))
                {
                    return new NotValid(nameof(Emailadres)) { Field = nameof(nieuwEmail) };
                }

                // Who has a middel that works changes his address himself.
                var emailChanged = email != koppeling.EhMiddel.Persoon.Email;
                if (emailChanged && verlopen.OfType<Upgrade>().Any())
                {
                    return new KnownDataNotChangeable { Field = nameof(nieuwEmail) };
                }

                // The uitnodiging revives the middel in all of them, and goes to an address that he may correct: a beheerder
                // of only one of them may not do that.
                var eigen = await db.BeheerderKoppelingen(beheerder.EhMiddel.PersoonId).Select(k => k.OrganisatieId).ToListAsync(token);
                if (verlopen.Select(w => w is Upgrade u ? u.Koppeling : (Organisatiekoppeling)w).Any(k => !eigen.Contains(k.OrganisatieId)))
                {
                    return new ForeignOrganisatie();
                }

                // Everything of the aanvraag expired together, and the one activation is for all of it.
                if (verlopen.Select(w => w.InviteAgain(handeling)).OfType<Refusal>().FirstOrDefault() is { } refusal)
                {
                    return refusal;
                }

                if (emailChanged)
                {
                    koppeling.EhMiddel.Persoon.ChangeEmail(email);
                    await db.ForgetEmailAsync(aanvraagId, token);
                }

                if (kanaal is UitnodigingKanaal.Brief)
                {
                    var brief = new ActiveringsbriefAanvraag(koppeling.Id, niveau);
                    await indiener.AddAsync(
                        scope,
                        handeling,
                        new(ActiveringsbriefAanvraag.Type, version, koppeling.OrganisatieId, beheerder.EhMiddel.PersoonId, brief) { PersoonId = koppeling.EhMiddel.PersoonId, Kosten = kosten },
                        token);
                }
                else
                {
                    await scope.SendEventAsync(handeling, aanvraagId, WachtOpUitnodigingStep.WaitName, kanaal.ToString(), token);
                }

                db.Audit.Add(AuditRegel.Of(
                    handeling,
                    "UitnodigingOpnieuw",
                    aanvraagId,
                    JsonSerializer.Serialize(new
                    {
                        koppelingId,
                        kanaal = kanaal.ToString(),
                        kosten = kanaal is UitnodigingKanaal.Brief ? kosten.Exclusief : 0m,
                        emailGewijzigd = emailChanged,
                    })));
                return default(Done);
            },
            ct);
    }
}
