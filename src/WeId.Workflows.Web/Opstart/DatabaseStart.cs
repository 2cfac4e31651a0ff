using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Web.Opstart;

/// <summary>Brings the database to this version before anything reads it.</summary>
internal sealed class DatabaseStart(IDbContextFactory<WeIdDbContext> contexts) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (db.Database.GetDbConnection() is SqliteConnection { DataSource: var file } && Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await db.Database.MigrateAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
