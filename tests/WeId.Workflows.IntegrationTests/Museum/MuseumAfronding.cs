using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Museum;

/// <summary>Goes on with every aanvraag of a world, wherever it stands, until all have ended.</summary>
/// <param name="world">The world, with the people of a <see cref="Loket"/>.</param>
/// <param name="uitgestald">What is known of aanvragen whose letters are no longer there.</param>
internal sealed class MuseumAfronding(TestWorld world, IReadOnlyList<Uitgestald> uitgestald)
{
    private const int MaxTurns = 20;

    private readonly Loket loket = new(world);

    /// <summary>Each turn somebody does what is open for each aanvraag.</summary>
    /// <exception cref="InvalidOperationException">Some aanvraag comes to no end.</exception>
    public async Task RunAsync()
    {
        await world.SettleAsync();
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            var running = await world.ReadAsync(db => db.Instances.Where(i => i.Status == InstanceStatus.Running).Select(i => i.AanvraagId).ToListAsync());
            if (running.Count == 0)
            {
                return;
            }

            foreach (var aanvraagId in running)
            {
                await GoOnAsync(aanvraagId);
                await world.SettleAsync();
            }

            // A later letter must be later than the one before.
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        throw new InvalidOperationException("Some aanvraag came to no end.");
    }

    /// <summary>Somebody does what is open for the aanvraag; nothing happens after that act yet.</summary>
    public async Task GoOnAsync(Guid aanvraagId)
    {
        await using var db = world.NewContext();
        if (await db.Incidents.AsNoTracking().FirstOrDefaultAsync(i => i.AanvraagId == aanvraagId && i.ClosedAt == null) is { } incident)
        {
            await using var scope = world.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IWorkflowEngine>().RetryAsync(new(world.Handeling().OperationId, incident.Id), CancellationToken.None);
            return;
        }

        var waits = await db.Waits.AsNoTracking().Where(w => w.AanvraagId == aanvraagId && w.Status == WaitStatus.Open).ToListAsync();
        foreach (var wait in waits)
        {
            if (await db.Taken.AnyAsync(t => t.WaitId == wait.Id))
            {
                await loket.DecideAsync(aanvraagId);
            }
            else if (wait.Name == WachtOpUitnodigingStep.WaitName)
            {
                await loket.InviteAgainAsync(aanvraagId);
            }
            else if (wait.Name == WachtOpActivatieStep.WaitName)
            {
                var gebruiker = await loket.GebruikerAsync(aanvraagId);
                await gebruiker.RunAsync(gebruiker.ActivatieCode() ?? uitgestald.Single(a => a.AanvraagId == aanvraagId).Code);
            }
        }
    }
}
