using WeId.Workflows.TestKit.Flows;
using static WeId.Workflows.TestKit.Flows.FlowBuilder;

namespace WeId.Workflows.UnitTests.Engine.Embedded;

public sealed class InterpreterTests
{
    [Theory]
    [InlineData("true", "start d ja")]
    [InlineData("false", "start d nee")]
    public void FlowDecision_Condition_FollowsItsOutcome(string flag, string path)
    {
        var flow = new FlowBuilder().Variable("Flag", "Boolean", flag).Decision("d", Script("variables.Flag")).Finish("ja", "nee")
            .Connect("start>d d.True>ja d.False>nee");

        Assert.Equal(path, Trial.Run(flow).Path);
    }

    [Fact]
    public void FlowDecision_ConditionThatFails_Faults()
    {
        var flow = new FlowBuilder().Decision("d", Script("onbekend.x")).Finish("ja", "nee").Connect("start>d d.True>ja d.False>nee");

        var trial = Trial.Run(flow);

        Assert.Equal(("d", "Faulted"), (trial.Faulted, trial.Status));
    }

    [Fact]
    public void FlowSwitch_TwoTrueCases_TakesTheFirst() =>
        Assert.Equal("start s b", Trial.Run(Switch(("a", "false"), ("b", "true"), ("c", "true"))).Path);

    [Fact]
    public void FlowSwitch_NoTrueCase_TakesDefault() =>
        Assert.Equal("start s anders", Trial.Run(Switch(("a", "false"), ("b", "false"), ("c", "false"))).Path);

    [Fact]
    public void FlowSwitch_LaterConditionThatFails_FaultsAllTheSame() =>
        Assert.Equal("s", Trial.Run(Switch(("a", "true"), ("b", "onbekend.x"), ("c", "true"))).Faulted);

    [Fact]
    public void SetVariable_Value_IsSeenByLaterExpressions()
    {
        var flow = new FlowBuilder().Variable("N", "Int32", "1").Set("zet", "N", Script("variables.N + 1"))
            .Decision("d", Script("variables.N === 2")).Finish("ja", "nee")
            .Connect("start>zet zet>d d.True>ja d.False>nee");

        Assert.Equal("start zet d ja", Trial.Run(flow).Path);
    }

    [Fact]
    public void SetVariable_ValueThatDoesNotConvert_Faults()
    {
        var flow = new FlowBuilder().Variable("N", "Int32", "1").Set("zet", "N", Script("'abc'")).Finish("einde").Connect("start>zet zet>einde");

        Assert.Equal("zet", Trial.Run(flow).Faulted);
    }

    [Fact]
    public void FlowFork_AutomaticBranches_TakeTurnsLevelByLevel()
    {
        var flow = new FlowBuilder().Fork("f", "x", "y").Auto("a1", "a2", "b1", "b2").Join("j", "WaitAll").Finish("einde")
            .Connect("start>f f.x>a1 f.y>b1 a1.Ok>a2 b1.Ok>b2 a2.Ok>j b2.Ok>j j>einde");

        Assert.Equal("start f a1 b1 a2 b2 j einde", Trial.Run(flow).Path);
    }

    [Fact]
    public void FlowFork_BranchLeftOutOfTheNames_DoesNotRun()
    {
        var flow = new FlowBuilder().Fork("f", "y").Auto("a", "b").Join("j", "WaitAllActive").Finish("einde")
            .Connect("start>f f.x>a f.y>b a.Ok>j b.Ok>j j>einde");

        Assert.Equal("start f b j einde", Trial.Run(flow).Path);
    }

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAllActive")]
    public void FlowJoin_OneBranchStillWaits_DoesNotGoOn(string mode)
    {
        var trial = Trial.Run(TwoWaits(mode), """{ "events": [ { "signal": "a", "outcome": "Ok" } ] }""");

        Assert.Equal(("start f a", "b"), (trial.Path, trial.Waiting));
    }

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAllActive")]
    public void FlowJoin_BothBranchesHaveCome_GoesOn(string mode)
    {
        var trial = Trial.Run(TwoWaits(mode), """{ "events": [ { "signal": "b", "outcome": "Ok" }, { "signal": "a", "outcome": "Ok" } ] }""");

        Assert.Equal("start f b a j einde", trial.Path);
    }

