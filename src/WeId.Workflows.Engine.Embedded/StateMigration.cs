using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>Takes the state of an instance from one version of its definition to another. Pure.</summary>
internal sealed class StateMigration(
    WorkflowDefinition from,
    WorkflowDefinition to,
    IReadOnlyDictionary<string, string> given,
    IReadOnlyDictionary<string, StepDescriptor> steps)
{
    private readonly VersionMapping mapping = new(from, to, given, steps);

    /// <summary>What would change, and what stands in the way.</summary>
    public MigrationPlan Plan(InterpreterState state, IReadOnlyList<WorkflowWait> waits, IReadOnlyList<JournalEntry> journal)
    {
        var positions = Positions(state, waits).ToList();
        var targets = positions.Select(p => p.To).OfType<string>().Distinct().ToList();
        var added = mapping.NewActivities(targets);
        var refusals = mapping.UnknownIds.Select(id => new MigrationRefusal(MigrationObstacle.UnknownActivity, id)).ToList();
        if (refusals.Count == 0)
        {
            refusals.AddRange(Obstacles(state, positions));
            refusals.AddRange(mapping.ReviewsPassedBy(targets, Approved(journal)).Distinct()
                .Select(id => new MigrationRefusal(MigrationObstacle.ReviewPassedBy, id)));
        }

        var (old, @new) = (NamesOf(from), NamesOf(to));
        return new MigrationPlan(
            from.Version,
            to.Version,
            positions,
            [.. @new.Except(old)],
            [.. old.Except(@new)],
            [.. added[true]],
            [.. added[false]],
            refusals);
    }

    /// <summary>The state in the new version. The plan of the same state must have no refusals.</summary>
    public InterpreterState Move(InterpreterState state) => state with
    {
        Variables = to.Variables.ToDictionary(v => v.Name, v => ValueOf(v, state)),
        Tokens = [.. state.Tokens.Select(t => t with { ActivityId = Target(t.ActivityId) })],
        Rounds = Renamed(state.Rounds),
        Arrivals = state.Arrivals.ToDictionary(a => Target(a.Key), a => a.Value.Select(name => mapping.ArrivalOf(a.Key, name)!).ToList()),
        Early = [.. state.Early.Select(e => e with { Name = given.GetValueOrDefault(e.Name, e.Name), EndedRounds = Renamed(e.EndedRounds) })],
    };

    private static IEnumerable<string> NamesOf(WorkflowDefinition definition) => definition.Variables.Select(v => v.Name);

    private static PositionStatus StatusOf(Token token) => token.Status switch
    {
        TokenStatus.Waiting => PositionStatus.Waiting,
        TokenStatus.Resting => PositionStatus.Resting,
        _ => PositionStatus.Ready,
    };

    private string Target(string activityId) =>
        mapping.TargetOf(activityId) ?? throw new InvalidOperationException($"Version {to.Version} has no place for '{activityId}'.");

    private IEnumerable<MigratedPosition> Positions(InterpreterState state, IReadOnlyList<WorkflowWait> waits)
    {
        foreach (var token in state.Tokens)
        {
            var open = waits.Where(w => w.ExecutionId == token.ExecutionId).Select(w => new WaitView(w.Id, w.ActivityId, w.Name, w.Round, w.Deadline));
            yield return new MigratedPosition(token.ActivityId, mapping.TargetOf(token.ActivityId), StatusOf(token), [.. open]);
        }

        foreach (var join in state.Arrivals.Keys)
        {
            yield return new MigratedPosition(join, mapping.TargetOf(join), PositionStatus.Joining, []);
        }
    }

    private IEnumerable<MigrationRefusal> Obstacles(InterpreterState state, IEnumerable<MigratedPosition> positions)
    {
        foreach (var position in positions)
        {
            if (mapping.ObstacleAt(position.From) is { } obstacle)
            {
                yield return new MigrationRefusal(obstacle, position.From);
            }
        }

        foreach (var (join, arrived) in state.Arrivals)
        {
            if (mapping.ObstacleAt(join) is null && arrived.Any(name => mapping.ArrivalOf(join, name) is null))
            {
                yield return new MigrationRefusal(MigrationObstacle.OtherJoin, join);
            }
        }

        foreach (var variable in to.Variables.Where(v => state.Variables.ContainsKey(v.Name)))
        {
            if (!TypeConversion.TryConvert(JsonValues.Plain(state.Variables[variable.Name]), variable.TypeName, out _))
            {
                yield return new MigrationRefusal(MigrationObstacle.VariableType, variable.Name);
            }
        }
    }

    /// <summary>The reviews whose last decision was an approval, by their ids in the present version.</summary>
    private HashSet<string> Approved(IEnumerable<JournalEntry> journal)
    {
        var approved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in journal)
        {
            if (row.Event == JournalEvent.Migrated)
            {
                var renamed = MigrationRow.MappingOf(row);
                approved = [.. approved.Select(id => renamed.GetValueOrDefault(id, id))];
            }
            else if (row.Event == JournalEvent.Completed && mapping.IsApproval(row.ActivityType, row.Outcome))
            {
                approved.Add(row.ActivityId);
            }
            else if (row.Event == JournalEvent.Completed)
            {
                approved.Remove(row.ActivityId);
            }
        }

        return approved;
    }

    private Dictionary<string, int> Renamed(IReadOnlyDictionary<string, int> rounds) => rounds
        .Select(r => (Id: mapping.TargetOf(r.Key), r.Value))
        .Where(r => r.Id is not null)
        .GroupBy(r => r.Id!, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Sum(r => r.Value), StringComparer.Ordinal);

    private static object? ValueOf(VariableDefinition variable, InterpreterState state) =>
        state.Variables.TryGetValue(variable.Name, out var value)
            ? JsonValues.Convert(value, variable.TypeName)
            : TypeConversion.InitialValue(variable);
}
