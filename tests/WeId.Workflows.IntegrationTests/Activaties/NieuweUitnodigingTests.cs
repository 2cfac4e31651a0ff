using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Activaties;

public class NieuweUitnodigingTests
{
    [Fact]
    public async Task RunAsync_ByMail_IsFreeAndGivesNewDays()
    {
        await using var wereld = await ExpiredAsync();
        var wait = await wereld.OpenWaitAsync("uitnodiging");

        var result = await RunAsync(wereld, UitnodigingKanaal.Mail);

        Assert.Empty(result.Refusals);
        var koppeling = await wereld.KoppelingAsync(wereld.Koppeling.Id);
        Assert.Equal((KoppelingStatus.WachtenOpActivatie, new DateOnly(2026, 5, 3)), (koppeling.Status, koppeling.UiterlijkActiverenOp));
        Assert.Equal(KoppelingStatus.WachtenOpActivatie, (await wereld.KoppelingAsync(wereld.AndereKoppeling.Id)).Status);
        Assert.Equal("Mail", (await wereld.WaitAsync(wait)).Outcome);
    }

    [Fact]
    public async Task RunAsync_ByLetterWithoutItsPrice_IsRefused()
    {
        await using var wereld = await ExpiredAsync();
        await wereld.World.PublishDefinitionsAsync();

        var result = await RunAsync(wereld, UitnodigingKanaal.Brief, akkoordKosten: 1m);

        Assert.Equal([new BriefKostenNotAccepted(12.50m) { Field = "akkoordKosten" }], result.Refusals);
        Assert.Equal(KoppelingStatus.ActivatieVerlopen, (await wereld.KoppelingAsync(wereld.Koppeling.Id)).Status);
    }

    [Fact]
    public async Task RunAsync_ByLetterWithItsPrice_IsAnAanvraagWithItsCosts()
    {
        await using var wereld = await ExpiredAsync();
        await wereld.World.PublishDefinitionsAsync();

        var result = await RunAsync(wereld, UitnodigingKanaal.Brief, akkoordKosten: 12.50m);

        Assert.Empty(result.Refusals);
        Assert.Equal(KoppelingStatus.WachtenOpActivatie, (await wereld.KoppelingAsync(wereld.Koppeling.Id)).Status);
        Assert.Contains("12.5", await wereld.World.ReadAsync(db => db.Aanvragen.Where(a => a.Type == "activeringsbrief").Select(a => a.Kosten).SingleAsync()), StringComparison.Ordinal);
        var audit = await wereld.World.ReadAsync(db => db.Audit.SingleAsync(a => a.Wat == "UitnodigingOpnieuw"));
        Assert.Contains("12.5", audit.Details, StringComparison.Ordinal);
    }

