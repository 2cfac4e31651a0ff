using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>Counts the statements of a world and the bytes that they carry, while it is on; each kind of statement apart.</summary>
internal sealed class CommandCounter : DbCommandInterceptor
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Kind> kinds = new(StringComparer.Ordinal);

    /// <summary>Whether it counts.</summary>
    public bool IsOn { get; set; }

    /// <summary>What was counted since the last call, the most time first.</summary>
    public IReadOnlyList<Kind> Take()
    {
        lock (gate)
        {
            var taken = kinds.Values.OrderByDescending(k => k.Time).ToList();
            kinds.Clear();
            return taken;
        }
    }

    /// <inheritdoc />
    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Count(command, eventData);
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Count(command, eventData);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc />
    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Count(command, eventData);
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Count(command, eventData);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc />
    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        Count(command, eventData);
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default)
    {
        Count(command, eventData);
        return ValueTask.FromResult(result);
    }

    private static long SizeOf(object? value) => value switch
    {
        null or DBNull => 0,
        string text => text.Length,
        byte[] bytes => bytes.Length,
        Guid => 36,
        _ => 8,
    };

    private void Count(DbCommand command, CommandExecutedEventData data)
    {
        if (!IsOn)
        {
            return;
        }

        var bytes = command.Parameters.Cast<DbParameter>().Sum(p => SizeOf(p.Value));
        lock (gate)
        {
            if (!kinds.TryGetValue(command.CommandText, out var kind))
            {
                kinds[command.CommandText] = kind = new Kind(command.CommandText);
            }

            kind.Count++;
            kind.Bytes += bytes;
            kind.Time += data.Duration;
        }
    }

    /// <summary>All runs of one statement.</summary>
    internal sealed class Kind(string sql)
    {
        /// <summary>Its text.</summary>
        public string Sql { get; } = sql;

        /// <summary>How often it ran.</summary>
        public int Count { get; set; }

        /// <summary>Bytes of its parameters over all runs.</summary>
        public long Bytes { get; set; }

        /// <summary>Time over all runs, up to the first row.</summary>
        public TimeSpan Time { get; set; }
    }
}
