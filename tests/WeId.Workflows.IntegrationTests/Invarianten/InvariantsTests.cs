using Microsoft.EntityFrameworkCore;
using WeId.Workflows.IntegrationTests.Museum;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Checks;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Invarianten;

/// <summary>Each invariant sees its violation, planted by SQL in a database with aanvragen everywhere, and no other one does.</summary>
public sealed class InvariantsTests : IAsyncLifetime
{
    // Of the museum's first piece, which never changes.
    private const string Running = "(SELECT MIN(\"InstanceId\") FROM \"WorkflowWaits\" WHERE \"Status\" = 'Open')";

    private TestWorld world = null!;

    public static TheoryData<string, string> Plants() => new()
    {
        { "I1", "UPDATE \"WorkflowWaits\" SET \"Status\" = 'Withdrawn' WHERE \"Status\" = 'Open' AND \"Name\" = 'uitnodiging'" },
        { "I1", "UPDATE \"WorkflowWaits\" SET \"InstanceId\" = \"Id\" WHERE \"Status\" = 'Open' AND \"Name\" = 'uitnodiging'" },
        { "I1", "UPDATE \"WorkflowInstances\" SET \"StateJson\" = '{{}}' WHERE \"Id\" = " + Running },
        { "I1", "UPDATE \"Taken\" SET \"WaitId\" = \"Id\" WHERE \"Status\" = 'Geclaimd' AND \"Fase\" = 'Tweede'" },
        { "I1", "UPDATE \"Outbox\" SET \"Status\" = 'Done' WHERE \"Type\" = 'workflow.continue' AND \"Status\" = 'Pending'" },
        { "I3", "UPDATE \"WorkflowJournal\" SET \"Seq\" = 900 WHERE \"Seq\" = 3 AND \"InstanceId\" = " + Running },
        { "I3", "UPDATE \"WorkflowInstances\" SET \"JournalSeq\" = \"JournalSeq\" + 1 WHERE \"Id\" = " + Running },
        { "I3", "UPDATE \"Taken\" SET \"Besluit\" = 'Afgekeurd' WHERE \"Id\" = (SELECT MIN(\"Id\") FROM \"Taken\" WHERE \"Besluit\" = 'Goedgekeurd')" },
        { "I4", "UPDATE \"Outbox\" SET \"Status\" = 'Done' WHERE \"Type\" = 'verzend' AND \"Status\" = 'Pending' AND \"Priority\" = 0" },
        {
            "I4",
            """
            INSERT INTO "Outbox" ("Id", "Type", "Lane", "Key", "Payload", "Priority", "CreatedAt", "DueAt", "Attempts", "Status")
            SELECT 'A0000000-0000-7000-8000-000000000000', "Type", "Lane", "Key", "Payload", 0, "CreatedAt", "DueAt", 0, "Status"
            FROM "Outbox" WHERE "Sequence" = (SELECT MIN("Sequence") FROM "Outbox" WHERE "Type" = 'workflow.signal' AND "Status" = 'Done')
            """
        },
        { "I5", "UPDATE \"WorkflowWaits\" SET \"ClosedAt\" = '2026-03-01 00:00:00' WHERE \"Id\" = (SELECT MIN(\"Id\") FROM \"WorkflowWaits\" WHERE \"ClosedBy\" = 'timer')" },
        {
            "I6",
            """
            UPDATE "Medewerkers" SET "PersoonId" = (SELECT MIN("AanvragerId") FROM "Aanvragen")
            WHERE "Id" = (SELECT MIN("MedewerkerId") FROM "BetrokkenMedewerkers")
            """
        },
        {
            "I6",
            """
            UPDATE "Medewerkers" SET "PersoonId" = 'A0000000-0000-7000-8000-000000000000' WHERE "Id" IN (SELECT "MedewerkerId" FROM "BetrokkenMedewerkers")
            """
        },
        { "I6", "DELETE FROM \"BetrokkenMedewerkers\" WHERE \"Fase\" = 'Tweede'" },
        { "I7", "UPDATE \"Koppelingen\" SET \"Status\" = 'Afgekeurd' WHERE \"Status\" = 'ActivatieVerlopen'" },
        { "I7", "UPDATE \"WorkflowInstances\" SET \"EndedAt\" = NULL WHERE \"Status\" = 'Finished'" },
        { "I8", "UPDATE \"Audit\" SET \"Details\" = 'x' WHERE \"Volgnummer\" = 5" },
        { "I9", "UPDATE \"Bijlagen\" SET \"OrganisatieId\" = \"Id\" WHERE \"AanvraagId\" IS NOT NULL" },
        { "I9", "UPDATE \"Verzendingen\" SET \"OrganisatieId\" = \"Id\" WHERE \"Template\" = 'afwijzing'" },
        { "I9", "UPDATE \"Activaties\" SET \"EhMiddelId\" = (SELECT MAX(\"Id\") FROM \"EhMiddelen\") WHERE \"Status\" = 'Voltooid'" },
        { "I10", "UPDATE \"Outbox\" SET \"Status\" = 'Done' WHERE \"Type\" = 'workflow.start' AND \"Status\" = 'Pending'" },
        { "Beheerder", "UPDATE \"Koppelingen\" SET \"Status\" = 'Beeindigd' WHERE \"Rol\" = 'Beheerder'" },
        { "Niveau", "UPDATE \"Koppelingen\" SET \"Niveau\" = 'Eh4' WHERE \"Status\" = 'ActivatieVerlopen'" },
        {
            "Mutatie",
            """
            UPDATE "Koppelingen" SET "EhMiddelId" = (
                SELECT MIN(k."EhMiddelId") FROM "Koppelingen" k JOIN "Aanvragen" a ON a."Id" = k."AanvraagId" WHERE a."Status" = 'Ingediend')
            WHERE "AanvraagId" IN (SELECT "Id" FROM "Aanvragen" WHERE "Status" = 'Ingediend');
            UPDATE "Aanvragen" SET "PersoonId" = (
                SELECT MIN(m."PersoonId") FROM "EhMiddelen" m JOIN "Koppelingen" k ON k."EhMiddelId" = m."Id" JOIN "Aanvragen" a ON a."Id" = k."AanvraagId"
                WHERE a."Status" = 'Ingediend')
            WHERE "Status" = 'Ingediend'
            """
        },
        {
            "Mutatie",
            """
            INSERT INTO "Upgrades" ("Id", "KoppelingId", "Rol", "OokVoor", "EhMiddelId", "AanvraagId", "Niveau", "Status", "Version")
            SELECT k."Id", k."Id", 'Gebruiker', '[]', k."EhMiddelId", k."AanvraagId", 'Eh2Plus', 'WachtenOpGoedkeuring', k."Id"
            FROM "Koppelingen" k JOIN "Aanvragen" a ON a."Id" = k."AanvraagId" AND a."OrganisatieId" = k."OrganisatieId" WHERE a."Status" = 'Ingediend' LIMIT 1;
            UPDATE "Aanvragen" SET "Kosten" = NULL WHERE "Id" IN (SELECT "AanvraagId" FROM "Upgrades")
            """
        },
        { "Wissing", "UPDATE \"Bijlagen\" SET \"Versleuteld\" = x'00', \"Sleutel\" = x'00', \"GewistOp\" = NULL WHERE \"AanvraagId\" = (SELECT MIN(\"Id\") FROM \"Aanvragen\" WHERE \"Status\" = 'Afgekeurd')" },
        { "Aanvulling", "UPDATE \"Aanvragen\" SET \"Status\" = 'AanvullingGevraagd' WHERE \"Status\" = 'Ingediend'" },
        { "Audit", "UPDATE \"Audit\" SET \"AanvraagId\" = NULL WHERE \"Wat\" = 'AanvraagIngediend' AND \"Volgnummer\" IS NULL" },
        { "Termijn", "UPDATE \"Koppelingen\" SET \"GeactiveerdOp\" = '2027-01-01 00:00:00' WHERE \"Status\" = 'Actief' AND \"Rol\" = 'Gebruiker'" },
        { "Keten", "INSERT INTO \"Ketenmodules\" (\"OrganisatieId\", \"AanvraagId\", \"BeschikbaarSinds\") SELECT MIN(\"Id\"), MIN(\"Id\"), '2026-03-01 00:00:00' FROM \"Organisaties\"" },
        { "EersteBeheerder", "INSERT INTO \"AanvraagToegangen\" (\"Id\", \"AanvraagId\", \"SleutelHash\", \"GeldigTot\") SELECT MIN(\"Id\"), MIN(\"Id\"), 'x', '2026-03-01 00:00:00' FROM \"Aanvragen\"" },
        { "Post", "UPDATE \"Verzendingen\" SET \"PostbatchId\" = \"Id\" WHERE \"Kanaal\" = 'Post'" },
        { "Post", "UPDATE \"Activaties\" SET \"Status\" = 'Uitgenodigd' WHERE \"Status\" = 'Vervangen'" },
        { "Kosten", "UPDATE \"Koppelingen\" SET \"Abonnement_Duur\" = 'DrieJaar' WHERE \"Status\" = 'ActivatieVerlopen'" },
    };

