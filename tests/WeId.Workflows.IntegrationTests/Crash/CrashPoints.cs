using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Channels;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>Counts the moments before and after each commit and each channel call, and dies by SIGKILL at the chosen one.</summary>
/// <param name="killAt">1 and up; 0: never.</param>
/// <param name="log">Where each moment is noted as it passes.</param>
internal sealed class CrashPoints(int killAt, string log)
{
    private readonly Lock turn = new();
    private int count;

    public void Pass(string moment)
    {
        lock (turn)
        {
            count++;
            File.AppendAllText(log, $"{count} {moment}\n");
            if (count == killAt)
            {
                using var self = Process.GetCurrentProcess();
                self.Kill();
                // The signal is on its way: nothing may happen in the meantime.
                new ManualResetEvent(false).WaitOne();
            }
        }
    }
}

/// <summary>The commits, of transactions and of single statements.</summary>
internal sealed class CommitPoints(CrashPoints points) : DbTransactionInterceptor
{
    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        points.Pass("before commit");
        return await base.TransactionCommittingAsync(transaction, eventData, result, cancellationToken);
    }

    public override async Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await base.TransactionCommittedAsync(transaction, eventData, cancellationToken);
        points.Pass("after commit");
    }
}

/// <summary>Updates outside a transaction commit by themselves: the leases and ends of outbox messages.</summary>
internal sealed class StatementPoints(CrashPoints points) : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null)
        {
            points.Pass($"before {What(command)}");
        }

        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null)
        {
            points.Pass($"after {What(command)}");
        }

        return base.NonQueryExecutedAsync(command, eventData, result, cancellationToken);
    }

    private static string What(DbCommand command) => string.Join(' ', command.CommandText.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Take(2));
}

/// <summary>The calls of a channel.</summary>
internal sealed class ChannelPoints(IChannel inner, CrashPoints points) : IChannel
{
    public VerzendKanaal Kanaal => inner.Kanaal;

    public async Task<string> SendAsync(Zending zending, CancellationToken ct)
    {
        points.Pass($"before {Kanaal} {zending.Template.Name}");
        var hash = await inner.SendAsync(zending, ct);
        points.Pass($"after {Kanaal} {zending.Template.Name}");
        return hash;
    }
}
