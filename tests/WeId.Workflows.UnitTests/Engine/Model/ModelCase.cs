using System.Globalization;
using System.Text;
using System.Text.Json;
using WeId.Workflows.Engine;

namespace WeId.Workflows.UnitTests.Engine.Model;

/// <summary>One definition with one sequence of events, run by the interpreter and by the reference model.</summary>
internal sealed class ModelCase
{
    private const int MaxEvents = 40;
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ModelFlow flow;
    private readonly InterpreterDriver driver;
    private readonly ReferenceModel model;
    private readonly Tape tape;
    private readonly List<string> waiting;
    private readonly List<string> events = [];

    private ModelCase(ModelFlow flow, byte[] eventTape)
    {
        this.flow = flow;
        tape = new Tape(eventTape);
        var script = new Script(flow, (tape.Next(256) << 8) + tape.Next(256));
        driver = new InterpreterDriver(flow, script);
        model = new ReferenceModel(flow, script);
        waiting = [.. flow.Nodes.Values.Where(n => n.Kind == NodeKind.Wait).Select(n => n.Id)];
    }

    /// <summary>What the two do not agree about, with the whole case; null when they agree throughout.</summary>
    public static string? Difference(ModelFlow flow, byte[] eventTape, ModelTally? tally = null)
    {
        var one = new ModelCase(flow, eventTape);
        try
        {
            return one.Run();
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or ArgumentException or NullReferenceException or JsonException)
        {
            return one.Describe(e.ToString());
        }
        finally
        {
            tally?.Add(one.events.Count, one.model.Trace, one.model.Standing.Status);
        }
    }

    private string? Run()
    {
        Do("start", d => d.Start(Begin), m => m.Start(Begin));
        while (Compare() is var difference)
        {
            if (difference is not null || !tape.HasMore || events.Count > MaxEvents)
            {
                return difference;
            }

            if (tape.OneIn(3))
            {
                driver.Reload();
                events.Add("reload");
            }

            if (tape.OneIn(8))
            {
                Do("migrate", d => d.Migrate(), _ => { });
            }

            Next();
        }

        return null;
    }

    private void Next()
    {
        var (open, resting) = (Words(model.Standing.Waiting), Words(model.Standing.Resting));
        var (kind, which, outcome, output) = (tape.Next(16), tape.Next(64), tape.OneIn(3) ? "Fout" : "Ok", tape.OneIn(2));
        switch (kind)
        {
            case <= 5 when open.Length > 0:
                var name = open[which % open.Length];
                Signal(name.Split('-')[0], name.Contains('-', StringComparison.Ordinal), outcome, output);
                break;
            case 6 or 7 when waiting.Count > 0:
                Signal(waiting[which % waiting.Count], tape.OneIn(4), outcome, output);
                break;
            case 8:
                Do("signal for an unknown wait", d => d.SignalUnknown(), _ => { });
                break;
            case 9 or 10 or 11:
                var time = TimeSpan.FromHours(1 + (which % 24));
                Do($"{time.TotalHours} hours pass", d => d.Pass(time), m => m.Pass(time));
                break;
            case 12 or 13 when resting.Length > 0:
                var failed = resting[which % resting.Length];
                Do($"retry {failed}", d => d.Retry(failed), m => m.Retry(failed));
                break;
            case 14 when resting.Length > 0:
                var skipped = resting[which % resting.Length];
                var exits = flow.Nodes[skipped].Exits;
                var port = exits[which % exits.Count].Port;
                Do($"skip {skipped} {port}", d => d.Skip(skipped, port, output), m => m.Skip(skipped, port, output));
                break;
            case 15 when which % 8 == 7:
                Do("cancel", d => d.Cancel(), m => m.Cancel());
                break;
        }
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private void Signal(string activity, bool second, string wanted, bool output)
    {
        var outcome = flow.OutcomeOf(activity, wanted);
        Do(
            $"signal {(second ? Answer.SecondName(activity) : activity)} {outcome} {output}",
            d => d.Signal(activity, second, outcome, output),
            m => m.Signal(activity, second, outcome, output));
    }

    private void Do(string what, Action<InterpreterDriver> one, Action<ReferenceModel> other)
    {
        events.Add(what);
        one(driver);
        other(model);
    }

    private string? Compare()
    {
        if (!Normal(driver.Trace).SequenceEqual(Normal(model.Trace)))
        {
            return Describe("The traces differ.");
        }

        return driver.Standing != model.Standing ? Describe($"Interpreter {driver.Standing}, model {model.Standing}.")
            : driver.StateStanding != model.Standing ? Describe($"State {driver.StateStanding}, model {model.Standing}.")
            : null;
    }

    /// <summary>What is withdrawn together has no order that anybody promised.</summary>
    private static IEnumerable<string> Normal(List<string> trace)
    {
        var withdrawn = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var row in trace.Append(""))
        {
            if (row.StartsWith(nameof(JournalEvent.Canceled), StringComparison.Ordinal))
            {
                withdrawn.Add(row);
                continue;
            }

            foreach (var earlier in withdrawn)
            {
                yield return earlier;
            }

            withdrawn.Clear();
            yield return row;
        }
    }

    private string Describe(string what)
    {
        var text = new StringBuilder().AppendLine(what);
        foreach (var node in flow.Nodes.Values)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {node.Kind} {node.Id} {node.Mode} {string.Join(' ', node.Exits.Select(e => $"{e.Port}>{e.Target}"))}");
        }

        return text
            .AppendLine(CultureInfo.InvariantCulture, $"events:      {string.Join("; ", events)}")
            .AppendLine(CultureInfo.InvariantCulture, $"interpreter: {string.Join("; ", driver.Trace)}")
            .AppendLine(CultureInfo.InvariantCulture, $"model:       {string.Join("; ", model.Trace)}")
            .ToString();
    }
}
