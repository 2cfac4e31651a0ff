using System.Text.Json;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>An aanvraag of any type that is about to be submitted.</summary>
/// <param name="Versie">Of its definition: what <see cref="Indiener.VersionAsync"/> answered.</param>
/// <param name="OrganisatieId">In whose name.</param>
/// <param name="AanvragerId">The persoon who submits it.</param>
/// <param name="Gegevens">Its own data, kept as <see cref="AanvraagGegevens"/>.</param>
public sealed record NieuweAanvraag(string Type, int Versie, Guid OrganisatieId, Guid AanvragerId, object Gegevens)
{
    /// <summary>Whom it is about; null when that is nobody (yet).</summary>
    public Guid? PersoonId { get; init; }

    /// <summary>The costs, frozen with it; null when it has none.</summary>
    public Kostenoverzicht? Kosten { get; init; }

    /// <summary>Inputs of the workflow beside <c>AanvraagId</c>.</summary>
    public IReadOnlyDictionary<string, object?> Inputs { get; init; } = new Dictionary<string, object?>();
}

/// <summary>Submits an aanvraag of any type: the row, its audit line and the start of its workflow are one transaction with what the use case writes.</summary>
public sealed class Indiener(IDefinitionCatalog catalog, AanvraagSoorten soorten)
{
    /// <summary>The version with which an aanvraag of this moment runs to its end; asked before the transaction.</summary>
    /// <exception cref="InvalidOperationException">The definition was never published.</exception>
    public async Task<int> VersionAsync(string type, CancellationToken ct)
    {
        var definition = await catalog.FindLatestAsync(type, ct);
        return definition?.Version ?? throw new InvalidOperationException($"Definition '{type}' was never published.");
    }

    /// <summary>Adds the aanvraag inside the transaction of the use case.</summary>
    /// <exception cref="InvalidOperationException">Its type is not registered: no reviewer could be shown its data.</exception>
    public async Task<Aanvraag> AddAsync(UseCaseScope scope, Handeling handeling, NieuweAanvraag nieuw, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(handeling);
        ArgumentNullException.ThrowIfNull(nieuw);
        if (!soorten.Contains(nieuw.Type))
        {
            throw new InvalidOperationException($"Aanvraag type '{nieuw.Type}' is not registered.");
        }

        var aanvraag = new Aanvraag(
            Guid.CreateVersion7(handeling.At),
            await AanvraagNummers.NextAsync(scope.Db, handeling, ct),
            nieuw.Type,
            nieuw.Versie,
            nieuw.OrganisatieId,
            nieuw.AanvragerId,
            AanvraagGegevens.Write(nieuw.Gegevens),
            handeling.At)
        {
            PersoonId = nieuw.PersoonId,
            Kosten = nieuw.Kosten is null ? null : JsonSerializer.Serialize(nieuw.Kosten),
        };
        scope.Db.Aanvragen.Add(aanvraag);
        scope.Db.Audit.Add(AuditRegel.Of(handeling, "AanvraagIngediend", aanvraag.Id));
        var id = DerivedId.From(handeling.OperationId, WorkflowMessages.Start);
        var inputs = new Dictionary<string, object?>(nieuw.Inputs) { ["AanvraagId"] = aanvraag.Id.ToString() };
        scope.Outbox.Add(id, WorkflowMessages.Start, WorkflowMessages.KeyOf(aanvraag.Id), new StartWorkflow(id, aanvraag.Id, nieuw.Type, nieuw.Versie, inputs));
        return aanvraag;
    }
}
