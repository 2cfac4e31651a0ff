using WeId.Workflows.Engine;
using WeId.Workflows.TestKit.Flows;
using Xunit;

namespace WeId.Workflows.TestKit.Contracts;

public abstract partial class EngineContract
{
    /// <summary>What happens to <see cref="Course(bool)"/> from its start to its end, as <c>activity.Outcome</c>.</summary>
    private static readonly string[] Events = ["a.Ok", "b.Ok", "c.Ok", "d.Herinneren", "d.Ok"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Migrate_AtEveryWait_FinishesOnTheNewVersionAndRepeatsNothing(int eventsBefore)
    {
        await Host.StartAsync(Course(isNew: false));
        foreach (var e in Events.Take(eventsBefore))
        {
            await EndAsync(e);
        }

        var before = (await Host.InspectAsync()).Waits.Select(w => (w.WaitId, w.Name, w.Round, w.Deadline)).ToHashSet();
        var plan = await MigrateAsync(Course(isNew: true), Renames);

        Assert.Empty(plan.Refusals);
        var moved = await Host.InspectAsync();
        Assert.Equal(2, moved.Version);
        Assert.Equal(before, moved.Waits.Select(w => (w.WaitId, w.Name, w.Round, w.Deadline)).ToHashSet());
        foreach (var e in Events.Skip(eventsBefore))
        {
            await EndAsync(e.Replace("b.", "b2.", StringComparison.Ordinal));
        }

        var end = await Host.InspectAsync();
        Assert.Equal(InstanceStatus.Finished, end.Status);
        Assert.Equal(Enumerable.Range(1, end.Journal.Count).Select(n => (long)n), end.Journal.Select(j => j.Seq));
        var ran = Host.Script.RanActivities.Select(id => id == "b2" ? "b" : id).Order();
        Assert.Equal(["a", "b", "c", "d", "d", "mail", "na"], ran);
        Assert.Equal(Host.Script.Runs.Count, Host.Script.Runs.Select(r => r.ExecutionId).Distinct().Count());
    }

    [Fact]
    public async Task Migrate_WhileItWaits_KeepsTheDeadline()
    {
        Host.Script.On("w", c => c.WaitFor(deadline: c.Now.AddDays(30), onDeadline: "Verlopen"));
        await Host.StartAsync(Deadline());
        await Host.PassAsync(TimeSpan.FromDays(29));

        await MigrateAsync(Renamed("Verlopen>laat"), new() { ["w"] = "w2" });

        Assert.Equal(1, await Host.PassAsync(TimeSpan.FromDays(1)));
        Assert.Equal("start w2 laat", await Host.PathAsync());
    }

    [Fact]
    public async Task Migrate_WhileADelayRuns_KeepsItsTime()
    {
        await Host.StartAsync(new FlowBuilder().Delay("pauze", "02:00:00").Finish("einde").Connect("start>pauze pauze>einde"));
        await Host.PassAsync(TimeSpan.FromHours(1));

        await MigrateAsync(new FlowBuilder().Delay("pauze", "05:00:00").Finish("einde").Connect("start>pauze pauze>einde"));
        await Host.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("start pauze einde", await Host.PathAsync());
    }

    [Fact]
    public async Task Migrate_WithASignalThatCameEarly_KeepsIt()
    {
        await Host.StartAsync(TwoInARow("eerst", "daarna"));
        await Host.SignalAsync("daarna");

        await MigrateAsync(TwoInARow("eerst", "later"), new() { ["daarna"] = "later" });
        await Host.SignalAsync("eerst");

        Assert.Equal("start eerst later einde", await Host.PathAsync());
    }

    [Fact]
    public async Task Migrate_InALaterRound_CountsOn()
    {
        await Host.StartAsync(Loop());
        await Host.SignalAsync("w", "Herinneren");

        await MigrateAsync(Loop());
        await Host.SignalAsync("w", "Herinneren");

        Assert.Equal(3, Assert.Single((await Host.InspectAsync()).Waits).Round);
    }

    [Fact]
    public async Task Migrate_ReadyStepThatIsTriedAgain_RunsInTheNewVersion()
    {
        Host.Script.Fail("a", () => new TimeoutException());
        await Host.StartAsync(OneAuto());

        await MigrateAsync(new FlowBuilder().Auto("b").Finish("einde").Connect("start>b b.Ok>einde"), new() { ["a"] = "b" });
        await Host.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("start b einde", await Host.PathAsync());
        Assert.Single(Host.Script.Runs.Select(r => r.ExecutionId).Distinct());
    }

    [Fact]
    public async Task Migrate_StepThatRestsOnAnIncident_IsRetriedAsTheNewVersionHasIt()
    {
        await Host.StartAsync(Asking("onbekend.x", "a"));

        await MigrateAsync(Asking("'goed'", "a2"), new() { ["a"] = "a2" });
        Assert.Equal("a2", (await Host.InspectAsync()).Incidents.Single(i => i.IsOpen).ActivityId);
        await RetryAsync();

        Assert.Equal("start a2 einde", await Host.PathAsync());
    }

    [Fact]
    public async Task Migrate_Variables_KeepTheirValuesAndNewOnesGetTheirs()
    {
        static FlowBuilder Flow(string extra) => new FlowBuilder()
            .Variable("Blijft", "String", "oud").Variable(extra, "Int32", "7")
            .Step("w", TestSteps.Waiting, outputs: new() { ["Waarde"] = "Blijft" }).Waiting("v")
            .Step("a", TestSteps.Auto, given: new() { ["tekst"] = FlowBuilder.Script($"variables.Blijft + variables.{extra}") })
            .Finish("einde").Connect("start>w w.Ok>v v.Ok>a a.Ok>einde");
        await Host.StartAsync(Flow("Weg"));
        await Host.SignalAsync("w", payload: new() { ["Waarde"] = "vers" });

        var plan = await MigrateAsync(Flow("Erbij"));
        await Host.SignalAsync("v");

        Assert.Equal(["Erbij"], plan.VariablesAdded);
        Assert.Equal(["Weg"], plan.VariablesDropped);
        Assert.Equal("vers7", Host.Script.Runs.Last().Input<string>("tekst"));
    }

    [Fact]
    public async Task Migrate_JoinThatNobodyHoldsUpInTheNewVersion_GoesOnAtOnce()
    {
        static FlowBuilder Flow(string afterC) => new FlowBuilder().Fork("f", "x", "y", "z").Waiting("b", "c", "e", "k").Join("j", "WaitAllActive").Finish("einde", "af")
            .Connect($"start>f f.x>b f.y>c f.z>e b.Ok>j c.Ok>{afterC} c.Fout>k k.Ok>af e.Ok>j j>einde");
        await Host.StartAsync(Flow("j"));
        await Host.SignalAsync("b");
        await Host.SignalAsync("e");

        await MigrateAsync(Flow("af"));

        Assert.Equal("start f b e j einde", await Host.PathAsync());
    }

    [Fact]
    public async Task Migrate_SameOperationTwice_ActsOnce()
    {
        await Host.StartAsync(OneWait());
        await PublishAsync(OneWait());
        var there = new MigrateWorkflow(Host.NextOperation(), Host.AanvraagId, 2);
        await Host.AskAsync(e => e.MigrateAsync(there, CancellationToken.None));
        await Host.AskAsync(e => e.MigrateAsync(new MigrateWorkflow(Host.NextOperation(), Host.AanvraagId, 1), CancellationToken.None));

        var again = await Host.AskAsync(e => e.MigrateAsync(there, CancellationToken.None));

        Assert.True(again.IsPossible);
        Assert.Equal(1, (await Host.InspectAsync()).Version);
    }

    [Fact]
    public async Task Migrate_Always_IsInTheJournalWithWhoDidIt()
    {
        await Host.StartAsync(OneWait());
        await PublishAsync(OneWait());
        var operation = Host.NextOperation();

        await Host.AskAsync(e => e.MigrateAsync(new MigrateWorkflow(operation, Host.AanvraagId, 2), CancellationToken.None));

        var row = (await Host.JournalAsync())[^1];
        Assert.Equal((JournalEvent.Migrated, "1 → 2", operation), (row.Event, row.Outcome, row.OperationId));
    }

    [Fact]
    public async Task Migrate_AtTheSameTimeAsASignal_EndsAsOneAfterTheOther()
    {
        await Host.StartAsync(TwoInARow("eerst", "daarna"));
        await PublishAsync(TwoInARow("eerst", "daarna"));
        var migrate = new MigrateWorkflow(Host.NextOperation(), Host.AanvraagId, 2);
        var signal = new Signal(Host.NextOperation(), Host.AanvraagId, "Ok") { WaitName = "eerst" };

        await Task.WhenAll(
            Task.Run(() => Host.EngineAsync(e => e.MigrateAsync(migrate, CancellationToken.None))),
            Task.Run(() => Host.EngineAsync(e => e.SignalAsync(signal, CancellationToken.None))));
        await Host.DispatchAsync();
        await Host.SignalAsync("daarna");

        var end = await Host.InspectAsync();
        Assert.Equal((2, InstanceStatus.Finished), (end.Version, end.Status));
        Assert.Equal("start eerst daarna einde", await Host.PathAsync());
        Assert.Equal(Enumerable.Range(1, end.Journal.Count).Select(n => (long)n), end.Journal.Select(j => j.Seq));
    }

    [Fact]
    public async Task Migrate_UnknownVersion_Throws()
    {
        await Host.StartAsync(OneWait());

        await Assert.ThrowsAsync<UnknownDefinitionException>(() => Host.AskAsync(e => e.MigrateAsync(
            new MigrateWorkflow(Host.NextOperation(), Host.AanvraagId, 9), CancellationToken.None)));
    }

    [Fact]
    public async Task Preview_Always_ShowsPositionsAndNewStepsAndChangesNothing()
    {
        await Host.StartAsync(Course(isNew: false));
        await EndAsync("a.Ok");
        await EndAsync("b.Ok");
        await PublishAsync(Course(isNew: true));
        var before = await Host.InspectAsync();

        var plan = await Host.AskAsync(e => e.PreviewMigrationAsync(
            new MigrateWorkflow(Host.NextOperation(), Host.AanvraagId, 2) { Mapping = Renames }, CancellationToken.None));

        Assert.Equal(
            [("c", "c", PositionStatus.Waiting), ("j", "j", PositionStatus.Joining)],
            plan.Positions.Select(p => (p.From, p.To, p.Status)));
        Assert.Equal(before.Waits.Single().WaitId, plan.Positions[0].Waits.Single().WaitId);
        Assert.Equal(["na"], plan.StepsAhead);
        Assert.Equal(["voor"], plan.StepsBehind);
        Assert.Equivalent(before, await Host.InspectAsync(), strict: true);
    }

    private static Dictionary<string, string> Renames => new() { ["b"] = "b2" };

    /// <summary>A wait, a fork with two, and a loop; the new version renames one step and has another before, within and after.</summary>
    private static FlowBuilder Course(bool isNew) => isNew
        ? new FlowBuilder().Auto("voor").Waiting("a", "b2", "c", "d").Fork("f", "x", "y").Join("j", "WaitAll").Auto("na", "mail").Finish("einde")
            .Connect("start>voor voor.Ok>a a.Ok>f f.x>b2 f.y>c b2.Ok>j c.Ok>j j>d d.Herinneren>mail mail.Ok>d d.Ok>na na.Ok>einde")
        : new FlowBuilder().Waiting("a", "b", "c", "d").Fork("f", "x", "y").Join("j", "WaitAll").Auto("mail").Finish("einde")
            .Connect("start>a a.Ok>f f.x>b f.y>c b.Ok>j c.Ok>j j>d d.Herinneren>mail mail.Ok>d d.Ok>einde");

    private static FlowBuilder Renamed(string deadline) => new FlowBuilder().Waiting("w2").Finish("einde", "laat")
        .Connect($"start>w2 w2.Ok>einde w2.{deadline}");

    private static FlowBuilder TwoInARow(string first, string second) => new FlowBuilder().Waiting(first, second).Finish("einde")
        .Connect($"start>{first} {first}.Ok>{second} {second}.Ok>einde");

    private static FlowBuilder Asking(string script, string id) => new FlowBuilder()
        .Step(id, TestSteps.Auto, given: new() { ["tekst"] = FlowBuilder.Script(script) }).Finish("einde").Connect($"start>{id} {id}.Ok>einde");

    private Task PublishAsync(FlowBuilder flow) => Host.Definitions.PublishAsync(flow.Build(version: 2), CancellationToken.None);

    private async Task<MigrationPlan> MigrateAsync(FlowBuilder to, Dictionary<string, string>? mapping = null)
    {
        await PublishAsync(to);
        return await Host.AskAsync(e => e.MigrateAsync(
            new MigrateWorkflow(Host.NextOperation(), Host.AanvraagId, 2) { Mapping = mapping ?? [] }, CancellationToken.None));
    }

    private async Task EndAsync(string what)
    {
        var (activity, outcome) = (what.Split('.')[0], what.Split('.')[1]);
        var wait = (await Host.InspectAsync()).Waits.Single(w => w.ActivityId == activity);
        Assert.True(await Host.CloseAsync(wait.WaitId, outcome));
    }
}
