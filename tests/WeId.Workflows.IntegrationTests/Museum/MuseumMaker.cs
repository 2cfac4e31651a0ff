using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Contracts;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Museum;

/// <summary>
/// Makes a museum piece of the present schema: aanvragen that stand at every place where the definition waits, and in between,
/// with messages that were written and not delivered yet. All of them got there by the acts of people, and by the clock.
/// </summary>
internal sealed class MuseumMaker(TestWorld world, DeliveryLimit limit, Sabotage sabotage)
{
    public const string Verb = "museum";

    private const string Opnieuw = "verlopen, nieuwe uitnodiging gevraagd, signaal niet bezorgd";

    private readonly Loket loket = new(world);
    private readonly List<(Guid Id, string Stand)> aanvragen = [];

    /// <summary>By hand. Argument: the folder to put it into.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var limit = new DeliveryLimit();
        var sabotage = new Sabotage();
        var folder = await TestWorld.CreateFolderAsync(DatabaseKind.Sqlite);
        MuseumStuk stuk;
        await using (var world = TestWorld.Open(folder, TestWorld.Begin, (services, configuration) =>
        {
            Product.Add(services, configuration);
            services.AddSingleton<IInterceptor>(sabotage);
            limit.Decorate(services);
        }, keepFolder: true, kind: DatabaseKind.Sqlite))
        {
            stuk = await new MuseumMaker(world, limit, sabotage).MakeAsync();
        }

