using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.IntegrationTests.Activaties;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Post;

/// <summary>A posted letter comes back.</summary>
public sealed class RetourTests
{
    // whoever had the letter in his hands may have seen the code.
    [Fact]
    public async Task RegisterReturn_OfAnActivationLetter_EndsItsCodeAtOnceAndTellsTheBeheerders()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await HerdrukTests.AccountAsync(wereld.World);
        var (code, brief) = await HerdrukTests.PostedAsync(wereld);
        var before = await wereld.BeginAsync(code);

        var result = await RegisterAsync(wereld.World, account, brief);

        Assert.Empty(result.Refusals);
        Assert.Equal([new ActivatieOnbestelbaar()], (await wereld.Service.BeginAsync(code, ActivatieWereld.Browser, CancellationToken.None)).Refusals);
        Assert.False((await wereld.Service.SendValidatieCodeAsync(before, CancellationToken.None)).Succeeded);
        var mail = await wereld.LastAsync<BriefRetourGegevens>();
        Assert.Equal(("Test BV Donald, Hizzaarderlaan 3A, 8823 SJ  Lollum", true), (mail.Adres, mail.MetCode));
        Assert.Equal(wereld.Aanvrager.Id, Assert.Single(await wereld.VerzendingenAsync("brief-retour")).PersoonId);
        var audit = await wereld.World.ReadAsync(db => db.Audit.SingleAsync(a => a.Wat == "BriefRetour"));
        Assert.Contains("\"reden\":\"Verhuisd\",\"codeBeeindigd\":true", audit.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reprint_OfALetterThatCameBack_GivesANewCodeForTheDaysThatAreLeft()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await HerdrukTests.AccountAsync(wereld.World);
        var (_, brief) = await HerdrukTests.PostedAsync(wereld);
        await RegisterAsync(wereld.World, account, brief);
        wereld.World.Time.Advance(TimeSpan.FromDays(5));

        var result = await HerdrukTests.RunAsync(wereld.World, account, brief);

        var nieuw = await wereld.LastAsync<ActivatiebriefGegevens>();
        Assert.Empty(result.Refusals);
        Assert.Equal(new DateOnly(2026, 4, 2), nieuw.Uiterlijk);
        Assert.True((await wereld.Service.BeginAsync(nieuw.Code!, ActivatieWereld.Browser, CancellationToken.None)).Succeeded);
    }

    // A newer letter is on its way: that the older one came back says nothing of it.
    [Fact]
    public async Task RegisterReturn_OfALetterWhoseCodeWasReplaced_LeavesTheNewCode()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await HerdrukTests.AccountAsync(wereld.World);
        var (_, brief) = await HerdrukTests.PostedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(1));
        var newer = await wereld.InviteAsync("Mail");

        Assert.Empty((await RegisterAsync(wereld.World, account, brief)).Refusals);

        Assert.True((await wereld.Service.BeginAsync(newer, ActivatieWereld.Browser, CancellationToken.None)).Succeeded);
        Assert.Empty(await wereld.VerzendingenAsync("brief-retour"));
    }

    // who does nothing about it still has the aanvraag end as any other.
    [Fact]
    public async Task LaatActivatieVerlopen_AfterTheLetterCameBack_EndsTheActivation()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await HerdrukTests.AccountAsync(wereld.World);
        var (_, brief) = await HerdrukTests.PostedAsync(wereld);
        await RegisterAsync(wereld.World, account, brief);
        wereld.World.Time.Advance(TimeSpan.FromDays(31));

        await wereld.RunAsync(typeof(LaatActivatieVerlopenStep));

        Assert.Equal(ActivatieStatus.Verlopen, (await wereld.ActivatieAsync()).Status);
        Assert.Equal(KoppelingStatus.ActivatieVerlopen, (await wereld.KoppelingAsync(wereld.Koppeling.Id)).Status);
    }

    [Fact]
    public async Task RegisterReturn_Twice_IsRefusedAndTellsNobodyAgain()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await HerdrukTests.AccountAsync(wereld.World);
        var (_, brief) = await HerdrukTests.PostedAsync(wereld);
        await RegisterAsync(wereld.World, account, brief);

        Assert.Equal([new BriefAlRetour()], (await RegisterAsync(wereld.World, account, brief)).Refusals);
        Assert.Single(await wereld.VerzendingenAsync("brief-retour"));
    }

    [Theory]
    [InlineData(StafRol.Beoordelaar)]
    [InlineData(StafRol.Operator)]
    [InlineData(StafRol.Auditor)]
    public async Task RegisterReturn_ByEveryRoleExceptPostkamer_IsRefused(StafRol rol)
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await HerdrukTests.AccountAsync(wereld.World, rol);
        var (code, brief) = await HerdrukTests.PostedAsync(wereld);

        Assert.Equal([new NotAllowed()], (await RegisterAsync(wereld.World, account, brief)).Refusals);
        Assert.True((await wereld.Service.BeginAsync(code, ActivatieWereld.Browser, CancellationToken.None)).Succeeded);
    }

    private static Task<Result<Done>> RegisterAsync(TestWorld world, Guid account, Guid brief) =>
        world.Services.GetRequiredService<BriefService>().RegisterReturnAsync(world.Handeling(account), brief, RetourReden.Verhuisd, CancellationToken.None);
}
