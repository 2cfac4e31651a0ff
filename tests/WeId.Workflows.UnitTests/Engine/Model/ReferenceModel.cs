using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.UnitTests.Engine.Model;

/// <summary>
/// What docs/workflow-definitions.md says that happens, done in the most simple-minded way: every branch remembers in which
/// forks it is, and every question is answered by looking at all branches. Shares nothing with the interpreter.
/// </summary>
internal sealed class ReferenceModel(ModelFlow flow, Script script)
{
    private readonly List<Branch> living = [];
    private readonly List<ForkRun> forks = [];
    private readonly List<Early> early = [];
    private readonly Dictionary<string, int> runs = [];
    private readonly bool[] variables = new bool[ModelFlow.VariableCount];
    private DateTimeOffset now;
    private int opened;

    private enum Doing
    {
        Ready,
        Waiting,
        Resting,
    }

    /// <summary>What happened, as <c>event activity outcome</c>.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>Running, or how it ended.</summary>
    public InstanceStatus Status { get; private set; }

    /// <summary>Everything that can be compared.</summary>
    public Standing Standing => new(
        Status,
        Sorted(living.Where(b => b.Doing == Doing.Waiting).SelectMany(b => b.Names)),
        Sorted(living.Where(b => b.Doing == Doing.Resting).Select(b => b.At.Id)),
        string.Join(' ', variables));

    public void Start(DateTimeOffset at)
    {
        now = at;
        Enter("start", []);
        Run();
    }

    public void Signal(string activity, bool second, string outcome, bool output)
    {
        var name = second ? Answer.SecondName(activity) : activity;
        if (Status != InstanceStatus.Running)
        {
            return;
        }

        if (living.Find(b => b.Doing == Doing.Waiting && b.Names.Contains(name)) is { } waiting)
        {
            End(waiting, outcome, output, "Completed");
        }
        else
        {
            // For the run that is about to wait, or else for the next one.
            var isAbout = living.Exists(b => b.At.Id == activity && b.Doing != Doing.Waiting);
            early.Add(new Early(name, outcome, output, runs.GetValueOrDefault(activity) + (isAbout ? 0 : 1)));
        }

        Run();
    }

    public void Pass(TimeSpan time)
    {
        now += time;
        while (living.Where(b => b.Doing == Doing.Waiting && b.DueAt <= now).OrderBy(b => b.DueAt).ThenBy(b => b.Opened).FirstOrDefault() is { } due)
        {
            End(due, due.AtDeadline, output: null, "Completed");
            Run();
        }
    }

    public void Retry(string activity)
    {
        var resting = Resting(activity);
        living.Remove(resting);
        resting.Doing = Doing.Ready;
        living.Add(resting);
        Run();
    }

    public void Skip(string activity, string outcome, bool output)
    {
        End(Resting(activity), outcome, output, "Skipped");
        Run();
    }

    public void Cancel()
    {
        if (Status == InstanceStatus.Running)
        {
            Drop(_ => true);
            Status = InstanceStatus.Canceled;
        }
    }

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    private Branch Resting(string activity) => living.Find(b => b.At.Id == activity && b.Doing == Doing.Resting)!;

    private void Run()
    {
        while (Status == InstanceStatus.Running && living.Find(b => b.Doing == Doing.Ready) is { } next)
        {
            Do(next);
        }
    }

    private void Do(Branch branch)
    {
        var node = branch.At;
        switch (node.Kind)
        {
            case NodeKind.Finish:
                living.Remove(branch);
                Drop(_ => true);
                Trace.Add($"Completed {node.Id} ");
                Status = InstanceStatus.Finished;
                break;
            case NodeKind.Auto or NodeKind.Wait:
                Follow(branch, script.Of(node.Id, node.Kind == NodeKind.Wait, branch.Round, branch.Faults));
                break;
            case NodeKind.Delay:
                Wait(branch, [], node.Hours, "Done");
                break;
            case NodeKind.BadDecide:
                Rest(branch);
                break;
            case NodeKind.Decide:
                End(branch, variables[node.Variables[0]] ? "True" : "False", output: null, "Completed");
                break;
            case NodeKind.Switch:
                End(branch, variables[node.Variables[0]] ? "c0" : variables[node.Variables[1]] ? "c1" : "Default", output: null, "Completed");
                break;
            case NodeKind.Fork:
                Trace.Add($"Completed {node.Id} {string.Join(',', node.Exits.Select(e => e.Port))}");
                Leave(branch, node.Exits, [.. branch.Inside, new ForkRun(node.MeetsAt, branch.Inside)]);
                break;
            case NodeKind.Set:
                variables[node.Variables[0]] = node.Value;
                End(branch, "Done", output: null, "Completed");
                break;
            default:
                End(branch, "Done", output: null, "Completed");
                break;
        }
    }

    private void Follow(Branch branch, Answer answer)
    {
        var id = branch.At.Id;
        switch (answer.Kind)
        {
            case AnswerKind.Fail:
                Rest(branch);
                break;
            case AnswerKind.Complete:
                End(branch, answer.Outcome, answer.Output, "Completed");
                break;
            default:
                Wait(branch, answer.HasSecond ? [id, Answer.SecondName(id)] : [id], answer.Hours, answer.Outcome);
                break;
        }
    }

