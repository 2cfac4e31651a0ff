namespace WeId.Workflows.Engine.Definitions.Validation;

/// <summary>In which branches of which forks each node runs.</summary>
internal sealed class BranchAnalysis(DefinitionGraph graph)
{
    private readonly Dictionary<int, IReadOnlyList<IReadOnlyList<Branch>>> contexts = [];

    /// <summary>Where the branches of a fork meet again; a fork whose branches all end in Finish is not in it.</summary>
    public Dictionary<int, int> JoinOf { get; } = [];

    /// <summary>The branches, outermost first, in which a node may run; more than one where alternatives come together.</summary>
    public IReadOnlyList<IReadOnlyList<Branch>> ContextsOf(int node) => contexts.GetValueOrDefault(node) ?? [];

    public void Set(int node, IReadOnlyList<IReadOnlyList<Branch>> value) => contexts[node] = value;

    /// <summary>The branches on an edge: those of its source, and one more when that is a fork.</summary>
    public IReadOnlyList<IReadOnlyList<Branch>> ContextsOf(Edge edge) =>
        graph.Type(edge.Source) == ActivityTypes.FlowFork && graph.Out(edge.Source).Skip(1).Any()
            ? [.. ContextsOf(edge.Source).Select(c => (IReadOnlyList<Branch>)[.. c, new Branch(edge.Source, edge.Port)])]
            : ContextsOf(edge.Source);

    /// <summary>Whether work may live in both at the same time: in two branches of one fork.</summary>
    public static bool AreParallel(IReadOnlyList<Branch> one, IReadOnlyList<Branch> other)
    {
        var common = one.Zip(other).TakeWhile(p => p.First == p.Second).Count();
        return common < one.Count && common < other.Count && one[common].Fork == other[common].Fork;
    }

    /// <summary>Whether two nodes may run at the same time.</summary>
    public bool AreParallel(int one, int other) => ContextsOf(one).Any(a => ContextsOf(other).Any(b => AreParallel(a, b)));

    /// <summary>Whether another branch may cancel the node.</summary>
    public bool IsInWaitAny(int node) => ContextsOf(node).SelectMany(c => c).Any(b =>
        JoinOf.TryGetValue(b.Fork, out var join) && ActivityTypes.ModeOf(graph.Activities[join]) == ActivityTypes.WaitAny);

    /// <summary>The nodes between a fork and its join, without either.</summary>
    public HashSet<int> Region(int fork, int join) => Region(graph.ForwardOut(fork), join);

    /// <summary>The nodes of one branch before the join.</summary>
    public HashSet<int> Region(IEnumerable<Edge> branches, int join) => DefinitionGraph.Walk(
        branches.Select(e => e.Target).Where(t => t != join),
        n => graph.ForwardOut(n).Select(e => e.Target).Where(t => t != join));

    /// <summary>Whether a branch cannot end before the join.</summary>
    public bool IsSure(int fork, string port, int join) =>
        !Region(graph.ForwardOut(fork).Where(e => e.Port == port), join).Any(n => graph.Type(n) == ActivityTypes.Finish);
}

/// <summary>A branch of a fork.</summary>
/// <param name="Port">Null: work of the fork that passed by its join and may live on after it.</param>
/// <param name="EndsByItself">With a null port: that work nowhere waits, so it has ended before anything that waits goes on.</param>
internal sealed record Branch(int Fork, string? Port, bool EndsByItself = false);
