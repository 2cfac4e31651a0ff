using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace WeId.Workflows.Persistence.Work;

/// <summary>
/// The one connection that writes, and the context that one piece of work after the other borrows: to make them anew for each
/// costs more than most pieces of work do.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private readonly IDbContextFactory<WeIdDbContext> contexts;
    private readonly WeIdDbContext connection;
    private WeIdDbContext? lent;

    private Writer(IDbContextFactory<WeIdDbContext> contexts, WeIdDbContext connection) => (this.contexts, this.connection) = (contexts, connection);

    /// <summary>Opens the connection.</summary>
    public static async Task<Writer> OpenAsync(IDbContextFactory<WeIdDbContext> contexts)
    {
        var connection = await contexts.CreateDbContextAsync();
        try
        {
            await connection.Database.OpenConnectionAsync();
            return new(contexts, connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins the transaction of a group.</summary>
    public Task<IDbContextTransaction> BeginAsync() => connection.Database.BeginTransactionAsync();

    /// <summary>An empty context in the transaction, for one piece of work.</summary>
    public async Task<WeIdDbContext> LendAsync(IDbContextTransaction transaction)
    {
        if (lent is null)
        {
            lent = await contexts.CreateDbContextAsync();
            lent.OutlivesScope = true;
            lent.Database.SetDbConnection(connection.Database.GetDbConnection());
            lent.Database.AutoSavepointsEnabled = false;
        }

        lent.ChangeTracker.Clear();
        var wanted = transaction.GetDbTransaction();
        if (lent.Database.CurrentTransaction is not { } current || current.GetDbTransaction() != wanted)
        {
            await lent.Database.UseTransactionAsync(null);
            await lent.Database.UseTransactionAsync(wanted);
        }

        return lent;
    }

    /// <summary>After a piece of work that threw nobody knows what it has left in the context: the next one gets another.</summary>
    public async ValueTask ReplaceLentAsync()
    {
        if (lent is { } old)
        {
            lent = null;
            old.OutlivesScope = false;
            await old.DisposeAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ReplaceLentAsync();
        await connection.DisposeAsync();
    }
}
