using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>Tells who asked that his aanvraag goes no further because of what somebody else did: an opzegging per direct may cancel it, not in silence.</summary>
internal sealed class IntrekkingMelder(AanvraagSoorten soorten, IGeheimen geheimen, PubliekeLinks links)
{
    /// <param name="aanvraagId">What was withdrawn in this transaction.</param>
    /// <param name="doorId">The aanvraag that has ended the koppelingen; whoever made both needs no mail.</param>
    /// <param name="ended">With their organisaties, which are named only to who manages them.</param>
    public async Task TellAsync(
        UseCaseScope scope, Handeling handeling, Guid aanvraagId, Guid doorId, IReadOnlyList<Organisatiekoppeling> ended, CancellationToken ct)
    {
        var db = scope.Db;
        var dossier = await Dossier.LoadAsync(db, aanvraagId, ct);
        if (dossier.Aanvraag.Status is not AanvraagStatus.Ingetrokken
            || await db.Aanvragen.AnyAsync(a => a.Id == doorId && a.AanvragerId == dossier.Aanvrager.Id, ct))
        {
            return;
        }

        var soort = soorten.Of(dossier.Aanvraag);
        foreach (var persoon in await db.VoorAanvragerAsync(soort, dossier, ct))
        {
            var eigen = await db.BeheerderKoppelingen(persoon.Id).Select(k => k.OrganisatieId).ToListAsync(ct);
            VerzendingMaker.In(scope, geheimen).Add(
                VerzendKanaal.Mail,
                Ontvanger.ByMail(persoon),
                new MutatieIngetrokkenGegevens
                {
                    Aanvraagnummer = dossier.Aanvraag.Nummer,
                    Soort = soort.InZinOf(dossier.Aanvraag, CultureInfo.GetCultureInfo(persoon.Taal)),
                    Organisatie = dossier.Organisatie.Naam,
                    Gebruiker = dossier.Gebruiker?.VolledigeNaam ?? "",
                    Beeindigd = [.. ended.Where(k => eigen.Contains(k.OrganisatieId)).Select(k => k.Organisatie.Naam)],
                    Link = links.AanvraagVolgen(dossier.Organisatie.Id, aanvraagId),
                },
                handeling.At,
                new VerzendOpties(aanvraagId, dossier.Organisatie.Id));
        }
    }
}
