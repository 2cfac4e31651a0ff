using System.Data.Common;
using Npgsql;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Raw;

/// <summary>Writes recorded trips on one plain connection, in the cheapest way that its database has.</summary>
internal abstract class RawWriter : IDisposable
{
    private readonly IReadOnlyList<IReadOnlyList<(Write Write, Func<TripValues, object>[] Makers)>> units;

    private protected RawWriter(DbConnection connection, RecordedTrip trip)
    {
        Connection = connection;
        units =
        [
            .. trip.Units.Select(unit => (IReadOnlyList<(Write, Func<TripValues, object>[])>)
                [.. unit.Select(write => (write, write.Values.Select(trip.Maker).ToArray()))]),
        ];
    }

    /// <summary>Commits that one trip needs.</summary>
    public int UnitCount => units.Count;

    private protected DbConnection Connection { get; }

    /// <summary>For the database of the connection.</summary>
    public static RawWriter For(DbConnection connection, RecordedTrip trip) =>
        connection is NpgsqlConnection ? new BatchWriter(connection, trip) : new StatementWriter(connection, trip);

    /// <summary>Makes the values of a trip, before the clock runs.</summary>
    public PreparedTrip Prepare(TripValues trip) => new(
        [.. units.Select(unit => (IReadOnlyList<object[]>)[.. unit.Select(s => s.Makers.Select(make => make(trip)).ToArray())])]);

    /// <summary>Writes the rows of these units in one durable commit.</summary>
    public abstract void Commit(IReadOnlyList<(PreparedTrip Trip, int Unit)> writes);

    /// <inheritdoc />
    public virtual void Dispose() => Connection.Dispose();

    /// <summary>The values of one write, with the number that the database gave its row where that is asked for.</summary>
    private protected static IEnumerable<object> Bind(Write write, PreparedTrip trip, object[] values) =>
        write.Table.IsKeyGenerated && write.Kind is not WriteKind.Insert ? values.SkipLast(1).Append(trip.Numbers[write.Key]) : values;
}

/// <summary>SQLite: prepared statements one by one inside a transaction.</summary>
internal sealed class StatementWriter : RawWriter
{
    private readonly IReadOnlyList<IReadOnlyList<(Write Write, DbCommand Command)>> commands;

    public StatementWriter(DbConnection connection, RecordedTrip trip)
        : base(connection, trip) => commands =
        [
            .. trip.Units.Select(unit => (IReadOnlyList<(Write, DbCommand)>)[.. unit.Select(write => (write, NewCommand(write)))]),
        ];

    /// <inheritdoc />
    public override void Commit(IReadOnlyList<(PreparedTrip Trip, int Unit)> writes)
    {
        using var transaction = Connection.BeginTransaction();
        foreach (var (trip, unit) in writes)
        {
            for (var i = 0; i < commands[unit].Count; i++)
            {
                var (write, command) = commands[unit][i];
                command.Transaction = transaction;
                foreach (var (place, value) in Bind(write, trip, trip.Units[unit][i]).Index())
                {
                    command.Parameters[place].Value = value;
                }

                if (write.Table.IsKeyGenerated && write.Kind is WriteKind.Insert)
                {
                    trip.Numbers[write.Key] = command.ExecuteScalar()!;
                }
                else
                {
                    command.ExecuteNonQuery();
                }
            }
        }

        transaction.Commit();
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        foreach (var (_, command) in commands.SelectMany(u => u))
        {
            command.Dispose();
        }

        base.Dispose();
    }

    private DbCommand NewCommand(Write write)
    {
        var command = Connection.Prepare(write.Sql(n => $"@p{n}"), [.. write.Values.Select((_, n) => $"p{n}")]);
        command.Prepare();
        return command;
    }
}

/// <summary>A server: all statements of a unit in one batch, which is one round trip and one transaction; the driver keeps them prepared.</summary>
internal sealed class BatchWriter(DbConnection connection, RecordedTrip trip) : RawWriter(connection, trip)
{
    private readonly IReadOnlyList<IReadOnlyList<(Write Write, string Sql)>> statements =
    [
        .. trip.Units.Select(unit => (IReadOnlyList<(Write, string)>)[.. unit.Select(write => (write, write.Sql(n => $"${n + 1}")))]),
    ];

    /// <inheritdoc />
    public override void Commit(IReadOnlyList<(PreparedTrip Trip, int Unit)> writes)
    {
        foreach (var (trip, unit) in writes)
        {
            using var batch = Connection.CreateBatch();
            foreach (var (place, (write, sql)) in statements[unit].Index())
            {
                batch.BatchCommands.Add(NewCommand(sql, Bind(write, trip, trip.Units[unit][place])));
            }

            using var reader = batch.ExecuteReader();
            foreach (var (write, _) in statements[unit].Where(s => s.Write.Table.IsKeyGenerated && s.Write.Kind is WriteKind.Insert))
            {
                reader.Read();
                trip.Numbers[write.Key] = reader.GetValue(0);
                reader.NextResult();
            }
        }
    }

    private static NpgsqlBatchCommand NewCommand(string sql, IEnumerable<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}

/// <summary>A trip whose values are made.</summary>
internal sealed record PreparedTrip(IReadOnlyList<IReadOnlyList<object[]>> Units)
{
    /// <summary>The numbers that the database gave its rows.</summary>
    public Dictionary<string, object> Numbers { get; } = [];
}
