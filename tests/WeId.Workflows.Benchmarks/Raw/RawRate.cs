using System.Diagnostics;
using System.Threading.Channels;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Raw;

/// <summary>
/// How many trips a second the database takes when nothing but their rows is written: by one caller with a commit for each
/// unit, or by several over one writer that puts up to 64 waiting units into a commit and answers after it.
/// </summary>
internal sealed class RawRate(RecordedTrip recorded, Setup setup, string file) : IAsyncDisposable
{
    private const int MostUnitsInACommit = 64;

    private readonly RawWriter writer = new(BenchWorld.OpenRaw(file, setup), recorded);
    private long commits;

    /// <summary>Commits so far.</summary>
    public long Commits => commits;

    /// <summary>Trips a second.</summary>
    public async Task<double> RunAsync(int callers, int trips)
    {
        var prepared = Enumerable.Range(0, trips).Select(_ => writer.Prepare(TripValues.Next(recorded, TimeProvider.System.GetUtcNow(), TimeSpan.Zero))).ToList();
        var watch = Stopwatch.StartNew();
        if (callers == 1)
        {
            prepared.ForEach(RunAlone);
        }
        else
        {
            await RunGroupedAsync(prepared, callers);
        }

        return trips / watch.Elapsed.TotalSeconds;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private void RunAlone(PreparedTrip trip)
    {
        for (var unit = 0; unit < writer.UnitCount; unit++)
        {
            using var transaction = writer.Begin();
            writer.Write(trip, unit, transaction);
            transaction.Commit();
            commits++;
        }
    }

    private async Task RunGroupedAsync(List<PreparedTrip> trips, int callers)
    {
        var queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
        var writing = Task.Run(() => WriteAsync(queue.Reader));
        var left = new Queue<PreparedTrip>(trips);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (TakeNext(left) is { } trip)
            {
                for (var unit = 0; unit < writer.UnitCount; unit++)
                {
                    var waiting = new Waiting(trip, unit, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                    queue.Writer.TryWrite(waiting);
                    await waiting.Answer.Task;
                }
            }
        })));
        queue.Writer.Complete();
        await writing;
    }

    private async Task WriteAsync(ChannelReader<Waiting> queue)
    {
        var group = new List<Waiting>(MostUnitsInACommit);
        while (await queue.WaitToReadAsync())
        {
            using (var transaction = writer.Begin())
            {
                while (group.Count < MostUnitsInACommit && queue.TryRead(out var waiting))
                {
                    writer.Write(waiting.Trip, waiting.Unit, transaction);
                    group.Add(waiting);
                }

                transaction.Commit();
                commits++;
            }

            group.ForEach(w => w.Answer.SetResult());
            group.Clear();
        }
    }

    private static PreparedTrip? TakeNext(Queue<PreparedTrip> left)
    {
        lock (left)
        {
            return left.TryDequeue(out var trip) ? trip : null;
        }
    }

    private sealed record Waiting(PreparedTrip Trip, int Unit, TaskCompletionSource Answer);
}
