using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.TestKit.Flows;

namespace WeId.Workflows.UnitTests.Engine.Model;

/// <summary>Makes definitions of forks, joins, loops, decisions, waits and rejections. Most are valid; the validator has the last word.</summary>
internal sealed class FlowGenerator
{
    private readonly Tape tape;
    private readonly FlowBuilder flow = new();
    private readonly Dictionary<string, Node> nodes = new(StringComparer.Ordinal);

    private FlowGenerator(Tape tape) => this.tape = tape;

    /// <summary>The flow that the choices make.</summary>
    public static ModelFlow Generate(byte[] choices) => new FlowGenerator(new Tape(choices)).Run();

    private ModelFlow Run()
    {
        for (var i = 0; i < ModelFlow.VariableCount; i++)
        {
            flow.Variable($"B{i}", "Boolean", "false");
        }

        nodes.Add("start", new Node("start", NodeKind.Start));
        var body = Sequence(new Place(Depth: 0, IsInFork: false, MayWait: true));
        Connect([("start", "Done")], body.Entry);
        Connect(body.Exits, Finish());
        foreach (var node in nodes.Values)
        {
            flow.Connect(string.Join(' ', node.Exits.Select(e => $"{node.Id}.{e.Port}>{e.Target}")));
        }

        return new ModelFlow(flow.Build(), nodes);
    }

    private Block Sequence(Place place)
    {
        var first = Piece(place);
        var (exits, mayWait) = (first.Exits, first.MayWait && place.MayWait);
        while (exits.Count > 0 && tape.OneIn(2) && nodes.Count < 40)
        {
            var next = Piece(place with { MayWait = mayWait });
            Connect(exits, next.Entry);
            (exits, mayWait) = (next.Exits, mayWait && next.MayWait);
        }

        return new Block(first.Entry, exits, mayWait);
    }

    private Block Piece(Place place) => tape.Next(place.Depth < 3 ? 12 : 5) switch
    {
        0 => Step(NodeKind.Auto),
        1 or 2 => Step(place.MayWait ? NodeKind.Wait : NodeKind.Auto),
        3 => Set(),
        4 => place.MayWait ? Delay() : Set(),
        5 => Choice(place, NodeKind.Decide),
        6 => Choice(place, NodeKind.Switch),
        7 => tape.OneIn(4) ? Choice(place, NodeKind.BadDecide) : Choice(place, NodeKind.Decide),
        8 or 9 or 10 => Fork(place),
        _ => place is { IsInFork: false, MayWait: true } ? Loop(place) : Fork(place),
    };

    private Block Step(NodeKind kind)
    {
        var output = tape.OneIn(3) ? tape.Next(ModelFlow.VariableCount) : (int?)null;
        var node = Add(new Node(NextId(kind == NodeKind.Auto ? "a" : "w"), kind) { Output = output });
        var isSure = tape.OneIn(3);
        flow.Step(
            node.Id,
            (kind, isSure) switch
            {
                (NodeKind.Auto, false) => ModelFlow.Auto,
                (NodeKind.Auto, true) => ModelFlow.SureAuto,
                (_, false) => ModelFlow.Wait,
                (_, true) => ModelFlow.SureWait,
            },
            outputs: output is null ? [] : new() { ["Waarde"] = $"B{output}" });
        if (isSure)
        {
            return new Block(node.Id, [(node.Id, "Ok")]);
        }

        if (!tape.OneIn(4))
        {
            return new Block(node.Id, [(node.Id, "Ok"), (node.Id, "Fout")]);
        }

        // A rejection: out of everything, at once or after something more.
        var way = tape.OneIn(2) ? Step(tape.OneIn(2) ? NodeKind.Wait : NodeKind.Auto) : null;
        Connect([(node.Id, "Fout")], way?.Entry ?? Finish());
        Connect(way?.Exits ?? [], way is null ? "" : Finish());
        return new Block(node.Id, [(node.Id, "Ok")]);
    }

    private Block Set()
    {
        var (variable, value) = (tape.Next(ModelFlow.VariableCount), !tape.OneIn(2));
        var node = Add(new Node(NextId("s"), NodeKind.Set) { Variables = [variable], Value = value });
        flow.Set(node.Id, $"B{variable}", FlowBuilder.Literal(value ? "true" : "false"));
        return new Block(node.Id, [(node.Id, "Done")]);
    }

    private Block Delay()
    {
        var node = Add(new Node(NextId("p"), NodeKind.Delay) { Hours = 1 + tape.Next(20) });
        flow.Delay(node.Id, TimeSpan.FromHours(node.Hours).ToString());
        return new Block(node.Id, [(node.Id, "Done")]);
    }

