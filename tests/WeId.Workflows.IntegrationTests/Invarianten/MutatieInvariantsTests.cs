using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;
using WeId.Workflows.Features.Aanvragen.Schorsingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Invarianten;

/// <summary>
/// The invariants of what changes a middel see their violations, planted by SQL where one user has a Belastingdienstmiddel, one waits for a
/// koppeling, one has left and one is suspended.
/// </summary>
public sealed class MutatieInvariantsTests : IAsyncLifetime
{
    private TestWorld world = null!;

    public static TheoryData<string, string> Plants() => new()
    {
        { "Slot", "UPDATE \"EhMiddelen\" SET \"MutatieAanvraagId\" = NULL WHERE \"MutatieAanvraagId\" IS NOT NULL" },
        { "Slot", "UPDATE \"EhMiddelen\" SET \"MutatieAanvraagId\" = (SELECT \"Id\" FROM \"Aanvragen\" WHERE \"Type\" = 'wijzig-middeltype') WHERE \"Type\" = 'Belastingdienst'" },
        { "Belastingdienst", "UPDATE \"Koppelingen\" SET \"Rol\" = 'Beheerder' WHERE \"EhMiddelId\" = (SELECT \"Id\" FROM \"EhMiddelen\" WHERE \"Type\" = 'Belastingdienst')" },
        { "Belastingdienst", "UPDATE \"EhMiddelen\" SET \"BelastingdienstKvk\" = '90004760' WHERE \"Type\" = 'Belastingdienst'" },
        { "Belastingdienst", "UPDATE \"EhMiddelen\" SET \"BelastingdienstKvk\" = '90004760' WHERE \"MutatieAanvraagId\" IS NOT NULL" },
        { "Belastingdienst", "UPDATE \"EhMiddelen\" SET \"Type\" = 'Belastingdienst', \"BelastingdienstKvk\" = '90004760' WHERE \"MutatieAanvraagId\" IS NOT NULL" },
        { "Koppelen", "UPDATE \"Koppelingen\" SET \"GeactiveerdOp\" = '2026-03-03 12:00:00', \"UiterlijkActiverenOp\" = '2026-04-02' WHERE \"Status\" = 'WachtenOpGoedkeuring'" },
        { "Opzegging", "UPDATE \"Koppelingen\" SET \"Status\" = 'Actief' WHERE \"Status\" = 'Beeindigd'" },
        { "Opzegging", "UPDATE \"Aanvragen\" SET \"Gegevens\" = '{{\"koppelingen\":[]}}' WHERE \"Type\" = 'opzegging'" },
        { "Machtiging", "UPDATE \"Machtigingen\" SET \"Status\" = 'Actief', \"GeeindigdOp\" = NULL, \"AanvraagId\" = NULL WHERE \"Status\" = 'Beeindigd'" },
        { "Machtiging", "UPDATE \"Machtigingen\" SET \"Einddatum\" = '2031-03-04' WHERE \"Status\" = 'Actief'" },
        { "Tellingen", "UPDATE \"MachtigingTellingen\" SET \"Aantal\" = \"Aantal\" + 1" },
        { "Tellingen", "DELETE FROM \"MachtigingTellingen\"" },
        { "Machtiging", "UPDATE \"Machtigingen\" SET \"AanvraagId\" = (SELECT \"Id\" FROM \"Aanvragen\" WHERE \"Type\" = 'schorsing') WHERE \"Status\" = 'Beeindigd'" },
        { "Machtiging", "UPDATE \"Diensten\" SET \"MinimaalNiveau\" = 'Eh4'" },
        { "Schorsing", "UPDATE \"Accounts\" SET \"IsActief\" = 1 WHERE \"PersoonId\" = (SELECT \"PersoonId\" FROM \"Aanvragen\" WHERE \"Type\" = 'schorsing')" },
        { "Schorsing", "UPDATE \"Koppelingen\" SET \"Status\" = 'Actief' WHERE \"Status\" = 'Geschorst'" },
        { "Schorsing", "UPDATE \"Koppelingen\" SET \"Status\" = 'Geschorst' WHERE \"Rol\" = 'Beheerder'" },
        { "I1", "UPDATE \"WorkflowWaits\" SET \"Status\" = 'Closed', \"ClosedBy\" = 'timer', \"ClosedAt\" = \"Deadline\", \"Outcome\" = 'Herinneren' WHERE \"ActivityId\" = 'besluiten'" },
    };

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add, kind: DatabaseKind.Sqlite);
        world.MayBreak("violations are planted on purpose", [.. Invariants.Names]);
        var trip = new WijzigMiddeltypeTrip(world);
        await trip.RunAsync();
        var eerste = await world.ReadAsync(db => db.Organisaties.AsNoTracking().SingleAsync());
        var tweede = Given.Organisatie("90004760", "Tweede BV");
        var beheerder = await trip.KoppelingAsync("De Beheerder");
        var (grijs, groen) = (Given.Gebruiker(eerste, rol: Rol.Gebruiker, achternaam: "Grijs"), Given.Gebruiker(eerste, rol: Rol.Gebruiker, achternaam: "Groen"));
        var (uwv, dienst) = Given.Dienst("Werkgeversportaal");
        await world.SeedAsync(
            tweede, Given.Koppeling(beheerder.EhMiddel, tweede, Rol.Beheerder, KoppelingStatus.Actief),
            grijs.Persoon, grijs.Middel, grijs.Koppeling, grijs.Account, groen.Persoon, groen.Middel, groen.Koppeling, groen.Account, uwv, dienst,
            Given.Machtiging(grijs.Koppeling, grijs.Middel, MachtigingBereik.Of(dienst)), Given.Machtiging(groen.Koppeling, groen.Middel, MachtigingBereik.Of(dienst)));
        var account = await trip.BeheerderAsync();
        var act = () => world.Handeling(account, eerste.Id);
        Ok(await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(act(), new(grijs.Koppeling.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None));
        Ok(await world.Services.GetRequiredService<OrganisatieKoppelenSubmit>().RunAsync(
            act(), new((await trip.KoppelingAsync("Wit")).Id, Rol.Gebruiker, [tweede.Id], AbonnementDuur.EenJaar, true, null), CancellationToken.None));
        Ok(await world.Services.GetRequiredService<SchorsingMelden>().RunAsync(act(), new(groen.Koppeling.Id, SchorsingReden.Verlies, null, true), CancellationToken.None));
        await world.SettleAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Find_NothingPlanted_FindsNothing() => Assert.Empty(await Invariants.FindAsync(world));

    [Theory]
    [MemberData(nameof(Plants))]
    public async Task Find_Violated_NamesThatInvariant(string name, string sql)
    {
        await world.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON");
            return await db.Database.ExecuteSqlRawAsync(sql);
        });

        // A machtiging that is changed past the product is counted wrong as well.
        Assert.Equal([name], (await Invariants.FindAsync(world)).Select(v => v.Name).Where(n => n == name || n != "Tellingen").Distinct());
    }

    private static void Ok<T>(Result<T> result) => Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
}
