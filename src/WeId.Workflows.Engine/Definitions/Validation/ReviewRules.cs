namespace WeId.Workflows.Engine.Definitions.Validation;

/// <summary>Rule 6: nothing is granted without the human review that it demands.</summary>
internal static class ReviewRules
{
    public static void Check(DefinitionCheck check, DefinitionGraph graph, BranchAnalysis branches)
    {
        foreach (var node in graph.Order)
        {
            if (check.Steps.TryGetValue(graph.Type(node), out var step) && step.Grants is { } grants)
            {
                CheckIssuing(check, graph, branches, node, grants, step.DemandsReview);
            }
        }

        CheckStages(check, graph, branches);
    }

    private static void CheckIssuing(DefinitionCheck check, DefinitionGraph graph, BranchAnalysis branches, int node, string grants, string? review)
    {
        if (review is not null && !check.Steps.ContainsKey(review))
        {
            check.Add(6, graph.Id(node), $"grants {grants} after a {review}, a type that does not exist.");
            return;
        }

        if (review is null || check.Steps.GetValueOrDefault(review)?.ApprovalOutcome is not { } approval)
        {
            check.Add(6, graph.Id(node), $"grants {grants}, but its type demands no review that can approve.");
            return;
        }

        var reviews = graph.Order.Where(n => graph.Type(n) == review).ToList();
        var cancellable = reviews.Where(branches.IsInWaitAny).ToList();
        var approvals = reviews.Except(cancellable).SelectMany(graph.Out).Where(e => e.Port == approval).ToHashSet();
        if (!ReachedWithout(graph, branches, approvals).Contains(node))
        {
            return;
        }

        var hint = cancellable.Count > 0 ? $" Review '{graph.Id(cancellable[0])}' lies in a {ActivityTypes.WaitAny} branch and does not count." : "";
        check.Add(6, graph.Id(node), $"grants {grants} but can be reached without outcome '{approval}' of a {review}; the review must lie on every path to it.{hint}");
    }

    /// <summary>The nodes to which work can come without passing any of the edges.</summary>
    private static HashSet<int> ReachedWithout(DefinitionGraph graph, BranchAnalysis branches, HashSet<Edge> approvals)
    {
        var reached = new HashSet<int> { graph.Start };
        bool grown;
        do
        {
            grown = false;
            foreach (var node in graph.Order.Where(n => !reached.Contains(n)))
            {
                var open = graph.In(node).Where(e => !approvals.Contains(e) && reached.Contains(e.Source)).ToList();
                if (open.Count > 0 && (graph.Type(node) != ActivityTypes.FlowJoin || PassesJoin(graph, branches, node, open)))
                {
                    reached.Add(node);
                    grown = true;
                }
            }
        }
        while (grown);
        return reached;
    }

    // A join that waits needs every branch that is sure to come, so a review in one of those holds for what follows.
    private static bool PassesJoin(DefinitionGraph graph, BranchAnalysis branches, int join, List<Edge> open)
    {
        if (ActivityTypes.ModeOf(graph.Activities[join]) == ActivityTypes.WaitAny)
        {
            return true;
        }

        foreach (var fork in branches.JoinOf.Where(p => p.Value == join).Select(p => p.Key))
        {
            var sure = graph.ForwardOut(fork).Where(e => graph.ForwardReach(e.Target).Contains(join) && branches.IsSure(fork, e.Port, join));
            if (sure.Any(branch => !open.Any(e => Enters(branches, e, fork, branch.Port))) && open.All(e => Enters(branches, e, fork, port: null)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Enters(BranchAnalysis branches, Edge edge, int fork, string? port) =>
        branches.ContextsOf(edge).Any(c => c.Any(b => b.Fork == fork && (port is null || b.Port == port)));

    private static void CheckStages(DefinitionCheck check, DefinitionGraph graph, BranchAnalysis branches)
    {
        var reviews = graph.Order.Where(n => check.Steps.GetValueOrDefault(graph.Type(n)) is { ApprovalOutcome: not null, StageInput: not null }).ToList();
        foreach (var (second, index) in reviews.Select((n, i) => (n, i)))
        {
            foreach (var first in reviews.Take(index).Where(n => graph.Type(n) == graph.Type(second)))
            {
                if (!graph.ForwardReach(first).Contains(second) && !branches.AreParallel(first, second))
                {
                    continue;
                }

                var input = check.Steps[graph.Type(second)].StageInput!;
                if (!TryGetStage(graph.Activities[first], input, out var one) || !TryGetStage(graph.Activities[second], input, out var other))
                {
                    check.Add(6, graph.Id(second), $"follows review '{graph.Id(first)}', so both must name their stage '{input}' as a literal.");
                }
                else if (string.Equals(one, other, StringComparison.OrdinalIgnoreCase))
                {
                    check.Add(6, graph.Id(second), $"names the same stage '{one}' as review '{graph.Id(first)}'; four eyes need two stages.");
                }
            }
        }
    }

    private static bool TryGetStage(ActivityDefinition activity, string input, out string? stage)
    {
        stage = null;
        if (!activity.Inputs.TryGetValue(input, out var value))
        {
            return true;
        }

        stage = value.Expression.Value?.Trim();
        return value.Expression.Type == "Literal";
    }
}
