using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Museum;

/// <summary>Databases of earlier versions, under the present one. Museum/README.md says how to add one.</summary>
[Trait("Database", "Sqlite")]
public sealed partial class MuseumTests
{
    public static TheoryData<string> Stukken() => [.. MuseumStuk.Names()];

    [Theory]
    [MemberData(nameof(Stukken))]
    public async Task Stuk_Migrated_EveryAanvraagComesToItsEnd(string name)
    {
        var (stuk, world) = await OpenAsync(name);
        await using var _ = world;

        await new MuseumAfronding(world, stuk.Aanvragen).RunAsync();

        foreach (var uitgestald in stuk.Aanvragen)
        {
            var expected = uitgestald.Stand.StartsWith("afgekeurd", StringComparison.Ordinal) ? AanvraagStatus.Afgekeurd : AanvraagStatus.Afgerond;
            var status = await world.ReadAsync(db => db.Aanvragen.Where(a => a.Id == uitgestald.AanvraagId).Select(a => a.Status).SingleAsync());
            Assert.True(status == expected, $"'{uitgestald.Stand}' ended {status}.");
        }
    }

    [Theory]
    [MemberData(nameof(Stukken))]
    public async Task Stuk_AsItWasLeft_WaitsAtEveryPlaceOfItsDefinition(string name)
    {
        var (_, world) = await OpenAsync(name);
        await using var __ = world;
        var definition = DefinitionReader.Read(await world.ReadAsync(db => db.Definitions.Select(d => d.Json).SingleAsync())).Definition!;
        var steps = world.Services.GetRequiredService<StepCatalog>();

        var places = definition.Activities.Where(a => steps.Find(a.Type) is { Waits.Count: > 0 }).Select(a => a.Id).Order();
        var waiting = await world.ReadAsync(db => db.Waits.Where(w => w.Status == WaitStatus.Open).Select(w => w.ActivityId).Distinct().ToListAsync());

        Assert.Equal(places, waiting.Order());
    }

    // Between releases a schema may change often; a customer has only those that were released.
    [Fact]
    public async Task NewestMigration_InARelease_HasItsStuk()
    {
        await using var world = await TestWorld.CreateAsync(kind: DatabaseKind.Sqlite);
        var newest = await world.ReadAsync(db => Task.FromResult(db.Database.GetMigrations().Last()));
        var changelog = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "CHANGELOG.md"));

        Assert.True(
            UnreleasedChanges().IsMatch(changelog) || MuseumStuk.Names().Contains(newest),
            $"This is a release: nothing is unreleased in CHANGELOG.md. Put a database of '{newest}' into the museum first; see its README.");
    }

    [Fact]
    public async Task Stukken_AreOfMigrationsThatExist()
    {
        await using var world = await TestWorld.CreateAsync(kind: DatabaseKind.Sqlite);

        var migrations = await world.ReadAsync(db => Task.FromResult(db.Database.GetMigrations().ToList()));

        Assert.NotEmpty(MuseumStuk.Names());
        Assert.Empty(MuseumStuk.Names().Except(migrations));
    }

    private static async Task<(MuseumStuk Stuk, TestWorld World)> OpenAsync(string name)
    {
        var (stuk, folder) = await MuseumStuk.TakeOutAsync(name);

        // Later than the leases of the process that left it.
        var world = TestWorld.Open(folder, stuk.At.AddMinutes(2), Product.Add, kind: DatabaseKind.Sqlite);
        await using var db = world.NewContext();
        await db.Database.MigrateAsync();
        return (stuk, world);
    }

    [GeneratedRegex(@"## \[Unreleased\]\s+### ")]
    private static partial Regex UnreleasedChanges();
}
