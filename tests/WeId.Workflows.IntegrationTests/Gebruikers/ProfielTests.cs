using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Gebruikers;
using WeId.Workflows.Features.Gebruikers.RolWijzigen;
using WeId.Workflows.Features.Profiel;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Gebruikers;

/// <summary>What everybody sees and changes of himself (R-023, R-024, R-052… ).</summary>
public sealed class ProfielTests : IAsyncLifetime
{
    private readonly Organisatie organisatie = Given.Organisatie();
    private TestWorld world = null!;
    private (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) beheerder;
    private (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) zwart;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync();
        (beheerder, zwart) = (Given.Gebruiker(organisatie), Given.Gebruiker(organisatie, rol: Rol.Gebruiker, achternaam: "Zwart"));
        await world.SeedAsync(
            organisatie, beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account, zwart.Persoon, zwart.Middel, zwart.Koppeling, zwart.Account);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    // only the code that came to the new address changes anything; the old one is told.
    [Fact]
    public async Task Email_WithTheCodeOfTheNewAddress_IsChangedAndTheOldOneIsTold()
    {
        Assert.Empty((await AskAsync("zwart@nieuw.example.nl")).Refusals);
        Assert.Equal(zwart.Persoon.Email, (await PersoonAsync()).Email);
        Assert.Equal("zwart@nieuw.example.nl", await Email.PendingAsync(Act(), CancellationToken.None));
        var brief = await world.ReadAsync(db => db.Verzendingen.SingleAsync(v => v.Template == "email-bevestigen"));
        Assert.Equal("zwart@nieuw.example.nl", brief.Adres);

        Assert.Empty((await ConfirmAsync(await CodeAsync())).Refusals);

        Assert.Equal("zwart@nieuw.example.nl", (await PersoonAsync()).Email.Value);
        Assert.Equal(zwart.Persoon.Email.Value, await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "email-gewijzigd").Select(v => v.Adres).SingleAsync()));
        Assert.Null(await Email.PendingAsync(Act(), CancellationToken.None));
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(r => r.Wat == "EmailGewijzigd" && r.AccountId == zwart.Account.Id)));
    }

    [Fact]
    public async Task Email_FifthWrongCode_EndsTheRightOneToo()
    {
        await AskAsync("zwart@nieuw.example.nl");
        var right = await CodeAsync();
        var wrong = right == "000000" ? "111111" : "000000";

        for (var i = 0; i < EigenEmail.MaxPogingen; i++)
        {
            Assert.Equal([new CodeWrong { Field = "code" }], (await ConfirmAsync(wrong)).Refusals);
        }

        Assert.Equal([new CodeExpired { Field = "code" }], (await ConfirmAsync(right)).Refusals);
        Assert.Equal(zwart.Persoon.Email, (await PersoonAsync()).Email);
    }

    [Fact]
    public async Task Email_CodeOfAQuarterOfAnHourAgo_IsRefused()
    {
        await AskAsync("zwart@nieuw.example.nl");
        world.Time.Advance(Activatie.CodeGeldigheid);

        Assert.Equal([new CodeExpired { Field = "code" }], (await ConfirmAsync(await CodeAsync())).Refusals);
    }

    // A code proves the address to which it went, and no other.
    [Fact]
    public async Task Email_CodeOfTheFirstAddressAfterAskingForASecond_IsRefused()
    {
        await AskAsync("eerste@nieuw.example.nl");
        var first = await CodeAsync();
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync("tweede@nieuw.example.nl");

        Assert.Equal([new CodeWrong { Field = "code" }], (await ConfirmAsync(first)).Refusals);
    }

    [Fact]
    public async Task Email_FifthCodeWithinAnHour_IsRefused()
    {
        for (var i = 0; i < EigenEmail.MaxCodes; i++)
        {
            Assert.Empty((await AskAsync($"zwart{i}@nieuw.example.nl")).Refusals);
        }

        Assert.Equal([new TooManyCodes()], (await AskAsync("zwart@nieuw.example.nl")).Refusals);
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty((await AskAsync("zwart@nieuw.example.nl")).Refusals);
    }

    [Fact]
    public async Task Email_WrongOrPresentAddress_IsRefused()
    {
        Assert.Equal([new NotValid("Emailadres") { Field = "email" }], (await AskAsync("geen adres")).Refusals);
        Assert.Equal([new EmailIsAlready { Field = "email" }], (await AskAsync(zwart.Persoon.Email.Value.ToUpperInvariant())).Refusals);
    }

    // The code is nowhere to be read, and neither is the address that is not proved yet.
    [Fact]
    public async Task Email_WhatWaits_IsKeptEncrypted()
    {
        await AskAsync("zwart@nieuw.example.nl");

        var token = await world.ReadAsync(db => db.UserTokens.SingleAsync());

        Assert.DoesNotContain("nieuw.example", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(token.Value!)), StringComparison.Ordinal);
    }

    // whose middel is suspended everywhere changes nothing.
    [Fact]
    public async Task Email_OfASuspendedUser_IsRefused()
    {
        var (persoon, middel, _, account) = Given.Gebruiker(organisatie, rol: Rol.Gebruiker, achternaam: "Geschorst");
        var koppeling = Given.Koppeling(middel, organisatie, Rol.Gebruiker, KoppelingStatus.Geschorst);
        await world.SeedAsync(persoon, middel, koppeling, account);
        world.MayBreak("a suspension without its aanvraag", "Schorsing");

        Assert.Equal([new NotAllowed()], (await Email.AskAsync(world.Handeling(account.Id), "a@example.nl", CancellationToken.None)).Refusals);
    }

    // his own, page by page, the latest first.
    [Fact]
    public async Task Profiel_ShowsOnlyHisOwnSignIns()
    {
        for (var i = 0; i < 21; i++)
        {
            await world.SeedAsync(new InlogRegel { Id = Given.Id(), AccountId = zwart.Account.Id, Op = TestWorld.Begin.AddMinutes(i), Gelukt = true, Factor = "Sms", Adres = "203.0.113.x" });
        }

        await world.SeedAsync(new InlogRegel { Id = Given.Id(), AccountId = beheerder.Account.Id, Op = TestWorld.Begin, Gelukt = true });

        var first = (await Profiel.FindAsync(Act(), 1, CancellationToken.None))!;
        var last = (await Profiel.FindAsync(Act(), 9, CancellationToken.None))!;

        Assert.Equal((20, 1, 2, TestWorld.Begin.AddMinutes(20)), (first.Inloghistorie.Regels.Count, first.Inloghistorie.Pagina, first.Inloghistorie.Paginas, first.Inloghistorie.Regels[0].Op));
        Assert.Equal((1, 2, TestWorld.Begin), (last.Inloghistorie.Regels.Count, last.Inloghistorie.Pagina, last.Inloghistorie.Regels[0].Op));
        Assert.Equal(("Anna Zwart", "+31*******78"), (first.Naam, first.Mobiel));
    }

    // a gebruiker has his profile and nothing else, whatever page he opens.
    [Fact]
    public async Task Gebruiker_SeesHisProfileAndNothingOfTheCompany()
    {
        var act = world.Handeling(zwart.Account.Id, organisatie.Id);

        Assert.NotNull(await Profiel.FindAsync(act, 1, CancellationToken.None));
        Assert.Null(await world.Services.GetRequiredService<GebruikersQuery>().ListAsync(act, new(), CancellationToken.None));
        Assert.Null(await world.Services.GetRequiredService<GebruikerQuery>().FindAsync(act, zwart.Koppeling.Id, CancellationToken.None));
        Assert.Equal([new NotAllowed()], (await world.Services.GetRequiredService<RolBeheer>().RunAsync(act, zwart.Koppeling.Id, Rol.Beheerder, CancellationToken.None)).Refusals);
        Assert.Null(await Profiel.FindAsync(world.Handeling(), 1, CancellationToken.None));
    }

    private EigenEmail Email => world.Services.GetRequiredService<EigenEmail>();

    private ProfielQuery Profiel => world.Services.GetRequiredService<ProfielQuery>();

    private Handeling Act() => world.Handeling(zwart.Account.Id);

    private Task<Result<Done>> AskAsync(string email) => Email.AskAsync(Act(), email, CancellationToken.None);

    private Task<Result<Done>> ConfirmAsync(string code) => Email.ConfirmAsync(Act(), code, CancellationToken.None);

    private Task<Persoon> PersoonAsync() => world.ReadAsync(db => db.Personen.SingleAsync(p => p.Id == zwart.Persoon.Id));

    private async Task<string> CodeAsync()
    {
        var verzending = await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "email-bevestigen").OrderByDescending(v => v.AangemaaktOp).ThenByDescending(v => v.Id).FirstAsync());
        return ((EmailBevestigenGegevens)TemplateGegevens.Unprotect("email-bevestigen", verzending.BeveiligdeGegevens!, world.Services.GetRequiredService<IGeheimen>())).Code;
    }
}
