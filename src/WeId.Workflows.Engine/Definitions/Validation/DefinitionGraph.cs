namespace WeId.Workflows.Engine.Definitions.Validation;

/// <summary>The part of a definition that can be reached from its start, as a graph of numbered nodes.</summary>
internal sealed class DefinitionGraph
{
    private readonly List<Edge>[] outgoing;
    private readonly List<Edge>[] incoming;
    private readonly HashSet<int>?[] forwardReach;
    private readonly bool[][] avoiding;

    private DefinitionGraph(IReadOnlyList<ActivityDefinition> activities, IReadOnlyList<ConnectionDefinition> connections, IReadOnlyDictionary<string, StepDescriptor> steps)
    {
        Activities = activities;
        var count = activities.Count;
        var index = activities.Select((a, i) => (a.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        outgoing = Lists(count);
        incoming = Lists(count);
        forwardReach = new HashSet<int>?[count];
        avoiding = new bool[count][];
        Waits = [.. activities.Select(a => ActivityTypes.Waits(a, steps))];
        var edges = connections.Select((c, i) => new Edge(i, index[c.SourceActivity], index[c.TargetActivity], c.SourcePort ?? "")).ToList();
        foreach (var edge in edges)
        {
            outgoing[edge.Source].Add(edge);
            incoming[edge.Target].Add(edge);
        }

        (Order, Retreating) = Sort();
    }

    public IReadOnlyList<ActivityDefinition> Activities { get; }

    public IReadOnlyList<bool> Waits { get; }

    /// <summary>The nodes so that every forward edge goes from an earlier to a later one; the start is the first.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>The edges that go back; all others are forward.</summary>
    public IReadOnlySet<Edge> Retreating { get; }

    public int Start => Order[0];

    /// <summary>Null when the start, an id or the end of a connection is not clear.</summary>
    public static DefinitionGraph? TryCreate(WorkflowDefinition definition, IReadOnlyDictionary<string, StepDescriptor> steps)
    {
        var ids = definition.Activities.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var starts = definition.Activities.Where(a => a.Type == ActivityTypes.Start).ToList();
        if (starts.Count != 1 || ids.Count != definition.Activities.Count
            || definition.Connections.Any(c => !ids.Contains(c.SourceActivity) || !ids.Contains(c.TargetActivity)))
        {
            return null;
        }

        var next = definition.Connections.ToLookup(c => c.SourceActivity, c => c.TargetActivity, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal) { starts[0].Id };
        var open = new Stack<string>(reached);
        while (open.TryPop(out var id))
        {
            foreach (var target in next[id].Where(reached.Add))
            {
                open.Push(target);
            }
        }

        return new DefinitionGraph(
            [.. definition.Activities.Where(a => reached.Contains(a.Id))],
            [.. definition.Connections.Where(c => reached.Contains(c.SourceActivity))],
            steps);
    }

    public string Id(int node) => Activities[node].Id;

    public string Type(int node) => Activities[node].Type;

    public IEnumerable<Edge> Out(int node) => outgoing[node];

    public IEnumerable<Edge> In(int node) => incoming[node];

    public IEnumerable<Edge> ForwardOut(int node) => outgoing[node].Where(e => !Retreating.Contains(e));

    public IEnumerable<Edge> ForwardIn(int node) => incoming[node].Where(e => !Retreating.Contains(e));

    /// <summary>The node and all that forward edges lead to from it.</summary>
    public HashSet<int> ForwardReach(int node) => forwardReach[node] ??= Walk([node], n => ForwardOut(n).Select(e => e.Target));

    /// <summary>Whether every path from the start to <paramref name="node"/> passes <paramref name="dominator"/>.</summary>
    public bool Dominates(int dominator, int node)
    {
        if (dominator == node || dominator == Start)
        {
            return true;
        }

        if (avoiding[dominator] is not { } reached)
        {
            reached = new bool[Activities.Count];
            foreach (var other in Walk([Start], n => outgoing[n].Select(e => e.Target).Where(t => t != dominator)))
            {
                reached[other] = true;
            }

            avoiding[dominator] = reached;
        }

        return !reached[node];
    }

    public static HashSet<int> Walk(IEnumerable<int> from, Func<int, IEnumerable<int>> next)
    {
        var seen = new HashSet<int>(from);
        var open = new Stack<int>(seen);
        while (open.TryPop(out var node))
        {
            foreach (var target in next(node).Where(seen.Add))
            {
                open.Push(target);
            }
        }

        return seen;
    }

    private static List<Edge>[] Lists(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<Edge>())];

    // Depth first without recursion: 500 activities in a row are allowed.
    private (List<int> Order, HashSet<Edge> Retreating) Sort()
    {
        var start = Activities.ToList().FindIndex(a => a.Type == ActivityTypes.Start);
        var retreating = new HashSet<Edge>();
        var finished = new List<int>();
        var state = new int[Activities.Count];
        var path = new Stack<(int Node, int Next)>();
        path.Push((start, 0));
        state[start] = 1;
        while (path.TryPop(out var top))
        {
            if (top.Next == outgoing[top.Node].Count)
            {
                state[top.Node] = 2;
                finished.Add(top.Node);
                continue;
            }

            path.Push((top.Node, top.Next + 1));
            var edge = outgoing[top.Node][top.Next];
            if (state[edge.Target] == 1)
            {
                retreating.Add(edge);
            }
            else if (state[edge.Target] == 0)
            {
                state[edge.Target] = 1;
                path.Push((edge.Target, 0));
            }
        }

        finished.Reverse();
        return (finished, retreating);
    }
}

/// <summary>A connection between two nodes.</summary>
internal sealed record Edge(int Index, int Source, int Target, string Port);
