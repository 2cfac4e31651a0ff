using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>A beheerder ends eHerkenning for a user (R-149…R-158): all refusals at once, or the aanvraag and the start of its workflow. It costs nothing.</summary>
public sealed class OpzeggingSubmit(UseCases useCases, IDefinitionCatalog catalog)
{
    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, OpzeggingVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        var definition = await catalog.FindLatestAsync(OpzeggingGegevens.Type, ct)
            ?? throw new InvalidOperationException($"Definition '{OpzeggingGegevens.Type}' was never published.");
        return await useCases.RunAsync<Indiening>(
            handeling,
            async (scope, token) =>
            {
                var controle = await scope.Db.CheckOpzeggingAsync(handeling, voorstel, token);
                return controle.Succeeded
                    ? await AcceptAsync(scope, handeling, voorstel, controle.Value, definition.Version, token)
                    : Result.Refused<Indiening>(controle.Refusals);
            },
            ct);
    }

    private static async Task<Indiening> AcceptAsync(
        UseCaseScope scope, Handeling handeling, OpzeggingVoorstel voorstel, GecontroleerdeOpzegging controle, int version, CancellationToken ct)
    {
        var gegevens = new OpzeggingGegevens(
            voorstel.Moment,
            voorstel.Datum,
            voorstel.BedrijfAkkoord,
            [.. controle.Effecten.Select(e => new OpzeggingRegel(e.Koppeling.Id, e.Koppeling.OrganisatieId, e.LaatsteDag))]);
        var aanvraag = new Aanvraag(
            Guid.CreateVersion7(handeling.At),
            await AanvraagNummers.NextAsync(scope.Db, handeling, ct),
            OpzeggingGegevens.Type,
            version,
            controle.Aanvrager.OrganisatieId,
            controle.Aanvrager.EhMiddel.PersoonId,
            gegevens.Write(),
            handeling.At)
        {
            PersoonId = controle.PersoonId,
        };
        scope.Db.Aanvragen.Add(aanvraag);
        scope.Db.Audit.Add(AuditRegel.Of(handeling, "AanvraagIngediend", aanvraag.Id));
        var id = DerivedId.From(handeling.OperationId, WorkflowMessages.Start);
        scope.Outbox.Add(
            id,
            WorkflowMessages.Start,
            WorkflowMessages.KeyOf(aanvraag.Id),
            new StartWorkflow(id, aanvraag.Id, OpzeggingGegevens.Type, version, new Dictionary<string, object?>
            {
                ["AanvraagId"] = aanvraag.Id.ToString(),
                ["Moment"] = voorstel.Moment.ToString(),
            }));
        return new(aanvraag.Id, aanvraag.Nummer);
    }
}
