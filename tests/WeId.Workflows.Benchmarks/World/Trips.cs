using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>One caller: submits, sees the task, decides and sees the end, each through the way of the product.</summary>
internal sealed class Trips : IDisposable
{
    /// <summary>About as much as the data of an aanvraag for a new user.</summary>
    private static readonly string Gegevens = "{\"omschrijving\":\"" + new string('x', 400) + "\"}";

    private static readonly Guid Medewerker = Guid.Parse("01900000-0000-7000-8000-000000000003");
    private static long counter;

    private readonly BenchWorld world;
    private readonly DbConnection connection;
    private readonly DbCommand openTask;
    private readonly DbCommand ended;

    public Trips(BenchWorld world)
    {
        this.world = world;
        connection = world.Database.Open();
        openTask = connection.Prepare("SELECT \"Id\" FROM \"Taken\" WHERE \"AanvraagId\" = @aanvraag AND \"Status\" = 'Open'", "aanvraag");
        ended = connection.Prepare("SELECT \"Id\" FROM \"WorkflowInstances\" WHERE \"AanvraagId\" = @aanvraag AND \"Status\" <> 'Running'", "aanvraag");
    }

    /// <summary>From the submission to the end, with a decision on each task; whoever waits for people waits for them here.</summary>
    public async Task RunAsync(string definitionId, int tasks)
    {
        var aanvraagId = await SubmitAsync(definitionId);
        for (var i = 0; i < tasks; i++)
        {
            await DecideAsync(await UntilTaskAsync(aanvraagId));
        }

        await UntilEndedAsync(aanvraagId);
    }

    /// <summary>Stores an aanvraag and the start of its workflow in one commit.</summary>
    public async Task<Guid> SubmitAsync(string definitionId)
    {
        var now = world.Time.GetUtcNow();
        var operationId = Guid.CreateVersion7(now);
        var aanvraagId = Guid.CreateVersion7(now);
        Ok(await world.UseCases.RunAsync<Done>(
            new Handeling(operationId, now) { AccountId = Medewerker, OrganisatieId = world.OrganisatieId },
            (scope, _) =>
            {
                scope.Db.Aanvragen.Add(new Aanvraag(
                    aanvraagId, NextNummer(), definitionId, 1, world.OrganisatieId, world.PersoonId, Gegevens, now));
                var startId = DerivedId.From(operationId, WorkflowMessages.Start);
                scope.Outbox.Add(
                    startId,
                    WorkflowMessages.Start,
                    WorkflowMessages.KeyOf(aanvraagId),
                    new StartWorkflow(startId, aanvraagId, definitionId, 1, new Dictionary<string, object?> { ["AanvraagId"] = aanvraagId.ToString() }));
                return Task.FromResult<Result<Done>>(default(Done));
            },
            CancellationToken.None));
        return aanvraagId;
    }

    /// <summary>The id of the open task, as soon as another connection sees it.</summary>
    public async Task<Guid> UntilTaskAsync(Guid aanvraagId) =>
        Guid.Parse(await world.Commits.UntilAsync(() => Find(openTask, aanvraagId)));

    /// <summary>Returns when another connection sees that the instance has ended.</summary>
    public Task UntilEndedAsync(Guid aanvraagId) => world.Commits.UntilAsync(() => Find(ended, aanvraagId));

    /// <summary>Takes the task, decides it and ends the wait, in one commit.</summary>
    public async Task DecideAsync(Guid taakId)
    {
        var now = world.Time.GetUtcNow();
        var handeling = new Handeling(Guid.CreateVersion7(now), now) { AccountId = Medewerker };
        Ok(await world.UseCases.RunAsync<Done>(
            handeling,
            async (scope, ct) =>
            {
                var taak = await scope.Db.Taken.SingleAsync(t => t.Id == taakId, ct);
                if ((taak.Claim(Medewerker, now) ?? taak.Decide(Medewerker, "Goedgekeurd", null, null, now)) is { } refusal)
                {
                    return refusal;
                }

                var wait = await scope.WaitStore.FindAsync(taak.WaitId!.Value, ct);
                return wait is not null && await scope.Waits.CloseAsync(wait, "Done", new Dictionary<string, object?>(), Medewerker.ToString(), now, ct)
                    ? default(Done)
                    : throw new InvalidOperationException("Somebody was first.");
            },
            CancellationToken.None));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        openTask.Dispose();
        ended.Dispose();
        connection.Dispose();
    }

    private static string NextNummer() => FormattableString.Invariant($"B-{Interlocked.Increment(ref counter):D11}");

    private static void Ok<T>(Result<T> result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }
    }

    private static string? Find(DbCommand command, Guid aanvraagId)
    {
        command.Parameters[0].Value = aanvraagId;
        return command.ExecuteScalar()?.ToString();
    }
}
