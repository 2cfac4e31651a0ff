namespace WeId.Workflows.Engine.Definitions.Validation;

/// <summary>Rule 4: parallel work starts at forks and comes together in joins; and the part of rule 3 about loops and branches.</summary>
internal static class ForkRules
{
    // Alternatives multiply only in contrived definitions; beyond this many the check stays right for the ones it keeps.
    private const int MaxContexts = 64;

    public static BranchAnalysis Check(DefinitionCheck check, DefinitionGraph graph)
    {
        var branches = new BranchAnalysis(graph);
        foreach (var node in graph.Order)
        {
            IReadOnlyList<IReadOnlyList<Branch>> contexts = node == graph.Start
                ? [[]]
                : [.. graph.ForwardIn(node).SelectMany(branches.ContextsOf).Distinct(ContextComparer.Instance).Take(MaxContexts)];
            branches.Set(node, graph.Type(node) switch
            {
                ActivityTypes.Finish => contexts,
                ActivityTypes.FlowJoin => Join(check, graph, branches, node, contexts),
                _ => Pass(check, graph, branches, node, contexts),
            });
        }

        foreach (var edge in graph.Retreating.OrderBy(e => e.Index).Where(e => branches.ContextsOf(e).Any(c => c.Any(b => !b.EndsByItself))))
        {
            check.Add(3, graph.Id(edge.Source), $"goes back to '{graph.Id(edge.Target)}' from inside a branch of a fork; a loop may only go around a whole fork and its join.");
        }

        foreach (var join in graph.Order.Where(n => graph.Type(n) == ActivityTypes.FlowJoin))
        {
            switch (ActivityTypes.ModeOf(graph.Activities[join]))
            {
                case ActivityTypes.WaitAll:
                    CheckWaitAll(check, graph, branches, join);
                    break;
                case ActivityTypes.WaitAny:
                    CheckAfterWaitAny(check, graph, branches, join);
                    break;
                default:
                    break;
            }
        }

        return branches;
    }

    private static IReadOnlyList<IReadOnlyList<Branch>> Pass(
        DefinitionCheck check, DefinitionGraph graph, BranchAnalysis branches, int node, IReadOnlyList<IReadOnlyList<Branch>> contexts)
    {
        foreach (var one in contexts)
        {
            if (contexts.FirstOrDefault(other => BranchAnalysis.AreParallel(one, other)) is { } other)
            {
                var fork = one[one.Zip(other).TakeWhile(p => p.First == p.Second).Count()].Fork;
                check.Add(4, graph.Id(node), $"can be reached by more than one living branch of fork '{graph.Id(fork)}'; branches meet only in an {ActivityTypes.FlowJoin}.");
                return [CommonStart(contexts)];
            }
        }

        return contexts;
    }

    private static IReadOnlyList<IReadOnlyList<Branch>> Join(
        DefinitionCheck check, DefinitionGraph graph, BranchAnalysis branches, int join, IReadOnlyList<IReadOnlyList<Branch>> contexts)
    {
        var common = CommonStart(contexts);
        foreach (var fork in contexts.SelectMany(c => c.Skip(common.Count)).Select(b => b.Fork).Distinct())
        {
            if (!branches.JoinOf.TryAdd(fork, join))
            {
                check.Add(4, graph.Id(join), $"is a second join for the branches of fork '{graph.Id(fork)}', which meet in '{graph.Id(branches.JoinOf[fork])}' already.");
            }
        }

        var remainders = new List<IReadOnlyList<Branch>>();
        foreach (var fork in contexts.Where(c => c.Count > common.Count).Select(c => c[common.Count].Fork).Distinct())
        {
            var escaping = branches.Region(fork, join)
                .Where(n => graph.Type(n) != ActivityTypes.Finish && !graph.ForwardReach(n).Contains(join)).ToList();
            if (escaping.Count > 0)
            {
                var ends = !escaping.Any(n => graph.Waits[n] || graph.Type(n) == ActivityTypes.FlowJoin);
                remainders.Add([.. common, new Branch(fork, Port: null, ends)]);
            }
        }

        return remainders.Count > 0 ? remainders : [common];
    }

    private static void CheckWaitAll(DefinitionCheck check, DefinitionGraph graph, BranchAnalysis branches, int join)
    {
        var inbound = graph.ForwardIn(join).ToList();
        if (inbound.Count < 2)
        {
            return;
        }

        var all = inbound.SelectMany(branches.ContextsOf).ToList();
        var depth = CommonStart(all).Count;
        var forks = all.Select(c => c.Count > depth ? c[depth].Fork : -1).Distinct().ToList();
        if (all.Count != inbound.Count || forks is not [>= 0] || all.Any(c => c.Count != depth + 1))
        {
            check.Add(4, graph.Id(join), $"is a {ActivityTypes.WaitAll} that not every branch of one fork enters by exactly one connection; use {ActivityTypes.WaitAllActive}.");
            return;
        }

        foreach (var branch in all.Select(c => c[depth].Port).OfType<string>().GroupBy(p => p, StringComparer.Ordinal))
        {
            if (branch.Count() > 1)
            {
                check.Add(4, graph.Id(join), $"is a {ActivityTypes.WaitAll} that branch '{branch.Key}' of fork '{graph.Id(forks[0])}' enters by more than one connection; use {ActivityTypes.WaitAllActive}.");
            }
            else if (!branches.IsSure(forks[0], branch.Key, join))
            {
                check.Add(4, graph.Id(join), $"is a {ActivityTypes.WaitAll} that branch '{branch.Key}' of fork '{graph.Id(forks[0])}' is not sure to reach; use {ActivityTypes.WaitAllActive}.");
            }
        }
    }

    // Elsa throws when it resumes a wait after a WaitAny ("Lost an owner context").
    private static void CheckAfterWaitAny(DefinitionCheck check, DefinitionGraph graph, BranchAnalysis branches, int join)
    {
        var outer = branches.ContextsOf(join).SelectMany(c => c).Select(b => branches.JoinOf.GetValueOrDefault(b.Fork, -1)).Where(j => j != join).ToHashSet();
        var after = DefinitionGraph.Walk(
            graph.Out(join).Select(e => e.Target).Where(t => !outer.Contains(t)),
            n => graph.Out(n).Select(e => e.Target).Where(t => !outer.Contains(t)));
        foreach (var node in after.Where(n => graph.Waits[n]).Order())
        {
            check.Add(4, graph.Id(node), $"waits after the {ActivityTypes.WaitAny} '{graph.Id(join)}'; up to {ActivityTypes.Finish} or an outer join nothing may wait there.");
        }
    }

    private static IReadOnlyList<Branch> CommonStart(IReadOnlyList<IReadOnlyList<Branch>> contexts)
    {
        if (contexts.Count == 0)
        {
            return [];
        }

        var common = contexts[0].Count;
        foreach (var context in contexts.Skip(1))
        {
            common = Math.Min(common, contexts[0].Zip(context).TakeWhile(p => p.First == p.Second).Count());
        }

        return [.. contexts[0].Take(common)];
    }

    private sealed class ContextComparer : IEqualityComparer<IReadOnlyList<Branch>>
    {
        public static ContextComparer Instance { get; } = new();

        public bool Equals(IReadOnlyList<Branch>? x, IReadOnlyList<Branch>? y) => x is null ? y is null : y is not null && x.SequenceEqual(y);

        public int GetHashCode(IReadOnlyList<Branch> context) => context.Count == 0 ? 0 : HashCode.Combine(context.Count, context[^1]);
    }
}