    public async Task InitializeAsync()
    {
        var (stuk, folder) = await MuseumStuk.TakeOutAsync("20261123164808_OtpApparaten");
        world = TestWorld.Open(folder, stuk.At, Product.Add, kind: DatabaseKind.Sqlite);
        world.MayBreak("violations are planted on purpose", [.. Invariants.Names]);
        await using var db = world.NewContext();
        await db.Database.MigrateAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Find_NothingPlanted_FindsNothing()
    {
        Assert.Empty(await Invariants.FindAsync(world));
    }

    [Theory]
    [MemberData(nameof(Plants))]
    public async Task Find_Violated_NamesThatInvariant(string name, string sql)
    {
        if (name == "I8")
        {
            await Invariants.FindAsync(world);
        }

        await world.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON");
            return await db.Database.ExecuteSqlRawAsync(sql);
        });

        Assert.Equal([name], (await Invariants.FindAsync(world)).Select(v => v.Name).Distinct());
    }

    [Fact]
    public async Task Find_AcknowledgedAndGone_NamesI2()
    {
        new AcknowledgedLog(world.Folder).Add(Given.Id(), "indienen");

        var found = Assert.Single(await Invariants.FindAsync(world));

        Assert.Equal("I2", found.Name);
        Assert.Contains("indienen", found.Report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_OneVerzendingWithTwoBodies_NamesI4()
    {
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "sent.txt"), "A0000000000070008000000000000000 aa\nA0000000000070008000000000000000 bb\n");

        Assert.Equal("I4", Assert.Single(await Invariants.FindAsync(world)).Name);
    }

    [Theory]
    [InlineData("UPDATE \"Verzendingen\" SET \"DocumentHash\" = 'ff' WHERE \"Document\" IS NOT NULL")]
    [InlineData("UPDATE \"Verzendingen\" SET \"DocumentHash\" = 'ff' WHERE \"Template\" = 'afwijzing' AND \"VerzondenOp\" > '2026-04-04'")]
    public async Task Find_DocumentWithAnotherHash_NamesI11(string sql)
    {
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.SettleAsync();
        await world.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));

        Assert.Equal("I11", Assert.Single(await Invariants.FindAsync(world)).Name);
    }

    [Fact]
    public async Task Report_TellsTheSentenceAndTheFirstRows()
    {
        await world.ReadAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE \"WorkflowInstances\" SET \"JournalSeq\" = \"JournalSeq\" + 1"));

        var report = Assert.Single(await Invariants.FindAsync(world)).Report;

        Assert.StartsWith("I3: At most one decision per task; the journal of one instance is a gap-free sequence 1..n.", report, StringComparison.Ordinal);
        Assert.Contains("JournalSeq = ", report, StringComparison.Ordinal);
        Assert.EndsWith(" more", report, StringComparison.Ordinal);
    }
}
