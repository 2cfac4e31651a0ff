using Microsoft.Data.Sqlite;

namespace WeId.Workflows.Benchmarks.Raw;

/// <summary>Writes recorded trips by prepared statements on one plain connection.</summary>
internal sealed class RawWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly IReadOnlyList<IReadOnlyList<Statement>> units;

    public RawWriter(SqliteConnection connection, RecordedTrip trip)
    {
        this.connection = connection;
        units = [.. trip.Units.Select(unit => (IReadOnlyList<Statement>)[.. unit.Select(write => new Statement(connection, trip, write))])];
    }

    /// <summary>Commits that one trip needs.</summary>
    public int UnitCount => units.Count;

    /// <summary>Makes the values of a trip, before the clock runs.</summary>
    public PreparedTrip Prepare(TripValues trip) => new([.. units.Select(unit => (IReadOnlyList<object[]>)[.. unit.Select(s => s.ValuesOf(trip))])]);

    /// <summary>Begins a transaction that will write.</summary>
    public SqliteTransaction Begin() => connection.BeginTransaction(deferred: false);

    /// <summary>Writes the rows of one unit into the transaction.</summary>
    public void Write(PreparedTrip trip, int unit, SqliteTransaction transaction)
    {
        for (var i = 0; i < units[unit].Count; i++)
        {
            units[unit][i].Run(trip, trip.Units[unit][i], transaction);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var statement in units.SelectMany(u => u))
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    /// <summary>One write of the recording, ready to run.</summary>
    private sealed class Statement : IDisposable
    {
        private readonly Write write;
        private readonly SqliteCommand command;
        private readonly Func<TripValues, object>[] makers;

        public Statement(SqliteConnection connection, RecordedTrip trip, Write write)
        {
            this.write = write;
            command = connection.CreateCommand();
            command.CommandText = write.Sql();
            makers = [.. write.Columns.Select(c => trip.Maker(write.Row[c]))];
            for (var i = 0; i < makers.Length; i++)
            {
                command.Parameters.AddWithValue($"$p{i}", DBNull.Value);
            }

            if (write.Kind is not WriteKind.Insert)
            {
                makers = [.. makers, .. write.Table.Key.Select(k => trip.Maker(write.Row[k]))];
                for (var i = 0; i < write.Table.Key.Count; i++)
                {
                    command.Parameters.AddWithValue($"$k{i}", DBNull.Value);
                }
            }

            command.Prepare();
        }

        public object[] ValuesOf(TripValues trip) => [.. makers.Select(make => make(trip))];

        public void Run(PreparedTrip trip, object[] values, SqliteTransaction transaction)
        {
            command.Transaction = transaction;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i];
            }

            if (!write.Table.IsKeyGenerated)
            {
                command.ExecuteNonQuery();
            }
            else if (write.Kind is WriteKind.Insert)
            {
                trip.Numbers[write.Key] = command.ExecuteScalar()!;
            }
            else
            {
                command.Parameters["$k0"].Value = trip.Numbers[write.Key];
                command.ExecuteNonQuery();
            }
        }

        public void Dispose() => command.Dispose();
    }
}

/// <summary>A trip whose values are made.</summary>
internal sealed record PreparedTrip(IReadOnlyList<IReadOnlyList<object[]>> Units)
{
    /// <summary>The numbers that the database gave its rows.</summary>
    public Dictionary<string, object> Numbers { get; } = [];
}
