using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.TestKit.Flows;
using Xunit;

namespace WeId.Workflows.TestKit.Contracts;

/// <summary>What every engine promises, whatever its stores. A subclass names the stores.</summary>
public abstract partial class EngineContract : IAsyncLifetime
{
    private EngineHost? host;

    protected EngineHost Host => host ??= new EngineHost(AddStores);

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Start_StepsThatComplete_RunsToTheFinish()
    {
        await Host.StartAsync(new FlowBuilder().Auto("a", "b").Finish("einde").Connect("start>a a.Ok>b b.Ok>einde"));

        Assert.Equal(InstanceStatus.Finished, (await Host.InspectAsync()).Status);
        Assert.Equal("start a b einde", await Host.PathAsync());
    }

    [Fact]
    public async Task Start_SecondStartForTheSameAanvraag_ChangesNothing()
    {
        await Host.StartAsync(OneWait());
        var before = await Host.InspectAsync();

        await Host.EngineAsync(e => e.StartAsync(new StartWorkflow(Host.NextOperation(), Host.AanvraagId, "proef", 1, NoInput), CancellationToken.None));
        await Host.DispatchAsync();

        Assert.Equivalent(before, await Host.InspectAsync(), strict: true);
        Assert.Single(Host.Script.Runs);
    }

    [Fact]
    public async Task Start_UnknownVersion_Throws() =>
        await Assert.ThrowsAsync<UnknownDefinitionException>(() => Host.EngineAsync(e => e.StartAsync(
            new StartWorkflow(Host.NextOperation(), Host.AanvraagId, "onbekend", 7, NoInput), CancellationToken.None)));