        var database = Path.Combine(folder, "weid.db");
        await using (var connection = new SqliteConnection($"Data Source={database};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM; PRAGMA wal_checkpoint(TRUNCATE);";
            await command.ExecuteNonQueryAsync();
        }

        await stuk.PutInAsync(database, args[1]);
        output.WriteLine($"{stuk.Migration}: {stuk.Aanvragen.Count} aanvragen, {new FileInfo(Path.Combine(args[1], $"{stuk.Migration}.db.gz")).Length} bytes");
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private async Task<MuseumStuk> MakeAsync()
    {
        await world.PublishDefinitionsAsync();
        await loket.OpenAsync();
        await PastAsync();
        await AtRestAsync();
        await UnderWayAsync();
        var uitgestald = new List<Uitgestald>();
        foreach (var (id, stand) in aanvragen)
        {
            uitgestald.Add(new(id, stand, (await loket.GebruikerAsync(id)).ActivatieCode()));
        }

        var migration = (await world.ReadAsync(async db => await db.Database.GetAppliedMigrationsAsync())).Last();
        return new(migration, world.Time.GetUtcNow(), uitgestald);
    }

    /// <summary>What takes weeks: endings, expiry and reminders.</summary>
    private async Task PastAsync()
    {
        await InvitedAsync("Verlopen", "uitnodiging verlopen, wacht op een nieuwe");
        await InvitedAsync("Gevraagd", Opnieuw);
        var opnieuw = await InvitedAsync("Opnieuw", "verlopen, opnieuw uitgenodigd, wacht op activatie");
        await (await loket.GebruikerAsync(await InvitedAsync("Actief", "afgerond"))).RunAsync();
        await loket.DecideAsync(await SettledAsync("Afgekeurd", "afgekeurd"), approve: false);
        await world.SettleAsync();
        await DaysAsync(5);
        await InvitedAsync("Laatste", "wacht op activatie na drie herinneringen");
        await DaysAsync(10);
        await InvitedAsync("Tweede", "wacht op activatie na twee herinneringen");
        await DaysAsync(7);
        await InvitedAsync("Eerste", "wacht op activatie na een herinnering");
        await DaysAsync(3);
        await InvitedAsync("Herinnering", "herinnering vandaag: de timer is afgegaan, zijn signaal niet bezorgd");
        await DaysAsync(6);
        await loket.InviteAgainAsync(opnieuw);
        await world.SettleAsync();

        // Early in the morning of the day on which the last one is reminded, at nine.
        world.Time.Advance(TimeSpan.FromHours(20));
        await world.SettleAsync();
    }

    /// <summary>Every place at which it waits for people, with nothing under way.</summary>
    private async Task AtRestAsync()
    {
        await SettledAsync("Beoordelen", "eerste beoordeling open");
        await loket.ClaimAsync(await SettledAsync("Geclaimd", "eerste beoordeling geclaimd"));
        await ReviewedAsync("Tweedebeoordeling", "tweede beoordeling open");
        await loket.ClaimAsync(await ReviewedAsync("Tweedegeclaimd", "tweede beoordeling geclaimd"));
        await ApprovedAsync("Uitgifte", "uitgifte van het OTP device open", "EH3", TweedeFactor.OtpDevice);
        await InvitedAsync("Mail", "wacht op activatie, per mail uitgenodigd");
        string[] halfway = ["code ingevoerd", "e-mailadres gevalideerd", "account gekozen", "tweede factor bevestigd", "identificatie besteld", "identificatie geslaagd"];
        for (var steps = 0; steps < halfway.Length; steps++)
        {
            var id = await InvitedAsync($"Halverwege{(char)('A' + steps)}", $"activatie halverwege: {halfway[steps]}");
            await (await loket.GebruikerAsync(id)).RunAsync(steps: steps);
        }

        sabotage.Breaks = typeof(Activatie);
        await ApprovedAsync("Incident", "rust op een incident bij het uitnodigen", "EH3", TweedeFactor.Sms);
        sabotage.Breaks = null;
    }

    /// <summary>Between an act and what follows on it: with each a message is in the outbox, so nothing may settle any more.</summary>
    private async Task UnderWayAsync()
    {
        var besloten = await SettledAsync("Besloten", "eerste beoordeling gedaan, signaal niet bezorgd");
        var afgewezen = await SettledAsync("Afgewezen", "afgekeurd, signaal niet bezorgd");
        var geactiveerd = await InvitedAsync("Geactiveerd", "geactiveerd, signaal niet bezorgd");
        await (await loket.GebruikerAsync(geactiveerd)).RunAsync(steps: 5);
        var uitgegeven = await ApprovedAsync("Uitgegeven", "OTP device uitgegeven, signaal niet bezorgd", "EH3", TweedeFactor.OtpDevice);
        var uitgenodigd = await SettledAsync("Brief", "wacht op activatie, de brief niet opgemaakt", "EH2+");

        await loket.DecideAsync(uitgenodigd);
        await DeliverAsync(int.MaxValue);
        await StartedAsync("Register", "wacht op het Handelsregister, de vraag niet verstuurd", int.MaxValue);
        await StartedAsync("Controle", "de automatische controle moet nog beginnen", 2);
        await StartedAsync("Gestart", "gestart, de eerste stap moet nog beginnen", 1);
        await StartedAsync("Ingediend", "ingediend, nog niet gestart", 0);
        await loket.DecideAsync(besloten);
        await loket.DecideAsync(afgewezen, approve: false);
        await loket.DecideAsync(uitgegeven);
        await loket.InviteAgainAsync(aanvragen.Single(a => a.Stand == Opnieuw).Id);
        await (await loket.GebruikerAsync(geactiveerd)).CompleteAsync();
        await loket.DraftAsync("Concept", "EH3", TweedeFactor.Sms);

        // Nine o'clock in Amsterdam has passed: the reminder goes off. And one message is left under the lease of a dead process.
        world.Time.Advance(TimeSpan.FromHours(4));
        await world.Services.GetRequiredService<TimerService>().RunDueAsync(CancellationToken.None);
        await world.Services.GetRequiredService<IOutboxStore>().ClaimAsync(OutboxLane.Outside, world.Time.GetUtcNow(), TimeSpan.FromMinutes(1), 1);
    }

    private async Task<Guid> SubmitAsync(string naam, string stand, string niveau, TweedeFactor factor)
    {
        var id = await loket.SubmitAsync(naam, niveau, factor);
        aanvragen.Add((id, stand));
        return id;
    }

    private async Task<Guid> SettledAsync(string naam, string stand, string niveau = "EH3", TweedeFactor factor = TweedeFactor.Sms)
    {
        var id = await SubmitAsync(naam, stand, niveau, factor);
        await world.SettleAsync();
        return id;
    }

    private async Task<Guid> ReviewedAsync(string naam, string stand, string niveau = "EH3", TweedeFactor factor = TweedeFactor.Sms)
    {
        var id = await SettledAsync(naam, stand, niveau, factor);
        await loket.DecideAsync(id);
        await world.SettleAsync();
        return id;
    }

    private async Task<Guid> ApprovedAsync(string naam, string stand, string niveau, TweedeFactor factor)
    {
        var id = await ReviewedAsync(naam, stand, niveau, factor);
        if (niveau != "EH2+")
        {
            await loket.DecideAsync(id);
            await world.SettleAsync();
        }

        return id;
    }

    private async Task<Guid> InvitedAsync(string naam, string stand, string niveau = "EH3", TweedeFactor factor = TweedeFactor.Sms)
    {
        var id = await ApprovedAsync(naam, stand, niveau, factor);
        if (factor is TweedeFactor.OtpDevice)
        {
            await loket.DecideAsync(id);
            await world.SettleAsync();
        }

        return id;
    }

    private async Task StartedAsync(string naam, string stand, int deliveries)
    {
        await SubmitAsync(naam, stand, "EH2+", TweedeFactor.Sms);
        await DeliverAsync(deliveries);
    }

    /// <summary>Lets the engine have so many messages; nothing goes outside.</summary>
    private Task DeliverAsync(int messages) =>
        limit.RunAsync(new(OutboxLane.Workflow, messages), () => world.Services.GetRequiredService<OutboxDispatcher>().RunUntilIdleAsync(CancellationToken.None));

    private async Task DaysAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            world.Time.Advance(TimeSpan.FromDays(1));
            await world.SettleAsync();
        }
    }
}
