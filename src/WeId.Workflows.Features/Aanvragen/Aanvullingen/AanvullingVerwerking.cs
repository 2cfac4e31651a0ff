using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Beoordeling.Stukken;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>What every answer to a reviewer does, whoever gives it: answer, files, the erasure of copies that they replace and the end of the wait.</summary>
public sealed class AanvullingVerwerking(AanvraagSoorten soorten, DocumentKluis kluis, StukService stukken)
{
    /// <summary>Inside the transaction of the act; the caller knows that he may answer.</summary>
    /// <param name="conceptId">Under which the files are that go with it.</param>
    /// <param name="persoonId">Who answers; null for who is known by his link only.</param>
    internal async Task<Result<Done>> AnswerAsync(
        UseCaseScope scope, Handeling handeling, Aanvraag aanvraag, Aanvulling aanvulling, string? tekst, Guid conceptId, Guid? persoonId, CancellationToken ct)
    {
        var (db, soort) = (scope.Db, soorten.Of(aanvraag));
        var antwoord = tekst?.Trim();
        var document = soort.Identiteitsbewijs(aanvraag);
        var bestanden = document is null && soort.Aanvulstuk is null ? [] : await db.Bijlagen.Where(b => b.ConceptId == conceptId && b.AanvraagId == null).ToListAsync(ct);
        var oude = await db.Bijlagen.Where(b => b.AanvraagId == aanvraag.Id && b.GewistOp == null).ToListAsync(ct);
        var vervangen = oude.Where(o => bestanden.Exists(k => k.Zijde.Overlaps(o.Zijde))).ToList();
        if (Refusals(antwoord, document, bestanden, oude.Except(vervangen)) is { Count: > 0 } refusals)
        {
            return Result.Refused<Done>(refusals);
        }

        if ((aanvulling.Answer(antwoord is { Length: > 0 } ? antwoord : null, bestanden.Count > 0, persoonId, handeling) ?? aanvraag.ReceiveAanvulling()) is { } refusal)
        {
            return refusal;
        }

        if (soort.Aanvulstuk is { } stuk)
        {
            Keep(db, handeling, aanvraag, stuk, bestanden);
        }
        else
        {
            vervangen.ForEach(b => b.Erase(handeling.At));
            bestanden.ForEach(b => b.Submit(aanvraag.Id, aanvraag.OrganisatieId));
        }

        await db.RemoveAntwoordenAsync(aanvraag.Id, ct);
        db.Audit.Add(AuditRegel.Of(handeling, "AanvullingGegeven", aanvraag.Id));
        return await EndWaitAsync(scope, handeling, aanvulling, ct);
    }

    private static List<Refusal> Refusals(string? antwoord, Identiteitsbewijs? document, List<Bijlage> bestanden, IEnumerable<Bijlage> blijven)
    {
        List<Refusal> refusals = [];
        if (antwoord is not { Length: > 0 } && bestanden.Count == 0)
        {
            refusals.Add(new Required { Field = nameof(AanvullingFormulier.Antwoord) });
        }

        if (antwoord is { Length: > Aanvulling.MaxTekst } || Invoer.HasControls(antwoord))
        {
            refusals.Add(new NotValid("Tekst") { Field = nameof(AanvullingFormulier.Antwoord) });
        }

        if (document is not null && bestanden.Count > 0 && document.Soort.Missing(blijven.Concat(bestanden).Select(b => b.Zijde)) is { } missing)
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
            return await scope.Waits.CloseAsync(wait, WachtOpAanvullingStep.Aangevuld, payload, handeling.AccountId?.ToString() ?? "event", handeling.At, ct)
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

    // Evidence takes the place of nothing: what was reviewed before stays with the aanvraag.
    private void Keep(WeIdDbContext db, Handeling handeling, Aanvraag aanvraag, string soort, List<Bijlage> bestanden)
    {
        foreach (var bestand in bestanden)
        {
            var stuk = stukken.Seal(aanvraag.Id, null, soort, bestand.Bestandsnaam, new(bestand.ContentType, Pages: 1, kluis.Decrypt(bestand)!), handeling.At);
            db.Dossierstukken.Add(stuk);
            db.Bijlagen.Remove(bestand);
            db.Audit.Add(AuditRegel.Of(handeling, "StukOntvangen", aanvraag.Id, JsonSerializer.Serialize(new { stuk = stuk.Id, stuk.Soort, stuk.Hash })));
        }
    }
}
