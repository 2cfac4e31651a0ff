using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>One company with very many users and machtigingen: its overview, and what is given to a thousand users at once.</summary>
internal sealed class MachtigingenCase : ICase
{
    private const int PerUser = 10;
    private const int Bulk = 10_000;
    private static readonly DateOnly Einde = new(2030, 1, 1);

    /// <inheritdoc />
    public string Name => "machtigingen";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        var users = settings.Of(100_000, 5_000);
        report.Section($"Machtigingen of one company with {users:N0} users");
        var database = await BenchWorld.CreateDatabaseAsync(Setup.SqliteFull, settings.Folder);
        await using var world = await BenchWorld.OpenAsync(database);
        var (account, diensten) = await SeedAsync(world);
        Fill(database, users);
        report.Text($"Each user has {PerUser} machtigingen, one for each dienst; ms.");
        await MeasureOverviewAsync(world, report, account, users, settings.Of(105, 25));
        await MeasureBulkAsync(world, report, account, diensten);
    }

    private static async Task MeasureOverviewAsync(BenchWorld world, Report report, Guid account, int users, int times)
    {
        var query = world.Services.GetRequiredService<MachtigingenQuery>();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var vraag in new MachtigingenVraag[] { new(), new("dienst 3"), new(AlleenBijnaVerlopen: true), new(Sorteer: "-gebruikers") })
        {
            var measured = new List<double>();
            var processor = Processor();
            for (var i = 0; i < times; i++)
            {
                var watch = Stopwatch.StartNew();
                var page = await query.ListAsync(Act(world, account), vraag, CancellationToken.None);
                measured.Add(watch.Elapsed.TotalMilliseconds);
                if (vraag == new MachtigingenVraag() && page?.Rijen[0].Gebruikers < users)
                {
                    throw new InvalidOperationException("The overview does not count all.");
                }
            }

            var perPage = (Processor() - processor).TotalMilliseconds / times;
            measured.RemoveAt(0);
            rows.Add([$"zoek \"{vraag.Zoek}\", sorteer {vraag.Sorteer ?? "naam"}{(vraag.AlleenBijnaVerlopen ? ", ends soon" : "")}", Report.Number(measured.Median()), Report.Number(measured.Percentile(99)), Report.Number(measured.Max()), Report.Number(perPage)]);
            if (vraag == new MachtigingenVraag())
            {
                report.Goal($"first page of the machtigingen, {users * PerUser:N0} of {users:N0} users, median", "< 100 ms", $"{Report.Number(measured.Median())} ms", measured.Median() < 100);
            }
        }

        report.Table(["overview", "p50", "p99", "max", "processor"], rows);
    }

    private static async Task MeasureBulkAsync(BenchWorld world, Report report, Guid account, IReadOnlyList<MachtigingKeuze> diensten)
    {
        await using var db = world.NewContext();
        var koppelingen = await db.Koppelingen.Where(k => k.OrganisatieId == world.OrganisatieId && k.Rol == Rol.Gebruiker).OrderBy(k => k.Id).Take(Bulk / PerUser).Select(k => k.Id).ToListAsync();
        await db.Machtigingen.Where(m => koppelingen.Contains(m.KoppelingId)).ExecuteDeleteAsync();
        await using (var connection = world.Database.Open())
        {
            Count(connection);
        }

        var voorstel = new ToekenVoorstel(diensten, koppelingen, Einde.AddMonths(1));
        var processor = Processor();
        var watch = Stopwatch.StartNew();
        await world.Services.GetRequiredService<Toekennen>().PreviewAsync(Act(world, account), voorstel, CancellationToken.None);
        var (shown, shownProcessor) = (watch.Elapsed, Processor() - processor);
        processor = Processor();
        watch.Restart();
        var result = await world.Services.GetRequiredService<Toekennen>().RunAsync(Act(world, account), voorstel, CancellationToken.None);
        var given = watch.Elapsed;
        var givenProcessor = Processor() - processor;
        if (result.Value?.Nieuw != Bulk)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }

        while (await db.Machtigingen.AnyAsync(m => m.OrganisatieId == world.OrganisatieId && m.Status == MachtigingStatus.InVerwerking))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        var active = watch.Elapsed;
        var activeProcessor = Processor() - processor;
        var mails = await db.Verzendingen.Where(v => v.Template == "machtigingen-gewijzigd").GroupBy(v => v.PersoonId).Select(g => g.Count()).ToListAsync();
        report.Text($"The summary before it: {shown.TotalSeconds:0.00} s, {shownProcessor.TotalSeconds:0.00} s of processor. {Bulk:N0} machtigingen for {koppelingen.Count:N0} users in one act: {given.TotalSeconds:0.00} s, {givenProcessor.TotalSeconds:0.00} s of processor; all active with {mails.Count:N0} mails queued, at most {mails.Max()} for a user: {active.TotalSeconds:0.00} s, {activeProcessor.TotalSeconds:0.00} s of processor.");
        report.Goal($"{Bulk:N0} machtigingen given in bulk", "< 5 s", $"{given.TotalSeconds:0.00} s", given < TimeSpan.FromSeconds(5));
        report.Goal($"{Bulk:N0} machtigingen active, one mail for each user queued", "< 5 s", $"{active.TotalSeconds:0.00} s", active < TimeSpan.FromSeconds(5) && mails.Count == koppelingen.Count && mails.Max() == 1);
    }

    /// <summary>What this process has used so far: on a machine that others use, the only fair clock.</summary>
    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static Handeling Act(BenchWorld world, Guid account)
    {
        var now = world.Time.GetUtcNow();
        return new(Guid.CreateVersion7(now), now) { AccountId = account, OrganisatieId = world.OrganisatieId };
    }

    /// <summary>A beheerder, a user to copy with his machtigingen, and the diensten.</summary>
    private static async Task<(Guid Account, IReadOnlyList<MachtigingKeuze> Diensten)> SeedAsync(BenchWorld world)
    {
        var now = world.Time.GetUtcNow();
        var handeling = new Handeling(Guid.CreateVersion7(now), now);
        var dienstverlener = new Dienstverlener("00000004003214345001", "UWV");
        List<Dienst> diensten = [.. Enumerable.Range(1, PerUser).Select(n => new Dienst(Guid.CreateVersion7(now), dienstverlener.Oin, $"Dienst {n:00}", $"Service {n:00}", Betrouwbaarheidsniveau.Eh3))];
        await using var db = world.NewContext();
        db.AddRange([dienstverlener, .. diensten]);
        var account = default(Account);
        foreach (var rol in new[] { Rol.Beheerder, Rol.Gebruiker })
        {
            var persoon = new Persoon(Guid.CreateVersion7(now), "Bea", null, $"Bench {rol}", new(1980, 1, 1), Emailadres.Parse($"{rol}@example.nl"), MobielNummer.Parse("+31612345678"));
            var middel = new EhMiddel(Guid.CreateVersion7(now), persoon.Id, Betrouwbaarheidsniveau.Eh3, TweedeFactor.Sms, now);
            var koppeling = new Organisatiekoppeling(Guid.CreateVersion7(now), middel.Id, world.OrganisatieId, rol, Betrouwbaarheidsniveau.Eh3, Guid.CreateVersion7(now)) { EhMiddel = middel };
            koppeling.Approve(handeling, Domain.Abonnementen.AbonnementDuur.EenJaar);
            koppeling.Activate(handeling);
            db.AddRange(persoon, middel, koppeling);
            if (rol is Rol.Beheerder)
            {
                account = new Account { Id = Guid.CreateVersion7(now), UserName = "bea", NormalizedUserName = "BEA", SecurityStamp = "bea", IsActief = true, PersoonId = persoon.Id };
                db.Add(account);
                continue;
            }

            foreach (var machtiging in diensten.Select(d => Machtiging.Create(handeling, Guid.CreateVersion7(now), koppeling, MachtigingBereik.Of(d), Einde).Value!))
            {
                machtiging.Confirm();
                db.Add(machtiging);
            }
        }

        await db.SaveChangesAsync();
        return (account!.Id, [.. diensten.Select(d => new MachtigingKeuze(MachtigingSoort.Dienst, d.Uuid.ToString()))]);
    }

    /// <summary>Copies the user and what he has, with ids that follow from a number.</summary>
    private static void Fill(BenchDatabase database, int users)
    {
        using var connection = database.Open();
        connection.Execute("BEGIN");
        connection.Execute($"CREATE TEMP TABLE n AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {users - 1}) SELECT n FROM c");
        Copy(connection, "Personen", "\"Achternaam\" = 'Bench Gebruiker'", new() { ["Id"] = Id('A'), ["Achternaam"] = "printf('Bench %06d', n)", ["Email"] = "printf('bench%d@example.nl', n)" });
        Copy(connection, "EhMiddelen", "\"PersoonId\" = (SELECT \"Id\" FROM \"Personen\" WHERE \"Achternaam\" = 'Bench Gebruiker')", new() { ["Id"] = Id('B'), ["PersoonId"] = Id('A') });
        Copy(connection, "Koppelingen", "\"Rol\" = 'Gebruiker'", new() { ["Id"] = Id('C'), ["EhMiddelId"] = Id('B') });
        Copy(connection, "Machtigingen", "1 = 1", new() { ["Id"] = "printf('%s-%012X', substr(t.\"Id\", 1, 23), n * 100 + t.rowid)", ["KoppelingId"] = Id('C') });
        Count(connection);
        connection.Execute("COMMIT");
        connection.Execute("ANALYZE");
    }

    /// <summary>As every save would have counted them.</summary>
    private static void Count(DbConnection connection)
    {
        connection.Execute("DELETE FROM \"MachtigingTellingen\"");
        connection.Execute("""
            INSERT INTO "MachtigingTellingen" ("OrganisatieId", "Soort", "Sleutel", "Einddatum", "Aantal")
            SELECT "OrganisatieId", "Soort", LOWER("DienstUuid"), "Einddatum", COUNT(*) FROM "Machtigingen" GROUP BY 1, 2, 3, 4
            """);
    }

    private static string Id(char kind) => $"printf('0{kind}000000-0000-4000-8000-%012X', n)";

    private static void Copy(DbConnection connection, string table, string where, Dictionary<string, string> changed)
    {
        var columns = connection.Read($"SELECT name FROM pragma_table_info('{table}')").Select(r => (string)r[0]!).ToList();
        var values = columns.Select(c => changed.GetValueOrDefault(c, $"t.\"{c}\""));
        connection.Execute($"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", values)} FROM (SELECT rowid, * FROM \"{table}\" WHERE {where}) t, n");
    }
}
