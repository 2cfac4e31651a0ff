using System.Diagnostics;
using System.Threading.Channels;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Raw;

/// <summary>
/// How many trips a second the database takes when nothing but their rows is written. One caller: a commit for each unit.
/// Several: on SQLite over one writer that puts up to 64 waiting units into a commit and answers after it; a server has a
/// connection for each and groups commits itself.
/// </summary>
internal sealed class RawRate(RecordedTrip recorded, BenchDatabase database) : IDisposable
{
    private const int MostUnitsInACommit = 64;

    private readonly List<RawWriter> writers = [];
    private long commits;

    /// <summary>Commits so far.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <summary>Trips a second.</summary>
    public async Task<double> RunAsync(int callers, int trips)
    {
        var isGrouped = callers > 1 && database.Setup is not Setup.PostgreSql;
        while (writers.Count < (isGrouped ? 1 : callers))
        {
            writers.Add(RawWriter.For(database.Open(), recorded));
        }

        var prepared = new Queue<PreparedTrip>(
            Enumerable.Range(0, trips).Select(_ => writers[0].Prepare(TripValues.Next(recorded, TimeProvider.System.GetUtcNow(), TimeSpan.Zero))));
        var watch = Stopwatch.StartNew();
        await (isGrouped ? RunGroupedAsync(prepared, callers) : Task.WhenAll(writers.Select(writer => Task.Run(() => Run(writer, prepared)))));
        return trips / watch.Elapsed.TotalSeconds;
    }

    /// <inheritdoc />
    public void Dispose() => writers.ForEach(w => w.Dispose());

    private static PreparedTrip? TakeNext(Queue<PreparedTrip> left)
    {
        lock (left)
        {
            return left.TryDequeue(out var trip) ? trip : null;
        }
    }

    private void Run(RawWriter writer, Queue<PreparedTrip> trips)
    {
        while (TakeNext(trips) is { } trip)
        {
            for (var unit = 0; unit < writer.UnitCount; unit++)
            {
                writer.Commit([(trip, unit)]);
                Interlocked.Increment(ref commits);
            }
        }
    }

    private async Task RunGroupedAsync(Queue<PreparedTrip> trips, int callers)
    {
        var queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
        var writing = Task.Run(() => WriteAsync(queue.Reader));
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (TakeNext(trips) is { } trip)
            {
                for (var unit = 0; unit < writers[0].UnitCount; unit++)
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
            while (group.Count < MostUnitsInACommit && queue.TryRead(out var waiting))
            {
                group.Add(waiting);
            }

            writers[0].Commit([.. group.Select(w => (w.Trip, w.Unit))]);
            Interlocked.Increment(ref commits);
            group.ForEach(w => w.Answer.SetResult());
            group.Clear();
        }
    }

    private sealed record Waiting(PreparedTrip Trip, int Unit, TaskCompletionSource Answer);
}
