using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>A beheerder withdraws an aanvraag of his organisatie, until We-ID has decided.</summary>
public sealed class AanvraagIntrekken(UseCases useCases, Intrekking intrekking)
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
            return default(Done);
        },
        ct);
}
