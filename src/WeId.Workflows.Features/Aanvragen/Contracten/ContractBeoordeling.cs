using System.Text.Json;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Stores;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>What a reviewer of a contract can do besides approving and rejecting.</summary>
public sealed class ContractBeoordeling(BeoordelingService beoordeling, IDefinitionCatalog catalog)
{
    /// <summary>Outcome of a review: a signature is missing or not the right one, and a new print is needed.</summary>
    public const string Onvolledig = nameof(Onvolledig);

    /// <summary>Longest explanation.</summary>
    public const int MaxToelichting = 1000;

    /// <summary>Whether this task is the review of a contract; an aanvraag with a contract can have others too.</summary>
    public async Task<bool> IsAboutContractAsync(WeIdDbContext db, BeoordelingsTaak taak, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(taak);
        return await db.PlaceOfAsync(taak.WaitId, ct) is { } place
            && await catalog.FindAsync(place.DefinitionId, place.Version, ct) is { } definition
            && definition.Activities.Any(a => a.Id == place.ActivityId && a.Type == BeoordeelContractStep.Description.Type);
    }

    /// <summary>Sends the contract back. After a new print came the first stage begins again, which the same reviewer may do.</summary>
    /// <param name="toelichting">What is wrong, for the beheerder; required.</param>
    public Task<Result<Done>> ReturnAsync(Handeling handeling, Guid taakId, string? toelichting, CancellationToken ct) => beoordeling.RunAsync(
        handeling,
        taakId,
        async (scope, taak, medewerker, token) =>
        {
            if (taak.Soort is not TaakSoort.Beoordeling
                || !await IsAboutContractAsync(scope.Db, taak, token)
                || await scope.Db.FindContractAsync(taak.AanvraagId, token) is not { } contract)
            {
                return new NotAllowed();
            }

            if (await BeoordelingService.ConflictAsync(scope.Db, taak, medewerker, token) is { } conflict)
            {
                return conflict;
            }

            var reden = toelichting?.Trim() ?? "";
            if (reden.Length == 0)
            {
                return new Required { Field = nameof(toelichting) };
            }

            if (reden.Length > MaxToelichting || reden.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            {
                return new NotValid("Tekst") { Field = nameof(toelichting) };
            }

            if (taak.Decide(medewerker.Id, Onvolledig, reden, null, handeling.At) is { } notHis)
            {
                return await BeoordelingService.FirstAsync(scope.Db, taak, token) ?? notHis;
            }

            if ((await BeoordelingService.RecordStageAsync(scope.Db, taak, medewerker, handeling.At, token) ?? contract.Return(reden)) is { } refusal)
            {
                return refusal;
            }

            scope.Db.Audit.Add(AuditRegel.Of(
                handeling, "ContractOnvolledig", taak.AanvraagId, JsonSerializer.Serialize(new { taak = taak.Id, taak.Fase, contract = contract.Nummer })));
            return await BeoordelingService.CloseAsync(scope, handeling, taak, Onvolledig, token);
        },
        ct);
}
