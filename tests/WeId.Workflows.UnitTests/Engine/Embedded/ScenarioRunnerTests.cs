using WeId.Workflows.Engine.Embedded.Simulation;
using WeId.Workflows.TestKit.Flows;
using static WeId.Workflows.TestKit.Flows.FlowBuilder;

namespace WeId.Workflows.UnitTests.Engine.Embedded;

public sealed class ScenarioRunnerTests
{
    [Fact]
    public void Run_ToTheEnd_PrintsOneJsonObjectALine()
    {
        var lines = Trial.Run(OneWait(), """{ "events": [ { "after": "PT2H", "signal": "w", "outcome": "Ok" } ] }""").Result.Lines;

        Assert.Equal(
            [
                """{"seq":1,"at":"2026-01-01T00:00:00+00:00","activity":"start","type":"Elsa.Start","event":"Completed","outcome":"Done"}""",
                """{"seq":2,"at":"2026-01-01T00:00:00+00:00","activity":"w","type":"Test.Waiting","event":"Waiting","outcome":null}""",
                """{"seq":3,"at":"2026-01-01T02:00:00+00:00","activity":"w","type":"Test.Waiting","event":"Completed","outcome":"Ok"}""",
                """{"seq":4,"at":"2026-01-01T02:00:00+00:00","activity":"einde","type":"Elsa.Finish","event":"Completed","outcome":null}""",
                """{"status":"Finished","waiting":[]}""",
            ],
            lines);
    }

    [Fact]
    public void Run_AnswerForAStepThatMayWait_CompletesAtOnce() =>
        Assert.Equal("start w einde", Trial.Run(OneWait(), """{ "answers": { "w": ["Ok"] } }""").Path);

    [Fact]
    public void Run_SignalToAnActivityThatDoesNotWait_ChangesNothing() =>
        Assert.Equal(("start", "w"), PathAndWaiting(Trial.Run(OneWait(), """{ "events": [ { "signal": "einde", "outcome": "Ok" } ] }""")));

    [Fact]
    public void Run_StepTypeThatOnlyTheScenarioKnows_IsTakenFromIt()
    {
        var flow = new FlowBuilder().Step("a", "Anders.Stap").Finish("goed", "fout").Connect("start>a a.Ok>goed a.Fout>fout");

        var trial = Trial.Run(flow, """{ "steps": { "Anders.Stap": { "outcomes": ["Fout", "Ok"], "waits": false } } }""");

        Assert.Equal("start a fout", trial.Path);
    }

    [Fact]
    public void Run_UnknownStepType_IsRefused() =>
        Assert.Throws<ScenarioException>(() => Trial.Run(new FlowBuilder().Step("a", "Anders.Stap").Finish("einde").Connect("start>a a>einde")));

    [Theory]
    [InlineData("""{ "w": "P2D" }""", "start w laat")]
    [InlineData("""{ "w": { "after": "P2D", "outcome": "Ok" } }""", "start w einde")]
    [InlineData("""{ "Test.Waiting": [ { "term": "P2D", "outcome": "Ok" } ] }""", "start w einde")]
    [InlineData("""{ "w": "P4D" }""", "start")]
    public void Run_TermOfTheScenario_ReplacesTheDescriptors(string terms, string path)
    {
        var flow = new FlowBuilder().Waiting("w").Finish("einde", "laat").Connect("start>w w.Ok>einde w.Herinneren>laat");

        Assert.Equal(path, Trial.Run(flow, $$"""{ "terms": {{terms}}, "events": [ { "after": "P3D" } ] }""").Path);
    }

    [Fact]
    public void Run_OutputsOfTheNthRun_AreBound()
    {
        var flow = new FlowBuilder().Variable("X", "String").Step("a", TestSteps.Auto, outputs: new() { ["Waarde"] = "X" })
            .Decision("d", Script("variables.X === 'EH3'")).Finish("ja", "nee")
            .Connect("start>a a.Ok>d d.True>ja d.False>nee");

        Assert.Equal("start a d ja", Trial.Run(flow, """{ "outputs": { "a": [ { "Waarde": "EH3" } ] } }""").Path);
    }

    [Fact]
    public void Run_InputAndVariables_AreSeenByExpressions()
    {
        var flow = new FlowBuilder().Input("I").Variable("V", "Int32", "1")
            .Decision("d", Script("getInput('I') === 'x' && variables.V === 5")).Finish("ja", "nee")
            .Connect("start>d d.True>ja d.False>nee");

        Assert.Equal("start d ja", Trial.Run(flow, """{ "input": { "I": "x" }, "variables": { "V": 5 } }""").Path);
    }

    [Fact]
    public void Run_UndeclaredInput_IsRefused() =>
        Assert.Throws<ScenarioException>(() => Trial.Run(OneWait(), """{ "input": { "Vreemd": 1 } }"""));

    [Theory]
    [InlineData("""{ "status": "Finished" }""", "status: expected Finished, was Waiting")]
    [InlineData("""{ "path": ["start", "w"] }""", "path[1]: expected w, was the end")]
    [InlineData("""{ "path": [] }""", "path[0]: expected the end, was start")]
    [InlineData("""{ "waiting": [] }""", "waiting: expected [], was [w]")]
    [InlineData("""{ "status": "Waiting", "path": ["start"], "waiting": ["w"] }""", null)]
    public void Run_Expectation_ShowsTheFirstDifference(string expect, string? difference) =>
        Assert.Equal(difference, Trial.Run(OneWait(), $$"""{ "expect": {{expect}} }""").Result.Difference);

    [Theory]
    [InlineData("""[["a", "b"]]""", true)]
    [InlineData("""[["a", "einde"]]""", false)]
    [InlineData("""[]""", false)]
    public void Run_UnorderedGroup_MayComeInAnyOrder(string unordered, bool isSuccess)
    {
        var flow = new FlowBuilder().Fork("f", "x", "y").Auto("a", "b").Join("j", "WaitAll").Finish("einde")
            .Connect("start>f f.x>a f.y>b a.Ok>j b.Ok>j j>einde");

        var trial = Trial.Run(flow, $$"""{ "expect": { "path": ["start", "f", "b", "a", "j", "einde"], "unordered": {{unordered}} } }""");

        Assert.Equal(isSuccess, trial.Result.IsSuccess);
    }

    [Theory]
    [InlineData("P1M", "2026-02-01T00:00:00+00:00")]
    [InlineData("P1Y2W", "2027-01-15T00:00:00+00:00")]
    [InlineData("P1DT1H1M1.5S", "2026-01-02T01:01:01.5+00:00")]
    public void Run_DurationOfAnEvent_IsThatOfIso8601(string after, string at)
    {
        var flow = new FlowBuilder().Step("a", "Anders.Stap").Finish("einde").Connect("start>a a.Ok>einde");

        var trial = Trial.Run(flow, $$"""
            { "steps": { "Anders.Stap": { "outcomes": ["Ok"], "waits": true } }, "events": [ { "after": "{{after}}", "signal": "a" } ] }
            """);

        Assert.Equal(at, trial.TimeOf("einde"));
    }

    [Theory]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("2 dagen")]
    public void Run_DurationThatIsNone_IsRefused(string after) =>
        Assert.Throws<ScenarioException>(() => Trial.Run(OneWait(), $$"""{ "events": [ { "after": "{{after}}" } ] }"""));

    private static FlowBuilder OneWait() => new FlowBuilder().Waiting("w").Finish("einde").Connect("start>w w.Ok>einde");

    private static (string Path, string Waiting) PathAndWaiting(Trial trial) => (trial.Path, trial.Waiting);
}
