using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that the removal of a vestigingsnummer can have (R-058… ).</summary>
public sealed class VestigingsnummerTripTests
{
    //
    [Fact]
    public async Task OneVestiging_IsRemovedAtOnceAndKeepsUsersAndKoppelingen()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var before = await KoppelingenAsync(world, new(world));

        await new VestigingsnummerTrip(world).RunAsync();

        Assert.Null(await VestigingAsync(world));
        Assert.Equal(before, await world.ReadAsync(db => db.Koppelingen.OrderBy(k => k.Id).Select(k => new { k.Id, k.Status, k.OrganisatieId }.ToString()).ToListAsync()));
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync()));
        Assert.Equal(AanvraagStatus.Afgerond, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "vestigingsnummer-verwijderd")));
    }

    //
    [Fact]
    public async Task SeveralVestigingen_IsRefusedWithTheirNumber()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);

        Assert.Equal([new MoreVestigingen(2)], (await SubmitAsync(world, new(world, "68750110", "000037178598"))).Refusals);
        Assert.NotNull(await VestigingAsync(world));
    }

    // 90004973 gives an error, as at the KvK itself.
    [Fact]
    public async Task HandelsregisterDown_IsRefusedAndCanBeTriedLater()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);

        Assert.Equal([new HandelsregisterNietBereikbaar()], (await SubmitAsync(world, new(world, "90004973", "000090049730"))).Refusals);
        Assert.Equal(0, await world.ReadAsync(db => db.Aanvragen.CountAsync()));
    }

    [Fact]
    public async Task AnotherOrganisatieWithTheKvkNummerAlone_IsRefused()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var trip = new VestigingsnummerTrip(world);
        await trip.PrepareAsync();
        await world.SeedAsync(Given.Organisatie("68727720", "Katrien zonder vestiging"));

        Assert.Equal([new KvkNummerIsTaken()], (await trip.SubmitAsync()).Refusals);
    }

    [Fact]
    public async Task AnotherOrganisatieThatCameBetween_LeavesItAndTellsTheAanvrager()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var trip = new VestigingsnummerTrip(world);
        await trip.PrepareAsync();
        Assert.True((await trip.SubmitAsync()).Succeeded);
        await world.SeedAsync(Given.Organisatie("68727720", "Katrien zonder vestiging"));

        await world.SettleAsync();

        Assert.Equal(AanvraagStatus.Ingetrokken, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
        Assert.Equal(1, await world.ReadAsync(db => db.Organisaties.CountAsync(o => o.Vestigingsnummer != null)));
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "wijziging-niet-doorgevoerd")));
    }

    // Two windows at once: one removes it, the other finds it gone.
    [Fact]
    public async Task Submit_TwiceAtOnce_RemovesItOnce()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var trip = new VestigingsnummerTrip(world);
        await trip.PrepareAsync();

        await Task.WhenAll(Task.Run(() => trip.SubmitAsync("een")), Task.Run(() => trip.SubmitAsync("twee")));
        await world.SettleAsync();

        Assert.Null(await VestigingAsync(world));
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "VestigingsnummerVerwijderd")));
    }

    [Fact]
    public async Task Submit_Again_AnswersTheSameAanvraag()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var trip = new VestigingsnummerTrip(world);
        await trip.RunAsync();

        Assert.True((await trip.SubmitAsync()).Succeeded);
        Assert.Equal(1, await world.ReadAsync(db => db.Aanvragen.CountAsync()));
        Assert.Equal([new NoVestigingsnummer()], (await trip.SubmitAsync("nog eens")).Refusals);
    }

    [Fact]
    public async Task Submit_ByAnOrdinaryGebruiker_IsRefused()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var trip = new VestigingsnummerTrip(world);
        await trip.PrepareAsync();

        Assert.Equal([new NotAllowed()], (await trip.SubmitAsync(wie: "Zwart")).Refusals);
    }

    [Fact]
    public async Task Submit_WithoutConfirmation_IsRefused()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var trip = new VestigingsnummerTrip(world);
        await trip.PrepareAsync();

        Assert.Equal([new AkkoordMissing { Field = "Akkoord" }], (await trip.SubmitAsync(akkoord: false)).Refusals);
    }

    private static async Task<Result<Features.Aanvragen.Indiening>> SubmitAsync(TestWorld world, VestigingsnummerTrip trip)
    {
        await trip.PrepareAsync();
        var result = await trip.SubmitAsync();
        await world.SettleAsync();
        return result;
    }

    private static async Task<List<string?>> KoppelingenAsync(TestWorld world, VestigingsnummerTrip trip)
    {
        await trip.PrepareAsync();
        return await world.ReadAsync(db => db.Koppelingen.OrderBy(k => k.Id).Select(k => new { k.Id, k.Status, k.OrganisatieId }.ToString()).ToListAsync());
    }

    private static Task<Vestigingsnummer?> VestigingAsync(TestWorld world) => world.ReadAsync(db => db.Organisaties.Select(o => o.Vestigingsnummer).SingleAsync());
}
