using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeId.Workflows.Domain;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Concepten;

/// <summary>
/// Erases drafts and uploads that were not submitted: nobody keeps a copy of an identity document for an aanvraag that never comes.
/// Neither for one about which nobody decides: then its reviewer asks for a new copy.
/// </summary>
public sealed partial class ConceptOpruimer(
    UseCases useCases,
    IDbContextFactory<WeIdDbContext> contexts,
    TimeProvider time,
    ILogger<ConceptOpruimer> logger) : BackgroundService
{
    /// <summary>How long a draft is kept after its last change.</summary>
    public static readonly TimeSpan Bewaartermijn = TimeSpan.FromDays(7);

    /// <summary>How long a copy of an identity document is kept without a decision.</summary>
    public static readonly TimeSpan DocumentTermijn = TimeSpan.FromDays(90);

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>One round.</summary>
    /// <returns>How many drafts, uploads and documents went.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var (before, decided) = (now - Bewaartermijn, now - DocumentTermijn);

        // A round that finds nothing writes nothing: the remembered answers of acts would only pile up.
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (!await OldConcepten(db, before).AnyAsync(ct) && !await OldBijlagen(db, before).AnyAsync(ct) && !await OldDocumenten(db, decided).AnyAsync(ct))
            {
                return 0;
            }
        }

        var removed = await useCases.RunAsync<int>(
            new Handeling(Guid.CreateVersion7(now), now),
            async (scope, token) =>
            {
                // Bijlagen first: which of them are old follows from their drafts.
                var bijlagen = await OldBijlagen(scope.Db, before).ExecuteDeleteAsync(token);
                var concepten = await OldConcepten(scope.Db, before).ExecuteDeleteAsync(token);
                return bijlagen + concepten + await EraseAsync(scope.Db, decided, now, token);
            },
            ct);
        LogRemoved(logger, removed.Value);
        return removed.Value;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be away for a while; the next round takes what this one left.
                LogFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static async Task<int> EraseAsync(WeIdDbContext db, DateTimeOffset before, DateTimeOffset now, CancellationToken ct)
    {
        var aanvragen = await OldDocumenten(db, before).Select(b => b.AanvraagId).Distinct().ToListAsync(ct);
        db.Audit.AddRange(aanvragen.Select(id => AuditRegel.Of(new Handeling(Guid.CreateVersion7(now), now), "DocumentVerlopen", id)));
        return await OldDocumenten(db, before).ExecuteUpdateAsync(
            set => set.SetProperty(b => b.Versleuteld, (byte[]?)null).SetProperty(b => b.Sleutel, (byte[]?)null).SetProperty(b => b.GewistOp, now),
            ct);
    }

    private static IQueryable<Domain.Aanvragen.Bijlage> OldDocumenten(WeIdDbContext db, DateTimeOffset before) =>
        db.Bijlagen.Where(b => b.AanvraagId != null && b.GewistOp == null && b.GeuploadOp < before);

    private static IQueryable<Domain.Aanvragen.Concept> OldConcepten(WeIdDbContext db, DateTimeOffset before) =>
        db.Concepten.Where(c => c.GewijzigdOp < before);

    // A visitor has no draft: his files are of the question itself, and he may answer for longer than a draft is kept.
    private static IQueryable<Domain.Aanvragen.Bijlage> OldBijlagen(WeIdDbContext db, DateTimeOffset before) =>
        db.Bijlagen.Where(b => b.AanvraagId == null
            && b.GeuploadOp < before
            && !db.Concepten.Any(c => c.Id == b.ConceptId && c.GewijzigdOp >= before)
            && !db.Aanvullingen.Any(a => a.Id == b.ConceptId && a.Status == Domain.Aanvragen.AanvullingStatus.Gevraagd));

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} drafts, uploads and documents whose term is over")]
    private static partial void LogRemoved(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Removing old drafts failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
