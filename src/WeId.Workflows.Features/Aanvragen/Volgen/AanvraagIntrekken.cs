using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>A beheerder withdraws an aanvraag of his organisatie, until We-ID has decided. A colleague whose aanvraag it was gets a mail.</summary>
public sealed class AanvraagIntrekken(UseCases useCases, Intrekking intrekking, AanvraagSoorten soorten, IGeheimen geheimen, PubliekeLinks links)
{
    /// <summary>Withdraws it; of a withdrawal and a decision at the same moment one wins.</summary>
    public Task<Result<Done>> RunAsync(Handeling handeling, Guid aanvraagId, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (await scope.Db.BeheerderAsync(handeling, token) is not { } beheerder
                || await scope.Db.Aanvragen.SingleOrDefaultAsync(a => a.Id == aanvraagId && a.OrganisatieId == beheerder.OrganisatieId, token) is not { } aanvraag)
            {
                return new NotAllowed();
            }

            if (!aanvraag.IsUndecided)
            {
                return new AanvraagIsBesloten(aanvraag.Nummer);
            }

            await intrekking.WithdrawAsync(scope, handeling, aanvraag.Id, token);
            if (aanvraag.AanvragerId != beheerder.EhMiddel.PersoonId)
            {
                await TellAsync(scope, handeling, aanvraag.Id, beheerder.EhMiddel.Persoon, token);
            }

            return default(Done);
        },
        ct);

    private async Task TellAsync(UseCaseScope scope, Handeling handeling, Guid aanvraagId, Persoon door, CancellationToken ct)
    {
        var dossier = await Dossier.LoadAsync(scope.Db, aanvraagId, ct);
        var soort = soorten.Of(dossier.Aanvraag);
        if ((await scope.Db.VoorAanvragerAsync(soort, dossier, ct)).All(p => p.Id != dossier.Aanvrager.Id))
        {
            // He has left, and who manages it now sees it in the overview.
            return;
        }

        VerzendingMaker.In(scope, geheimen).Add(
            VerzendKanaal.Mail,
            Ontvanger.ByMail(dossier.Aanvrager),
            new AanvraagIngetrokkenGegevens
            {
                Aanvraagnummer = dossier.Aanvraag.Nummer,
                Soort = soort.InZin(CultureInfo.GetCultureInfo(dossier.Aanvrager.Taal)),
                Organisatie = dossier.Organisatie.Naam,
                Gebruiker = dossier.Gebruiker?.VolledigeNaam ?? "",
                Door = door.VolledigeNaam,
                Link = links.AanvraagVolgen(dossier.Organisatie.Id, aanvraagId),
            },
            handeling.At,
            new VerzendOpties(aanvraagId, dossier.Organisatie.Id));
    }
}
