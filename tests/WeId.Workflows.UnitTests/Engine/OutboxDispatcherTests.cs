using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.TestKit.Contracts;
using WeId.Workflows.TestKit.InMemory;

namespace WeId.Workflows.UnitTests.Engine;

public sealed class OutboxDispatcherTests : IAsyncDisposable
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly RecordingHandler handler = new();
    private readonly RecordingHandler workflow = new(WorkflowMessages.Signal);
    private readonly OutboxDispatcherOptions options = new() { MaxAttempts = 3, OutsidePatience = TimeSpan.Zero };
    private readonly ServiceProvider provider;
    private int messages;

    public OutboxDispatcherTests()
    {
        provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<OutboxWake>()
            .AddSingleton<TimerWake>()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(Options.Create(options))
            .AddSingleton<IOutboxHandler>(handler)
            .AddSingleton<IOutboxHandler>(workflow)
            .AddSingleton<OutboxDispatcher>()
            .AddInMemoryStores()
            .BuildServiceProvider();
    }

    private OutboxDispatcher Dispatcher => provider.GetRequiredService<OutboxDispatcher>();

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    [Fact]
    public async Task RunUntilIdle_MessagesOfOneKey_AreHandledInOrder()
    {
        var (first, second, third) = (await AddAsync("k"), await AddAsync("k"), await AddAsync("k"));

        var count = await Dispatcher.RunUntilIdleAsync(CancellationToken.None);

        Assert.Equal(3, count);
        Assert.Equal([first, second, third], handler.Handled);
        Assert.All(Messages, m => Assert.Equal(OutboxStatus.Done, m.Status));
    }

    [Fact]
    public async Task RunUntilIdle_FailureThatPasses_HoldsUpItsKeyUntilThePauseIsOver()
    {
        var (first, second) = (await AddAsync("k"), await AddAsync("k"));
        handler.Failures.Enqueue(new TimeoutException());

        await Dispatcher.RunUntilIdleAsync(CancellationToken.None);
        Assert.Empty(handler.Handled);

        clock.Advance(TimeSpan.FromSeconds(3));
        await Dispatcher.RunUntilIdleAsync(CancellationToken.None);
        Assert.Equal([first, second], handler.Handled);
    }

    [Fact]
    public async Task RunUntilIdle_FailureOfOneKey_DoesNotHoldUpAnother()
    {
        handler.FailsFor = await AddAsync("k");
        var other = await AddAsync("anders");
        handler.Failures.Enqueue(new TimeoutException());

        await Dispatcher.RunUntilIdleAsync(CancellationToken.None);

        Assert.Equal([other], handler.Handled);
    }

    [Fact]
    public async Task RunUntilIdle_TooManyFailures_GivesUpAndGoesOnWithTheKey()
    {
        var (first, second) = (await AddAsync("k"), await AddAsync("k"));
        for (var i = 0; i < options.MaxAttempts; i++)
        {
            handler.Failures.Enqueue(new TimeoutException());
        }

        for (var i = 0; i < options.MaxAttempts; i++)
        {
            await Dispatcher.RunUntilIdleAsync(CancellationToken.None);
            clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal((OutboxStatus.Failed, 3, "TimeoutException"), (Messages[0].Status, Messages[0].Attempts, Messages[0].LastError));
        Assert.Equal([second], handler.Handled);
        Assert.Equal([first], handler.GivenUp);
    }

    [Fact]
    public async Task RunUntilIdle_PermanentFailure_IsGivenUpAtOnce()
    {
        var id = await AddAsync("k");
        handler.Failures.Enqueue(new PermanentFailureException("geweigerd"));

        await Dispatcher.RunUntilIdleAsync(CancellationToken.None);

        Assert.Equal((OutboxStatus.Failed, 1), (Messages[0].Status, Messages[0].Attempts));
        Assert.Equal([id], handler.GivenUp);
    }

    [Fact]
    public async Task RunUntilIdle_OtherSideAnswered_KeepsItsCodeForOperations()
    {
        await AddAsync("k");
        handler.Failures.Enqueue(new PermanentFailureException("geweigerd") { Answer = "SMTP 550" });

        await Dispatcher.RunUntilIdleAsync(CancellationToken.None);

        Assert.Equal("SMTP 550", Messages[0].LastError);
    }

    [Fact]
    public async Task RunUntilIdle_PostponedUntilLater_IsNotTriedBefore()
    {
        await AddAsync("k");
        var until = clock.GetUtcNow().AddMinutes(7);
        handler.Failures.Enqueue(new PostponedException("later") { NotBefore = until });

        await Dispatcher.RunUntilIdleAsync(CancellationToken.None);

        Assert.Equal((OutboxStatus.Pending, until), (Messages[0].Status, Messages[0].DueAt));
    }

    [Fact]
    public async Task RunUntilIdle_PostponedForLessThanThePause_WaitsForThePause()
    {
        var id = await AddAsync("k");
        handler.Failures.Enqueue(new PostponedException("later") { NotBefore = clock.GetUtcNow() });

        await Dispatcher.RunUntilIdleAsync(CancellationToken.None);

        Assert.Equal(clock.GetUtcNow() + options.PauseAfter(1, id), Messages[0].DueAt);
    }

    [Fact]
    public async Task RunUntilIdle_GivingUpFailsForNow_IsRepeatedWhenTheLeaseHasPassed()
    {
        await AddAsync("k");
        handler.Failures.Enqueue(new PermanentFailureException("geweigerd"));
        handler.GiveUpFailure = new TimeoutException();

        await Dispatcher.RunUntilIdleAsync(CancellationToken.None);
        Assert.Equal(OutboxStatus.Pending, Messages[0].Status);

        handler.GiveUpFailure = null;
        handler.Failures.Enqueue(new PermanentFailureException("geweigerd"));
        clock.Advance(options.Lease);
        await Dispatcher.RunUntilIdleAsync(CancellationToken.None);
        Assert.Equal(OutboxStatus.Failed, Messages[0].Status);
    }

    [Fact]
    public async Task RunUntilIdle_UnknownType_IsGivenUpAtOnce()
    {
        await AddAsync("k", type: "onbekend");

        await Dispatcher.RunUntilIdleAsync(CancellationToken.None);

        Assert.Equal(OutboxStatus.Failed, Messages[0].Status);
    }

    [Fact]
    public async Task RunUntilIdle_MessageOfALaterInstant_IsNotHandledBefore()
    {
        await AddAsync("k", options: new OutboxOptions(DueAt: clock.GetUtcNow().AddMinutes(1)));

        Assert.Equal(0, await Dispatcher.RunUntilIdleAsync(CancellationToken.None));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Dispatcher.RunUntilIdleAsync(CancellationToken.None));
    }

    [Fact]
    public async Task RunUntilIdle_MessageThatKilledItsProcessEachTime_IsGivenUp()
    {
        await AddAsync("k");
        var store = provider.GetRequiredService<IOutboxStore>();
        for (var i = 0; i < options.MaxAttempts; i++)
        {
            await store.ClaimAsync(OutboxLane.Outside, clock.GetUtcNow(), options.Lease, 1);
            clock.Advance(options.Lease);
        }

        await Dispatcher.RunUntilIdleAsync(CancellationToken.None);

        Assert.Equal(OutboxStatus.Failed, Messages[0].Status);
        Assert.Empty(handler.Handled);
    }

    [Fact]
    public async Task Start_MessageWrittenWhileItIdles_IsHandledWithoutAPoll()
    {
        options.PollInterval = TimeSpan.FromMinutes(5);
        await Dispatcher.StartAsync(CancellationToken.None);

        var id = await AddAsync("k");
        var handled = await handler.First.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await Dispatcher.StopAsync(CancellationToken.None);
        Assert.Equal(id, handled);
    }

    [Fact]
    public async Task Start_HandlerThatHangs_DoesNotHoldUpWorkflows()
    {
        options.Parallelism = 1;
        handler.Hangs = new();
        await AddAsync("mail");
        var signal = await AddAsync("aanvraag", WorkflowMessages.Signal);
        await Dispatcher.StartAsync(CancellationToken.None);

        var first = await workflow.First.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var second = await AddAsync("aanvraag", WorkflowMessages.Signal);
        var handled = await workflow.Second.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((signal, second), (first, handled));
        Assert.Empty(handler.Handled);
        handler.Hangs.SetResult();
        await Dispatcher.StopAsync(CancellationToken.None);
        Assert.Single(handler.Handled);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(5, 32)]
    [InlineData(40, 600)]
    public void PauseAfter_Attempts_DoublesUpToTheLongestWithAFifthOfJitter(int attempts, int seconds)
    {
        var pause = options.PauseAfter(attempts, Guid.Empty);

        Assert.InRange(pause, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds * 1.2));
        Assert.Equal(pause, options.PauseAfter(attempts, Guid.Empty));
    }

    private IReadOnlyList<OutboxMessage> Messages => provider.GetRequiredService<InMemoryDatabase>().Committed.Outbox;

    private async Task<Guid> AddAsync(string key, string type = "proef", OutboxOptions? options = null)
    {
        var id = DerivedId.From(Guid.Empty, $"message:{++messages}");
        await provider.GetRequiredService<IUnitOfWork>().RunAsync(
            DerivedId.From(id, "act"),
            (services, _) =>
            {
                services.GetRequiredService<IOutbox>().Add(id, type, key, new { }, options);
                return Task.FromResult(true);
            },
            CancellationToken.None);
        return id;
    }

    private sealed class RecordingHandler(string type = "proef") : IOutboxHandler
    {
        public string Type => type;

        public ConcurrentQueue<Guid> Handled { get; } = [];

        public ConcurrentQueue<Exception> Failures { get; } = [];

        /// <summary>When set, no other message meets the failures.</summary>
        public Guid? FailsFor { get; set; }

        public TaskCompletionSource<Guid> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<Guid> Second { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>When set, every message hangs until it is completed.</summary>
        public TaskCompletionSource? Hangs { get; set; }

        public List<Guid> GivenUp { get; } = [];

        public Exception? GiveUpFailure { get; set; }

        public async Task HandleAsync(OutboxMessage message, CancellationToken ct)
        {
            await (Hangs?.Task ?? Task.CompletedTask);
            if ((FailsFor is null || FailsFor == message.Id) && Failures.TryDequeue(out var failure))
            {
                throw failure;
            }

            Handled.Enqueue(message.Id);
            _ = First.TrySetResult(message.Id) || Second.TrySetResult(message.Id);
        }

        public Task GiveUpAsync(OutboxMessage message, CancellationToken ct)
        {
            if (GiveUpFailure is { } failure)
            {
                return Task.FromException(failure);
            }

            GivenUp.Add(message.Id);
            return Task.CompletedTask;
        }
    }
}