    [Fact]
    public async Task Start_UndeclaredInput_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Host.StartAsync(OneWait(), new() { ["Vreemd"] = 1 }));

    [Fact]
    public async Task Start_OperationIdOfTheUseCaseThatAskedForIt_StillStarts()
    {
        var operation = Host.NextOperation();
        await Host.Definitions.PublishAsync(OneWait().Build(), CancellationToken.None);

        await Host.Services.GetRequiredService<IUnitOfWork>().RunAsync(
            operation,
            (services, _) =>
            {
                services.GetRequiredService<IOutbox>().Add(
                    operation,
                    WorkflowMessages.Start,
                    WorkflowMessages.KeyOf(Host.AanvraagId),
                    new StartWorkflow(operation, Host.AanvraagId, "proef", 1, NoInput));
                return Task.FromResult(true);
            },
            CancellationToken.None);
        await Host.DispatchAsync();

        Assert.Equal("start", await Host.PathAsync());
    }

    [Fact]
    public async Task Step_ThatWaits_LeavesOneOpenWait()
    {
        await Host.StartAsync(OneWait());

        var wait = Assert.Single((await Host.InspectAsync()).Waits);
        Assert.Equal(("w", "w", 1), (wait.ActivityId, wait.Name, wait.Round));
    }

    [Fact]
    public async Task Signal_OfAClosedWait_GoesOnWithItsOutcomeAndDoesNotRunTheHandlerAgain()
    {
        await Host.StartAsync(OneWait());

        var isFirst = await Host.CloseAsync(await WaitIdAsync());

        Assert.True(isFirst);
        Assert.Equal("start w einde", await Host.PathAsync());
        Assert.Single(Host.Script.Runs);
    }

    [Fact]
    public async Task Close_SecondTime_IsRefused()
    {
        await Host.StartAsync(OneWait());
        var waitId = await WaitIdAsync();
        await Host.CloseAsync(waitId);

        Assert.False(await Host.CloseAsync(waitId, "Fout"));
        Assert.Equal("start w einde", await Host.PathAsync());
    }

    [Fact]
    public async Task Signal_ByNameWithTheSameOperation_ActsOnce()
    {
        await Host.StartAsync(Loop());
        var signal = new Signal(Host.NextOperation(), Host.AanvraagId, "Herinneren") { WaitName = "w" };

        await Host.EngineAsync(e => e.SignalAsync(signal, CancellationToken.None));
        await Host.DispatchAsync();
        await Host.EngineAsync(e => e.SignalAsync(signal, CancellationToken.None));
        await Host.DispatchAsync();

        Assert.Equal("start w mail", await Host.PathAsync());
    }

    [Fact]
    public async Task Signal_ByIdWithAnotherOutcomeThanTheRow_ChangesNothing()
    {
        await Host.StartAsync(Loop());
        var waitId = await WaitIdAsync();
        await Host.CloseAsync(waitId, "Herinneren");

        await Host.EngineAsync(e => e.SignalAsync(
            new Signal(Host.NextOperation(), Host.AanvraagId, "Ok") { WaitId = waitId }, CancellationToken.None));
        await Host.DispatchAsync();

        Assert.Equal("start w mail", await Host.PathAsync());
    }

    [Fact]
    public async Task Signal_ByNameWithUndeclaredOutcome_IsRefusedAndTheWaitStaysOpen()
    {
        await Host.StartAsync(OneWait());

        await Assert.ThrowsAsync<PermanentFailureException>(() => Host.SignalAsync("w", "Onzin"));

        Assert.Single((await Host.InspectAsync()).Waits);
    }

    [Fact]
    public async Task Signal_BeforeItsWait_IsKeptAndAnswersIt()
    {
        await Host.StartAsync(new FlowBuilder().Waiting("eerst", "daarna").Finish("einde")
            .Connect("start>eerst eerst.Ok>daarna daarna.Ok>einde"));

        await Host.SignalAsync("daarna");
        await Host.SignalAsync("eerst");

        Assert.Equal("start eerst daarna einde", await Host.PathAsync());
        Assert.Empty((await Host.InspectAsync()).Waits);
    }

    [Fact]
    public async Task Signal_WithDeclaredOutput_SetsTheBoundVariable()
    {
        await Host.StartAsync(new FlowBuilder().Variable("X", "String")
            .Step("w", TestSteps.Waiting, outputs: new() { ["Waarde"] = "X" })
            .Step("a", TestSteps.Auto, given: new() { ["tekst"] = FlowBuilder.Script("getVariable('X')") })
            .Finish("einde")
            .Connect("start>w w.Ok>a a.Ok>einde"));

        await Host.SignalAsync("w", payload: new() { ["Waarde"] = "EH3", ["Onbekend"] = 1 });

        Assert.Equal("EH3", Host.Script.Runs.Last().Input<string>("tekst"));
    }

    [Fact]
    public async Task Journal_Always_IsGapFree()
    {
        await Host.StartAsync(Loop());
        await Host.SignalAsync("w", "Herinneren");
        await Host.SignalAsync("w");

        var journal = (await Host.InspectAsync()).Journal;
        Assert.Equal(Enumerable.Range(1, journal.Count).Select(n => (long)n), journal.Select(j => j.Seq));
    }

    [Fact]
    public async Task Journal_SensitiveInput_IsLeftOut()
    {
        await Host.StartAsync(new FlowBuilder()
            .Step("a", TestSteps.Auto, given: new() { ["tekst"] = FlowBuilder.Literal("open"), ["geheim"] = FlowBuilder.Literal("dicht") })
            .Finish("einde")
            .Connect("start>a a.Ok>einde"));

        var row = (await Host.InspectAsync()).Journal.Single(j => j.ActivityId == "a");
        Assert.Equal("""{"tekst":"open"}""", row.InputsJson);
        Assert.Equal("dicht", Host.Script.Runs.Single().Input<string>("geheim"));
    }

    [Fact]
    public async Task Cancel_WhileItWaits_WithdrawsTheWaitAndTellsTheHandler()
    {
        await Host.StartAsync(OneWait());
        var waitId = await WaitIdAsync();

        await CancelAsync();

        var view = await Host.InspectAsync();
        Assert.Equal(InstanceStatus.Canceled, view.Status);
        Assert.Empty(view.Waits);
        Assert.Equal(["w"], Host.Script.Cancels);
        Assert.Equal(JournalEvent.Canceled, view.Journal[^1].Event);
        Assert.False(await Host.CloseAsync(waitId));
    }

    [Fact]
    public async Task Cancel_BeforeTheStart_IsKept()
    {
        await CancelAsync();

        await Host.StartAsync(OneWait());

        Assert.Equal(InstanceStatus.Canceled, (await Host.InspectAsync()).Status);
        Assert.Empty(Host.Script.Runs);
    }

    [Fact]
    public async Task Finish_OfOneBranch_DropsTheOther()
    {
        await Host.StartAsync(new FlowBuilder().Fork("f", "x", "y").Waiting("w1", "w2").Finish("einde")
            .Connect("start>f f.x>w1 f.y>w2 w1.Ok>einde w2.Ok>einde"));

        await Host.SignalAsync("w1");

        var view = await Host.InspectAsync();
        Assert.Equal(InstanceStatus.Finished, view.Status);
        Assert.Empty(view.Waits);
        Assert.Equal(["w2"], Host.Script.Cancels);
    }

    [Fact]
    public async Task Finish_InTheTransactionThatOpenedADelay_LeavesNoOpenWait()
    {
        await Host.StartAsync(new FlowBuilder().Fork("f", "x", "y").Delay("pauze", "01:00:00").Finish("einde")
            .Connect("start>f f.x>pauze f.y>einde pauze>einde"));

        Assert.Equal(InstanceStatus.Finished, (await Host.InspectAsync()).Status);
        Assert.Empty((await Host.InspectAsync()).Waits);
    }

    [Fact]
    public async Task FindOpen_TwoWaitsOfOneName_TakesTheOldest()
    {
        Host.Script.On("w1", c => c.WaitFor("antwoord")).On("w2", c => c.WaitFor("antwoord"));
        await Host.StartAsync(new FlowBuilder().Fork("f", "x", "y").Waiting("w1").Delay("pauze", "01:00:00").Waiting("w2").Join("j", "WaitAllActive").Finish("einde")
            .Connect("start>f f.x>pauze pauze>w2 f.y>w1 w1.Ok>j w2.Ok>j j>einde"));
        await Host.PassAsync(TimeSpan.FromHours(1));

        await using var scope = Host.Services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<IWaitStore>().FindOpenAsync(Host.AanvraagId, "antwoord", CancellationToken.None);

        Assert.Equal("w1", found!.ActivityId);
        Assert.Equal(2, (await Host.InspectAsync()).Waits.Count);
    }

    [Fact]
    public async Task Step_FailureThatPasses_IsTriedAgainAfterAPauseWithTheSameExecution()
    {
        Host.Script.Fail("a", () => new TimeoutException());
        await Host.StartAsync(OneAuto());
        Assert.Equal("start", await Host.PathAsync());

        await Host.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("start a einde", await Host.PathAsync());
        Assert.Single(Host.Script.Runs.Select(r => r.ExecutionId).Distinct());
        Assert.Empty((await Host.InspectAsync()).Incidents);
    }

    [Fact]
    public async Task Step_FailureThatStays_IsAnIncidentAtOnce()
    {
        Host.Script.Fail("a", () => new InvalidOperationException("stuk"));

        await Host.StartAsync(OneAuto());

        var view = await Host.InspectAsync();
        var incident = Assert.Single(view.Incidents);
        Assert.Equal(("a", "InvalidOperationException: stuk", 1, true), (incident.ActivityId, incident.Cause, incident.Attempts, incident.IsOpen));
        Assert.Equal(InstanceStatus.Running, view.Status);
        Assert.Equal(JournalEvent.Faulted, view.Journal[^1].Event);
    }

    [Fact]
    public async Task Step_FailureThatPassesTooOften_IsAnIncident()
    {
        Host.Script.Fail("a", () => new TimeoutException(), times: 100);
        await Host.StartAsync(OneAuto());

        for (var i = 0; i < 10; i++)
        {
            await Host.PassAsync(TimeSpan.FromHours(1));
        }

        var incident = Assert.Single((await Host.InspectAsync()).Incidents);
        Assert.Equal(new OutboxDispatcherOptions().MaxAttempts, incident.Attempts);
    }

    [Fact]
    public async Task Step_UndeclaredOutcome_IsAnIncident()
    {
        Host.Script.On("a", _ => new StepResult.Completed("Onzin"));

        await Host.StartAsync(OneAuto());

        Assert.Single((await Host.InspectAsync()).Incidents);
    }

    [Fact]
    public async Task Step_InputThatCannotBeEvaluated_IsAnIncidentAndTheHandlerDoesNotRun()
    {
        await Host.StartAsync(new FlowBuilder()
            .Step("a", TestSteps.Auto, given: new() { ["tekst"] = FlowBuilder.Script("onbekend.x") })
            .Finish("einde")
            .Connect("start>a a.Ok>einde"));

        Assert.Single((await Host.InspectAsync()).Incidents);
        Assert.Empty(Host.Script.Runs);
    }

    [Fact]
    public async Task Incident_OnOneBranch_LetsTheOtherGoOn()
    {
        Host.Script.Fail("a", () => new InvalidOperationException());

        await Host.StartAsync(new FlowBuilder().Fork("f", "x", "y").Auto("a", "b", "c").Join("j", "WaitAllActive").Finish("einde")
            .Connect("start>f f.x>a f.y>b b.Ok>c a.Ok>j c.Ok>j j>einde"));

        Assert.Equal("start f b c", await Host.PathAsync());
    }

    [Fact]
    public async Task Retry_OfAnIncident_RunsTheStepAgainAndGoesOn()
    {
        Host.Script.Fail("a", () => new InvalidOperationException());
        await Host.StartAsync(OneAuto());

        await RetryAsync();

        Assert.Equal("start a einde", await Host.PathAsync());
        Assert.False((await Host.InspectAsync()).Incidents.Single().IsOpen);
    }

    [Fact]
    public async Task Retry_ThatFailsAgain_IsASecondIncident()
    {
        Host.Script.Fail("a", () => new InvalidOperationException(), times: 2);
        await Host.StartAsync(OneAuto());

        await RetryAsync();

        Assert.Equal([false, true], (await Host.InspectAsync()).Incidents.Select(i => i.IsOpen).Order());
    }

    [Fact]
    public async Task Cancel_WithAnOpenIncident_ClosesIt()
    {
        Host.Script.Fail("a", () => new InvalidOperationException());
        await Host.StartAsync(OneAuto());

        await CancelAsync();

        Assert.False((await Host.InspectAsync()).Incidents.Single().IsOpen);
    }

    [Fact]
    public async Task Continue_DeliveredTwice_RunsTheStepOnce()
    {
        await Host.Definitions.PublishAsync(new FlowBuilder().Auto("a", "b").Finish("einde").Connect("start>a a.Ok>b b.Ok>einde").Build(), CancellationToken.None);
        await Host.EngineAsync(e => e.StartAsync(new StartWorkflow(Host.NextOperation(), Host.AanvraagId, "proef", 1, NoInput), CancellationToken.None));
        var message = Assert.Single(await Host.ClaimAsync());

        await Host.HandleAsync(message);
        await Host.HandleAsync(message);

        Assert.Equal(["a"], Host.Script.RanActivities);
    }

    [Fact]
    public async Task Timer_BeforeItsDeadline_DoesNothing()
    {
        Host.Script.On("w", c => c.WaitFor(deadline: c.Now.AddDays(30), onDeadline: "Verlopen"));
        await Host.StartAsync(Deadline());

        var closed = await Host.PassAsync(TimeSpan.FromDays(30) - TimeSpan.FromTicks(10));

        Assert.Equal(0, closed);
        Assert.Single((await Host.InspectAsync()).Waits);
    }

    [Fact]
    public async Task Timer_AtItsDeadline_EndsTheWaitOnce()
    {
        Host.Script.On("w", c => c.WaitFor(deadline: c.Now.AddDays(30), onDeadline: "Verlopen"));
        await Host.StartAsync(Deadline());

        var closed = await Host.PassAsync(TimeSpan.FromDays(30));
        var again = await Host.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal((1, 0), (closed, again));
        Assert.Equal("start w laat", await Host.PathAsync());
    }

    [Fact]
    public async Task Timer_AfterADecision_LosesAgainstIt()
    {
        Host.Script.On("w", c => c.WaitFor(deadline: c.Now.AddDays(30), onDeadline: "Verlopen"));
        await Host.StartAsync(Deadline());
        await Host.CloseAsync(await WaitIdAsync());

        var closed = await Host.PassAsync(TimeSpan.FromDays(31));

        Assert.Equal(0, closed);
        Assert.Equal("start w einde", await Host.PathAsync());
    }

    [Fact]
    public async Task Delay_WhenItsTimeHasPassed_GoesOn()
    {
        await Host.StartAsync(new FlowBuilder().Delay("pauze", "2.00:00:00").Finish("einde").Connect("start>pauze pauze>einde"));
        Assert.Equal("start", await Host.PathAsync());

        await Host.PassAsync(TimeSpan.FromDays(2));

        Assert.Equal("start pauze einde", await Host.PathAsync());
    }

    [Fact]
    public async Task Variables_OfEveryType_SurviveAWait()
    {
        await Host.StartAsync(new FlowBuilder()
            .Variable("B", "Boolean", "true").Variable("I", "Int32", "7").Variable("D", "Decimal", "1.50").Variable("T", "TimeSpan", "01:00:00")
            .Variable("O", "DateTimeOffset", "2026-03-01T00:00:00+01:00")
            .Waiting("w")
            .Step("a", TestSteps.Auto, given: new() { ["tekst"] = FlowBuilder.Script("[variables.B, variables.I, variables.D].join()") })
            .Finish("einde")
            .Connect("start>w w.Ok>a a.Ok>einde"));

        await Host.SignalAsync("w");

        Assert.Equal("true,7,1.5", Host.Script.Runs.Last().Input<string>("tekst"));
    }

    /// <summary>Adds unit of work, outbox and stores.</summary>
    protected abstract void AddStores(IServiceCollection services);

    private static readonly Dictionary<string, object?> NoInput = [];

    private static FlowBuilder OneWait() => new FlowBuilder().Waiting("w").Finish("einde").Connect("start>w w.Ok>einde");

    private static FlowBuilder OneAuto() => new FlowBuilder().Auto("a").Finish("einde").Connect("start>a a.Ok>einde");

    private static FlowBuilder Loop() => new FlowBuilder().Waiting("w").Auto("mail").Finish("einde")
        .Connect("start>w w.Herinneren>mail mail.Ok>w w.Ok>einde");

    private static FlowBuilder Deadline() => new FlowBuilder().Waiting("w").Finish("einde", "laat")
        .Connect("start>w w.Ok>einde w.Verlopen>laat");

    private async Task<Guid> WaitIdAsync() => Assert.Single((await Host.InspectAsync()).Waits).WaitId;

    private async Task CancelAsync()
    {
        await Host.EngineAsync(e => e.CancelAsync(new CancelWorkflow(Host.NextOperation(), Host.AanvraagId, "ingetrokken"), CancellationToken.None));
        await Host.DispatchAsync();
    }

    private async Task RetryAsync()
    {
        var incident = (await Host.InspectAsync()).Incidents.Single(i => i.IsOpen);
        await Host.EngineAsync(e => e.RetryAsync(new RetryStep(Host.NextOperation(), incident.IncidentId), CancellationToken.None));
        await Host.DispatchAsync();
    }
}