    private void Rest(Branch branch)
    {
        branch.Doing = Doing.Resting;
        branch.Faults++;
        Trace.Add($"Faulted {branch.At.Id} ");
    }

    private void Wait(Branch branch, List<string> names, int? hours, string atDeadline)
    {
        branch.Doing = Doing.Waiting;
        branch.Names = names;
        branch.DueAt = now.AddHours(hours ?? 0) is var due && hours is null ? null : due;
        branch.AtDeadline = atDeadline;
        branch.Opened = ++opened;
        Trace.Add($"Waiting {branch.At.Id} ");

        early.RemoveAll(e => names.Contains(e.Name) && e.ForRun < branch.Round);
        if (early.Find(e => names.Contains(e.Name)) is { } answer)
        {
            early.Remove(answer);
            End(branch, answer.Outcome, answer.Output, "Completed");
        }
    }

    private void End(Branch branch, string outcome, bool? output, string how)
    {
        if (output is { } value && branch.At.Output is { } variable)
        {
            variables[variable] = value;
        }

        Trace.Add($"{how} {branch.At.Id} {outcome}");
        Leave(branch, [.. branch.At.Exits.Where(e => e.Port == outcome)], branch.Inside);
    }

    private void Leave(Branch branch, List<(string Port, string Target)> by, List<ForkRun> inside)
    {
        living.Remove(branch);
        foreach (var (_, target) in by.Where(e => flow.Nodes[e.Target].Kind != NodeKind.Join))
        {
            Enter(target, inside);
        }

        foreach (var (port, target) in by.Where(e => flow.Nodes[e.Target].Kind == NodeKind.Join))
        {
            Arrive(flow.Nodes[target], $"{branch.At.Id}.{port}", inside);
        }

        while (forks.OrderByDescending(f => f.Around.Count).FirstOrDefault(IsComplete) is { } complete)
        {
            forks.Remove(complete);
            Enter(complete.MeetsAt!, complete.Around);
        }
    }

    private void Arrive(Node meeting, string by, List<ForkRun> inside)
    {
        var fork = inside.First(f => f.MeetsAt == meeting.Id);
        if (meeting.Mode != ActivityTypes.WaitAny)
        {
            fork.Arrived.Add(by);
            if (!forks.Contains(fork))
            {
                forks.Add(fork);
            }
        }
        else if (!fork.IsPassed)
        {
            fork.IsPassed = true;
            Drop(b => b.Inside.Contains(fork) && CanReach(b.At.Id, meeting.Id));
            forks.RemoveAll(f => f.Around.Contains(fork) && CanReach(f.MeetsAt!, meeting.Id));
            Enter(meeting.Id, fork.Around);
        }
    }

    private bool IsComplete(ForkRun fork) => flow.Nodes[fork.MeetsAt!].Mode == ActivityTypes.WaitAll
        ? fork.Arrived.Count == flow.Nodes.Values.Sum(n => n.Exits.Count(e => e.Target == fork.MeetsAt))
        : !living.Exists(b => b.Inside.Contains(fork) && CanReach(b.At.Id, fork.MeetsAt!)) 
            && !forks.Exists(f => f.Around.Contains(fork) && CanReach(f.MeetsAt!, fork.MeetsAt!));

    private bool CanReach(string from, string to)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var id))
        {
            foreach (var (_, target) in flow.Nodes[id].Exits.Where(e => seen.Add(e.Target)))
            {
                open.Push(target);
            }
        }

        return seen.Contains(to);
    }

    private void Enter(string id, List<ForkRun> inside)
    {
        runs[id] = runs.GetValueOrDefault(id) + 1;
        living.Add(new Branch(flow.Nodes[id], inside, runs[id]));
    }

    private void Drop(Predicate<Branch> which)
    {
        foreach (var branch in living.FindAll(which))
        {
            living.Remove(branch);
            if (branch.Doing != Doing.Ready)
            {
                Trace.Add($"Canceled {branch.At.Id} ");
            }
        }
    }

    /// <summary>One going of work.</summary>
    private sealed class Branch(Node at, List<ForkRun> inside, int round)
    {
        public Node At { get; } = at;

        /// <summary>The forks in whose branches it is, outermost first.</summary>
        public List<ForkRun> Inside { get; } = inside;

        public int Round { get; } = round;

        public Doing Doing { get; set; }

        public int Faults { get; set; }

        public List<string> Names { get; set; } = [];

        public DateTimeOffset? DueAt { get; set; }

        public string AtDeadline { get; set; } = "";

        public int Opened { get; set; }
    }

    /// <summary>One running of a fork.</summary>
    private sealed class ForkRun(string? meetsAt, List<ForkRun> around)
    {
        public string? MeetsAt { get; } = meetsAt;

        public List<ForkRun> Around { get; } = around;

        public HashSet<string> Arrived { get; } = [];

        public bool IsPassed { get; set; }
    }

    private sealed record Early(string Name, string Outcome, bool Output, int ForRun);
}

/// <summary>Where an instance stands, in a form that two ways of running it share.</summary>
internal sealed record Standing(InstanceStatus Status, string Waiting, string Resting, string Variables);
