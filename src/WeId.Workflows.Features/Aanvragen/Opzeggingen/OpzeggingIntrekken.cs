using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>A beheerder undoes a planned opzegging, until it is carried out. Its workflow tells those concerned.</summary>
public sealed class OpzeggingIntrekken(UseCases useCases)
{
    /// <summary>Undoes the opzegging under way of a user, in every organisatie in which it has not ended yet.</summary>
    public Task<Result<Done>> RunAsync(Handeling handeling, Guid koppelingId, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            var db = scope.Db;
            if (await db.BeheerderAsync(handeling, token) is not { } beheerder
                || !await db.Koppelingen.AnyAsync(k => k.Id == koppelingId && k.OrganisatieId == beheerder.OrganisatieId, token))
            {
                return new NotAllowed();
            }

            var lopend = await db.LopendeOpzeggingenAsync(beheerder.OrganisatieId, token);
            if (!lopend.TryGetValue(koppelingId, out var opzegging))
            {
                return new OpzeggingNotPlanned();
            }

            var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == opzegging.AanvraagId, token);
            var regels = AanvraagGegevens.Read<OpzeggingGegevens>(aanvraag).Koppelingen;
            var ids = regels.Select(r => r.KoppelingId).ToList();
            var ended = await db.Koppelingen.Where(k => ids.Contains(k.Id) && k.Status == KoppelingStatus.Beeindigd).Select(k => k.Id).ToListAsync(token);
            var open = regels.Where(r => !ended.Contains(r.KoppelingId)).ToList();

            // What has ended cannot be undone, so it needs nobody's right: it may have been his own.
            var eigen = await db.BeheerderKoppelingen(beheerder.EhMiddel.PersoonId).Select(k => k.OrganisatieId).ToListAsync(token);
            if (open.Exists(r => !eigen.Contains(r.OrganisatieId)))
            {
                return new ForeignOrganisatie();
            }

            // The deadline and the undo close the same wait, so only one of them wins.
            if (await scope.WaitStore.FindOpenAsync(aanvraag.Id, WachtOpEinddatumStep.WaitName, token) is not { } wait
                || !await scope.Waits.CloseAsync(
                    wait, WachtOpEinddatumStep.Ingetrokken, new Dictionary<string, object?>(), handeling.AccountId.ToString()!, handeling.At, token))
            {
                return new OpzeggingNotPlanned();
            }

            if ((ended.Count > 0 ? aanvraag.Complete() : aanvraag.Withdraw()) is { } refusal)
            {
                return refusal;
            }

            db.Audit.Add(AuditRegel.Of(handeling, "OpzeggingIngetrokken", aanvraag.Id, JsonSerializer.Serialize(new { koppelingen = open.Select(r => r.KoppelingId) })));
            return default(Done);
        },
        ct);
}
