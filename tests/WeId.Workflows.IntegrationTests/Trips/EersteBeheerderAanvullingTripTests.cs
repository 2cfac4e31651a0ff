using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that a question to who asks for a first beheerder can have .</summary>
public sealed class EersteBeheerderAanvullingTripTests : IAsyncLifetime
{
    private static readonly DateOnly Uiterlijk = new(2026, 3, 17);
    private static readonly DateTimeOffset Einde = new(2026, 3, 17, 23, 0, 0, TimeSpan.Zero);

    private TestWorld world = null!;
    private EersteBeheerderTrip trip = null!;
    private Aanvuller aanvuller = null!;

    private PersoonlijkVolgen Volgen => world.Services.GetRequiredService<PersoonlijkVolgen>();

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        aanvuller = new(world);
        await trip.PrepareAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task AskedAboutTheContract_TheAanvragerFindsTheQuestionByHisLink()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Contract.Eerste");

        var stand = await trip.OpenAsync("aanvulling-gevraagd");

        Assert.Equal((Uiterlijk, DocumentType.Identiteitskaart), (stand.Aanvulling!.Gevraagd.Uiterlijk, stand.Aanvulling.Gevraagd.Document));
        Assert.Equal("Stuur een scherpe foto.", stand.Aanvulling.Gevraagd.Vragen[^1]);
        Assert.Equal("WeId.WachtOpAanvulling", Assert.Single(stand.Aanvraag.Wacht).StapType);
        Assert.Equal(AanvraagStatus.AanvullingGevraagd, stand.Aanvraag.Status);
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd)));
    }

    // answered with a new copy, which takes the place of the old one, and approved to the end.
    [Fact]
    public async Task AskedAboutThePerson_AnsweredWithANewCopy_EndsActief()
    {
        await trip.RunAanvullingAsync();

        Assert.Equal(AanvraagStatus.Afgerond, (await aanvuller.AanvraagAsync()).Status);
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
        Assert.Equal(2, await world.ReadAsync(db => db.Bijlagen.CountAsync()));
        var aanvrager = await world.ReadAsync(db => db.Aanvragen.Select(a => a.AanvragerId).SingleAsync());
        Assert.Equal(aanvrager, await world.ReadAsync(db => db.Aanvullingen.Select(a => a.BeantwoordDoor).SingleAsync()));
    }

    // each pair of eyes goes on where it asked, at EH3 with four of them.
    [Fact]
    public async Task AskedByBothSecondReviewers_RemindedAndAnswered_EndsApproved()
    {
        await SubmitAsync("EH3");
        await trip.ReviewAsync(until: "Contract.Tweede");
        await AskAsync("Contract.Tweede");
        await AtAsync(new(2026, 3, 10, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await MailsAsync("aanvulling-herinnering"));
        await AnswerAsync("aanvulling-herinnering", "Noorman tekent alleen.");
        Assert.Equal(TaakStatus.Open, (await aanvuller.TaakAsync("Contract.Tweede")).Status);
        await trip.ReviewAsync(until: "Tweede");
        await AskAsync("Tweede");
        await AnswerAsync("aanvulling-gevraagd", "De geboortedatum is juist.");
        Assert.Equal([new FourEyes()], (await aanvuller.ClaimAsync(await aanvuller.TaakAsync("Tweede"), "Eerste")).Refusals);

        await trip.ReviewAsync();

        Assert.Equal(KoppelingStatus.WachtenOpActivatie, await world.ReadAsync(db => db.Koppelingen.Select(k => k.Status).SingleAsync()));
    }

    [Theory]
    [InlineData("Contract.Eerste")]
    [InlineData("Eerste")]
    public async Task NotAnswered_RemindsOnceAndLapsesAtTheMidnightAfterDay14(string fase)
    {
        await SubmitAsync("EH2+");
        await trip.ReviewAsync(until: fase);
        await AskAsync(fase);

        await AtAsync(Einde.AddSeconds(-1));
        Assert.Equal(AanvraagStatus.AanvullingGevraagd, (await aanvuller.AanvraagAsync()).Status);
        var vraag = (await trip.OpenAsync("aanvulling-herinnering")).Aanvulling!;
        await AtAsync(Einde);

        Assert.Equal(AanvraagStatus.Vervallen, (await aanvuller.AanvraagAsync()).Status);
        Assert.Equal((1, 1), (await MailsAsync("aanvulling-herinnering"), await MailsAsync("aanvraag-vervallen")));
        Assert.Equal(ContractStatus.Vervallen, (await trip.ContractAsync()).Status);
        Assert.Equal(KoppelingStatus.Afgekeurd, await world.ReadAsync(db => db.Koppelingen.Select(k => k.Status).SingleAsync()));
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
        Assert.Equal([new AanvullingNotGevraagd()], (await trip.Loket.AnswerAsync(vraag.Sessie, "Te laat.", "adres", CancellationToken.None)).Refusals);
        Assert.Null((await trip.OpenAsync("aanvraag-vervallen")).Aanvulling);
        Assert.Equal(InstanceStatus.Finished, await world.ReadAsync(db => db.Instances.Select(i => i.Status).SingleAsync()));
    }

    [Fact]
    public async Task Answered_RejectedAfterAll_ShowsNothingAnyMore()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Contract.Eerste");
        await AnswerAsync("aanvulling-gevraagd", "Ik kan het niet aantonen.");

        await trip.ReviewAsync(reject: "Contract.Eerste");

        Assert.Equal(AanvraagStatus.Afgekeurd, (await aanvuller.AanvraagAsync()).Status);
        Assert.Equal([new AanvraaglinkWrong()], (await Volgen.BeginAsync(trip.Code("aanvulling-gevraagd"), "adres", CancellationToken.None)).Refusals);
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
    }

    [Fact]
    public async Task Withdrawn_WhileItIsAsked_EndsEverythingOfIt()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Contract.Eerste");
        var stand = await trip.OpenAsync("aanvulling-gevraagd");
        EersteBeheerderTrip.Ok(await trip.Loket.StoreAsync(stand.Aanvulling!.Upload, DocumentZijde.Beide, "opnieuw.png", KetenTrip.Scan, CancellationToken.None));

        EersteBeheerderTrip.Ok(await Volgen.IntrekkenAsync(stand.Sessie, CancellationToken.None));
        await world.SettleAsync();

        Assert.Equal(AanvraagStatus.Ingetrokken, (await aanvuller.AanvraagAsync()).Status);
        Assert.Equal([new AanvullingNotGevraagd()], (await trip.Loket.AnswerAsync(stand.Aanvulling.Sessie, "Toch nog.", "adres", CancellationToken.None)).Refusals);
        Assert.Equal(1, await world.ReadAsync(db => db.Bijlagen.CountAsync()));
    }

    // one new side in the place of a file that showed both would leave half a document.
    [Fact]
    public async Task Answer_WithOneSideInThePlaceOfBoth_IsRefused()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Contract.Eerste");
        var vraag = (await trip.OpenAsync("aanvulling-gevraagd")).Aanvulling!;
        EersteBeheerderTrip.Ok(await trip.Loket.StoreAsync(vraag.Upload, DocumentZijde.Voorzijde, "voor.png", KetenTrip.Scan, CancellationToken.None));

        Assert.Equal([new DocumentBackMissing(DocumentType.Identiteitskaart) { Field = "Bijlagen" }], (await trip.Loket.AnswerAsync(vraag.Sessie, null, "adres", CancellationToken.None)).Refusals);
    }

    [Fact]
    public async Task Answers_FromOneAddress_AreLimited()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal([new AanvraaglinkWrong()], (await trip.Loket.AnswerAsync("geen sessie", "Ja.", "druk", CancellationToken.None)).Refusals);
        }

        Assert.IsType<Features.Activaties.TooManyPogingen>(Assert.Single((await trip.Loket.AnswerAsync("geen sessie", "Ja.", "druk", CancellationToken.None)).Refusals));
    }

    private async Task SubmitAsync(string niveau)
    {
        EersteBeheerderTrip.Ok(await trip.SubmitAsync(EersteBeheerderTrip.Formulier(niveau)));
        await world.SettleAsync();
        EersteBeheerderTrip.Ok(await trip.ReceiveAsync());
        await world.SettleAsync();
    }

    private async Task AskAsync(string fase)
    {
        var taak = await aanvuller.TaakAsync(fase);
        Assert.Empty((await aanvuller.ClaimAsync(taak, fase)).Refusals);
        Assert.Empty((await aanvuller.AskAsync(taak, fase, ["KopieOnleesbaar"], "Stuur een scherpe foto.")).Refusals);
        await world.SettleAsync();
    }

    private async Task AnswerAsync(string template, string antwoord)
    {
        EersteBeheerderTrip.Ok(await trip.Loket.AnswerAsync((await trip.OpenAsync(template)).Aanvulling!.Sessie, antwoord, "adres", CancellationToken.None));
        await world.SettleAsync();
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

    private Task<int> MailsAsync(string template) => world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == template));
}
