using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.IntegrationTests.Museum;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>A process in which several people work at the same time until it is killed; it notes what it was told is done.</summary>
internal static class LoadChild
{
    public const string Verb = "load-child";

    /// <summary>Name of the file with the ids of acknowledged operations, one a line, in the folder of the world.</summary>
    public const string LogFile = "told.txt";

    private const int Clients = 4;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <summary>Argument: folder, in which the loket is open.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var folder = args[1];
        var turn = new Lock();
        var log = new FileStream(Path.Combine(folder, LogFile), FileMode.Append, FileAccess.Write, FileShare.Read);
        var world = TestWorld.Open(folder, TestWorld.Begin, (services, configuration) =>
        {
            Product.Add(services, configuration);
            services.Configure<OutboxDispatcherOptions>(o => o.Parallelism = Clients);
            Acknowledgements.Decorate(services, told =>
            {
                lock (turn)
                {
                    foreach (var id in told.Operations)
                    {
                        log.Write(System.Text.Encoding.ASCII.GetBytes($"{id}\n"));
                    }

                    // To the disk: a client keeps what he was told, whatever becomes of the product.
                    log.Flush(flushToDisk: true);
                }
            });
        }, kind: DatabaseKind.Sqlite);
        await world.Services.GetRequiredService<OutboxDispatcher>().StartAsync(CancellationToken.None);
        using var asking = new SemaphoreSlim(1);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(c => Task.Run(() => WorkAsync(world, asking, c))));
        return 0;
    }

    private static async Task WorkAsync(TestWorld world, SemaphoreSlim asking, int client)
    {
        var loket = new Loket(world);
        for (var turn = 0; ; turn++)
        {
            var naam = $"Last{(char)('A' + client)}{new string('x', turn)}";

            // The beheerder of a loket has one draft at a time.
            await asking.WaitAsync();
            Guid id;
            try
            {
                id = await loket.SubmitAsync(naam, turn % 2 == 0 ? "EH2+" : "EH3", turn % 3 == 0 ? TweedeFactor.OtpDevice : TweedeFactor.Sms);
            }
            finally
            {
                asking.Release();
            }

            await DecideAllAsync(world, loket, id);
        }
    }

    /// <summary>Does each task as it comes, until it is the turn of the new user: he activates after the restart.</summary>
    private static async Task DecideAllAsync(TestWorld world, Loket loket, Guid aanvraagId)
    {
        while (true)
        {
            await using var db = world.NewContext();
            var waits = await db.Waits.AsNoTracking().Where(w => w.AanvraagId == aanvraagId && w.Status == WaitStatus.Open).ToListAsync();
            if (waits.Exists(w => w.Name == WachtOpActivatieStep.WaitName))
            {
                return;
            }

            if (await db.Taken.AnyAsync(t => t.AanvraagId == aanvraagId && (t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd)))
            {
                await loket.DecideAsync(aanvraagId);
            }
            else
            {
                await Task.Delay(Look);
            }
        }
    }
}
