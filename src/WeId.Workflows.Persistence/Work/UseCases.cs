using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Persistence.Providers;

namespace WeId.Workflows.Persistence.Work;

/// <summary>Runs commands of people: like a step, each is one transaction that is repeated safely; a refusal writes nothing.</summary>
public sealed class UseCases
{
    private readonly EfUnitOfWork unitOfWork;
    private readonly IDatabaseProvider provider;

    internal UseCases(EfUnitOfWork unitOfWork, IDatabaseProvider provider)
    {
        this.unitOfWork = unitOfWork;
        this.provider = provider;
    }

    /// <summary>Runs the command. A repeat with the same operation id returns the first value; a refused one may be tried again.</summary>
    public async Task<Result<T>> RunAsync<T>(Handeling handeling, Func<UseCaseScope, CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        try
        {
            return await RunOrThrowAsync(handeling, work, ct);
        }
        catch (Exception e) when (provider.IsStorageFull(e))
        {
            return new OpslagVol();
        }
    }

    private async Task<Result<T>> RunOrThrowAsync<T>(Handeling handeling, Func<UseCaseScope, CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        var refusals = default(IReadOnlyList<Refusal>);
        var answer = await unitOfWork.RunAsync<Committed<T>>(
            handeling.OperationId,
            async (services, token) =>
            {
                var result = await work(services.GetRequiredService<UseCaseScope>(), token);
                refusals = result.Refusals;
                return new(result.Succeeded ? result.Value : default);
            },
            _ => refusals is not { Count: > 0 },
            ct);
        if (refusals is not { Count: > 0 })
        {
            return answer.Value!;
        }

        if (refusals.FirstOrDefault(r => r is NotAllowed or ForeignOrganisatie) is { } notHis)
        {
            await RecordAsync(handeling, notHis, ct);
        }

        return Result.Refused<T>(refusals);
    }

    /// <summary>Who tries what is not his leaves a trace, in a transaction of its own: the refused one wrote nothing.</summary>
    private Task<bool> RecordAsync(Handeling handeling, Refusal refusal, CancellationToken ct) => unitOfWork.RunAsync(
        Guid.CreateVersion7(handeling.At),
        (services, _) =>
        {
            services.GetRequiredService<UseCaseScope>().Db.Audit.Add(AuditRegel.Of(handeling, "HandelingGeweigerd", details: $"\"{refusal.Code}\""));
            return Task.FromResult(true);
        },
        ct);

    private sealed record Committed<T>(T? Value);
}

/// <summary>What a command works with, inside its transaction.</summary>
public sealed class UseCaseScope(WeIdDbContext db, IOutbox outbox, WaitCloser waits, IWaitStore waitStore)
{
    /// <summary>The fresh context of this one act.</summary>
    public WeIdDbContext Db { get; } = db;

    /// <summary>What happens after the commit.</summary>
    public IOutbox Outbox { get; } = outbox;

    /// <summary>Ends a wait together with the decision.</summary>
    public WaitCloser Waits { get; } = waits;

    /// <summary>Finds waits.</summary>
    public IWaitStore WaitStore { get; } = waitStore;
}
