using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Raw;

/// <summary>A table as the recording needs it.</summary>
/// <param name="Key">Places of the columns of the primary key.</param>
/// <param name="IsKeyGenerated">Whether the database itself numbers the rows.</param>
internal sealed record Table(string Name, IReadOnlyList<string> Columns, IReadOnlyList<int> Key, bool IsKeyGenerated);

/// <summary>All rows of all tables at one moment; small, since it is taken while a database holds a single trip.</summary>
internal sealed class Snapshot
{
    private const string SqliteColumns = """
        SELECT t.name, c.name, c.pk > 0, c.pk > 0 AND c.type = 'INTEGER'
        FROM sqlite_master AS t, pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
        ORDER BY t.rootpage, c.cid
        """;

    private const string PostgreSqlColumns = """
        SELECT t.relname, c.attname, coalesce(c.attnum = ANY (k.conkey), false), c.attidentity <> ''
        FROM pg_class AS t
        JOIN pg_attribute AS c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
        LEFT JOIN pg_constraint AS k ON k.conrelid = t.oid AND k.contype = 'p'
        WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace
        ORDER BY t.oid, c.attnum
        """;

    private const string SqliteReferences =
        "SELECT t.name, f.\"table\" FROM sqlite_master AS t, pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table' AND t.name <> f.\"table\"";

    private const string PostgreSqlReferences = """
        SELECT t.relname, f.relname
        FROM pg_constraint AS k
        JOIN pg_class AS t ON t.oid = k.conrelid
        JOIN pg_class AS f ON f.oid = k.confrelid
        WHERE k.contype = 'f' AND t.oid <> f.oid
        """;

    private readonly Dictionary<Table, Dictionary<string, object?[]>> rows = [];

    /// <summary>Reads everything that is committed.</summary>
    public static Snapshot Take(DbConnection connection, IReadOnlyList<Table> tables)
    {
        var snapshot = new Snapshot();
        foreach (var table in tables)
        {
            snapshot.rows[table] = connection.Read($"SELECT * FROM \"{table.Name}\"").ToDictionary(row => string.Join('|', table.Key.Select(k => row[k])));
        }

        return snapshot;
    }

    /// <summary>The tables of a database, each after those to which it refers.</summary>
    public static IReadOnlyList<Table> TablesOf(DbConnection connection)
    {
        var tables = connection.Read(connection is SqliteConnection ? SqliteColumns : PostgreSqlColumns)
            .Select(c => (Table: (string)c[0]!, Column: (string)c[1]!, IsKey: Convert.ToBoolean(c[2], CultureInfo.InvariantCulture), IsGenerated: Convert.ToBoolean(c[3], CultureInfo.InvariantCulture)))
            .Where(c => !c.Table.StartsWith("__", StringComparison.Ordinal))
            .GroupBy(c => c.Table)
            .Select(t => new Table(t.Key, [.. t.Select(c => c.Column)], [.. t.Index().Where(c => c.Item.IsKey).Select(c => c.Index)], t.Count(c => c.IsKey) == 1 && t.Any(c => c.IsGenerated)))
            .ToList();
        var references = connection.Read(connection is SqliteConnection ? SqliteReferences : PostgreSqlReferences)
            .ToLookup(r => (string)r[0]!, r => (string)r[1]!);
        var ordered = new List<Table>();
        while (ordered.Count < tables.Count)
        {
            ordered.Add(tables.Except(ordered).First(t => references[t.Name].All(name => ordered.Exists(o => o.Name == name))));
        }

        return ordered;
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
/// <param name="Columns">Places of the columns that are written.</param>
/// <param name="Row">All values of the row, as they are afterwards.</param>
internal sealed record Write(WriteKind Kind, Table Table, string Key, IReadOnlyList<int> Columns, object?[] Row)
{
    /// <summary>The recorded values that the statement takes, in order.</summary>
    public IReadOnlyList<object?> Values => [.. Columns.Select(c => Row[c]), .. Kind is WriteKind.Insert ? [] : Table.Key.Select(k => Row[k])];

    /// <summary>The statement; an insert into a table that numbers its rows answers the number.</summary>
    /// <param name="place">Names the n-th value.</param>
    public string Sql(Func<int, string> place)
    {
        var table = $"\"{Table.Name}\"";
        var where = string.Join(" AND ", Table.Key.Select((k, i) => $"\"{Table.Columns[k]}\" = {place(Columns.Count + i)}"));
        return Kind switch
        {
            WriteKind.Insert => $"INSERT INTO {table} ({string.Join(", ", Columns.Select(c => $"\"{Table.Columns[c]}\""))}) "
                + $"VALUES ({string.Join(", ", Columns.Select((_, i) => place(i)))})"
                + (Table.IsKeyGenerated ? $" RETURNING \"{Table.Columns[Table.Key[0]]}\"" : ""),
            WriteKind.Update => $"UPDATE {table} SET {string.Join(", ", Columns.Select((c, i) => $"\"{Table.Columns[c]}\" = {place(i)}"))} WHERE {where}",
            _ => $"DELETE FROM {table} WHERE {where}",
        };
    }
}
