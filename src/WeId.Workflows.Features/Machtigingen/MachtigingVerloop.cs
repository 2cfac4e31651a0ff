using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>
/// Ends machtigingen whose last day has passed, from midnight in Amsterdam on, users of a batch at a time. Several nodes may do so at
/// once: of two that find the same one, the second finds it ended.
/// </summary>
public sealed partial class MachtigingVerloop(
    UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, TimeProvider time, ILogger<MachtigingVerloop> logger) : BackgroundService
{
    /// <summary>Users whose machtigingen end in one commit, so that nobody waits for it.</summary>
    private const int BatchSize = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Ends all that have passed their last day.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (ended, last) = (0, 0);
        do
        {
            last = await RunBatchAsync(ct);
            ended += last;
        }
        while (last > 0);

        if (ended > 0)
        {
            LogEnded(logger, ended);
        }

        return ended;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be away for a while; they cover nothing any more all the same.
                LogFailed(logger, e);
            }
        }
    }

    private async Task<int> RunBatchAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var today = AmsterdamTime.DateOf(now);
        List<Guid> koppelingen;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            koppelingen = await Passed(db, today).Select(m => m.KoppelingId).Distinct().Take(BatchSize).ToListAsync(ct);
        }

        if (koppelingen.Count == 0)
        {
            // A look that finds nothing writes nothing: the remembered answers of acts would only pile up.
            return 0;
        }

        var handeling = new Handeling(Guid.CreateVersion7(now), now);
        return (await useCases.RunAsync<int>(
            handeling,
            async (scope, token) =>
            {
                var verlopen = await Passed(scope.Db, today).Where(m => koppelingen.Contains(m.KoppelingId)).ToListAsync(token);
                var ended = verlopen.Where(m => m.Expire(handeling) is null).ToList();
                foreach (var organisatie in ended.GroupBy(m => m.OrganisatieId))
                {
                    foreach (var gebruiker in organisatie.GroupBy(m => m.KoppelingId))
                    {
                        scope.Db.Audit.Add(AuditRegel.Of(
                            handeling with { OrganisatieId = organisatie.Key },
                            "MachtigingVerlopen",
                            details: JsonSerializer.Serialize(new { koppeling = gebruiker.Key, machtigingen = gebruiker.Select(m => m.Id) })));
                    }

                    RegisterBericht.Add(scope.Outbox, handeling, organisatie.Key, organisatie.Select(m => (m, MachtigingWijziging.Verlopen)));
                }

                return ended.Count;
            },
            ct)).Value;
    }

    private static IQueryable<Machtiging> Passed(WeIdDbContext db, DateOnly today) =>
        db.Machtigingen.Where(m => m.Status == MachtigingStatus.Actief && m.Einddatum < today);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} machtigingen have passed their last day")]
    private static partial void LogEnded(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Machtigingen that have passed their last day could not be ended; it is tried again at the next look")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