    [Fact]
    public void FlowJoin_WaitAny_GoesOnWithTheFirstAndCancelsTheOther()
    {
        var trial = Trial.Run(TwoWaits("WaitAny"), """{ "events": [ { "signal": "b", "outcome": "Ok" }, { "signal": "a", "outcome": "Ok" } ] }""");

        Assert.Equal(("start f b j einde", "a"), (trial.Path, trial.Canceled));
    }

    [Fact]
    public void FlowJoin_WaitAny_CancelsADelayOfAnotherBranch()
    {
        var flow = new FlowBuilder().Fork("f", "x", "y").Waiting("a").Delay("pauze", "1.00:00:00").Join("j", "WaitAny").Finish("einde")
            .Connect("start>f f.x>a f.y>pauze a.Ok>j pauze>j j>einde");

        var trial = Trial.Run(flow, """{ "events": [ { "after": "PT1H", "signal": "a", "outcome": "Ok" }, { "after": "P9D" } ] }""");

        Assert.Equal(("start f a j einde", "pauze"), (trial.Path, trial.Canceled));
    }

    [Fact]
    public void FlowJoin_WaitAnyAroundAnInnerFork_CancelsTheWholeInside()
    {
        var flow = new FlowBuilder().Fork("f", "x", "y").Waiting("a").Fork("g", "p", "q").Waiting("b", "c")
            .Join("i", "WaitAll").Join("j", "WaitAny").Finish("einde")
            .Connect("start>f f.x>a f.y>g g.p>b g.q>c b.Ok>i c.Ok>i i>j a.Ok>j j>einde");

        var trial = Trial.Run(flow, """{ "events": [ { "signal": "b", "outcome": "Ok" }, { "signal": "a", "outcome": "Ok" } ] }""");

        Assert.Equal(("start f g b a j einde", "c"), (trial.Path, trial.Canceled));
    }

    [Fact]
    public void FlowJoin_WaitAllActiveWithADeadConnection_DoesNotBlock()
    {
        var flow = new FlowBuilder().Fork("f", "x", "y").Decision("d", Script("false")).Auto("a", "b", "c")
            .Join("j", "WaitAllActive").Finish("einde")
            .Connect("start>f f.x>d f.y>b d.True>a d.False>c a.Ok>j c.Ok>j b.Ok>j j>einde");

        Assert.Equal("start f d b c j einde", Trial.Run(flow).Path);
    }

    [Fact]
    public void FlowJoin_NestedForks_InnerJoinsBeforeOuter()
    {
        var flow = new FlowBuilder().Fork("f", "x", "y").Fork("g", "p", "q").Auto("a", "b", "c")
            .Join("i", "WaitAllActive").Join("j", "WaitAllActive").Finish("einde")
            .Connect("start>f f.x>g f.y>c g.p>a g.q>b a.Ok>i b.Ok>i i>j c.Ok>j j>einde");

        Assert.Equal("start f g c a b i j einde", Trial.Run(flow).Path);
    }

    [Fact]
    public void FlowJoin_OuterLoopAroundTheFork_JoinsAgainInTheSecondRound()
    {
        var flow = new FlowBuilder().Waiting("w").Fork("f", "x", "y").Auto("a", "b").Join("j", "WaitAllActive").Waiting("v").Finish("einde")
            .Connect("start>w w.Ok>f f.x>a f.y>b a.Ok>j b.Ok>j j>v v.Fout>w v.Ok>einde");

        var trial = Trial.Run(flow, """{ "answers": { "w": ["Ok", "Ok"], "v": ["Fout", "Ok"] } }""");

        Assert.Equal("start w f a b j v w f a b j v einde", trial.Path);
    }

