namespace WeId.Workflows.Engine.Definitions.Validation;

/// <summary>Rule 3: loops that both engines run alike.</summary>
internal static class LoopRules
{
    public static void Check(DefinitionCheck check, DefinitionGraph graph)
    {
        foreach (var edge in graph.Retreating.OrderBy(e => e.Index).Where(e => !graph.Dominates(e.Target, e.Source)))
        {
            check.Add(3, graph.Id(edge.Source), $"goes back to '{graph.Id(edge.Target)}', which does not lie on every path from the start to it.");
        }

        foreach (var target in graph.Retreating.Select(e => e.Target).Distinct().Order())
        {
            CheckExits(check, graph, target);
        }
    }

    /// <summary>Every loop contains a wait; a block of parallel branches waits when one that its join waits for does.</summary>
    public static void CheckWaits(DefinitionCheck check, DefinitionGraph graph, BranchAnalysis branches)
    {
        var closed = new HashSet<Edge>();
        foreach (var (fork, join) in branches.JoinOf.OrderByDescending(p => graph.Order.ToList().IndexOf(p.Key)))
        {
            if (ActivityTypes.ModeOf(graph.Activities[join]) is not ActivityTypes.WaitAny
                && graph.Out(fork).Any(branch => MustWait(branch, join)))
            {
                var inside = branches.Region(fork, join);
                closed.UnionWith(graph.In(join).Where(e => inside.Contains(e.Source)));
            }
        }

        foreach (var edge in graph.Retreating.OrderBy(e => e.Index).Where(e => !graph.Waits[e.Target] && WithoutWait(e.Target).Contains(e.Source)))
        {
            check.Add(3, graph.Id(edge.Source), $"closes a loop to '{graph.Id(edge.Target)}' that contains no wait.");
        }

        bool MustWait(Edge branch, int join) =>
            branch.Target != join
            && graph.ForwardReach(branch.Target).Contains(join)
            && (graph.Waits[branch.Target] || !WithoutWait(branch.Target).Contains(join));

        HashSet<int> WithoutWait(int from) =>
            DefinitionGraph.Walk([from], n => graph.Out(n).Where(e => !graph.Waits[e.Target] && !closed.Contains(e)).Select(e => e.Target));
    }

    // After a rework Elsa never schedules a step that also waits for a connection from before the loop.
    private static void CheckExits(DefinitionCheck check, DefinitionGraph graph, int target)
    {
        var reach = graph.ForwardReach(target);
        foreach (var node in graph.Order.Where(n => n != target && reach.Contains(n)))
        {
            if (graph.ForwardIn(node).FirstOrDefault(e => !reach.Contains(e.Source)) is { } outside)
            {
                check.Add(3, graph.Id(node), $"comes after the loop to '{graph.Id(target)}' but also has a connection from '{graph.Id(outside.Source)}' before it; give the loop's exit its own activities, its {ActivityTypes.Finish} included.");
            }
        }
    }
}
