using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.TestKit.Flows;

namespace WeId.Workflows.UnitTests.Engine.Embedded;

public sealed class EarlySignalTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Interpreter interpreter = new(
        new FlowBuilder().Waiting("w", "tussen").Finish("einde")
            .Connect("start>w w.Fout>tussen tussen.Ok>w w.Ok>einde")
            .Build(),
        TestSteps.Catalog.Find,
        new ExpressionEvaluator());

    private InterpreterState state;

    public EarlySignalTests()
    {
        state = interpreter.Create(Guid.Empty, Guid.Empty, new Dictionary<string, object?>());
        Take(new InterpreterEvent.Started(Now));
    }

    [Fact]
    public void CameEarly_ForTheCurrentRound_AnswersItsWait()
    {
        Early("w");

        WaitAt("w");

        Assert.Equal(InstanceStatus.Finished, state.Status);
    }

    [Fact]
    public void CameEarly_BetweenTwoRounds_AnswersTheNextRound()
    {
        WaitAt("w");
        End("w", "Fout");
        Early("w");
        WaitAt("tussen");
        End("tussen", "Ok");

        WaitAt("w");

        Assert.Equal(InstanceStatus.Finished, state.Status);
    }

    [Fact]
    public void CameEarly_WhenALaterRoundHasBegun_IsVoid()
    {
        Early("w");
        Complete("w", "Fout");
        WaitAt("tussen");
        End("tussen", "Ok");

        WaitAt("w");

        Assert.Equal(InstanceStatus.Running, state.Status);
        Assert.Empty(state.Early);
    }

    [Fact]
    public void CameEarly_ForAnotherWait_StaysKept()
    {
        Early("anders");

        WaitAt("w");

        Assert.Single(state.Early);
    }

    [Fact]
    public void WaitEnded_SecondTime_ChangesNothing()
    {
        WaitAt("w");
        var waitId = state.Tokens[0].Waits[0].Id;
        End("w", "Fout");
        var before = state;

        var decision = interpreter.Decide(state, new InterpreterEvent.WaitEnded(waitId, "Ok", new Dictionary<string, object?>(), Now));

        Assert.Empty(decision.Effects);
        Assert.Equal(before.Tokens, decision.State.Tokens);
    }

    [Fact]
    public void Decide_Always_LeavesTheGivenStateAsItIs()
    {
        var before = StateJson.Write(state);

        interpreter.Decide(state, new InterpreterEvent.Canceled());

        Assert.Equal(before, StateJson.Write(state));
    }

    private void Early(string name) => Take(new InterpreterEvent.CameEarly(name, "Ok", new Dictionary<string, object?>()));

    private void WaitAt(string activityId)
    {
        var step = interpreter.NextStep(state);
        Assert.Equal(activityId, step?.Token.ActivityId);
        Take(new InterpreterEvent.StepWaits(step!, [new Wait(DerivedId.From(step!.Token.ExecutionId, "wait"), activityId)]));
    }

    private void Complete(string activityId, string outcome)
    {
        var step = interpreter.NextStep(state);
        Assert.Equal(activityId, step?.Token.ActivityId);
        Take(new InterpreterEvent.StepCompleted(step!, outcome, new Dictionary<string, object?>()));
    }

    private void End(string activityId, string outcome)
    {
        var waitId = state.Tokens.Single(t => t.ActivityId == activityId).Waits[0].Id;
        Take(new InterpreterEvent.WaitEnded(waitId, outcome, new Dictionary<string, object?>(), Now));
    }

    private void Take(InterpreterEvent e) => state = interpreter.Decide(state, e).State;
}
