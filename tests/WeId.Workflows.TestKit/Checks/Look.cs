using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.TestKit.Checks;

/// <summary>A look into a database: SQL that every provider understands, and what is known besides the database.</summary>
/// <param name="Services">The product over this database; null when only the database is there.</param>
/// <param name="Folder">Where the world keeps its files; null when there is none.</param>
internal sealed record Look(WeIdDbContext Db, IServiceProvider? Services = null, string? Folder = null)
{
    /// <summary>The rows of a query. Names stand in double quotes, and nothing of one provider is used.</summary>
    public async Task<IReadOnlyList<Row>> QueryAsync(string sql)
    {
        await Db.Database.OpenConnectionAsync();
        try
        {
            await using var command = Db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<Row>();
            while (await reader.ReadAsync())
            {
                rows.Add(new(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i))));
            }

            return rows;
        }
        finally
        {
            await Db.Database.CloseConnectionAsync();
        }
    }
}

/// <summary>A row as the database gave it: ids are texts on one provider and ids on another.</summary>
internal sealed class Row(Dictionary<string, object?> values)
{
    /// <summary>A column as text; null when it is empty.</summary>
    public string? Text(string column) => Convert.ToString(values[column], CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    /// <summary>A column that holds an id; null when it is empty.</summary>
    public Guid? Id(string column) => Text(column) is { } text ? Guid.Parse(text) : null;

    /// <summary>A column with bytes; null when it is empty.</summary>
    public byte[]? Bytes(string column) => (byte[]?)values[column];

    /// <summary>A column with a number.</summary>
    public long Number(string column) => Convert.ToInt64(values[column], CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key} = {v.Value ?? "null"}")));
}
