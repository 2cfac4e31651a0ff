namespace WeId.Workflows.UnitTests.Engine.Model;

/// <summary>What the steps of a case do: a function of the activity, its round and how often it failed in it.</summary>
internal sealed class Script(ModelFlow flow, int seed)
{
    /// <summary>The answer of that run.</summary>
    public Answer Of(string activity, bool waits, int round, int faults)
    {
        var random = new Random(Mix(seed, activity, round, faults));
        var (outcome, output) = (random.Next(3) == 0 ? "Fout" : "Ok", random.Next(2) == 0);
        if (random.Next(faults == 0 ? 12 : 4) == 0)
        {
            return new Answer(AnswerKind.Fail, "", output);
        }

        // A loop must come to its end: one that goes round for the sixth time is let out.
        outcome = flow.OutcomeOf(activity, round > 5 ? "Ok" : outcome);
        if (!waits || random.Next(8) == 0)
        {
            return new Answer(AnswerKind.Complete, outcome, output);
        }

        int? hours = random.Next(3) == 0 ? 1 + random.Next(30) : null;
        return new Answer(AnswerKind.Wait, outcome, output, hours, HasSecond: random.Next(4) == 0);
    }

    // String.GetHashCode differs from process to process.
    private static int Mix(int seed, string activity, int round, int faults) =>
        activity.Aggregate((seed * 31) + round, (hash, c) => unchecked((hash * 16777619) ^ c)) + (faults * 7919);
}

/// <summary>What a run of a step does.</summary>
internal enum AnswerKind
{
    Complete,
    Wait,
    Fail,
}

/// <summary>The answer of a run.</summary>
/// <param name="Outcome">Of the run, or of the wait at its deadline.</param>
/// <param name="Hours">Until the deadline; null: none.</param>
/// <param name="HasSecond">Whether it waits under a second name too.</param>
internal sealed record Answer(AnswerKind Kind, string Outcome, bool Output, int? Hours = null, bool HasSecond = false)
{
    /// <summary>The second name under which an activity waits.</summary>
    public static string SecondName(string activity) => $"{activity}-b";
}
