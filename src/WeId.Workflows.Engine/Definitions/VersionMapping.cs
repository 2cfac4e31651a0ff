namespace WeId.Workflows.Engine.Definitions;

/// <summary>Which activity of one version of a definition is which of another, and where work may go over.</summary>
public sealed class VersionMapping
{
    private readonly VersionSide from;
    private readonly VersionSide to;
    private readonly IReadOnlyDictionary<string, string> given;
    private readonly IReadOnlyDictionary<string, StepDescriptor> steps;

    /// <summary>Compares two versions; <paramref name="given"/> maps old ids to new ones, others keep theirs.</summary>
    public VersionMapping(
        WorkflowDefinition from,
        WorkflowDefinition to,
        IReadOnlyDictionary<string, string> given,
        IReadOnlyDictionary<string, StepDescriptor> steps) =>
        (this.from, this.to, this.given, this.steps) = (new VersionSide(from, steps), new VersionSide(to, steps), given, steps);

    /// <summary>Names in the given mapping that one of the versions does not have.</summary>
    public IEnumerable<string> UnknownIds =>
        given.Keys.Where(id => from.Find(id) is null).Concat(given.Values.Where(id => to.Find(id) is null)).Distinct();

    /// <summary>The activity of the new version; null when there is none.</summary>
    public string? TargetOf(string activityId)
    {
        if (given.TryGetValue(activityId, out var target))
        {
            return target;
        }

        return to.Find(activityId) is { } same && same.Type == from.Find(activityId)?.Type ? activityId : null;
    }

    /// <summary>Why work that stands at an activity of the old version cannot go over; null when it can.</summary>
    public MigrationObstacle? ObstacleAt(string activityId)
    {
        if (TargetOf(activityId) is not { } target)
        {
            return MigrationObstacle.NoTarget;
        }

        if (!AreAlike(activityId, target))
        {
            return MigrationObstacle.OtherType;
        }

        if (!from.BranchesOf(activityId, TargetOf).SetEquals(to.BranchesOf(target, id => id)))
        {
            return MigrationObstacle.OtherBranch;
        }

        return from.ForksAround(activityId).All(MeetsAlike) ? null : MigrationObstacle.OtherJoin;
    }

    /// <summary>
    /// The connection of the new version that stands for one by which a branch has come to a join: its namesake, or else
    /// the one by which the same branch comes. Null when there is none. Connections are named <c>source:port</c>.
    /// </summary>
    public string? ArrivalOf(string join, string connection)
    {
        if (TargetOf(join) is not { } target)
        {
            return null;
        }

        var branches = from.Arrivals(join, TargetOf).Where(a => a.Name == connection).Select(a => a.Branch).ToHashSet();
        var candidates = to.Arrivals(target, id => id).Where(a => branches.Contains(a.Branch)).Select(a => a.Name).ToList();
        var (source, port) = Split(connection);
        return candidates.Find(name => name == $"{TargetOf(source)}:{port}") ?? candidates.FirstOrDefault();
    }

    /// <summary>The activities that only the new version has, by whether work at these of its activities can still come to them.</summary>
    public ILookup<bool, string> NewActivities(IEnumerable<string> positions)
    {
        var reach = to.ReachOf(positions);
        var old = from.Ids.Select(TargetOf).OfType<string>().ToHashSet();
        return to.Ids.Where(id => !old.Contains(id)).ToLookup(reach.Contains);
    }

    /// <summary>
    /// Reviews of the new version that work at these of its activities would pass by on its way to what they guard; the
    /// granting step itself where no single one lies on every path.
    /// </summary>
    /// <param name="positions">Activities of the new version at which work would stand.</param>
    /// <param name="approved">Activities of the old version whose review was approved.</param>
    public IEnumerable<string> ReviewsPassedBy(IReadOnlyCollection<string> positions, IReadOnlyCollection<string> approved)
    {
        foreach (var (granting, review) in to.Granting())
        {
            var approvedHere = approved.Where(id => from.Find(id)?.Type == review).Select(TargetOf).ToHashSet();
            var unreviewed = positions.Where(p => to.ReachesUnreviewed(p, granting, review)).ToList();
            foreach (var position in unreviewed.Where(p => !IsHeldBySibling(p, positions.Except(unreviewed), granting)))
            {
                var before = to.ReviewsBefore(position, review).ToList();
                foreach (var missing in before.Where(r => !approvedHere.Contains(r)))
                {
                    yield return missing;
                }

                if (before.Count == 0 && approvedHere.Count == 0)
                {
                    yield return granting;
                }
            }
        }
    }

    /// <summary>Whether the outcome is an approval of that activity, a review of the old version.</summary>
    public bool IsApproval(string activityType, string? outcome) =>
        steps.GetValueOrDefault(activityType)?.ApprovalOutcome is { } approval && approval == outcome;

    private static (string Source, string Port) Split(string connection)
    {
        var at = connection.LastIndexOf(':');
        return (connection[..at], connection[(at + 1)..]);
    }

    // A review that is still to come in a parallel branch holds up what comes after the join of both.
    private bool IsHeldBySibling(string position, IEnumerable<string> reviewed, string granting) => reviewed.Any(other =>
        to.AreParallel(position, other) && !to.AreParallel(other, granting) && to.ReachOf([other]).Contains(granting));

    private bool AreAlike(string old, string @new) =>
        from.Find(old) is { } one && to.Find(@new) is { } other && one.Type == other.Type
        && (one.Type != ActivityTypes.FlowJoin || ActivityTypes.ModeOf(one) == ActivityTypes.ModeOf(other));

    private bool MeetsAlike(string fork)
    {
        if (TargetOf(fork) is not { } target || !AreAlike(fork, target) || !from.PortsOf(fork).SetEquals(to.PortsOf(target)))
        {
            return false;
        }

        return (from.JoinOf(fork), to.JoinOf(target)) switch
        {
            (null, null) => true,
            ({ } join, { } other) => TargetOf(join) == other && AreAlike(join, other),
            _ => false,
        };
    }
}
