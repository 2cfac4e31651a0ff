using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Persistence.Providers;

namespace WeId.Workflows.Persistence.Work;

/// <summary>
/// One transaction for each piece of work, serializable: rules that look at several rows hold as if there were one writer,
/// and whoever loses a race runs again.
/// </summary>
internal sealed class OwnTransactions(IServiceScopeFactory scopes, IDatabaseProvider provider) : ITransactions
{
    private const int MaxAttempts = 20;

    public async Task<T> RunAsync<T>(Func<IServiceProvider, CancellationToken, Task<Outcome<T>>> work, CancellationToken ct)
    {
        Nesting.Refuse();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(work, ct);
            }
            catch (Exception e) when (attempt < MaxAttempts && provider.IsTransient(e) && !ct.IsCancellationRequested)
            {
                // Those who collided must not collide again; the first repetition is at once, and who lost often waits longest. The pause
                // is of the real clock, since it waits for another transaction and not for an instant: under a clock that stands still
                // it would never end.
                var pause = TimeSpan.FromMilliseconds(Random.Shared.Next(0, Math.Min(1_000, 5 * (attempt - 1) * attempt) + 1));
                await Task.Delay(pause, ct);
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(Func<IServiceProvider, CancellationToken, Task<Outcome<T>>> work, CancellationToken ct)
    {
        Nesting.Enter();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WeIdDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        var outcome = await work(scope.ServiceProvider, ct);
        if (outcome.Commits)
        {
            await transaction.CommitAsync(ct);
        }

        return outcome.Answer;
    }
}
