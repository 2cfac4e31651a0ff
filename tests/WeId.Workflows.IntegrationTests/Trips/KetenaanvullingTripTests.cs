using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that a question to a relation about its signed form can have .</summary>
public sealed class KetenaanvullingTripTests : IAsyncLifetime
{
    // Asked on 3 March: 14 days later, until midnight in Amsterdam.
    private static readonly DateOnly Uiterlijk = new(2026, 3, 17);
    private static readonly DateTimeOffset Einde = new(2026, 3, 17, 23, 0, 0, TimeSpan.Zero);

    private TestWorld world = null!;
    private KetenTrip trip = null!;
    private Aanvuller aanvuller = null!;

    private AanvullingLoket Loket => world.Services.GetRequiredService<AanvullingLoket>();

    private KetenaanvullingService Service => world.Services.GetRequiredService<KetenaanvullingService>();

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        aanvuller = new(world);
        await trip.PrepareAsync();
        await trip.GiveModuleAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Asked_TellsTheRelationAndStopsTheClock()
    {
        await AskAsync("Eerste");

        var stand = await OpenAsync();

        Assert.Equal(("Test BV Donald", "Test NV Katrien", "K. Duck"), (stand.Intermediair, stand.Relatie, stand.Vertegenwoordiger));
        Assert.Equal(Uiterlijk, stand.Vraag.Gevraagd.Uiterlijk);
        Assert.Equal("De handtekening is niet te lezen.", stand.Vraag.Gevraagd.Vragen[^1]);
        Assert.Equal(AanvraagStatus.AanvullingGevraagd, (await AanvraagAsync()).Status);
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd)));
        Assert.Equal((1, 0), (await MailsAsync("ketenaanvulling-gevraagd"), await MailsAsync("aanvulling-gevraagd")));
    }

    // The form that was reviewed first stays as evidence beside the new one.
    [Fact]
    public async Task Answered_WithANewForm_PutsItBeforeTheSameStageAndHolds()
    {
        await trip.RunAanvullingAsync();

        Assert.Equal(KetenUitnodigingStatus.Actief, await StatusAsync());
        Assert.Equal(2, await world.ReadAsync(db => db.Dossierstukken.CountAsync(s => s.Soort == KetenmachtigingUitnodigingGegevens.Formulier)));
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync()));
        var aanvulling = await world.ReadAsync(db => db.Aanvullingen.AsNoTracking().SingleAsync());
        Assert.Equal((AanvullingStatus.Beantwoord, true, null), (aanvulling.Status, aanvulling.MetKopie, aanvulling.BeantwoordDoor));
    }

    [Fact]
    public async Task AskedInTheSecondStage_RemindedWithANewLinkAndAnswered_GoesOnThere()
    {
        await SignAsync();
        await new Beoordelaars(world).ReviewAsync(stages: 1);
        await AskOpenAsync("Tweede");
        var oud = await trip.CodeAsync("ketenaanvulling");
        await AtAsync(new(2026, 3, 10, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await MailsAsync("ketenaanvulling-herinnering"));
        Assert.Equal([new KetenlinkWrong()], (await Service.BeginAsync(oud, "adres", CancellationToken.None)).Refusals);

        await AnswerAsync("Bestuurder sinds 1 februari.");

        Assert.Equal(TaakStatus.Open, (await aanvuller.TaakAsync("Tweede")).Status);
        await new Beoordelaars(world).ReviewAsync();
        Assert.Equal(KetenUitnodigingStatus.Actief, await StatusAsync());
    }

    [Fact]
    public async Task Answered_RejectedAfterAll_TellsBoth()
    {
        await AskAsync("Eerste");
        await AnswerAsync("Ik heb geen ander formulier.");

        await new Beoordelaars(world).ReviewAsync(approve: false, stages: 1);

        Assert.Equal(KetenUitnodigingStatus.Afgewezen, await StatusAsync());
        Assert.Equal((1, 1), (await MailsAsync("afwijzing"), await MailsAsync("ketenuitnodiging-afgelopen")));
    }

    [Fact]
    public async Task NotAnswered_RemindsOnceAndLapsesAtTheMidnightAfterDay14()
    {
        await AskAsync("Eerste");
        var stand = await OpenAsync();
        await UploadAsync(stand);

        await AtAsync(Einde.AddSeconds(-1));
        Assert.Equal(AanvraagStatus.AanvullingGevraagd, (await AanvraagAsync()).Status);
        var code = await trip.CodeAsync("ketenaanvulling");
        await AtAsync(Einde);

        Assert.Equal((AanvraagStatus.Vervallen, KetenUitnodigingStatus.Verlopen), ((await AanvraagAsync()).Status, await StatusAsync()));
        Assert.Equal((1, 2), (await MailsAsync("ketenaanvulling-herinnering"), await MailsAsync("ketenuitnodiging-afgelopen")));
        Assert.Equal([new KetenlinkWrong()], (await Service.BeginAsync(code, "adres", CancellationToken.None)).Refusals);
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync()));
        Assert.Equal(1, await world.ReadAsync(db => db.Dossierstukken.CountAsync(s => s.Soort == KetenmachtigingUitnodigingGegevens.Formulier)));
        var aanvraag = await AanvraagAsync();
        Assert.Equal(InstanceStatus.Finished, await world.ReadAsync(db => db.Instances.Where(i => i.AanvraagId == aanvraag.Id).Select(i => i.Status).SingleAsync()));
    }

    [Fact]
    public async Task Withdrawn_WhileItIsAsked_EndsEverythingOfIt()
    {
        await AskAsync("Eerste");
        var stand = await OpenAsync();
        await UploadAsync(stand);

        await trip.DoAsync("trek in", async act => await world.Services.GetRequiredService<AanvraagIntrekken>().RunAsync(act, await trip.AanvraagAsync(), CancellationToken.None));

        Assert.Equal(KetenUitnodigingStatus.Ingetrokken, await StatusAsync());
        Assert.Equal([new KetenlinkWrong()], (await Service.StandAsync(stand.Sessie, CancellationToken.None)).Refusals);
        Assert.Equal([new AanvullingNotGevraagd()], (await Loket.AnswerAsync(stand.Vraag.Sessie, "Toch nog.", "adres", CancellationToken.None)).Refusals);
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync()));
    }

    // Used: the link and all that was handed out with it lead nowhere; a second click answers as the first.
    [Fact]
    public async Task Answered_TheLinkLeadsNowhere()
    {
        await AskAsync("Eerste");
        var code = await trip.CodeAsync("ketenaanvulling");
        var stand = await AnswerAsync("Ja.");

        Assert.Equal([new KetenlinkWrong()], (await Service.BeginAsync(code, "adres", CancellationToken.None)).Refusals);
        Assert.Equal([new KetenlinkWrong()], (await Service.StandAsync(stand.Sessie, CancellationToken.None)).Refusals);
        Assert.Null(await Service.FormulierAsync(stand.Sessie, "nl", CancellationToken.None));
        Assert.Equal([new NotAllowed()], (await Loket.StoreAsync(stand.Vraag.Upload, DocumentZijde.Beide, "scan.png", KetenTrip.Scan, CancellationToken.None)).Refusals);
        Assert.True((await Loket.AnswerAsync(stand.Vraag.Sessie, "Ja.", "adres", CancellationToken.None)).Succeeded);
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "AanvullingGegeven")));
    }

    // The click came before midnight, its transaction after the timer's.
    [Fact]
    public async Task AnswerAndDeadline_AtTheSameMoment_OneWins()
    {
        await AskAsync("Eerste");
        await AtAsync(Einde.AddSeconds(-1));
        var stand = await OpenAsync();

        var answer = Task.Run(() => Loket.AnswerAsync(stand.Vraag.Sessie, "Net op tijd?", "adres", CancellationToken.None));
        world.Time.SetUtcNow(Einde);
        await Task.WhenAll(answer, Task.Run(() => world.Services.GetRequiredService<TimerService>().RunDueAsync(CancellationToken.None)));
        await world.SettleAsync();

        Assert.Equal((await answer).Succeeded ? AanvraagStatus.InBeoordeling : AanvraagStatus.Vervallen, (await AanvraagAsync()).Status);
        Assert.Equal(0, await world.ReadAsync(db => db.Incidents.CountAsync()));
    }

    [Fact]
    public async Task Answer_AfterTheLastDay_IsRefused()
    {
        await AskAsync("Eerste");
        await AtAsync(Einde.AddSeconds(-1));
        var stand = await OpenAsync();
        world.Time.SetUtcNow(Einde);

        Assert.Equal([new AanvullingTooLate(Uiterlijk)], (await Loket.AnswerAsync(stand.Vraag.Sessie, "Te laat.", "adres", CancellationToken.None)).Refusals);
        await world.SettleAsync();
    }

    [Theory]
    [InlineData(null, typeof(Required))]
    [InlineData("  ", typeof(Required))]
    [InlineData("a\u0007b", typeof(NotValid))]
    public async Task Answer_ThatSaysNothing_IsRefusedAndCanBeMended(string? antwoord, Type refusal)
    {
        await AskAsync("Eerste");
        var stand = await OpenAsync();

        Assert.Equal(refusal, Assert.Single((await Loket.AnswerAsync(stand.Vraag.Sessie, antwoord, "adres", CancellationToken.None)).Refusals).GetType());
        Assert.True((await Loket.AnswerAsync(stand.Vraag.Sessie, "Wel iets.", "adres", CancellationToken.None)).Succeeded);
        await world.SettleAsync();
    }

    // What lets a file in does nothing else, and the other way round.
    [Fact]
    public async Task UploadTicket_CannotAnswer()
    {
        await AskAsync("Eerste");
        var stand = await OpenAsync();

        Assert.False((await Loket.AnswerAsync(stand.Vraag.Upload, "Ja.", "adres", CancellationToken.None)).Succeeded);
        Assert.False((await Loket.StoreAsync(stand.Vraag.Sessie, DocumentZijde.Beide, "scan.png", KetenTrip.Scan, CancellationToken.None)).Succeeded);
        Assert.False((await Loket.AnswerAsync(stand.Sessie, "Ja.", "adres", CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Upload_OfSomethingElseThanADocument_IsRefused()
    {
        await AskAsync("Eerste");
        var stand = await OpenAsync();

        var refused = await Loket.StoreAsync(stand.Vraag.Upload, DocumentZijde.Beide, "scan.png", Encoding.ASCII.GetBytes("MZ geen plaatje"), CancellationToken.None);

        Assert.IsType<BijlageGeweigerd>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task Begin_GuessedCodes_ChangeNothingAndAreShutAfterTen()
    {
        await AskAsync("Eerste");
        var before = await world.ReadAsync(db => db.Audit.CountAsync());
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal([new KetenlinkWrong()], (await Service.BeginAsync($"AAAAAAAAAAAAAAAAAAA{i}", "gokker", CancellationToken.None)).Refusals);
        }

        var code = await trip.CodeAsync("ketenaanvulling");
        Assert.IsType<Features.Activaties.TooManyPogingen>(Assert.Single((await Service.BeginAsync(code, "gokker", CancellationToken.None)).Refusals));
        Assert.True((await Service.BeginAsync(code, "ander", CancellationToken.None)).Succeeded);
        Assert.Equal(before, await world.ReadAsync(db => db.Audit.CountAsync()));
    }

    [Fact]
    public async Task Uploads_FromOneAddress_AreLimited()
    {
        await AskAsync("Eerste");
        var stand = await OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(Loket.RefuseUpload(stand.Vraag.Upload, "druk"));
        }

        Assert.IsType<Features.Activaties.TooManyPogingen>(Loket.RefuseUpload(stand.Vraag.Upload, "druk"));
        Assert.Null(Loket.RefuseUpload(stand.Vraag.Upload, "ander"));
    }

    // The intermediair sees that it waits for the relation, and cannot answer in its place.
    [Fact]
    public async Task Asked_TheIntermediairSeesWhyItWaitsAndCannotAnswer()
    {
        await AskAsync("Eerste");
        var act = await trip.ActAsync("kijken");

        var gevolgd = await world.Services.GetRequiredService<AanvraagVolgenQuery>().FindAsync(act, await trip.AanvraagAsync(), CancellationToken.None);

        Assert.Null(gevolgd!.Aanvulling);
        Assert.Equal("WeId.WachtOpAanvulling", Assert.Single(gevolgd.Wacht).StapType);
        Assert.Equal([new NotAllowed()], (await world.Services.GetRequiredService<AanvullingBeantwoorden>().RunAsync(act, gevolgd.Id, CancellationToken.None)).Refusals);
        Assert.Null((await world.Services.GetRequiredService<AanvragenQuery>().ListAsync(act, 1, CancellationToken.None))!.Rijen[0].AanvullenTot);
    }

    [Fact]
    public async Task Form_CanBeSignedAgain()
    {
        await AskAsync("Eerste");

        var formulier = await Service.FormulierAsync((await OpenAsync()).Sessie, "nl", CancellationToken.None);

        Assert.StartsWith("%PDF", Encoding.ASCII.GetString(formulier!.Value.Pdf.AsSpan(0, 4)), StringComparison.Ordinal);
    }

    private async Task SignAsync()
    {
        var stand = await trip.OpenAsync();
        await trip.ChooseAsync(stand);
        Assert.True((await trip.Uitnodigingen.UploadAsync(stand.Upload, "scan.png", KetenTrip.Scan, CancellationToken.None)).Succeeded);
        Assert.True((await trip.Uitnodigingen.OndertekenAsync(stand.Sessie, CancellationToken.None)).Succeeded);
        await world.SettleAsync();
    }

    private async Task AskAsync(string fase)
    {
        await SignAsync();
        await AskOpenAsync(fase);
    }

    private async Task AskOpenAsync(string fase)
    {
        var taak = await aanvuller.TaakAsync(fase);
        Assert.Empty((await aanvuller.ClaimAsync(taak, fase)).Refusals);
        Assert.Empty((await aanvuller.AskAsync(taak, fase, ["FormulierOnleesbaar"], "De handtekening is niet te lezen.")).Refusals);
        await world.SettleAsync();
    }

    private async Task<KetenaanvullingStand> OpenAsync()
    {
        var result = await Service.BeginAsync(await trip.CodeAsync("ketenaanvulling"), "katrien", CancellationToken.None);
        Assert.Empty(result.Refusals);
        return result.Value!;
    }

    private async Task UploadAsync(KetenaanvullingStand stand) =>
        Assert.Empty((await Loket.StoreAsync(stand.Vraag.Upload, DocumentZijde.Beide, "opnieuw.png", KetenTrip.Scan, CancellationToken.None)).Refusals);

    private async Task<KetenaanvullingStand> AnswerAsync(string antwoord)
    {
        var stand = await OpenAsync();
        Assert.Empty((await Loket.AnswerAsync(stand.Vraag.Sessie, antwoord, "adres", CancellationToken.None)).Refusals);
        await world.SettleAsync();
        return stand;
    }

    private async Task AtAsync(DateTimeOffset at)
    {
        // Timers go off on their own day, as they do when nobody moves the clock.
        while (world.Time.GetUtcNow().AddDays(1) < at)
        {
            world.Time.Advance(TimeSpan.FromDays(1));
            await world.SettleAsync();
        }

        world.Time.SetUtcNow(at);
        await world.SettleAsync();
    }

    private Task<KetenUitnodigingStatus> StatusAsync() => world.ReadAsync(db => db.KetenUitnodigingen.Select(u => u.Status).SingleAsync());

    private Task<Aanvraag> AanvraagAsync() => world.ReadAsync(db => db.Aanvragen.AsNoTracking().SingleAsync(a => a.Type == "ketenmachtiging-uitnodiging"));

    private Task<int> MailsAsync(string template) => world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == template));
}
