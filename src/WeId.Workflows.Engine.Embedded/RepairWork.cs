using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>What operations do to a running instance from outside its definition, inside a unit of work.</summary>
internal sealed class RepairWork(
    IInstanceStore instances,
    IWaitStore waits,
    IDefinitionCatalog definitions,
    IExpressionEvaluator expressions,
    StepCatalog steps,
    DecisionWriter writer,
    TimeProvider clock)
{
    private DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Ends the step of an incident with an outcome.</summary>
    public async Task<SkipAnswer> SkipAsync(SkipStep command, CancellationToken ct)
    {
        if (await instances.FindIncidentAsync(command.IncidentId, ct) is not { ClosedAt: null } incident
            || await FindRunningAsync(incident.AanvraagId, ct) is not { } instance)
        {
            return SkipAnswer.NotOpen;
        }

        var definition = await DefinitionAsync(instance.DefinitionId, instance.DefinitionVersion, ct);
        var interpreter = InterpreterOf(definition);
        if (interpreter.SkipOutcomes(incident.ActivityId) is not { } outcomes)
        {
            return SkipAnswer.Protected;
        }

        if (!outcomes.Contains(command.Outcome))
        {
            return SkipAnswer.UnknownOutcome;
        }

        var state = StateJson.Read(instance.StateJson, definition);
        var decision = interpreter.Decide(state, new InterpreterEvent.Skipped(incident.Id, command.Outcome, command.Payload, Now));
        await WriteAsync(instance, decision, command.OperationId, ct);
        return SkipAnswer.Skipped;
    }

    /// <summary>By incident, the outcomes with which its step may be skipped now.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> SkipOutcomesAsync(
        WorkflowInstance instance, IReadOnlyList<Incident> incidents, CancellationToken ct)
    {
        if (instance.Status != InstanceStatus.Running || incidents.All(i => i.ClosedAt is not null))
        {
            return incidents.ToDictionary(i => i.Id, _ => (IReadOnlyList<string>)[]);
        }

        var interpreter = InterpreterOf(await DefinitionAsync(instance.DefinitionId, instance.DefinitionVersion, ct));
        return incidents.ToDictionary(i => i.Id, i => i.ClosedAt is null ? interpreter.SkipOutcomes(i.ActivityId) ?? [] : []);
    }

    /// <summary>What a migration would change.</summary>
    public async Task<MigrationPlan> PreviewAsync(MigrateWorkflow command, CancellationToken ct) => (await PlanAsync(command, ct)).Plan;

    /// <summary>Moves the instance when nothing stands in the way.</summary>
    public async Task<MigrationPlan> MigrateAsync(MigrateWorkflow command, CancellationToken ct)
    {
        var (plan, move) = await PlanAsync(command, ct);
        if (plan.IsPossible && move is not null)
        {
            await MoveAsync(move, command, ct);
        }

        return plan;
    }

    private async Task<(MigrationPlan Plan, Movement? Move)> PlanAsync(MigrateWorkflow command, CancellationToken ct)
    {
        if (await FindRunningAsync(command.AanvraagId, ct) is not { } instance)
        {
            return (MigrationPlan.Refused(0, command.Version, MigrationObstacle.NotRunning), null);
        }

        if (instance.DefinitionVersion == command.Version)
        {
            return (MigrationPlan.Refused(command.Version, command.Version, MigrationObstacle.SameVersion), null);
        }

        var from = await DefinitionAsync(instance.DefinitionId, instance.DefinitionVersion, ct);
        var to = await DefinitionAsync(instance.DefinitionId, command.Version, ct);
        var migration = new StateMigration(from, to, command.Mapping, steps.Descriptors.ToDictionary(d => d.Type, StringComparer.Ordinal));
        var state = StateJson.Read(instance.StateJson, from);
        var plan = migration.Plan(state, await waits.ListOpenAsync(instance.Id, ct), await instances.ListJournalAsync(instance.Id, ct));
        return (plan, new Movement(instance, from, to, migration, state));
    }

    private async Task MoveAsync(Movement move, MigrateWorkflow command, CancellationToken ct)
    {
        var moved = move.Migration.Move(move.State);
        foreach (var (old, token) in move.State.Tokens.Zip(moved.Tokens).Where(t => t.First.ActivityId != t.Second.ActivityId))
        {
            await waits.RenameAsync(token.ExecutionId, token.ActivityId, ct);
            if (old.IncidentId is { } incidentId && await instances.FindIncidentAsync(incidentId, ct) is { } incident)
            {
                incident.ActivityId = token.ActivityId;
                instances.UpdateIncident(incident);
            }
        }

        move.Instance.DefinitionVersion = move.To.Version;
        var row = MigrationRow.Of(move.From, move.To, command.Mapping);
        var decision = InterpreterOf(move.To).Decide(moved, new InterpreterEvent.Migrated(row, Now));
        await WriteAsync(move.Instance, decision, command.OperationId, ct);
    }

    private async Task WriteAsync(WorkflowInstance instance, Decision decision, Guid operationId, CancellationToken ct)
    {
        await writer.WriteAsync(instance, decision, operationId, Now, ct);
        writer.WriteState(instance, decision.State, operationId, Now);
        instances.Update(instance);
    }

    private async Task<WorkflowInstance?> FindRunningAsync(Guid aanvraagId, CancellationToken ct) =>
        await instances.FindByAanvraagAsync(aanvraagId, ct) is { Status: InstanceStatus.Running } instance ? instance : null;

    private async Task<WorkflowDefinition> DefinitionAsync(string definitionId, int version, CancellationToken ct) =>
        await definitions.FindAsync(definitionId, version, ct) ?? throw new UnknownDefinitionException(definitionId, version);

    private Interpreter InterpreterOf(WorkflowDefinition definition) => new(definition, steps.Find, expressions);

    /// <summary>An instance on its way from one version to another.</summary>
    private sealed record Movement(WorkflowInstance Instance, WorkflowDefinition From, WorkflowDefinition To, StateMigration Migration, InterpreterState State);
}