    [Fact]
    public void FlowJoin_OuterBranchThatCouldComeByALoopOnly_DoesNotHoldItUp()
    {
        var flow = new FlowBuilder().Waiting("u").Fork("f", "x", "y").Fork("g", "p", "q").Auto("a", "b").Waiting("w", "v")
            .Join("i", "WaitAllActive").Join("j", "WaitAllActive").Finish("einde")
            .Connect("start>u u.Ok>f f.x>g f.y>w g.p>a g.q>b a.Ok>i b.Ok>i i>j w.Ok>j j>v v.Fout>u v.Ok>einde");

        var trial = Trial.Run(flow, """{ "answers": { "u": ["Ok"] } }""");

        Assert.Equal(("start u f g a b i", "w"), (trial.Path, trial.Waiting));
    }

    [Fact]
    public void Finish_WhileAnotherBranchWaits_EndsTheInstanceAndCancelsIt()
    {
        var flow = new FlowBuilder().Fork("f", "x", "y").Auto("a").Waiting("b").Finish("einde", "ander")
            .Connect("start>f f.x>a f.y>b a.Ok>einde b.Ok>ander");

        var trial = Trial.Run(flow, """{ "answers": { } }""");

        Assert.Equal(("Finished", "b"), (trial.Status, trial.Canceled));
    }

    [Fact]
    public void Delay_UntilItsTime_WaitsAndThenGoesOn()
    {
        var flow = new FlowBuilder().Delay("pauze", "02:00:00").Finish("einde").Connect("start>pauze pauze>einde");

        Assert.Equal("pauze", Trial.Run(flow, """{ "events": [ { "after": "PT1H59M" } ] }""").Waiting);
        Assert.Equal("2026-01-01T02:00:00+00:00", Trial.Run(flow, """{ "events": [ { "after": "P1D" } ] }""").TimeOf("einde"));
    }

    [Fact]
    public void Delay_LongerThanTwentyFourDays_Faults()
    {
        var flow = new FlowBuilder().Delay("pauze", "24.00:00:01").Finish("einde").Connect("start>pauze pauze>einde");

        Assert.Equal("pauze", Trial.Run(flow).Faulted);
    }

    [Fact]
    public void Step_OutcomeWithoutConnection_Faults()
    {
        var flow = new FlowBuilder().Auto("a").Finish("einde").Connect("start>a a.Ok>einde");

        Assert.Equal("a", Trial.Run(flow, """{ "answers": { "a": ["Fout"] } }""").Faulted);
    }

    [Fact]
    public void Step_InputThatFailsInOneBranch_LetsTheOtherGoOn()
    {
        var flow = new FlowBuilder().Fork("f", "x", "y").Step("a", TestSteps.Auto, new() { ["tekst"] = Script("onbekend.x") }).Auto("b").Waiting("w")
            .Join("j", "WaitAllActive").Finish("einde")
            .Connect("start>f f.x>a f.y>b a.Ok>j b.Ok>w w.Ok>j j>einde");

        var trial = Trial.Run(flow);

        Assert.Equal(("a", "start f b", "Waiting"), (trial.Faulted, trial.Path, trial.Status));
    }

    [Fact]
    public void Loop_NthRound_HasTheNthTerm()
    {
        var flow = new FlowBuilder().Waiting("w").Auto("mail").Finish("einde", "laat")
            .Connect("start>w w.Herinneren>mail mail.Ok>w w.Ok>einde w.Verlopen>laat");

        var trial = Trial.Run(flow, """{ "events": [ { "after": "P31D" } ] }""");

        Assert.Equal("start w mail w laat", trial.Path);
        Assert.Equal("2026-01-31T00:00:00+00:00", trial.TimeOf("laat"));
    }

    private static FlowBuilder TwoWaits(string mode) => new FlowBuilder().Fork("f", "x", "y").Waiting("a", "b").Join("j", mode).Finish("einde")
        .Connect("start>f f.x>a f.y>b a.Ok>j b.Ok>j j>einde");

    private static FlowBuilder Switch(params (string Label, string Condition)[] cases) => new FlowBuilder()
        .Switch("s", [.. cases.Select(c => (c.Label, Script(c.Condition)))])
        .Finish("a", "b", "c", "anders")
        .Connect("start>s s.a>a s.b>b s.c>c s.Default>anders");
}
