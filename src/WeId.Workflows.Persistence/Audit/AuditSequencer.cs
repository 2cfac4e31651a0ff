using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;

namespace WeId.Workflows.Persistence.Audit;

/// <summary>
/// Chains audit rows after the commit of their acts, so that no act waits for it. Nodes may run it at the same time: who finds
/// a row or a number taken looks again.
/// </summary>
public sealed partial class AuditSequencer : BackgroundService
{
    private readonly IDbContextFactory<WeIdDbContext> contexts;
    private readonly IUnitOfWork unitOfWork;
    private readonly AuditHoofdBestand hoofd;
    private readonly TimeProvider time;
    private readonly AuditOptions options;
    private readonly ILogger<AuditSequencer> logger;

    internal AuditSequencer(
        IDbContextFactory<WeIdDbContext> contexts,
        IUnitOfWork unitOfWork,
        AuditHoofdBestand hoofd,
        TimeProvider time,
        IOptions<AuditOptions> options,
        ILogger<AuditSequencer> logger)
    {
        this.contexts = contexts;
        this.unitOfWork = unitOfWork;
        this.hoofd = hoofd;
        this.time = time;
        this.options = options.Value;
        this.logger = logger;
    }

    /// <summary>Chains all rows that are there, and writes down where the chain then ends.</summary>
    /// <returns>How many it chained.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var chained = 0;
        while (await HasWorkAsync(ct))
        {
            chained += await ChainAsync(ct);
        }

        await PublishAsync(ct);
        return chained;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Interval, time);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be away for a while; the rows wait.
                LogFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> HasWorkAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Unchained(db).AnyAsync(ct);
    }

    private Task<int> ChainAsync(CancellationToken ct) => unitOfWork.RunAsync(
        Guid.CreateVersion7(time.GetUtcNow()),
        async (services, token) =>
        {
            var db = services.GetRequiredService<WeIdDbContext>();
            var (volgnummer, hash) = await LastAsync(db, token) is { } last ? (last.Volgnummer, last.Hash) : (0L, AuditSchakel.Begin);
            var rows = await Unchained(db).OrderBy(a => a.Op).ThenBy(a => a.Id).Take(options.BatchSize).ToListAsync(token);
            foreach (var row in rows)
            {
                hash = AuditSchakel.Hash(hash, ++volgnummer, row);
                db.Entry(row).Property(AuditKetting.Volgnummer).CurrentValue = volgnummer;
                db.Entry(row).Property(AuditKetting.Hash).CurrentValue = hash;
            }

            return rows.Count;
        },
        ct);

    /// <summary>Moves the head on, never back: that the chain no longer holds what it held is for people to look into.</summary>
    private async Task PublishAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await LastAsync(db, ct) is not { } last)
        {
            return;
        }

        if (await hoofd.ReadAsync(ct) is { } known)
        {
            if (known.Volgnummer == last.Volgnummer && known.Hash == last.Hash)
            {
                return;
            }

            var there = await db.Audit.Where(a => EF.Property<long?>(a, AuditKetting.Volgnummer) == known.Volgnummer)
                .Select(a => EF.Property<string?>(a, AuditKetting.Hash)).SingleOrDefaultAsync(ct);
            if (there != known.Hash)
            {
                LogHeadLost(logger, known.Volgnummer);
                return;
            }
        }

        await hoofd.WriteAsync(new(last.Volgnummer, last.Hash, time.GetUtcNow()), ct);
    }

    private static IQueryable<AuditRegel> Unchained(WeIdDbContext db) => db.Audit.Where(a => EF.Property<long?>(a, AuditKetting.Volgnummer) == null);

    private static Task<Laatste?> LastAsync(WeIdDbContext db, CancellationToken ct) => db.Audit
        .Where(a => EF.Property<long?>(a, AuditKetting.Volgnummer) != null)
        .OrderByDescending(a => EF.Property<long?>(a, AuditKetting.Volgnummer))
        .Select(a => new Laatste(EF.Property<long?>(a, AuditKetting.Volgnummer)!.Value, EF.Property<string>(a, AuditKetting.Hash)))
        .FirstOrDefaultAsync(ct);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The audit chain no longer holds row {Volgnummer} as it was written down outside the database; run 'audit verify'")]
    private static partial void LogHeadLost(ILogger logger, long volgnummer);

    [LoggerMessage(Level = LogLevel.Error, Message = "Chaining the audit rows failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private sealed record Laatste(long Volgnummer, string Hash);
}
