using WeId.Workflows.Engine.Definitions.Validation;

namespace WeId.Workflows.Engine.Definitions;

/// <summary>One of two versions that are compared, with its paths and branches.</summary>
internal sealed class VersionSide
{
    private readonly DefinitionGraph graph;
    private readonly BranchAnalysis branches;
    private readonly IReadOnlyDictionary<string, StepDescriptor> steps;
    private readonly Dictionary<string, int> nodes;

    public VersionSide(WorkflowDefinition definition, IReadOnlyDictionary<string, StepDescriptor> steps)
    {
        this.steps = steps;
        graph = DefinitionGraph.TryCreate(definition, steps)
            ?? throw new ArgumentException($"Definition '{definition.DefinitionId}' version {definition.Version} is not valid.", nameof(definition));
        branches = ForkRules.Check(new DefinitionCheck(definition, steps, new ValidationOptions()), graph);
        nodes = graph.Activities.Select((a, i) => (a.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
    }

    public IEnumerable<string> Ids => nodes.Keys;

    public ActivityDefinition? Find(string id) => nodes.TryGetValue(id, out var node) ? graph.Activities[node] : null;

    /// <summary>The branches in which the activity may run, as text that two versions share.</summary>
    public IReadOnlySet<string> BranchesOf(string id, Func<string, string?> name) =>
        branches.ContextsOf(nodes[id]).Select(c => string.Join('/', c.Select(b => $"{name(graph.Id(b.Fork))}:{b.Port}"))).ToHashSet();

    /// <summary>The forks in a branch of which the activity may run.</summary>
    public IEnumerable<string> ForksAround(string id) =>
        branches.ContextsOf(nodes[id]).SelectMany(c => c).Where(b => b.Port is not null).Select(b => graph.Id(b.Fork)).Distinct();

    /// <summary>The names of the branches of a fork.</summary>
    public IReadOnlySet<string> PortsOf(string fork) => graph.Out(nodes[fork]).Select(e => e.Port).ToHashSet();

    /// <summary>Where the branches of a fork meet; null when they all end in Finish.</summary>
    public string? JoinOf(string fork) => branches.JoinOf.TryGetValue(nodes[fork], out var join) ? graph.Id(join) : null;

    /// <summary>The connections into a join as <c>source:port</c>, each with the branch by which it comes, as <c>fork:port</c>.</summary>
    public IEnumerable<(string Name, string Branch)> Arrivals(string joinId, Func<string, string?> name)
    {
        var meeting = nodes[joinId];
        return from edge in graph.In(meeting)
               from context in branches.ContextsOf(edge)
               from branch in context
               where branches.JoinOf.TryGetValue(branch.Fork, out var meets) && meets == meeting
               select ($"{graph.Id(edge.Source)}:{edge.Port}", $"{name(graph.Id(branch.Fork))}:{branch.Port}");
    }

    /// <summary>What work at these activities can still come to, themselves included.</summary>
    public IReadOnlySet<string> ReachOf(IEnumerable<string> from) =>
        DefinitionGraph.Walk(from.Select(id => nodes[id]), n => graph.Out(n).Select(e => e.Target)).Select(graph.Id).ToHashSet();

    /// <summary>The granting steps, each with the review that its type demands.</summary>
    public IEnumerable<(string Id, string Review)> Granting() =>
        from node in graph.Order
        let step = steps.GetValueOrDefault(graph.Type(node))
        where step is { Grants: not null, DemandsReview: not null }
        select (graph.Id(node), step.DemandsReview);

    /// <summary>Whether work at the activity can come to the granting step without an approval of a review of that type.</summary>
    public bool ReachesUnreviewed(string from, string granting, string review)
    {
        var approval = steps.GetValueOrDefault(review)?.ApprovalOutcome;
        return DefinitionGraph.Walk(
            [nodes[from]],
            n => graph.Out(n).Where(e => graph.Type(n) != review || e.Port != approval || branches.IsInWaitAny(n)).Select(e => e.Target))
            .Contains(nodes[granting]);
    }

    /// <summary>The reviews of that type that lie on every path to the activity.</summary>
    public IEnumerable<string> ReviewsBefore(string id, string review) =>
        graph.Order.Where(n => graph.Type(n) == review && n != nodes[id] && graph.Dominates(n, nodes[id])).Select(graph.Id);

    /// <summary>Whether two activities may run at the same time.</summary>
    public bool AreParallel(string one, string other) => branches.AreParallel(nodes[one], nodes[other]);
}
