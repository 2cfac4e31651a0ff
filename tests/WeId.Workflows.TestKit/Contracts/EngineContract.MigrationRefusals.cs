using WeId.Workflows.Engine;
using WeId.Workflows.TestKit.Flows;
using Xunit;

namespace WeId.Workflows.TestKit.Contracts;

public abstract partial class EngineContract
{
    [Fact]
    public async Task Migrate_PositionThatIsGone_IsRefusedAndNothingChanges()
    {
        await Host.StartAsync(OneWait());
        var before = await Host.InspectAsync();

        Assert.Equal([(MigrationObstacle.NoTarget, "w")], await RefusalsAsync(Renamed("Verlopen>laat")));
        Assert.Equivalent(before, await Host.InspectAsync(), strict: true);
    }

    [Fact]
    public async Task Migrate_TargetOfAnotherType_IsRefused()
    {
        await Host.StartAsync(OneWait());

        Assert.Equal([(MigrationObstacle.OtherType, "w")], await RefusalsAsync(OneAuto(), new() { ["w"] = "a" }));
    }

    [Fact]
    public async Task Migrate_MappingWithUnknownNames_IsRefused()
    {
        await Host.StartAsync(OneWait());

        Assert.Equal(
            [(MigrationObstacle.UnknownActivity, "oud"), (MigrationObstacle.UnknownActivity, "nieuw")],
            await RefusalsAsync(OneWait(), new() { ["oud"] = "nieuw" }));
    }

    [Fact]
    public async Task Migrate_PositionOutsideItsFork_IsRefused()
    {
        await Host.StartAsync(Forked("WaitAll"));

        Assert.Equal(
            [(MigrationObstacle.OtherBranch, "b"), (MigrationObstacle.OtherBranch, "c")],
            await RefusalsAsync(new FlowBuilder().Waiting("b", "c").Finish("einde").Connect("start>b b.Ok>c c.Ok>einde")));
    }

    [Fact]
    public async Task Migrate_PositionsInExchangedBranches_IsRefused()
    {
        await Host.StartAsync(Forked("WaitAll"));

        Assert.Equal(
            [(MigrationObstacle.OtherBranch, "b"), (MigrationObstacle.OtherBranch, "c")],
            await RefusalsAsync(Forked("WaitAll"), new() { ["b"] = "c", ["c"] = "b" }));
    }

    [Theory]
    [InlineData("WaitAllActive")]
    [InlineData("WaitAny")]
    public async Task Migrate_JoinOfAnotherMode_IsRefused(string mode)
    {
        await Host.StartAsync(Forked("WaitAll"));

        Assert.Equal([(MigrationObstacle.OtherJoin, "b"), (MigrationObstacle.OtherJoin, "c")], await RefusalsAsync(Forked(mode)));
    }

    [Fact]
    public async Task Migrate_ForkWithAnotherBranch_IsRefused()
    {
        await Host.StartAsync(Forked("WaitAll"));

        Assert.Equal(
            [(MigrationObstacle.OtherJoin, "b"), (MigrationObstacle.OtherJoin, "c")],
            await RefusalsAsync(new FlowBuilder().Fork("f", "x", "y", "z").Waiting("b", "c", "e").Join("j", "WaitAll").Finish("einde")
                .Connect("start>f f.x>b f.y>c f.z>e b.Ok>j c.Ok>j e.Ok>j j>einde")));
    }

    [Fact]
    public async Task Migrate_BehindAReviewThatTheOldVersionDidNotHave_IsRefused()
    {
        await Host.StartAsync(Granting(hasReview: false));

        Assert.Equal([(MigrationObstacle.ReviewPassedBy, "r")], await RefusalsAsync(Granting(hasReview: true)));
    }

    [Fact]
    public async Task Migrate_BehindASecondReviewThatIsNew_IsRefused()
    {
        await Host.StartAsync(Granting(hasReview: true));
        await Host.SignalAsync("r", "Goedgekeurd");

        Assert.Equal(
            [(MigrationObstacle.ReviewPassedBy, "r2")],
            await RefusalsAsync(new FlowBuilder().Step("r", TestSteps.Review).Step("r2", TestSteps.Review).Waiting("w").Step("v", TestSteps.Grant).Finish("einde", "af")
                .Connect("start>r r.Goedgekeurd>r2 r2.Goedgekeurd>w r.Afgekeurd>af r2.Afgekeurd>af w.Ok>v v>einde")));
    }

