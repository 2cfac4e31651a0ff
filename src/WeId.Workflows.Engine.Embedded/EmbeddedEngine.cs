using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>Runs definitions in this process, on the tables of the product. Each call is one unit of work.</summary>
internal sealed class EmbeddedEngine(IUnitOfWork unitOfWork, IServiceScopeFactory scopes) : IWorkflowEngine
{
    public Task StartAsync(StartWorkflow command, CancellationToken ct) =>
        RunAsync(Own(command.OperationId, "start"), (work, token) => work.StartAsync(command, andStep: false, token), ct);

    public Task SignalAsync(Signal signal, CancellationToken ct)
    {
        if (signal.WaitId is null && string.IsNullOrEmpty(signal.WaitName))
        {
            throw new ArgumentException("A signal names a wait, by id or by name.", nameof(signal));
        }

        return RunAsync(Own(signal.OperationId, "signal"), (work, token) => work.SignalAsync(signal, andStep: false, token), ct);
    }

    public Task CancelAsync(CancelWorkflow command, CancellationToken ct) =>
        RunAsync(Own(command.OperationId, "cancel"), (work, token) => work.CancelAsync(command, token), ct);

    public Task RetryAsync(RetryStep command, CancellationToken ct) =>
        RunAsync(Own(command.OperationId, "retry"), (work, token) => work.RetryAsync(command, token), ct);

    public Task<SkipAnswer> SkipAsync(SkipStep command, CancellationToken ct) =>
        RepairAsync(Own(command.OperationId, "skip"), (repair, token) => repair.SkipAsync(command, token), ct);

    public Task<MigrationPlan> MigrateAsync(MigrateWorkflow command, CancellationToken ct) =>
        RepairAsync(Own(command.OperationId, "migrate"), (repair, token) => repair.MigrateAsync(command, token), ct);

    public async Task<MigrationPlan> PreviewMigrationAsync(MigrateWorkflow command, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RepairWork>().PreviewAsync(command, ct);
    }

    public async Task<InstanceView?> InspectAsync(Guid aanvraagId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var instances = scope.ServiceProvider.GetRequiredService<IInstanceStore>();
        if (await instances.FindByAanvraagAsync(aanvraagId, ct) is not { } instance)
        {
            return null;
        }

        var waits = await scope.ServiceProvider.GetRequiredService<IWaitStore>().ListOpenAsync(instance.Id, ct);
        var journal = await instances.ListJournalAsync(instance.Id, ct);
        var incidents = await instances.ListIncidentsAsync(instance.Id, ct);
        var skippable = await scope.ServiceProvider.GetRequiredService<RepairWork>().SkipOutcomesAsync(instance, incidents, ct);
        return new InstanceView(
            instance.Id,
            instance.AanvraagId,
            instance.DefinitionId,
            instance.DefinitionVersion,
            instance.Status,
            instance.StartedAt,
            instance.EndedAt,
            [.. waits.Select(w => new WaitView(w.Id, w.ActivityId, w.Name, w.Round, w.Deadline))],
            [.. journal.Select(j => new JournalRow(j.Seq, j.At, j.ActivityId, j.ActivityType, j.Event, j.Outcome, j.InputsJson))],
            [.. incidents.Select(i => new IncidentView(i.Id, i.ActivityId, i.Cause, i.Attempts, i.At, i.ClosedAt is null, skippable[i.Id]))]);
    }

    /// <summary>
    /// The use case that wrote a command may have run under the same operation id; the engine's unit of work needs one of
    /// its own, or it would be taken for a repetition of that use case.
    /// </summary>
    private static Guid Own(Guid operationId, string act) => DerivedId.From(operationId, $"engine:{act}");

    private Task RunAsync(Guid operationId, Func<InstanceWork, CancellationToken, Task> work, CancellationToken ct) => unitOfWork.RunAsync(
        operationId,
        async (services, token) =>
        {
            await work(services.GetRequiredService<InstanceWork>(), token);
            return true;
        },
        ct);

    private Task<T> RepairAsync<T>(Guid operationId, Func<RepairWork, CancellationToken, Task<T>> work, CancellationToken ct) =>
        unitOfWork.RunAsync(operationId, (services, token) => work(services.GetRequiredService<RepairWork>(), token), ct);
}