    private Block Choice(Place place, NodeKind kind)
    {
        var variables = Enumerable.Range(0, kind == NodeKind.Switch ? 2 : 1).Select(_ => tape.Next(ModelFlow.VariableCount)).ToList();
        var node = Add(new Node(NextId("d"), kind) { Variables = variables });
        switch (kind)
        {
            case NodeKind.Switch:
                flow.Switch(node.Id, [.. variables.Select((v, i) => ($"c{i}", Variable(v)))]);
                break;
            case NodeKind.BadDecide:
                flow.Decision(node.Id, FlowBuilder.Script("onbekend.x"));
                break;
            default:
                flow.Decision(node.Id, Variable(variables[0]));
                break;
        }

        var (exits, mayWait) = (new List<(string, string)>(), true);
        foreach (var port in kind == NodeKind.Switch ? new[] { "c0", "c1", "Default" } : ["True", "False"])
        {
            if (tape.OneIn(2))
            {
                var arm = Sequence(place with { Depth = place.Depth + 1 });
                Connect([(node.Id, port)], arm.Entry);
                exits.AddRange(arm.Exits);
                mayWait &= arm.MayWait;
            }
            else if (tape.OneIn(5))
            {
                Connect([(node.Id, port)], Finish());
            }
            else
            {
                exits.Add((node.Id, port));
            }
        }

        return new Block(node.Id, exits, mayWait);
    }

    private Block Fork(Place place)
    {
        var ports = Enumerable.Range(0, 2 + tape.Next(2)).Select(i => $"t{i}").ToArray();
        var fork = Add(new Node(NextId("f"), NodeKind.Fork));
        flow.Fork(fork.Id, ports);
        var before = nodes.Count;
        var exits = new List<(string, string)>();
        foreach (var port in ports)
        {
            if (tape.OneIn(8))
            {
                exits.Add((fork.Id, port));
                continue;
            }

            var branch = Sequence(new Place(place.Depth + 1, IsInFork: true, place.MayWait));
            Connect([(fork.Id, port)], branch.Entry);
            if (tape.OneIn(8))
            {
                Connect(branch.Exits, Finish());
            }
            else
            {
                exits.AddRange(branch.Exits);
            }
        }

        if (place.IsInFork && tape.OneIn(6))
        {
            // Its branches go on to the join of the fork around it.
            return new Block(fork.Id, exits);
        }

        if (exits.Count == 0)
        {
            return new Block(fork.Id, []);
        }

        // A WaitAll is valid only where each branch comes by one connection.
        string[] modes = exits.Count == ports.Length
            ? [ActivityTypes.WaitAll, ActivityTypes.WaitAllActive, ActivityTypes.WaitAll, ActivityTypes.WaitAny]
            : [ActivityTypes.WaitAllActive, ActivityTypes.WaitAny];
        var mode = modes[tape.Next(modes.Length)];
        var join = Add(new Node(NextId("j"), NodeKind.Join) { Mode = mode });
        flow.Join(join.Id, mode);
        Connect(exits, join.Id);
        foreach (var inside in nodes.Values.Skip(before - 1).Where(n => n is { Kind: NodeKind.Fork, MeetsAt: null }))
        {
            inside.MeetsAt = join.Id;
        }

        return new Block(fork.Id, [(join.Id, "Done")], MayWait: mode != ActivityTypes.WaitAny);
    }

    private Block Loop(Place place)
    {
        var entry = Step(NodeKind.Wait);
        var exits = entry.Exits;
        if (tape.OneIn(2))
        {
            var body = Sequence(place with { Depth = place.Depth + 1 });
            Connect(exits, body.Entry);
            exits = body.Exits;
        }

        var turn = Add(new Node(NextId("t"), NodeKind.Auto));
        flow.Step(turn.Id, ModelFlow.Auto);
        Connect(exits, turn.Id);
        Connect([(turn.Id, "Fout")], entry.Entry);
        return new Block(entry.Entry, [(turn.Id, "Ok")]);
    }

    private string Finish()
    {
        var node = Add(new Node(NextId("z"), NodeKind.Finish));
        flow.Finish(node.Id);
        return node.Id;
    }

    private static Expression Variable(int index) => new("Variable", $"var-B{index}");

    private string NextId(string prefix) => $"{prefix}{nodes.Count}";

    private Node Add(Node node)
    {
        nodes.Add(node.Id, node);
        return node;
    }

    private void Connect(IEnumerable<(string Source, string Port)> exits, string target)
    {
        foreach (var (source, port) in exits)
        {
            nodes[source].Exits.Add((port, target));
        }
    }

    /// <summary>A part with one way in and open ways out.</summary>
    /// <param name="MayWait">Whether what follows may wait: not after a WaitAny.</param>
    private sealed record Block(string Entry, List<(string Source, string Port)> Exits, bool MayWait = true);

    /// <summary>Where a part stands.</summary>
    private sealed record Place(int Depth, bool IsInFork, bool MayWait);
}
