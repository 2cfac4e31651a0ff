using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Teksten;
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
public sealed class AanvullingBeantwoorden(UseCases useCases, AanvraagSoorten soorten, IGeheimen geheimen)
{
    /// <summary>Sends his draft: answer, copies, the erasure of those that they replace and the end of the wait are one commit.</summary>
    public Task<Result<Done>> RunAsync(Handeling handeling, Guid aanvraagId, CancellationToken ct) =>
        useCases.RunAsync<Done>(handeling, (scope, token) => AnswerAsync(scope, handeling, aanvraagId, token), ct);

    private async Task<Result<Done>> AnswerAsync(UseCaseScope scope, Handeling handeling, Guid aanvraagId, CancellationToken ct)
    {
        var db = scope.Db;
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await db.Aanvragen.SingleOrDefaultAsync(a => a.Id == aanvraagId && a.OrganisatieId == beheerder.OrganisatieId, ct) is not { } aanvraag
            || await db.LatestAanvullingAsync(aanvraagId, ct) is not { } aanvulling)
        {
            return new NotAllowed();
        }

        // A colleague who answered first took the drafts away.
        if (await ConceptService.FindOwnAsync(db, handeling, AanvullingRows.ConceptType(aanvraagId), ct) is not { } concept)
        {
            return aanvulling.Status is AanvullingStatus.Gevraagd ? new NotAllowed() : new AanvullingNotGevraagd();
        }

        var antwoord = ConceptInhoud.Read<AanvullingFormulier>(geheimen, concept).Antwoord?.Trim();
        var document = soorten.Of(aanvraag).Identiteitsbewijs(aanvraag);
        var kopieen = document is null ? [] : await db.Bijlagen.Where(b => b.ConceptId == concept.Id && b.AanvraagId == null).ToListAsync(ct);
        var oude = await db.Bijlagen.Where(b => b.AanvraagId == aanvraag.Id && b.GewistOp == null).ToListAsync(ct);
        var vervangen = oude.Where(o => kopieen.Exists(k => k.Zijde.Overlaps(o.Zijde))).ToList();
        if (Refusals(antwoord, document, kopieen, oude.Except(vervangen)) is { Count: > 0 } refusals)
        {
            return Result.Refused<Done>(refusals);
        }

        if ((aanvulling.Answer(antwoord is { Length: > 0 } ? antwoord : null, kopieen.Count > 0, beheerder.EhMiddel.PersoonId, handeling) ?? aanvraag.ReceiveAanvulling()) is { } refusal)
        {
            return refusal;
        }

        vervangen.ForEach(b => b.Erase(handeling.At));
        kopieen.ForEach(b => b.Submit(aanvraag.Id));
        await db.RemoveAntwoordenAsync(aanvraag.Id, ct);
        db.Audit.Add(AuditRegel.Of(handeling, "AanvullingGegeven", aanvraag.Id));
        return await EndWaitAsync(scope, handeling, aanvulling, ct);
    }

    private static List<Refusal> Refusals(string? antwoord, Identiteitsbewijs? document, List<Bijlage> kopieen, IEnumerable<Bijlage> blijven)
    {
        List<Refusal> refusals = [];
        if (antwoord is not { Length: > 0 } && kopieen.Count == 0)
        {
            refusals.Add(new Required { Field = nameof(AanvullingFormulier.Antwoord) });
        }

        if (antwoord is { Length: > Aanvulling.MaxTekst } || Invoer.HasControls(antwoord))
        {
            refusals.Add(new NotValid("Tekst") { Field = nameof(AanvullingFormulier.Antwoord) });
        }

        if (document is not null && kopieen.Count > 0 && document.Soort.Missing(blijven.Concat(kopieen).Select(b => b.Zijde)) is { } missing)
        {
            refusals.Add(missing);
        }

        return refusals;
    }

    /// <summary>The answer and the deadline end the same wait, so only one of them wins. Between two waits, a reminder for instance, the answer is kept for the next.</summary>
    private static async Task<Result<Done>> EndWaitAsync(UseCaseScope scope, Handeling handeling, Aanvulling aanvulling, CancellationToken ct)
    {
        var payload = new Dictionary<string, object?> { [WachtOpAanvullingStep.Fase] = aanvulling.Fase };
        if (await scope.WaitStore.FindOpenAsync(aanvulling.AanvraagId, WachtOpAanvullingStep.WaitName, ct) is { } wait)
        {
            return await scope.Waits.CloseAsync(wait, WachtOpAanvullingStep.Aangevuld, payload, handeling.AccountId.ToString()!, handeling.At, ct)
                ? default(Done)
                : new SomebodyWasFirst("");
        }

        if (await scope.Db.Waits.AnyAsync(
            w => w.AanvraagId == aanvulling.AanvraagId && w.Name == WachtOpAanvullingStep.WaitName && w.Outcome == WachtOpAanvullingStep.Vervallen,
            ct))
        {
            return new AanvullingTooLate(aanvulling.Uiterlijk);
        }

        var id = DerivedId.From(handeling.OperationId, WachtOpAanvullingStep.WaitName);
        scope.Outbox.Add(
            id,
            WorkflowMessages.Signal,
            WorkflowMessages.KeyOf(aanvulling.AanvraagId),
            new Signal(id, aanvulling.AanvraagId, WachtOpAanvullingStep.Aangevuld) { WaitName = WachtOpAanvullingStep.WaitName, Payload = payload });
        return default(Done);
    }
}
