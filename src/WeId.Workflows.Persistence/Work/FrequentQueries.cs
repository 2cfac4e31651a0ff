using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.Persistence.Work;

/// <summary>What each commit asks, compiled once: to find an unchanged query among the known ones takes longer than it runs.</summary>
internal sealed class FrequentQueries
{
    /// <summary>The answer that the operation got before; not tracked.</summary>
    public Func<WeIdDbContext, Guid, CancellationToken, Task<Operation?>> Operation { get; } =
        EF.CompileAsyncQuery((WeIdDbContext db, Guid id, CancellationToken _) => db.Operations.AsNoTracking().SingleOrDefault(o => o.Id == id));

    /// <summary>The message, when it is held under this lease (or under none) and nothing older of its key waits.</summary>
    public Func<WeIdDbContext, long, Guid?, CancellationToken, Task<OutboxMessage?>> HeldMessage { get; } =
        EF.CompileAsyncQuery((WeIdDbContext db, long sequence, Guid? leaseId, CancellationToken _) => db.Outbox
            .Where(m => m.Sequence == sequence && m.Status == OutboxStatus.Pending && m.LeaseId == leaseId)
            .SingleOrDefault(m => !db.Outbox.Any(o => o.Key == m.Key && o.Status == OutboxStatus.Pending && o.Sequence < m.Sequence)));

    /// <summary>The instance of an aanvraag.</summary>
    public Func<WeIdDbContext, Guid, CancellationToken, Task<WorkflowInstance?>> Instance { get; } =
        EF.CompileAsyncQuery((WeIdDbContext db, Guid aanvraagId, CancellationToken _) => db.Instances.SingleOrDefault(i => i.AanvraagId == aanvraagId));

    /// <summary>A wait, open or not; not tracked.</summary>
    public Func<WeIdDbContext, Guid, CancellationToken, Task<WorkflowWait?>> Wait { get; } =
        EF.CompileAsyncQuery((WeIdDbContext db, Guid id, CancellationToken _) => db.Waits.AsNoTracking().SingleOrDefault(w => w.Id == id));

    /// <summary>The open waits of a run of a step.</summary>
    public Func<WeIdDbContext, Guid, IAsyncEnumerable<WorkflowWait>> OpenWaits { get; } =
        EF.CompileAsyncQuery((WeIdDbContext db, Guid executionId) => db.Waits.Where(w => w.ExecutionId == executionId && w.Status == WaitStatus.Open));

    /// <summary>The task that a wait is for, when nobody has decided it.</summary>
    public Func<WeIdDbContext, Guid, CancellationToken, Task<BeoordelingsTaak?>> OpenTask { get; } =
        EF.CompileAsyncQuery((WeIdDbContext db, Guid waitId, CancellationToken _) => db.Taken
            .SingleOrDefault(t => t.WaitId == waitId && (t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd)));
}
