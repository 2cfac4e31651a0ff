using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Gebruikers.EmailWijzigen;
using WeId.Workflows.Features.Gebruikers.MobielWijzigen;
using WeId.Workflows.IntegrationTests.Activaties;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Gebruikers;

/// <summary>A beheerder changes the mobile number or the e-mail address of a user (R-173… ).</summary>
public sealed class ContactgegevensTests
{
    // the next code goes to the new number, and one that is under way is worth nothing.
    [Fact]
    public async Task Mobiel_OfAnActiveUser_HoldsAtOnceAndEndsHisOpenCode()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var zwart = Given.Gebruiker(wereld.Organisatie, rol: Rol.Gebruiker, achternaam: "Zwart");
        zwart.Account.SmsCodeHash = new string('a', 64);
        zwart.Account.SmsCodeGeldigTot = TestWorld.Begin.AddMinutes(10);
        await wereld.World.SeedAsync(zwart.Persoon, zwart.Middel, zwart.Koppeling, zwart.Account);

        Assert.Empty((await MobielAsync(wereld, zwart.Koppeling, "06 87654321")).Refusals);

        var account = await wereld.World.ReadAsync(db => db.Users.SingleAsync(a => a.Id == zwart.Account.Id));
        Assert.Equal((null, null), (account.SmsCodeHash, account.SmsCodeGeldigTot));
        Assert.NotEqual(zwart.Account.ConcurrencyStamp, account.ConcurrencyStamp);
        Assert.NotEqual(zwart.Account.SecurityStamp, account.SecurityStamp);
        Assert.Equal("+31687654321", (await PersoonAsync(wereld, zwart.Persoon)).Mobiel!.Value.Value);
        var mail = await wereld.LastAsync<MobielGewijzigdGegevens>();
        Assert.Equal(("+31*******78", "+31*******21"), (mail.Oud, mail.Nieuw));
        Assert.DoesNotContain("87654321", await wereld.World.ReadAsync(db => db.Audit.Where(r => r.Wat == "MobielGewijzigd").Select(r => r.Details).SingleAsync()), StringComparison.Ordinal);
    }

    // who is halfway proves the new number before he can go on.
    [Fact]
    public async Task Mobiel_DuringTheActivation_MustBeProvedAgain()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await wereld.DoFirstStepsAsync(await wereld.InviteAsync());
        Assert.True((await wereld.ActivatieAsync()).TweedeFactorBevestigd);

        Assert.Empty((await MobielAsync(wereld, wereld.Koppeling, "06 87654321")).Refusals);

        Assert.False((await wereld.ActivatieAsync()).TweedeFactorBevestigd);
    }

    //
    [Fact]
    public async Task Mobiel_OwnOrWrongOrOfAnotherCompany_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var zwart = Given.Gebruiker(wereld.Organisatie, rol: Rol.Gebruiker, achternaam: "Zwart");
        await wereld.World.SeedAsync(zwart.Persoon, zwart.Middel, zwart.Koppeling, zwart.Account);

        Assert.Equal([new EigenMobiel()], (await MobielAsync(wereld, wereld.AanvragerKoppeling, "06 87654321")).Refusals);
        Assert.Equal([new NotValid("MobielNummer") { Field = "mobiel" }], (await MobielAsync(wereld, zwart.Koppeling, "020 1234567")).Refusals);
        Assert.Equal([new NotAllowed()], (await MobielAsync(wereld, wereld.AndereKoppeling, "06 87654321")).Refusals);
        Assert.Equal([new NotAllowed()], (await MobielAsync(wereld, wereld.AanvragerKoppeling, "06 87654321", zwart.Account)).Refusals);
    }

    // with the number he would get into the other company as well.
    [Fact]
    public async Task Mobiel_OfWhoBelongsToACompanyThatHeDoesNotManage_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var zwart = Given.Gebruiker(wereld.Organisatie, rol: Rol.Gebruiker, achternaam: "Zwart");
        var elders = Given.Organisatie("90009001", "Elders BV");
        await wereld.World.SeedAsync(zwart.Persoon, zwart.Middel, zwart.Koppeling, zwart.Account, elders, Given.Koppeling(zwart.Middel, elders, Rol.Gebruiker, KoppelingStatus.Actief));

        Assert.Equal([new GebruikerElders()], (await MobielAsync(wereld, zwart.Koppeling, "06 87654321")).Refusals);

        Assert.Equal("+31612345678", (await PersoonAsync(wereld, zwart.Persoon)).Mobiel!.Value.Value);
    }

    [Fact]
    public async Task Mobiel_TheNumberThatHeHas_ChangesAndMailsNothing()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();

        Assert.Empty((await MobielAsync(wereld, wereld.Koppeling, "0612345678")).Refusals);

        Assert.Empty(await wereld.VerzendingenAsync("mobiel-gewijzigd"));
    }

    // the uitnodiging follows him, for the days that he had.
    [Fact]
    public async Task Email_AfterAnUitnodigingByMail_GoesToTheNewAddressAndTheOldLinkEnds()
    {
        await using var wereld = await ActivatieWereld.CreateAsync(Betrouwbaarheidsniveau.Eh3);
        var oud = wereld.Persoon.Email.Value;
        var code = await wereld.InviteAsync();
        var uiterlijk = (await wereld.ActivatieAsync()).Uiterlijk;
        await wereld.DoFirstStepsAsync(code);
        wereld.World.Time.Advance(TimeSpan.FromDays(3));

        Assert.Empty((await EmailAsync(wereld, "anna@juist.example.nl")).Refusals);

        var brieven = await wereld.VerzendingenAsync("activatiebrief");
        Assert.Equal([oud, "anna@juist.example.nl"], brieven.Select(b => b.Adres));
        Assert.Equal([oud], (await wereld.VerzendingenAsync("email-gewijzigd")).Select(b => b.Adres));
        Assert.NotEmpty((await wereld.Service.BeginAsync(code, ActivatieWereld.Browser, CancellationToken.None)).Refusals);
        var activatie = await wereld.ActivatieAsync();
        Assert.Equal((uiterlijk, false, null, false), (activatie.Uiterlijk, activatie.EmailGevalideerd, activatie.AccountId, activatie.TweedeFactorBevestigd));
        var nieuweCode = (await wereld.LastAsync<ActivatiebriefGegevens>()).Link.Split('#')[1];
        Assert.Empty((await wereld.Service.BeginAsync(nieuweCode, ActivatieWereld.Browser, CancellationToken.None)).Refusals);
    }

    // the letter lies at the organisatie; only what the old address proved is gone.
    [Fact]
    public async Task Email_AfterALetter_ItsCodeStays()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var code = await wereld.InviteAsync();
        await wereld.DoFirstStepsAsync(code);

        Assert.Empty((await EmailAsync(wereld, "anna@juist.example.nl")).Refusals);

        Assert.Single(await wereld.VerzendingenAsync("activatiebrief"));
        Assert.False((await wereld.ActivatieAsync()).EmailGevalideerd);
        Assert.Empty((await wereld.Service.BeginAsync(code, ActivatieWereld.Browser, CancellationToken.None)).Refusals);
    }

    //
    [Fact]
    public async Task Email_OfWhoIsActiveOrWrongOrOfAnotherCompany_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();

        Assert.Equal([new EmailNotChangeable(KoppelingStatus.Actief)], (await EmailAsync(wereld, "a@example.nl", wereld.AanvragerKoppeling)).Refusals);
        Assert.Equal([new NotValid("Emailadres") { Field = "email" }], (await EmailAsync(wereld, "geen adres")).Refusals);
        Assert.Equal([new NotAllowed()], (await EmailAsync(wereld, "a@example.nl", wereld.AndereKoppeling)).Refusals);
    }

    // whoever gets the mail gets the middel in both organisaties.
    [Fact]
    public async Task Email_ByABeheerderOfOnlyOneOfTheOrganisaties_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var alleen = Given.Gebruiker(wereld.Organisatie, achternaam: "Alleenhier");
        await wereld.World.SeedAsync(alleen.Persoon, alleen.Middel, alleen.Koppeling, alleen.Account);

        Assert.Equal([new ForeignOrganisatie()], (await EmailAsync(wereld, "a@example.nl", door: alleen.Account)).Refusals);
    }

    private static Task<Result<Done>> MobielAsync(ActivatieWereld wereld, Organisatiekoppeling koppeling, string mobiel, Account? door = null) =>
        wereld.World.Services.GetRequiredService<MobielBeheer>().RunAsync(
            wereld.World.Handeling((door ?? wereld.Beheerder).Id, wereld.Organisatie.Id), koppeling.Id, mobiel, CancellationToken.None);

    private static Task<Result<Done>> EmailAsync(ActivatieWereld wereld, string email, Organisatiekoppeling? koppeling = null, Account? door = null) =>
        wereld.World.Services.GetRequiredService<EmailBeheer>().RunAsync(
            wereld.World.Handeling((door ?? wereld.Beheerder).Id, wereld.Organisatie.Id), (koppeling ?? wereld.Koppeling).Id, email, CancellationToken.None);

    private static Task<Persoon> PersoonAsync(ActivatieWereld wereld, Persoon persoon) => wereld.World.ReadAsync(db => db.Personen.SingleAsync(p => p.Id == persoon.Id));
}