    [Fact]
    public async Task Migrate_BehindAReviewThatWasApproved_Goes()
    {
        await Host.StartAsync(Granting(hasReview: true));
        await Host.SignalAsync("r", "Goedgekeurd");

        Assert.Empty(await RefusalsAsync(Granting(hasReview: true)));
    }

    [Fact]
    public async Task Migrate_BehindAReviewThatARenamingMigrationMoved_StillKnowsTheApproval()
    {
        await Host.StartAsync(Granting(hasReview: true));
        await Host.SignalAsync("r", "Goedgekeurd");
        await MigrateAsync(Granting(hasReview: true, review: "r9"), new() { ["r"] = "r9" });
        await Host.Definitions.PublishAsync(Granting(hasReview: true, review: "r9").Build(version: 3), CancellationToken.None);

        var plan = await Host.AskAsync(e => e.MigrateAsync(new MigrateWorkflow(Host.NextOperation(), Host.AanvraagId, 3), CancellationToken.None));

        Assert.Empty(plan.Refusals);
    }

    [Fact]
    public async Task Migrate_WhileTheReviewIsPending_Goes()
    {
        await Host.StartAsync(Granting(hasReview: true));

        Assert.Empty(await RefusalsAsync(Granting(hasReview: true)));
    }

    [Fact]
    public async Task Migrate_ReviewStillPendingInAParallelBranch_Goes()
    {
        static FlowBuilder Flow() => new FlowBuilder().Fork("f", "x", "y").Step("r", TestSteps.Review).Waiting("w").Join("j", "WaitAllActive")
            .Step("v", TestSteps.Grant).Finish("einde", "af")
            .Connect("start>f f.x>r f.y>w r.Goedgekeurd>j r.Afgekeurd>af w.Ok>j j>v v>einde");
        await Host.StartAsync(Flow());

        Assert.Empty(await RefusalsAsync(Flow()));
    }

    [Fact]
    public async Task Migrate_VariableThatDoesNotConvert_IsRefused()
    {
        static FlowBuilder Flow(string type, string? value) => new FlowBuilder().Variable("X", type, value).Waiting("w").Finish("einde").Connect("start>w w.Ok>einde");
        await Host.StartAsync(Flow("String", "drie"));

        Assert.Equal([(MigrationObstacle.VariableType, "X")], await RefusalsAsync(Flow("Int32", "3")));
    }

    [Fact]
    public async Task Migrate_ToTheVersionOnWhichItIs_IsRefused()
    {
        await Host.StartAsync(OneWait());

        var plan = await Host.AskAsync(e => e.MigrateAsync(new MigrateWorkflow(Host.NextOperation(), Host.AanvraagId, 1), CancellationToken.None));

        Assert.Equal(MigrationObstacle.SameVersion, plan.Refusals.Single().Obstacle);
    }

    [Fact]
    public async Task Migrate_InstanceThatHasEnded_IsRefused()
    {
        await Host.StartAsync(OneAuto());

        Assert.Equal([(MigrationObstacle.NotRunning, null)], await RefusalsAsync(OneAuto()));
    }

    private static FlowBuilder Forked(string mode) => new FlowBuilder().Fork("f", "x", "y").Waiting("b", "c").Join("j", mode).Finish("einde")
        .Connect("start>f f.x>b f.y>c b.Ok>j c.Ok>j j>einde");

    private static FlowBuilder Granting(bool hasReview, string review = "r") => hasReview
        ? new FlowBuilder().Step(review, TestSteps.Review).Waiting("w").Step("v", TestSteps.Grant).Finish("einde", "af")
            .Connect($"start>{review} {review}.Goedgekeurd>w {review}.Afgekeurd>af w.Ok>v v>einde")
        : new FlowBuilder().Waiting("w").Step("v", TestSteps.Grant).Finish("einde").Connect("start>w w.Ok>v v>einde");

    private async Task<IEnumerable<(MigrationObstacle, string?)>> RefusalsAsync(FlowBuilder to, Dictionary<string, string>? mapping = null) =>
        (await MigrateAsync(to, mapping)).Refusals.Select(r => (r.Obstacle, r.ActivityId));
}
