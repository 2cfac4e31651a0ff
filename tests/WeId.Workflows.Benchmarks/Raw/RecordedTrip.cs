using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Benchmarks.World;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Benchmarks.Raw;

/// <summary>
/// What one trip of the engine leaves behind, as the rows of the fewest durable commits that it needs. Between two looks
/// somebody has been answered: the caller who submits, whoever reads the task, the caller who decides, whoever waits for
/// the end; so each look ends a commit that cannot be left out, and everything between two looks fits into one.
/// </summary>
internal sealed partial class RecordedTrip
{
    private readonly Dictionary<Guid, int> ids = [];
    private readonly HashSet<Guid> constants;
    private readonly string nummer;

    private RecordedTrip(IReadOnlyList<IReadOnlyList<Write>> units, HashSet<Guid> constants, string nummer)
    {
        this.constants = constants;
        this.nummer = nummer;
        Units = units;
        foreach (var id in units.SelectMany(u => u).SelectMany(w => w.Row).SelectMany(GuidsIn).Where(id => !constants.Contains(id)))
        {
            ids.TryAdd(id, ids.Count);
        }
    }

    /// <summary>The writes of each commit.</summary>
    public IReadOnlyList<IReadOnlyList<Write>> Units { get; }

    /// <summary>How many ids are new in each trip.</summary>
    public int IdCount => ids.Count;

    /// <summary>Rows and bytes of values that a trip writes.</summary>
    public (int Rows, long Bytes) Size => (
        Units.Sum(u => u.Count),
        Units.SelectMany(u => u).Sum(w => w.Columns.Sum(c => w.Row[c] switch { string text => text.Length, byte[] bytes => bytes.LongLength, null or DBNull => 0, _ => 8 })));

    /// <summary>Runs one trip in a world of its own whose outbox is worked off by hand.</summary>
    public static async Task<RecordedTrip> RecordAsync(Setup setup, string definitionId, int tasks, string folder)
    {
        await using var world = await BenchWorld.CreateAsync(setup, folder, start: false);
        await using var reader = world.Database.Open();
        var tables = Snapshot.TablesOf(reader);
        var outbox = world.Services.GetRequiredService<OutboxDispatcher>();
        using var trips = new Trips(world);
        await outbox.RunUntilIdleAsync(CancellationToken.None);

        var looks = new List<Snapshot> { Snapshot.Take(reader, tables) };
        var aanvraagId = await trips.SubmitAsync(definitionId);
        looks.Add(Snapshot.Take(reader, tables));

        // Each of several steps is promised to be durable before the next one begins; the first may share its commit with the start.
        var steps = 0;
        world.Services.GetRequiredService<StepObserver>().BeforeStep = () =>
        {
            if (tasks == 0 && ++steps > 1)
            {
                looks.Add(Snapshot.Take(reader, tables));
            }
        };
        await outbox.RunUntilIdleAsync(CancellationToken.None);
        looks.Add(Snapshot.Take(reader, tables));
        for (var i = 0; i < tasks; i++)
        {
            await trips.DecideAsync(await trips.UntilTaskAsync(aanvraagId));
            looks.Add(Snapshot.Take(reader, tables));
            await outbox.RunUntilIdleAsync(CancellationToken.None);
            looks.Add(Snapshot.Take(reader, tables));
        }

        await trips.UntilEndedAsync(aanvraagId);
        var nummer = (await world.NewContext().Aanvragen.FindAsync(aanvraagId))!.Nummer;
        return new RecordedTrip(UnitsOf(looks), [.. looks[0].Values().SelectMany(GuidsIn)], nummer);
    }

    /// <summary>A trip as it lies there after that many commits, its rows written at once in their last state.</summary>
    public RecordedTrip After(int commits)
    {
        var rows = new Dictionary<(Table, string), Write>();
        foreach (var write in Units.Take(commits).SelectMany(u => u))
        {
            var place = (write.Table, write.Key);
            if (write.Kind is WriteKind.Delete)
            {
                rows.Remove(place);
            }
            else
            {
                rows[place] = write with { Kind = WriteKind.Insert, Columns = rows.TryGetValue(place, out var first) ? first.Columns : write.Columns };
            }
        }

        return new RecordedTrip([[.. rows.Values]], constants, nummer);
    }

    /// <summary>How to make the value of one column for any trip.</summary>
    public Func<TripValues, object> Maker(object? value) => value switch
    {
        null or DBNull => _ => DBNull.Value,
        Guid id when ids.TryGetValue(id, out var index) => trip => trip.Ids[index],
        DateTime time => trip => time + trip.Shift,
        DateOnly day => trip => day.AddDays((int)Math.Round(trip.Shift.TotalDays)),
        string text when text == nummer => trip => trip.Nummer,
        string text when DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) =>
            trip => (time + trip.Shift).ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            trip => day.AddDays((int)Math.Round(trip.Shift.TotalDays)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string text => TextMaker(text),
        _ => _ => value,
    };

    private static List<IReadOnlyList<Write>> UnitsOf(List<Snapshot> looks) =>
        [.. looks.Zip(looks.Skip(1), (before, after) => (IReadOnlyList<Write>)[.. before.WritesTo(after)]).Where(unit => unit.Count > 0)];

    private static IEnumerable<Guid> GuidsIn(object? value) => value switch
    {
        Guid id => [id],
        string text => GuidPattern().Matches(text).Select(m => Guid.Parse(m.Value)),
        _ => [],
    };

    private Func<TripValues, object> TextMaker(string text)
    {
        var parts = new List<Func<TripValues, string>>();
        var done = 0;
        foreach (Match match in GuidPattern().Matches(text))
        {
            if (!ids.TryGetValue(Guid.Parse(match.Value), out var index))
            {
                continue;
            }

            var literal = text[done..match.Index];
            parts.Add(_ => literal);
            var isUpper = match.Value.Any(char.IsAsciiLetterUpper);
            var format = match.Length == 32 ? "N" : "D";
            parts.Add(trip => isUpper ? trip.Ids[index].ToString(format).ToUpperInvariant() : trip.Ids[index].ToString(format));
            done = match.Index + match.Length;
        }

        var rest = text[done..];
        return parts.Count == 0 ? _ => text : trip => string.Concat(parts.Select(p => p(trip))) + rest;
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32}")]
    private static partial Regex GuidPattern();
}

/// <summary>What makes one replayed trip different from the next.</summary>
/// <param name="Ids">A new id in the place of each recorded one.</param>
/// <param name="Shift">How much later everything happened than in the recording; of either sign.</param>
internal sealed record TripValues(Guid[] Ids, string Nummer, TimeSpan Shift)
{
    private static long counter;

    /// <summary>The next trip, at the given moment.</summary>
    public static TripValues Next(RecordedTrip trip, DateTimeOffset at, TimeSpan shift)
    {
        var values = new Guid[trip.IdCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Guid.CreateVersion7(at + shift);
        }

        return new TripValues(values, FormattableString.Invariant($"R-{Interlocked.Increment(ref counter):D11}"), shift);
    }
}
