using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Persistence.Work;

/// <summary>Fresh scope, one transaction, remembered answer; see <see cref="IUnitOfWork"/>.</summary>
internal sealed class EfUnitOfWork(IServiceScopeFactory scopes, WriteGate gate, OutboxWake wake, TimeProvider time) : IUnitOfWork
{
    private const int MaxAttempts = 6;

    public Task<T> RunAsync<T>(Guid operationId, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken ct) =>
        RunAsync(operationId, work, _ => true, ct);

    /// <summary>As <see cref="IUnitOfWork.RunAsync"/>; rolled back and not remembered when the answer is not worth a commit.</summary>
    public async Task<T> RunAsync<T>(Guid operationId, Func<IServiceProvider, CancellationToken, Task<T>> work, Func<T, bool> commits, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var held = await gate.EnterAsync(ct);
            try
            {
                return await RunOnceAsync(operationId, work, commits, ct);
            }
            catch (Exception e) when (attempt < MaxAttempts && IsTransient(e))
            {
                // The whole work runs again in a new scope: what it read may have changed.
            }
        }
    }

    private static bool IsTransient(Exception e) => e switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: DbException inner } => inner.IsTransient,
        DbException db => db.IsTransient,
        _ => false,
    };

    private async Task<T> RunOnceAsync<T>(Guid operationId, Func<IServiceProvider, CancellationToken, Task<T>> work, Func<T, bool> commits, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WeIdDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Operations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == operationId, ct) is { } earlier)
        {
            return JsonSerializer.Deserialize<T>(earlier.Answer)!;
        }

        var answer = await work(scope.ServiceProvider, ct);
        if (!commits(answer))
        {
            return answer;
        }

        var sends = db.ChangeTracker.Entries<OutboxMessage>().Any(e => e.State is EntityState.Added);
        db.Operations.Add(new Operation(operationId, JsonSerializer.Serialize(answer), time.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (sends)
        {
            wake.Wake();
        }

        return answer;
    }
}