    // the letter or mail revives the middel in every organisatie of the aanvraag.
    [Fact]
    public async Task RunAsync_ByABeheerderOfOnlyOneOfTheOrganisaties_IsRefusedAndLeavesATrace()
    {
        await using var wereld = await ExpiredAsync();
        var (persoon, middel, koppeling, account) = Given.Gebruiker(wereld.Andere, achternaam: "Alleenhier");
        await wereld.World.SeedAsync(persoon, middel, koppeling, account);

        var result = await wereld.World.Services.GetRequiredService<NieuweUitnodiging>().RunAsync(
            wereld.World.Handeling(account.Id, wereld.Andere.Id), wereld.AndereKoppeling.Id, UitnodigingKanaal.Mail, null, "ander@example.nl", CancellationToken.None);

        Assert.IsType<ForeignOrganisatie>(Assert.Single(result.Refusals));
        Assert.Equal(KoppelingStatus.ActivatieVerlopen, (await wereld.KoppelingAsync(wereld.Koppeling.Id)).Status);
        Assert.Equal(1, await wereld.World.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "HandelingGeweigerd" && a.AccountId == account.Id)));
    }

    [Fact]
    public async Task RunAsync_BeforeItExpired_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await wereld.InviteAsync();

        var result = await RunAsync(wereld, UitnodigingKanaal.Mail);

        Assert.Equal([new NotVerlopen(KoppelingStatus.WachtenOpActivatie)], result.Refusals);
    }

    [Fact]
    public async Task RunAsync_Twice_IsRefusedTheSecondTime()
    {
        await using var wereld = await ExpiredAsync();
        await RunAsync(wereld, UitnodigingKanaal.Mail);

        var result = await RunAsync(wereld, UitnodigingKanaal.Mail);

        Assert.Equal([new NotVerlopen(KoppelingStatus.WachtenOpActivatie)], result.Refusals);
    }

    [Fact]
    public async Task RunAsync_InTheNameOfAnotherOrganisatie_IsRefusedAsIfThereWereNothing()
    {
        await using var wereld = await ExpiredAsync();
        var vreemd = Given.Organisatie("69599068", "Vreemde Stichting");
        await wereld.World.SeedAsync(vreemd);

        var result = await wereld.World.Services.GetRequiredService<NieuweUitnodiging>().RunAsync(
            wereld.World.Handeling(wereld.Beheerder.Id, vreemd.Id), wereld.AndereKoppeling.Id, UitnodigingKanaal.Mail, null, null, CancellationToken.None);

        Assert.Equal([new NotAllowed()], result.Refusals);
    }

    [Fact]
    public async Task RunAsync_ByAnOrdinaryGebruiker_IsRefused()
    {
        await using var wereld = await ExpiredAsync();
        var (persoon, middel, koppeling, account) = Given.Gebruiker(wereld.Organisatie, rol: Rol.Gebruiker, achternaam: "Pieters");
        await wereld.World.SeedAsync(persoon, middel, koppeling, account);

        var result = await wereld.World.Services.GetRequiredService<NieuweUitnodiging>().RunAsync(
            wereld.World.Handeling(account.Id, wereld.Organisatie.Id), wereld.Koppeling.Id, UitnodigingKanaal.Mail, null, null, CancellationToken.None);

        Assert.Equal([new NotAllowed()], result.Refusals);
    }

    [Fact]
    public async Task RunAsync_WithAnotherEmail_ForgetsWhatTheOldAddressProved()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await wereld.DoFirstStepsAsync(await wereld.InviteAsync());
        await wereld.LetExpireAsync();

        await RunAsync(wereld, UitnodigingKanaal.Mail, email: "goed@example.nl");
        var result = await wereld.Service.BeginAsync(await wereld.InviteAsync("Mail"), "192.0.2.1", CancellationToken.None);

        Assert.Equal("goed@example.nl", (await wereld.VerzendingenAsync("activatiebrief"))[^1].Adres);
        Assert.Equal(ActivatieStap.Email, result.Value!.Stap);
    }

    [Fact]
    public async Task RunAsync_WithTextThatIsNoEmail_IsRefused()
    {
        await using var wereld = await ExpiredAsync();

        var result = await RunAsync(wereld, UitnodigingKanaal.Mail, email: "geen adres");

        Assert.Equal([new NotValid("Emailadres") { Field = "nieuwEmail" }], result.Refusals);
    }

    [Fact]
    public async Task RunAsync_KeepsAPassedIdentificationAndTheOtherSteps()
    {
        await using var wereld = await ActivatieWereld.CreateAsync(Betrouwbaarheidsniveau.Eh3);
        var sessie = await wereld.DoFirstStepsAsync(await wereld.InviteAsync());
        await wereld.Service.ChooseIdentificatieAsync(sessie, IdentificatieWijze.App, CancellationToken.None);
        var opdracht = (await wereld.ActivatieAsync()).IdentificatieOpdracht!;
        await wereld.LetExpireAsync();
        await wereld.World.Services.GetRequiredService<IdentificatieService>().ReportAsync(opdracht, geslaagd: true, CancellationToken.None);

        await RunAsync(wereld, UitnodigingKanaal.Mail);
        var result = await wereld.Service.BeginAsync(await wereld.InviteAsync("Mail"), "192.0.2.1", CancellationToken.None);

        Assert.Equal((ActivatieStap.Akkoord, IdentificatieStatus.Geslaagd), (result.Value!.Stap, result.Value.Identificatie));
    }

    private static async Task<ActivatieWereld> ExpiredAsync()
    {
        var wereld = await ActivatieWereld.CreateAsync();
        await wereld.InviteAsync();
        await wereld.LetExpireAsync();
        return wereld;
    }

    private static Task<Result<Done>> RunAsync(ActivatieWereld wereld, UitnodigingKanaal kanaal, decimal? akkoordKosten = null, string? email = null) =>
        wereld.World.Services.GetRequiredService<NieuweUitnodiging>().RunAsync(
            wereld.World.Handeling(wereld.Beheerder.Id, wereld.Organisatie.Id), wereld.Koppeling.Id, kanaal, akkoordKosten, email, CancellationToken.None);
}
