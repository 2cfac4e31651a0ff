using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>An answer as it is being written; kept as a draft with the new copies, so that nothing typed is lost.</summary>
public sealed class AanvullingFormulier
{
    /// <summary>What the beheerder writes to the reviewer.</summary>
    public string? Antwoord { get; set; }
}

/// <summary>A beheerder of the organisatie supplies what the reviewer asked.</summary>
public sealed class AanvullingBeantwoorden(UseCases useCases, AanvraagSoorten soorten, AanvullingVerwerking verwerking, IGeheimen geheimen)
{
    /// <summary>Sends his draft.</summary>
    public Task<Result<Done>> RunAsync(Handeling handeling, Guid aanvraagId, CancellationToken ct) =>
        useCases.RunAsync<Done>(handeling, (scope, token) => AnswerAsync(scope, handeling, aanvraagId, token), ct);

    private async Task<Result<Done>> AnswerAsync(UseCaseScope scope, Handeling handeling, Guid aanvraagId, CancellationToken ct)
    {
        var db = scope.Db;
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await db.Aanvragen.SingleOrDefaultAsync(a => a.Id == aanvraagId && a.OrganisatieId == beheerder.OrganisatieId, ct) is not { } aanvraag
            || !soorten.Of(aanvraag).IsAanvullingVanBeheerder
            || await db.LatestAanvullingAsync(aanvraagId, ct) is not { } aanvulling)
        {
            return new NotAllowed();
        }

        // A colleague who answered first took the drafts away.
        return await ConceptService.FindOwnAsync(db, handeling, AanvullingRows.ConceptType(aanvraagId), ct) is { } concept
            ? await verwerking.AnswerAsync(
                scope, handeling, aanvraag, aanvulling, ConceptInhoud.Read<AanvullingFormulier>(geheimen, concept).Antwoord, concept.Id, beheerder.EhMiddel.PersoonId, ct)
            : aanvulling.Status is AanvullingStatus.Gevraagd ? new NotAllowed() : new AanvullingNotGevraagd();
    }
}
