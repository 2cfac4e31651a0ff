using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Gebruikers;
using WeId.Workflows.Features.Gebruikers.RolWijzigen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Gebruikers;

/// <summary>A beheerder changes the role of a user (R-083… ).</summary>
public sealed class RolBeheerTests : IAsyncLifetime
{
    private readonly Organisatie organisatie = Given.Organisatie();
    private TestWorld world = null!;
    private (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) beheerder;
    private (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) zwart;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        await world.PublishDefinitionsAsync();
        (beheerder, zwart) = (Given.Gebruiker(organisatie), Given.Gebruiker(organisatie, rol: Rol.Gebruiker, achternaam: "Zwart"));
        await world.SeedAsync(
            organisatie, beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account, zwart.Persoon, zwart.Middel, zwart.Koppeling, zwart.Account);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    // at once, without a review, and back again.
    [Fact]
    public async Task Run_ToBeheerderAndBack_HoldsAtOnce()
    {
        Assert.False(await ManagesAsync(zwart.Account));

        Assert.Empty((await ChangeAsync(beheerder.Account, zwart.Koppeling, Rol.Beheerder)).Refusals);
        Assert.True(await ManagesAsync(zwart.Account));
        await world.SettleAsync();

        Assert.Empty((await ChangeAsync(beheerder.Account, zwart.Koppeling, Rol.Gebruiker)).Refusals);
        Assert.False(await ManagesAsync(zwart.Account));
        Assert.Equal([new NotAllowed()], (await ChangeAsync(zwart.Account, zwart.Koppeling, Rol.Beheerder)).Refusals);
        Assert.Equal(2, await world.ReadAsync(db => db.Audit.CountAsync(r => r.Wat == "RolGewijzigd" && r.AccountId == beheerder.Account.Id)));
        await world.SettleAsync();
    }

    // the user and the beheerders, each in his own words.
    [Fact]
    public async Task Run_MailsTheUserAndTheBeheerders()
    {
        await ChangeAsync(beheerder.Account, zwart.Koppeling, Rol.Beheerder);
        await world.SettleAsync();

        Assert.Contains("Anna De Beheerder heeft uw rol bij Test BV Donald gewijzigd in beheerder.", await MailAsync(zwart.Persoon), StringComparison.Ordinal);
        Assert.Contains("Anna De Beheerder heeft de rol van Anna Zwart bij Test BV Donald gewijzigd in beheerder.", await MailAsync(beheerder.Persoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RepeatedWithTheSameOperation_ChangesAndMailsOnce()
    {
        var handeling = world.Handeling(beheerder.Account.Id, organisatie.Id);
        await Beheer.RunAsync(handeling, zwart.Koppeling.Id, Rol.Beheerder, CancellationToken.None);

        Assert.Empty((await Beheer.RunAsync(handeling, zwart.Koppeling.Id, Rol.Beheerder, CancellationToken.None)).Refusals);

        Assert.Equal(2, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "rol-gewijzigd")));
        await world.SettleAsync();
    }

    //
    [Fact]
    public async Task Run_ByAGebruikerOrForAnotherOrganisatie_IsRefused()
    {
        var vreemd = Given.Organisatie("69599068", "Vreemde Stichting");
        var elders = Given.Gebruiker(vreemd, achternaam: "Elders");
        await world.SeedAsync(vreemd, elders.Persoon, elders.Middel, elders.Koppeling, elders.Account);

        Assert.Equal([new NotAllowed()], (await ChangeAsync(zwart.Account, beheerder.Koppeling, Rol.Gebruiker)).Refusals);
        Assert.Equal([new NotAllowed()], (await ChangeAsync(elders.Account, zwart.Koppeling, Rol.Beheerder)).Refusals);
        Assert.Equal([new NotAllowed()], (await ChangeAsync(beheerder.Account, elders.Koppeling, Rol.Gebruiker)).Refusals);
        Assert.Equal([new EigenRol()], (await ChangeAsync(beheerder.Account, beheerder.Koppeling, Rol.Gebruiker)).Refusals);
    }

    // his own end is planned for the time when the other one would be the beheerder.
    [Fact]
    public async Task Run_TheOnlyBeheerderWhoStays_KeepsHisRole()
    {
        await ChangeAsync(beheerder.Account, zwart.Koppeling, Rol.Beheerder);
        await world.SettleAsync();
        Assert.Empty((await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            world.Handeling(beheerder.Account.Id, organisatie.Id),
            new(beheerder.Koppeling.Id, OpzegMoment.OpDatum, new DateOnly(2026, 4, 1), [], []),
            CancellationToken.None)).Refusals);
        await world.SettleAsync();

        Assert.Equal([new LaatsteBeheerder("Test BV Donald")], (await ChangeAsync(beheerder.Account, zwart.Koppeling, Rol.Gebruiker)).Refusals);
    }

    // two beheerders who demote each other at the same moment leave one.
    [Fact]
    public async Task Run_TwoBeheerdersDemoteEachOtherAtOnce_OneStays()
    {
        await ChangeAsync(beheerder.Account, zwart.Koppeling, Rol.Beheerder);

        var results = await Task.WhenAll(
            Task.Run(() => ChangeAsync(beheerder.Account, zwart.Koppeling, Rol.Gebruiker)),
            Task.Run(() => ChangeAsync(zwart.Account, beheerder.Koppeling, Rol.Gebruiker)));

        Assert.Equal([new NotAllowed()], Assert.Single(results, r => !r.Succeeded).Refusals);
        Assert.Equal(1, await world.ReadAsync(db => db.Koppelingen.CountAsync(k => k.OrganisatieId == organisatie.Id && k.Rol == Rol.Beheerder)));
        await world.SettleAsync();
    }

    private RolBeheer Beheer => world.Services.GetRequiredService<RolBeheer>();

    private Task<Result<Done>> ChangeAsync(Account door, Organisatiekoppeling van, Rol naar) =>
        Beheer.RunAsync(world.Handeling(door.Id, organisatie.Id), van.Id, naar, CancellationToken.None);

    private async Task<bool> ManagesAsync(Account account) =>
        await world.Services.GetRequiredService<GebruikersQuery>().ListAsync(world.Handeling(account.Id, organisatie.Id), new(), CancellationToken.None) is not null;

    private async Task<string> MailAsync(Persoon aan)
    {
        var id = await world.ReadAsync(db => db.Verzendingen.Where(v => v.PersoonId == aan.Id && v.Template == "rol-gewijzigd").Select(v => v.Id).SingleAsync());
        return world.Services.GetRequiredService<Postvak>().Read(id)!.Text!;
    }
}
