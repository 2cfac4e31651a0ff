using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Retention;
using WeId.Workflows.Persistence.Work;
using WeId.Workflows.TestKit;
using static System.Threading.CancellationToken;

namespace WeId.Workflows.IntegrationTests.Persistence;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Now = TestWorld.Begin;

    [Fact]
    public async Task Run_InstancesPastTheirTerm_GoWithTheirJournalAndTheRunningOnesStay()
    {
        await using var world = await WorldAsync();
        await world.SeedAsync(
            Instance(InstanceStatus.Finished, Now.AddYears(-8)),
            Instance(InstanceStatus.Canceled, Now.AddYears(-8)),
            Instance(InstanceStatus.Finished, Now.AddYears(-6)),
            Instance(InstanceStatus.Running, null));
        var all = await world.ReadAsync(db => db.Instances.ToListAsync());
        await world.SeedAsync([.. all.Select(i => (object)Row(i))]);

        await world.Services.GetRequiredService<RetentionService>().RunAsync(None);

        var left = await world.ReadAsync(db => db.Instances.OrderBy(i => i.StartedAt).Select(i => i.Status).ToListAsync());
        Assert.Equal([InstanceStatus.Running, InstanceStatus.Finished], left.Order());
        Assert.Equal(2, await world.ReadAsync(db => db.Journal.CountAsync()));
    }

    [Fact]
    public async Task Run_MoreThanFitIntoOneTransaction_RemovesAll()
    {
        await using var world = await WorldAsync();
        await world.SeedAsync([.. Enumerable.Range(0, 7).Select(_ => (object)Instance(InstanceStatus.Finished, Now.AddYears(-8)))]);

        var removed = await world.Services.GetRequiredService<RetentionService>().RunAsync(None);

        Assert.Equal(7, removed);
        Assert.Equal(0, await world.ReadAsync(db => db.Instances.CountAsync()));
    }

    [Fact]
    public async Task Run_MessagesAndAnswersPastTheirTerm_GoButNotWhatWasGivenUpOrIsPending()
    {
        await using var world = await WorldAsync();
        await world.SeedAsync(
            Message(OutboxStatus.Done, Now.AddDays(-31)),
            Message(OutboxStatus.Done, Now.AddDays(-29)),
            Message(OutboxStatus.Failed, Now.AddDays(-31)),
            Message(OutboxStatus.Pending, null),
            new Operation(Given.Id(), "true", Now.AddDays(-31)),
            new Operation(Given.Id(), "true", Now.AddDays(-29)));

        await world.Services.GetRequiredService<RetentionService>().RunAsync(None);

        Assert.Equal(
            [OutboxStatus.Pending, OutboxStatus.Done, OutboxStatus.Failed],
            (await world.ReadAsync(db => db.Outbox.Select(m => m.Status).ToListAsync())).Order());
        Assert.Equal(1, await world.ReadAsync(db => db.Operations.CountAsync()));
    }

    private static async Task<TestWorld> WorldAsync()
    {
        var world = await TestWorld.CreateAsync((services, _) => services.Configure<RetentionOptions>(o => (o.BatchSize, o.Rest) = (3, TimeSpan.Zero)));
        world.MayBreak("instances are put in without their aanvragen", "I10");
        return world;
    }

    private static WorkflowInstance Instance(InstanceStatus status, DateTimeOffset? endedAt) => new()
    {
        Id = Given.Id(),
        AanvraagId = Given.Id(),
        DefinitionId = "proef",
        DefinitionVersion = 1,
        Status = status,
        StartedAt = Now.AddYears(-9),
        EndedAt = endedAt,
        StateJson = "{}",
        JournalSeq = 1,
    };

    private static JournalEntry Row(WorkflowInstance instance) => new()
    {
        InstanceId = instance.Id,
        Seq = 1,
        At = instance.StartedAt,
        ActivityId = "start",
        ActivityType = "Elsa.Start",
        Event = JournalEvent.Completed,
        OperationId = Given.Id(),
    };

    private static OutboxMessage Message(OutboxStatus status, DateTimeOffset? endedAt) => new()
    {
        Id = Given.Id(),
        Type = "proef",
        Lane = OutboxLane.Outside,
        Key = "k",
        Payload = "{}",
        CreatedAt = Now.AddDays(-40),
        DueAt = Now.AddDays(-40),
        Status = status,
        EndedAt = endedAt,
    };
}
