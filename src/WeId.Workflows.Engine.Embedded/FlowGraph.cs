using System.Runtime.CompilerServices;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>The arrows of a definition, prepared for walking.</summary>
internal sealed class FlowGraph
{
    private static readonly ConditionalWeakTable<WorkflowDefinition, FlowGraph> Prepared = [];

    private readonly Dictionary<string, ActivityDefinition> activities;
    private readonly ILookup<string, ConnectionDefinition> outbound;
    private readonly ILookup<string, ConnectionDefinition> inbound;
    private readonly ILookup<string, string> forward;

    private FlowGraph(WorkflowDefinition definition)
    {
        activities = definition.Activities.ToDictionary(a => a.Id, StringComparer.Ordinal);
        outbound = definition.Connections.ToLookup(c => c.SourceActivity, StringComparer.Ordinal);
        inbound = definition.Connections.ToLookup(c => c.TargetActivity, StringComparer.Ordinal);
        Start = definition.Activities.Single(a => a.Type == ActivityTypes.Start);
        forward = definition.Connections
            .Where(c => !IsBackward(c))
            .ToLookup(c => c.SourceActivity, c => c.TargetActivity, StringComparer.Ordinal);
    }

    /// <summary>The one entry.</summary>
    public ActivityDefinition Start { get; }

    /// <summary>The graph of a definition, made once for each definition object.</summary>
    public static FlowGraph Of(WorkflowDefinition definition) => Prepared.GetValue(definition, d => new FlowGraph(d));

    /// <summary>The activity with that id.</summary>
    public ActivityDefinition Activity(string id) => activities[id];

    /// <summary>The connections that a set of outcomes follows, in the order of the file.</summary>
    public IEnumerable<ConnectionDefinition> Follow(string activityId, IReadOnlyCollection<string> outcomes) =>
        outbound[activityId].Where(c => outcomes.Contains(c.SourcePort ?? ActivityTypes.Done));

    /// <summary>All connections into an activity.</summary>
    public IEnumerable<ConnectionDefinition> Into(string activityId) => inbound[activityId];

    /// <summary>Whether work that stands at <paramref name="from"/> can still come to <paramref name="to"/> without looping back.</summary>
    public bool CanReach(string from, string to) =>
        Walk(forward[from], id => forward[id]).Contains(to);

    private static HashSet<string> Walk(IEnumerable<string> from, Func<string, IEnumerable<string>> next)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(from);
        while (open.TryPop(out var id))
        {
            if (seen.Add(id))
            {
                foreach (var target in next(id))
                {
                    open.Push(target);
                }
            }
        }

        return seen;
    }

    /// <summary>A connection is backward when its target lies on every path from the start to its source.</summary>
    private bool IsBackward(ConnectionDefinition connection)
    {
        var (source, target) = (connection.SourceActivity, connection.TargetActivity);
        if (source == target || target == Start.Id)
        {
            return true;
        }

        var withoutTarget = Walk(
            [Start.Id],
            id => outbound[id].Select(c => c.TargetActivity).Where(next => next != target));
        return !withoutTarget.Contains(source);
    }
}
