using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.IntegrationTests.Activaties;
using WeId.Workflows.Persistence.Work;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Post;

/// <summary>A letter that came back is a task of the reviewers.</summary>
public sealed class BriefTakenTests
{
    private const string AnderAdres = "Test BV Donald\nPostbus 12\n8823 ZZ  Lollum";

    [Fact]
    public async Task RegisterReturn_OfACodeThatHeld_MakesATaskForAReviewer()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var (_, brief) = await ReturnedAsync(wereld);

        var taak = Assert.Single(await TakenAsync(wereld));

        Assert.Equal(
            (TaakSoort.Retourpost, nameof(StafRol.Beoordelaar), brief, new DateOnly(2026, 3, 10), null),
            (taak.Soort, taak.Rol, taak.VerzendingId!.Value, taak.Uiterlijk, taak.WaitId));
        var getoond = await Brieven(wereld).FindAsync(wereld.World.Handeling(await HerdrukTests.AccountAsync(wereld.World, StafRol.Beoordelaar)), taak.Id, CancellationToken.None);
        Assert.Equal((RetourReden.Verhuisd, true, "Hizzaarderlaan 3A"), (getoond!.RetourReden, getoond.HeeftCode, getoond.Regels[2]));
        Assert.Contains(getoond.Contact, c => c.EndsWith(wereld.Aanvrager.Email.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DecideRetour_SendAgain_GivesANewCodeAndEndsTheTask()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var (oudeCode, brief) = await ReturnedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(2));

        var result = await DecideAsync(wereld, new(RetourKeuze.Herdrukt, null, false, null));

        Assert.Empty(result.Refusals);
        var nieuw = await wereld.LastAsync<ActivatiebriefGegevens>();
        Assert.NotEqual(oudeCode, nieuw.Code);
        Assert.True((await wereld.Service.BeginAsync(nieuw.Code!, ActivatieWereld.Browser, CancellationToken.None)).Succeeded);
        Assert.Equal((TaakStatus.Besloten, "Herdrukt"), await wereld.World.ReadAsync(async db => { var t = await db.Taken.SingleAsync(); return (t.Status, t.Besluit!); }));
        Assert.Equal("Test BV Donald\nHizzaarderlaan 3A\n8823 SJ  Lollum", (await HerdrukAsync(wereld, brief)).Adres);
    }

