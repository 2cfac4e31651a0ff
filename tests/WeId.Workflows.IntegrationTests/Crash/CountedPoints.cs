using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Channels;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>What happens at a point.</summary>
internal enum PointKind
{
    /// <summary>A command of the database, or the begin or a savepoint of a transaction.</summary>
    Statement,

    /// <summary>The commit of a transaction.</summary>
    Commit,

    /// <summary>A call of a channel, which writes a file.</summary>
    Channel,
}

/// <summary>Hears of each point before and after it, and may make it fail.</summary>
internal interface ICountedPoints
{
    void Before(PointKind kind, string what);

    void After(PointKind kind, string what);
}

/// <summary>Puts the points into the services of the product.</summary>
internal static class CountedPoints
{
    public static void AddCountedPoints(this IServiceCollection services, ICountedPoints points)
    {
        services.AddSingleton<IInterceptor>(new CountedTransactions(points));
        services.AddSingleton<IInterceptor>(new CountedCommands(points));
        foreach (var channel in services.Where(s => s.ServiceType == typeof(IChannel)).ToList())
        {
            services.Remove(channel);
            services.AddTransient<IChannel>(provider => new CountedChannel((IChannel)channel.ImplementationFactory!(provider), points));
        }
    }

    private sealed class CountedTransactions(ICountedPoints points) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            points.Before(PointKind.Statement, "begin");
            return new(result);
        }

        public override async ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            await AfterAsync(PointKind.Statement, "begin", result);
            return result;
        }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            Before(PointKind.Commit, "commit", result);

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            After(PointKind.Commit, "commit");

        public override ValueTask<InterceptionResult> CreatingSavepointAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            Before(PointKind.Statement, "savepoint", result);

        public override Task CreatedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default) =>
            After(PointKind.Statement, "savepoint");

        public override ValueTask<InterceptionResult> ReleasingSavepointAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            Before(PointKind.Statement, "release", result);

        public override Task ReleasedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default) =>
            After(PointKind.Statement, "release");

        public override ValueTask<InterceptionResult> RollingBackToSavepointAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            Before(PointKind.Statement, "rollback to savepoint", result);

        public override Task RolledBackToSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default) =>
            After(PointKind.Statement, "rollback to savepoint");

        private ValueTask<InterceptionResult> Before(PointKind kind, string what, InterceptionResult result)
        {
            points.Before(kind, what);
            return new(result);
        }

        private Task After(PointKind kind, string what)
        {
            points.After(kind, what);
            return Task.CompletedTask;
        }

        private async Task AfterAsync(PointKind kind, string what, DbTransaction result)
        {
            try
            {
                points.After(kind, what);
            }
            catch
            {
                await result.DisposeAsync();
                throw;
            }
        }
    }

    private sealed class CountedCommands(ICountedPoints points) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            points.Before(PointKind.Statement, What(command));
            return new(result);
        }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            try
            {
                points.After(PointKind.Statement, What(command));
            }
            catch
            {
                // Nobody else will: to the caller the command never gave one.
                await result.DisposeAsync();
                throw;
            }

            return result;
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            points.Before(PointKind.Statement, What(command));
            return new(result);
        }

        public override ValueTask<object?> ScalarExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default)
        {
            points.After(PointKind.Statement, What(command));
            return new(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            points.Before(PointKind.Statement, What(command));
            return new(result);
        }

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            points.After(PointKind.Statement, What(command));
            return new(result);
        }

        private static string What(DbCommand command) =>
            string.Join(' ', command.CommandText.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Take(3));
    }

    private sealed class CountedChannel(IChannel inner, ICountedPoints points) : IChannel
    {
        public VerzendKanaal Kanaal => inner.Kanaal;

        public async Task<string> SendAsync(Zending zending, CancellationToken ct)
        {
            points.Before(PointKind.Channel, $"{Kanaal} {zending.Template.Name}");
            var hash = await inner.SendAsync(zending, ct);
            points.After(PointKind.Channel, $"{Kanaal} {zending.Template.Name}");
            return hash;
        }
    }
}
