using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>Times every statement inside SQLite itself, commits included, on the connections that are opened while it is on.</summary>
internal sealed class StatementProfile : DbConnectionInterceptor
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Count, long Nanoseconds)> statements = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<sqlite3, object> attached = [];

    /// <summary>Whether it times.</summary>
    public bool IsOn { get; set; }

    /// <summary>What ran since the last call, the most time first.</summary>
    public IReadOnlyList<(string Sql, int Count, TimeSpan Time)> Take()
    {
        lock (gate)
        {
            var taken = statements
                .Select(s => (s.Key, s.Value.Count, TimeSpan.FromMicroseconds(s.Value.Nanoseconds / 1_000d)))
                .OrderByDescending(s => s.Item3)
                .ToList();
            statements.Clear();
            return taken;
        }
    }

    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Attach(connection);

    /// <inheritdoc />
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Attach(connection);
        return Task.CompletedTask;
    }

    private void Attach(DbConnection connection)
    {
        if (IsOn && connection is SqliteConnection { Handle: { } handle } && attached.TryAdd(handle, this))
        {
            raw.sqlite3_profile(handle, (_, sql, nanoseconds) => Add(sql, nanoseconds), null);
        }
    }

    private void Add(string sql, long nanoseconds)
    {
        if (!IsOn)
        {
            return;
        }

        lock (gate)
        {
            var (count, before) = statements.GetValueOrDefault(sql);
            statements[sql] = (count + 1, before + nanoseconds);
        }
    }
}