    // letters go to an address of the company at the KvK, so who sends one elsewhere has looked there.
    [Fact]
    public async Task DecideRetour_ToAnotherAddress_NeedsALookAtTheKvkAndANote()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var (_, brief) = await ReturnedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(2));
        var account = await ClaimedAsync(wereld);

        Assert.Equal(nameof(RetourBesluit.Notitie), Assert.Single((await DecideAsync(wereld, new(RetourKeuze.HerdruktAnderAdres, AnderAdres, true, " "), account)).Refusals).Field);
        Assert.Equal(nameof(RetourBesluit.BijKvk), Assert.Single((await DecideAsync(wereld, new(RetourKeuze.HerdruktAnderAdres, AnderAdres, false, "Gebeld"), account)).Refusals).Field);
        Assert.Equal(nameof(RetourBesluit.Adres), Assert.Single((await DecideAsync(wereld, new(RetourKeuze.HerdruktAnderAdres, "Straat 1", true, "Gebeld"), account)).Refusals).Field);
        var breed = Assert.Single((await DecideAsync(wereld, new(RetourKeuze.HerdruktAnderAdres, $"{new string('x', Venster.Breedte + 1)}\nPlaats", true, "Gebeld"), account)).Refusals);
        Assert.IsType<AdresregelTeBreed>(breed);

        Assert.Empty((await DecideAsync(wereld, new(RetourKeuze.HerdruktAnderAdres, AnderAdres, true, "Gebeld"), account)).Refusals);

        Assert.Equal(AnderAdres, (await HerdrukAsync(wereld, brief)).Adres);
        Assert.Contains("\"anderAdres\":true", (await wereld.World.ReadAsync(db => db.Audit.SingleAsync(a => a.Wat == "BriefHerdrukt"))).Details, StringComparison.Ordinal);
    }

    // the four eyes of a code that goes to another address.
    [Fact]
    public async Task DecideRetour_ToAnotherAddressByWhoRegisteredTheReturn_IsRefusedAndSaidBeforehand()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var (_, brief) = await ReturnedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(2));
        var account = await ClaimedAsync(wereld);
        await using (var db = wereld.World.NewContext())
        {
            var medewerker = await db.Users.Where(u => u.Id == account).Select(u => u.MedewerkerId).SingleAsync();
            await db.Verzendingen.Where(v => v.Id == brief).ExecuteUpdateAsync(v => v.SetProperty(x => x.RetourDoor, medewerker));
        }

        var taak = Assert.Single(await TakenAsync(wereld)).Id;
        Assert.Equal(new AdresDoorAnder(), (await Brieven(wereld).FindAsync(wereld.World.Handeling(account), taak, CancellationToken.None))!.DoorAnder);
        Assert.Equal([new AdresDoorAnder()], (await DecideAsync(wereld, new(RetourKeuze.HerdruktAnderAdres, AnderAdres, true, "Gebeld"), account)).Refusals);
        Assert.Empty((await DecideAsync(wereld, new(RetourKeuze.Herdrukt, null, false, null), account)).Refusals);
    }

    [Fact]
    public async Task RegisterReturn_KeepsWhoDidIt()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var (_, brief) = await ReturnedAsync(wereld);

        Assert.NotNull(await wereld.World.ReadAsync(db => db.Verzendingen.Where(v => v.Id == brief).Select(v => v.RetourDoor).SingleAsync()));
    }

    // The mail says that we will call: nobody will, about a code that had ended before.
    [Fact]
    public async Task RegisterReturn_OfACodeThatHadEnded_TellsNobody()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var (_, brief) = await HerdrukTests.PostedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(31));
        await wereld.RunAsync(typeof(LaatActivatieVerlopenStep));

        await RegisterAsync(wereld, brief);

        Assert.Empty(await wereld.VerzendingenAsync("brief-retour"));
        Assert.Empty(await TakenAsync(wereld));
    }

    // a letter with a code that has ended is not made to fit, printed and posted.
    [Theory]
    [InlineData("the last day")]
    [InlineData("another print")]
    public async Task EndOfTheCode_OfALetterThatWaitsForAnAddress_EndsItAndItsTask(string hoe)
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        wereld.World.MayBreak("a letter is put to wait by hand", "Verzendingen");
        var (_, brief) = await HerdrukTests.PostedAsync(wereld);
        var wacht = await WaitingAsync(wereld);
        if (hoe == "the last day")
        {
            wereld.World.Time.Advance(TimeSpan.FromDays(31));
            await wereld.RunAsync(typeof(LaatActivatieVerlopenStep));
        }
        else
        {
            wereld.World.Time.Advance(TimeSpan.FromDays(1));
            Assert.True((await HerdrukTests.RunAsync(wereld.World, await HerdrukTests.AccountAsync(wereld.World), brief)).Succeeded);
        }

        Assert.Equal(VerzendStatus.Vervallen, await wereld.World.ReadAsync(db => db.Verzendingen.Where(v => v.Id == wacht).Select(v => v.Status).SingleAsync()));
        Assert.Equal(TaakStatus.Ingetrokken, Assert.Single(await TakenAsync(wereld)).Status);
    }

    [Fact]
    public async Task DecideRetour_Close_NeedsANoteAndSendsNothing()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await ReturnedAsync(wereld);
        var account = await ClaimedAsync(wereld);
        Assert.Equal([new Required { Field = nameof(RetourBesluit.Notitie) }], (await DecideAsync(wereld, new(RetourKeuze.Gesloten, null, false, null), account)).Refusals);

        Assert.Empty((await DecideAsync(wereld, new(RetourKeuze.Gesloten, null, false, "Bedrijf is gestopt"), account)).Refusals);

        Assert.Single(await wereld.VerzendingenAsync("activatiebrief"));
    }

    // The terms of the activation go on: after the last day there is no letter to send.
    [Fact]
    public async Task DecideRetour_AfterTheLastDay_IsRefusedAndTheTaskStays()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await ReturnedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(31));

        Assert.Equal([new BriefCodeVoorbij()], (await DecideAsync(wereld, new(RetourKeuze.Herdrukt, null, false, null))).Refusals);

        Assert.Equal(TaakStatus.Geclaimd, Assert.Single(await TakenAsync(wereld)).Status);
    }

    [Fact]
    public async Task Reprint_OnThePageOfTheLetter_EndsTheTask()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var (_, brief) = await ReturnedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(1));

        Assert.True((await HerdrukTests.RunAsync(wereld.World, await HerdrukTests.AccountAsync(wereld.World), brief)).Succeeded);

        Assert.Equal(TaakStatus.Ingetrokken, Assert.Single(await TakenAsync(wereld)).Status);
    }

    [Fact]
    public async Task DecideRetour_WhileThePostkamerReprints_MakesOneLetter()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var (_, brief) = await ReturnedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(1));
        var postkamer = await HerdrukTests.AccountAsync(wereld.World);
        var beoordelaar = await ClaimedAsync(wereld);

        var results = await Task.WhenAll(
            Task.Run(async () => (await DecideAsync(wereld, new(RetourKeuze.Herdrukt, null, false, null), beoordelaar)).Succeeded),
            Task.Run(async () => (await HerdrukTests.RunAsync(wereld.World, postkamer, brief)).Succeeded));

        Assert.Single(results, r => r);
        Assert.Equal(2, (await wereld.VerzendingenAsync("activatiebrief")).Count);
    }

    [Fact]
    public async Task NewUitnodiging_OrTheLastDay_EndsTheTask()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await ReturnedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(31));

        await wereld.RunAsync(typeof(LaatActivatieVerlopenStep));

        Assert.Equal(TaakStatus.Ingetrokken, Assert.Single(await TakenAsync(wereld)).Status);
    }

    [Fact]
    public async Task EndOfTheAanvraag_EndsTheTask()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await ReturnedAsync(wereld);

        await wereld.World.Services.GetRequiredService<UseCases>().RunAsync<Done>(
            wereld.World.Handeling(),
            async (scope, ct) =>
            {
                await wereld.World.Services.GetRequiredService<Intrekking>().WithdrawAsync(scope, wereld.World.Handeling(), wereld.Aanvraag.Id, ct);
                return default(Done);
            },
            CancellationToken.None);

        Assert.Equal(TaakStatus.Ingetrokken, Assert.Single(await TakenAsync(wereld)).Status);
    }

    // What was asked is done: what came back does not matter any more.
    [Fact]
    public async Task RondAf_EndsTheTask()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await ReturnedAsync(wereld);
        await using (var db = wereld.World.NewContext())
        {
            var aanvraag = await db.Aanvragen.SingleAsync();
            aanvraag.Accept(wereld.World.Time.GetUtcNow());
            await db.SaveChangesAsync();
        }

        await wereld.RunAsync(typeof(RondAfStep));

        Assert.Equal(TaakStatus.Ingetrokken, Assert.Single(await TakenAsync(wereld)).Status);
    }

    // the first beheerder has nobody above him; who asked for him hears of it.
    [Fact]
    public async Task RegisterReturn_WithoutAnActiveBeheerder_TellsTheAanvragerOfAnAanvraagOfNobodysBeheerder()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        wereld.World.MayBreak("the rows are changed to those of a first beheerder", "EersteBeheerder", "Waarborg", "Verzendingen");
        var (_, brief) = await HerdrukTests.PostedAsync(wereld);
        await using (var db = wereld.World.NewContext())
        {
            await db.Koppelingen.Where(k => k.Id == wereld.AanvragerKoppeling.Id).ExecuteUpdateAsync(k => k.SetProperty(x => x.Rol, Rol.Gebruiker));
            await db.Aanvragen.ExecuteUpdateAsync(a => a.SetProperty(x => x.Type, "eerste-beheerder"));
        }

        await RegisterAsync(wereld, brief);

        Assert.Equal(wereld.Aanvrager.Id, Assert.Single(await wereld.VerzendingenAsync("brief-retour")).PersoonId);
    }

    // The new letter is on its way: nobody is told to call.
    [Fact]
    public async Task RegisterReturn_OfALetterThatWasReplaced_TellsNobodyAndMakesNoTask()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var (_, brief) = await HerdrukTests.PostedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(1));
        await HerdrukTests.RunAsync(wereld.World, await HerdrukTests.AccountAsync(wereld.World), brief);

        await RegisterAsync(wereld, brief);

        Assert.Empty(await wereld.VerzendingenAsync("brief-retour"));
        Assert.Empty(await TakenAsync(wereld));
    }

    // a reminder must not speak of a code that has ended.
    [Fact]
    public async Task Reminder_AfterTheLetterCameBack_SaysSo()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await ReturnedAsync(wereld);

        foreach (var (template, aan) in new[] { ("herinnering-activatie", "Gebruiker"), ("beheerder-herinnering", "Beheerders") })
        {
            await wereld.RunAsync(typeof(VerzendStep), ("template", template), ("aan", aan));
        }

        Assert.True((await wereld.LastAsync<HerinneringActivatieGegevens>()).Teruggekomen);
        Assert.True((await wereld.LastAsync<BeheerderHerinneringGegevens>()).Teruggekomen);
    }

    [Theory]
    [InlineData(VerzendStatus.Mislukt)]
    [InlineData(VerzendStatus.Vervallen)]
    public async Task Reprint_OfAReprintThatFailed_IsFollowedByAnother(VerzendStatus status)
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var (_, brief) = await HerdrukTests.PostedAsync(wereld);
        var postkamer = await HerdrukTests.AccountAsync(wereld.World);
        wereld.World.Time.Advance(TimeSpan.FromDays(1));
        var herdruk = (await HerdrukTests.RunAsync(wereld.World, postkamer, brief)).Value;
        await using (var db = wereld.World.NewContext())
        {
            await db.Verzendingen.Where(v => v.Id == herdruk).ExecuteUpdateAsync(v => v.SetProperty(x => x.Status, status));
        }

        wereld.World.Time.Advance(TimeSpan.FromDays(1));
        var result = await HerdrukTests.RunAsync(wereld.World, postkamer, herdruk);

        Assert.Empty(result.Refusals);
        Assert.Equal(VerzendStatus.Vervallen, await wereld.World.ReadAsync(db => db.Verzendingen.Where(v => v.Id == herdruk).Select(v => v.Status).SingleAsync()));
        Assert.True((await wereld.Service.BeginAsync((await wereld.LastAsync<ActivatiebriefGegevens>()).Code!, ActivatieWereld.Browser, CancellationToken.None)).Succeeded);
        var page = await wereld.World.Services.GetRequiredService<BriefService>().FindAsync(wereld.World.Handeling(postkamer), brief, CancellationToken.None);
        Assert.Equal(VerzendStatus.Vervallen, page!.HerdrukStatus);
    }

    [Theory]
    [InlineData(StafRol.Postkamer)]
    [InlineData(StafRol.Operator)]
    [InlineData(StafRol.Auditor)]
    public async Task DecideRetour_ByEveryRoleExceptBeoordelaar_IsRefused(StafRol rol)
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await ReturnedAsync(wereld);
        var account = await HerdrukTests.AccountAsync(wereld.World, rol);
        var taak = Assert.Single(await TakenAsync(wereld)).Id;

        Assert.Equal([new NotAllowed()], (await Brieven(wereld).DecideRetourAsync(wereld.World.Handeling(account), taak, new(RetourKeuze.Herdrukt, null, false, null), CancellationToken.None)).Refusals);
        Assert.Equal([new NotAllowed()], (await Brieven(wereld).FitAsync(wereld.World.Handeling(account), taak, new(AnderAdres, true), CancellationToken.None)).Refusals);
    }

    private static BriefTaken Brieven(ActivatieWereld wereld) => ActivatorUtilities.CreateInstance<BriefTaken>(wereld.World.Services, new Venster());

    private static Task<List<BeoordelingsTaak>> TakenAsync(ActivatieWereld wereld) => wereld.World.ReadAsync(db => db.Taken.ToListAsync());

    private static Task<Verzending> HerdrukAsync(ActivatieWereld wereld, Guid brief) => wereld.World.ReadAsync(db => db.Verzendingen.SingleAsync(v => v.HerdrukVanId == brief));

    private static async Task<(string Code, Guid Brief)> ReturnedAsync(ActivatieWereld wereld)
    {
        var posted = await HerdrukTests.PostedAsync(wereld);
        await RegisterAsync(wereld, posted.Brief);
        return posted;
    }

    private static async Task<Guid> WaitingAsync(ActivatieWereld wereld)
    {
        var at = wereld.World.Time.GetUtcNow();
        var brief = Verzending.Create(
            new() { AanvraagId = wereld.Aanvraag.Id, Kanaal = VerzendKanaal.Post, Template = "activatiebrief", Taal = "nl", OntvangerNaam = "Nina", Adres = AnderAdres }, at);
        brief.WaitForAdres();
        await wereld.World.SeedAsync(brief, BeoordelingsTaak.VoorBrief(Given.Id(), wereld.Aanvraag.Id, brief.Id, TaakSoort.AdresAanpassen, at, 2));
        return brief.Id;
    }

    private static async Task RegisterAsync(ActivatieWereld wereld, Guid brief)
    {
        var account = await HerdrukTests.AccountAsync(wereld.World);
        Assert.Empty((await wereld.World.Services.GetRequiredService<BriefService>()
            .RegisterReturnAsync(wereld.World.Handeling(account), brief, RetourReden.Verhuisd, CancellationToken.None)).Refusals);
    }

    private static async Task<Guid> ClaimedAsync(ActivatieWereld wereld)
    {
        var account = await HerdrukTests.AccountAsync(wereld.World, StafRol.Beoordelaar);
        var taak = Assert.Single(await TakenAsync(wereld)).Id;
        Assert.Empty((await wereld.World.Services.GetRequiredService<BeoordelingService>().ClaimAsync(wereld.World.Handeling(account), taak, CancellationToken.None)).Refusals);
        return account;
    }

    private static async Task<Result<Done>> DecideAsync(ActivatieWereld wereld, RetourBesluit besluit, Guid? door = null)
    {
        var account = door ?? await ClaimedAsync(wereld);
        return await Brieven(wereld).DecideRetourAsync(wereld.World.Handeling(account), Assert.Single(await TakenAsync(wereld)).Id, besluit, CancellationToken.None);
    }

    /// <summary>Counts characters: what is measured is the renderer's.</summary>
    private sealed class Venster : IAdresvenster
    {
        public const int Breedte = 40;

        public Refusal? Check(string naam, string adres) => adres.Split('\n').FirstOrDefault(r => r.Length > Breedte) is { } breed ? new AdresregelTeBreed(breed) : null;
    }
}
