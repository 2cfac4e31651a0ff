using WeId.Workflows.Persistence.Startup;

namespace WeId.Workflows.Web.Opstart;

/// <summary>Refuses a database on which this build cannot work, and brings the others to this version before anything reads them.</summary>
internal sealed class DatabaseStart(DatabaseStartup database) : IHostedLifecycleService
{
    // All checks of all services come before the first write of any of them.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (await database.FindFaultAsync(cancellationToken) is { } fault)
        {
            throw new StartGeweigerdException(fault);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => database.MigrateAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
