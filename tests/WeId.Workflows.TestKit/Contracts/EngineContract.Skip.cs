using WeId.Workflows.Engine;
using WeId.Workflows.TestKit.Flows;
using Xunit;

namespace WeId.Workflows.TestKit.Contracts;

public abstract partial class EngineContract
{
    [Fact]
    public async Task Skip_OfAnIncident_GoesOnAlongTheOutcomeWithoutRunningTheStep()
    {
        await FailAsync(new FlowBuilder().Auto("a").Finish("einde", "anders").Connect("start>a a.Ok>einde a.Fout>anders"), "a");

        Assert.Equal(SkipAnswer.Skipped, await SkipAsync("Fout"));

        Assert.Equal("start anders", await Host.PathAsync());
        Assert.Equal(["a"], Host.Script.RanActivities);
        Assert.False((await Host.InspectAsync()).Incidents.Single().IsOpen);
    }

    [Fact]
    public async Task Skip_Always_IsInTheJournalWithItsOutcomeAndWhoDidIt()
    {
        await FailAsync(OneAuto(), "a");
        var operation = Host.NextOperation();

        await SkipAsync("Ok", operation);

        var row = Assert.Single(await Host.JournalAsync(), j => j.Event == JournalEvent.Skipped);
        Assert.Equal(("a", "Ok", operation), (row.ActivityId, row.Outcome, row.OperationId));
    }

    [Fact]
    public async Task Skip_WithOutputs_SetsTheBoundVariables()
    {
        await FailAsync(
            new FlowBuilder().Variable("X", "String")
                .Step("a", TestSteps.Auto, outputs: new() { ["Waarde"] = "X" })
                .Step("b", TestSteps.Auto, given: new() { ["tekst"] = FlowBuilder.Script("getVariable('X')") })
                .Finish("einde").Connect("start>a a.Ok>b b.Ok>einde"),
            "a");

        await SkipAsync("Ok", payload: new() { ["Waarde"] = "EH3", ["Onbekend"] = 1 });

        Assert.Equal("EH3", Host.Script.Runs.Last().Input<string>("tekst"));
    }

    [Theory]
    [InlineData("Onzin")]
    [InlineData("Fout")]
    public async Task Skip_OutcomeThatIsNotDeclaredOrLeadsNowhere_IsRefusedAndTheIncidentStaysOpen(string outcome)
    {
        await FailAsync(OneAuto(), "a");

        Assert.Equal(SkipAnswer.UnknownOutcome, await SkipAsync(outcome));

        Assert.True((await Host.InspectAsync()).Incidents.Single().IsOpen);
        Assert.Equal("start", await Host.PathAsync());
    }

    [Theory]
    [InlineData("r", "Goedgekeurd")]
    [InlineData("v", "Done")]
    public async Task Skip_OfAReviewOrWhatItGuards_IsRefused(string activity, string outcome)
    {
        await FailAsync(Guarded(), activity);
        await Host.SignalAsync("r", "Goedgekeurd");

        Assert.Equal(SkipAnswer.Protected, await SkipAsync(outcome));

        var incident = (await Host.InspectAsync()).Incidents.Single();
        Assert.True(incident.IsOpen);
        Assert.Empty(incident.SkipOutcomes);
    }

    [Fact]
    public async Task Skip_OfADecisionThatCannotBeEvaluated_TakesTheBranch()
    {
        await Host.StartAsync(new FlowBuilder().Decision("d", FlowBuilder.Script("onbekend.x")).Finish("ja", "nee")
            .Connect("start>d d.True>ja d.False>nee"));

        await SkipAsync("False");

        Assert.Equal("start nee", await Host.PathAsync());
    }

    [Fact]
    public async Task Skip_SameOperationTwice_AnswersTheSameAndActsOnce()
    {
        await FailAsync(OneAuto(), "a");
        var command = new SkipStep(Host.NextOperation(), await OpenIncidentAsync(), "Ok");

        var answers = new[] { await Host.AskAsync(e => e.SkipAsync(command, default)), await Host.AskAsync(e => e.SkipAsync(command, default)) };

        Assert.Equal([SkipAnswer.Skipped, SkipAnswer.Skipped], answers);
        Assert.Single(await Host.JournalAsync(), j => j.Event == JournalEvent.Skipped);
    }

    [Fact]
    public async Task Skip_OfAnIncidentThatWasRetried_IsNotOpen()
    {
        await FailAsync(OneAuto(), "a");
        var incident = await OpenIncidentAsync();
        await RetryAsync();

        Assert.Equal(SkipAnswer.NotOpen, await Host.AskAsync(e => e.SkipAsync(new SkipStep(Host.NextOperation(), incident, "Ok"), default)));
    }

    [Fact]
    public async Task Inspect_OpenIncident_TellsWithWhichOutcomesItMayBeSkipped()
    {
        await FailAsync(new FlowBuilder().Auto("a").Finish("einde", "anders").Connect("start>a a.Ok>einde a.Fout>anders"), "a");

        Assert.Equal(["Ok", "Fout"], (await Host.InspectAsync()).Incidents.Single().SkipOutcomes);
    }

    private static FlowBuilder Guarded() => new FlowBuilder().Step("r", TestSteps.Review).Step("v", TestSteps.Grant).Finish("einde", "af")
        .Connect("start>r r.Goedgekeurd>v r.Afgekeurd>af v>einde");

    private Task FailAsync(FlowBuilder flow, string activity)
    {
        Host.Script.Fail(activity, () => new InvalidOperationException("stuk"));
        return Host.StartAsync(flow);
    }

    private async Task<Guid> OpenIncidentAsync() => (await Host.InspectAsync()).Incidents.Single(i => i.IsOpen).IncidentId;

    private async Task<SkipAnswer> SkipAsync(string outcome, Guid? operation = null, Dictionary<string, object?>? payload = null)
    {
        var command = new SkipStep(operation ?? Host.NextOperation(), await OpenIncidentAsync(), outcome) { Payload = payload ?? [] };
        return await Host.AskAsync(e => e.SkipAsync(command, CancellationToken.None));
    }
}
