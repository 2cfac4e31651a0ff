using Microsoft.Data.Sqlite;

namespace WeId.Workflows.Benchmarks.Raw;

/// <summary>A table as the recording needs it.</summary>
/// <param name="Key">Columns of the primary key.</param>
/// <param name="IsKeyGenerated">Whether the database itself numbers the rows.</param>
internal sealed record Table(string Name, IReadOnlyList<string> Columns, IReadOnlyList<int> Key, bool IsKeyGenerated);

/// <summary>All rows of all tables at one moment; small, since it is taken while a database holds a single trip.</summary>
internal sealed class Snapshot
{
    private readonly Dictionary<Table, Dictionary<string, object?[]>> rows = [];

    /// <summary>Reads everything that is committed.</summary>
    public static Snapshot Take(SqliteConnection connection, IReadOnlyList<Table> tables)
    {
        var snapshot = new Snapshot();
        using var transaction = connection.BeginTransaction(deferred: true);
        foreach (var table in tables)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table.Name}\"";
            using var reader = command.ExecuteReader();
            var found = snapshot.rows[table] = [];
            while (reader.Read())
            {
                var values = new object?[reader.FieldCount];
                reader.GetValues(values!);
                found[string.Join('|', table.Key.Select(k => values[k]))] = values;
            }
        }

        return snapshot;
    }

    /// <summary>The tables of a database in the order in which rows may refer to each other.</summary>
    public static IReadOnlyList<Table> TablesOf(SqliteConnection connection)
    {
        var tables = new List<Table>();
        foreach (var name in Texts(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY rootpage"))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT name, type, pk FROM pragma_table_info('{name}') ORDER BY cid";
            using var reader = command.ExecuteReader();
            var columns = new List<(string Name, string Type, int Key)>();
            while (reader.Read())
            {
                columns.Add((reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
            }

            var key = columns.Index().Where(c => c.Item.Key > 0).OrderBy(c => c.Item.Key).Select(c => c.Index).ToList();
            tables.Add(new Table(name, [.. columns.Select(c => c.Name)], key, key.Count == 1 && columns[key[0]].Type == "INTEGER"));
        }

        return tables;
    }

    /// <summary>Every value that the database holds.</summary>
    public IEnumerable<object?> Values() => rows.Values.SelectMany(table => table.Values).SelectMany(row => row);

    /// <summary>What must be written to come from here to a later moment.</summary>
    public IEnumerable<Write> WritesTo(Snapshot later)
    {
        foreach (var (table, now) in later.rows)
        {
            var before = rows[table];
            foreach (var (key, row) in now.Where(r => !before.ContainsKey(r.Key)))
            {
                yield return new Write(WriteKind.Insert, table, key, [.. Enumerable.Range(0, row.Length).Where(i => !table.IsKeyGenerated || !table.Key.Contains(i))], row);
            }

            foreach (var (key, row) in now)
            {
                if (before.TryGetValue(key, out var old) && Enumerable.Range(0, row.Length).Where(i => !Equals(old[i], row[i])).ToList() is { Count: > 0 } changed)
                {
                    yield return new Write(WriteKind.Update, table, key, changed, row);
                }
            }

            foreach (var (key, row) in before.Where(r => !now.ContainsKey(r.Key)))
            {
                yield return new Write(WriteKind.Delete, table, key, [], row);
            }
        }
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}

/// <summary>What happens to a row.</summary>
internal enum WriteKind
{
    /// <summary>It is new.</summary>
    Insert,

    /// <summary>It has other values.</summary>
    Update,

    /// <summary>It is gone.</summary>
    Delete,
}

/// <summary>One row that a trip writes.</summary>
/// <param name="Key">Names the row within the recording.</param>
/// <param name="Columns">Which columns are written.</param>
/// <param name="Row">All values of the row, as they are afterwards.</param>
internal sealed record Write(WriteKind Kind, Table Table, string Key, IReadOnlyList<int> Columns, object?[] Row)
{
    /// <summary>The statement; an insert into a table that numbers its rows answers the number.</summary>
    public string Sql()
    {
        var table = $"\"{Table.Name}\"";
        var where = string.Join(" AND ", Table.Key.Select((k, i) => $"\"{Table.Columns[k]}\" = $k{i}"));
        return Kind switch
        {
            WriteKind.Insert => $"INSERT INTO {table} ({string.Join(", ", Columns.Select(c => $"\"{Table.Columns[c]}\""))}) "
                + $"VALUES ({string.Join(", ", Columns.Select((_, i) => $"$p{i}"))})"
                + (Table.IsKeyGenerated ? $" RETURNING \"{Table.Columns[Table.Key[0]]}\"" : ""),
            WriteKind.Update => $"UPDATE {table} SET {string.Join(", ", Columns.Select((c, i) => $"\"{Table.Columns[c]}\" = $p{i}"))} WHERE {where}",
            _ => $"DELETE FROM {table} WHERE {where}",
        };
    }
}
