using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>Counts the database pages that the connections of a world look at, from the cache of SQLite or from the file.</summary>
internal sealed class PageCounter : DbConnectionInterceptor
{
    private readonly ConditionalWeakTable<sqlite3, object> handles = [];

    /// <summary>Pages so far; only differences mean something, and only while no connection was closed in between.</summary>
    public long Pages => handles.Where(h => !h.Key.IsInvalid && !h.Key.IsClosed).Sum(h => Status(h.Key, raw.SQLITE_DBSTATUS_CACHE_HIT) + Status(h.Key, raw.SQLITE_DBSTATUS_CACHE_MISS));

    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Remember(connection);

    /// <inheritdoc />
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Remember(connection);
        return Task.CompletedTask;
    }

    private static long Status(sqlite3 handle, int what)
    {
        _ = raw.sqlite3_db_status(handle, what, out var current, out _, resetFlg: 0);
        return current;
    }

    private void Remember(DbConnection connection)
    {
        if (connection is SqliteConnection { Handle: { } handle })
        {
            handles.TryAdd(handle, handle);
        }
    }
}
