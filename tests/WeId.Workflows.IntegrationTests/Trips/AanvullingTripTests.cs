using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that a question for a supplement can have, under fake time on the real database, engine, templates and letter box.</summary>
public sealed class AanvullingTripTests : IAsyncLifetime
{
    // Asked on 3 March: 14 days later, until midnight in Amsterdam.
    private static readonly DateOnly Uiterlijk = new(2026, 3, 17);
    private static readonly DateTimeOffset Einde = new(2026, 3, 17, 23, 0, 0, TimeSpan.Zero);

    private TestWorld world = null!;
    private Aanvuller aanvuller = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        aanvuller = new(world);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    //
    [Fact]
    public async Task Asked_ClockStopsDocumentsStayAndTheAanvragerIsTold()
    {
        await SubmitAsync("EH2+");

        await AskAsync("Eerste");

        Assert.Equal(AanvraagStatus.AanvullingGevraagd, (await aanvuller.AanvraagAsync()).Status);
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd)));
        Assert.Equal(1, await world.ReadAsync(db => db.Bijlagen.CountAsync(b => b.Versleuteld != null)));
        Assert.Equal(1, await MailsAsync("aanvulling-gevraagd"));
        Assert.Equal(Uiterlijk, await world.ReadAsync(db => db.Aanvullingen.Select(a => a.Uiterlijk).SingleAsync()));
        Assert.Equal(KoppelingStatus.WachtenOpGoedkeuring, (await KoppelingAsync()).Status);
    }

    [Fact]
    public async Task Answered_WithNewCopies_ReplacesTheOldOnesAndPutsItBeforeTheSameStageAgain()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        world.Time.Advance(TimeSpan.FromDays(8));
        await world.SettleAsync();

        await AnswerAsync("Hier is een scherpe foto.", DocumentZijde.Voorzijde, DocumentZijde.Achterzijde);

        Assert.Equal(AanvraagStatus.InBeoordeling, (await aanvuller.AanvraagAsync()).Status);
        Assert.Equal(
            [(DocumentZijde.Voorzijde, false), (DocumentZijde.Achterzijde, false), (DocumentZijde.Beide, true)],
            await world.ReadAsync(async db => (await db.Bijlagen.ToListAsync()).OrderBy(b => b.Zijde).Select(b => (b.Zijde, b.Versleuteld is null)).ToList()));
        var taak = await aanvuller.TaakAsync("Eerste");
        Assert.Equal((TaakStatus.Open, new DateOnly(2026, 3, 18)), (taak.Status, taak.Uiterlijk));
        Assert.False(await world.ReadAsync(db => db.Concepten.AnyAsync()));
    }

    // R-160; what is granted looks at the recorded decisions once more, and a question is none.
    [Fact]
    public async Task Answered_SameReviewerApproves_GrantsTheMiddelAndErasesEveryCopy()
    {
        await new AanvullingTrip(world).RunAsync();

        Assert.Equal(AanvraagStatus.InUitvoering, (await aanvuller.AanvraagAsync()).Status);
        Assert.Equal(KoppelingStatus.WachtenOpActivatie, (await KoppelingAsync()).Status);
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
    }

    [Fact]
    public async Task AskedInTheSecondStage_GoesOnInTheSecondStageAndNotWithTheFirstReviewer()
    {
        await SubmitAsync("EH3");
        await new Beoordelaars(world).ReviewAsync(stages: 1);
        await AskAsync("Tweede");
        await AtAsync(new(2026, 3, 10, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await MailsAsync("aanvulling-herinnering"));

        await AnswerAsync("De voornaam is juist.");

        var taak = await aanvuller.TaakAsync("Tweede");
        Assert.Equal(TaakStatus.Open, taak.Status);
        Assert.Equal([new FourEyes()], (await aanvuller.ClaimAsync(taak, "Eerste")).Refusals);
        await new Beoordelaars(world).ReviewAsync();
        Assert.Equal(KoppelingStatus.WachtenOpActivatie, (await KoppelingAsync()).Status);
    }

    [Fact]
    public async Task AskedTwice_EachIsAnswered_EndsApproved()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        await AnswerAsync("Eerste antwoord.");
        world.Time.Advance(TimeSpan.FromDays(3));
        await AskAsync("Eerste");
        await AnswerAsync(null, DocumentZijde.Beide);

        await new Beoordelaars(world).ReviewAsync();

        Assert.Equal(KoppelingStatus.WachtenOpActivatie, (await KoppelingAsync()).Status);
        Assert.Equal(2, await world.ReadAsync(db => db.Aanvullingen.CountAsync(a => a.Status == AanvullingStatus.Beantwoord)));
    }

    //
    [Fact]
    public async Task Answered_RejectedAfterAll_LeavesNothing()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        await AnswerAsync("Ik heb geen andere foto.");

        await new Beoordelaars(world).ReviewAsync(approve: false, stages: 1);

        Assert.Equal(AanvraagStatus.Afgekeurd, (await aanvuller.AanvraagAsync()).Status);
        Assert.Equal(1, await MailsAsync("afwijzing"));
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
    }

    [Fact]
    public async Task NotAnswered_RemindsOnceAndLapsesAtTheMidnightAfterDay14()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        await aanvuller.WriteAsync("Ik begon hieraan.", DocumentZijde.Beide);

        await AtAsync(Einde.AddSeconds(-1));
        Assert.Equal(AanvraagStatus.AanvullingGevraagd, (await aanvuller.AanvraagAsync()).Status);
        await AtAsync(Einde);

        Assert.Equal(AanvraagStatus.Vervallen, (await aanvuller.AanvraagAsync()).Status);
        Assert.Equal((1, 1), (await MailsAsync("aanvulling-herinnering"), await MailsAsync("aanvraag-vervallen")));
        Assert.Equal(KoppelingStatus.Afgekeurd, (await KoppelingAsync()).Status);
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
        Assert.False(await world.ReadAsync(db => db.Concepten.AnyAsync()));
        Assert.Equal([new AanvullingNotGevraagd()], (await aanvuller.SendAsync()).Refusals);
        Assert.Equal(InstanceStatus.Finished, await world.ReadAsync(db => db.Instances.Select(i => i.Status).SingleAsync()));
    }

    //
    [Fact]
    public async Task NotAnswered_Koppeling_GivesTheMiddelFreeAndRemovesWhatWasAsked()
    {
        var trip = new OrganisatieKoppelenTrip(world);
        await trip.PrepareAsync();
        await trip.SubmitAsync("koppelen");
        await world.SettleAsync();
        await AskAsync("Eerste", "MagAanvragen");

        await AtAsync(Einde);

        Assert.Equal(AanvraagStatus.Vervallen, (await aanvuller.AanvraagAsync()).Status);
        Assert.False(await world.ReadAsync(db => db.EhMiddelen.AnyAsync(m => m.MutatieAanvraagId != null)));
        Assert.Equal(KoppelingStatus.Afgekeurd, (await trip.GebruikerAsync(await trip.OrganisatieAsync("90004760"))).Status);
    }

    //
    [Fact]
    public async Task NotAnswered_Belastingdienstmiddel_GivesThePlaceOfTheCompanyFree()
    {
        var trip = new WijzigMiddeltypeTrip(world);
        await trip.PrepareAsync();
        await trip.SubmitAsync("Zwart", MiddelType.Belastingdienst);
        await world.SettleAsync();
        await AskAsync("Eerste", "MagAanvragen");

        await AtAsync(Einde);

        Assert.Equal(AanvraagStatus.Vervallen, (await aanvuller.AanvraagAsync()).Status);
        Assert.False(await world.ReadAsync(db => db.EhMiddelen.AnyAsync(m => m.BelastingdienstKvk != null || m.MutatieAanvraagId != null)));
    }

    [Fact]
    public async Task Withdrawn_WhileItIsAsked_EndsEverythingOfIt()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        await aanvuller.WriteAsync("Ik begon hieraan.", DocumentZijde.Beide);

        Assert.True((await WithdrawAsync()).Succeeded);
        await world.SettleAsync();
        await AtAsync(Einde);

        Assert.Equal(AanvraagStatus.Ingetrokken, (await aanvuller.AanvraagAsync()).Status);
        Assert.Equal(AanvullingStatus.Gesloten, await world.ReadAsync(db => db.Aanvullingen.Select(a => a.Status).SingleAsync()));
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
        Assert.Equal((0, 0), (await MailsAsync("aanvulling-herinnering"), await MailsAsync("aanvraag-vervallen")));
        Assert.Equal([new AanvullingNotGevraagd()], (await aanvuller.SendAsync()).Refusals);
    }

    [Fact]
    public async Task AnswerAndWithdrawal_AtTheSameMoment_OneWins()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        await aanvuller.WriteAsync("Hier is het.", DocumentZijde.Beide);

        var answer = Task.Run(() => aanvuller.SendAsync());
        var withdrawal = Task.Run(WithdrawAsync);
        await Task.WhenAll(answer, withdrawal);
        await world.SettleAsync();

        // Withdrawing is possible after the answer too; answering after the withdrawal is not.
        Assert.True((await withdrawal).Succeeded);
        Assert.Equal(AanvraagStatus.Ingetrokken, (await aanvuller.AanvraagAsync()).Status);
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
        Assert.Equal(0, await world.ReadAsync(db => db.Incidents.CountAsync()));
    }

    // The click came before midnight, its transaction after the timer's.
    [Fact]
    public async Task Answer_WhoseDeadlineWasClosedFirst_IsRefusedAndItLapses()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        await aanvuller.WriteAsync("Net op tijd?");
        await AtAsync(Einde.AddSeconds(-1));
        world.Time.SetUtcNow(Einde);
        await world.Services.GetRequiredService<TimerService>().RunDueAsync(CancellationToken.None);

        Assert.Equal([new AanvullingTooLate(Uiterlijk)], (await aanvuller.SendAsync(Einde.AddTicks(-1))).Refusals);
        await world.SettleAsync();

        Assert.Equal(AanvraagStatus.Vervallen, (await aanvuller.AanvraagAsync()).Status);
        Assert.Equal(0, await world.ReadAsync(db => db.Incidents.CountAsync()));
    }

    [Fact]
    public async Task AnswerAndDeadline_AtTheSameMoment_OneWins()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        await aanvuller.WriteAsync("Net op tijd?");
        await AtAsync(Einde.AddSeconds(-1));
        world.Time.SetUtcNow(Einde);

        var answer = Task.Run(() => aanvuller.SendAsync(Einde.AddTicks(-1)));
        var deadline = Task.Run(() => world.Services.GetRequiredService<TimerService>().RunDueAsync(CancellationToken.None));
        await Task.WhenAll(answer, deadline);
        await world.SettleAsync();

        Assert.Equal((await answer).Succeeded ? AanvraagStatus.InBeoordeling : AanvraagStatus.Vervallen, (await aanvuller.AanvraagAsync()).Status);
        Assert.Equal(0, await world.ReadAsync(db => db.Incidents.CountAsync()));
    }

    // Between two waits: the timer of the reminder went off and nothing was delivered yet.
    [Fact]
    public async Task Answer_WhileTheReminderIsUnderWay_IsKept()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        await aanvuller.WriteAsync("Hier is het.");
        world.Time.SetUtcNow(new(2026, 3, 10, 8, 0, 0, TimeSpan.Zero));
        await world.Services.GetRequiredService<TimerService>().RunDueAsync(CancellationToken.None);

        Assert.True((await aanvuller.SendAsync()).Succeeded);
        await world.SettleAsync();

        Assert.Equal(TaakStatus.Open, (await aanvuller.TaakAsync("Eerste")).Status);
    }

    [Theory]
    [InlineData(nameof(AanvullingVraag.Redenen), null)]
    [InlineData(nameof(AanvullingVraag.Redenen), "Alleen tekst.")]
    [InlineData(nameof(AanvullingVraag.Toelichting), null, AanvulRedenen.Anders)]
    public async Task Ask_WithoutWhatTheBeheerderMustKnow_IsRefused(string field, string? toelichting, params string[] redenen)
    {
        await SubmitAsync("EH2+");
        var taak = await aanvuller.TaakAsync("Eerste");
        await aanvuller.ClaimAsync(taak, "Eerste");

        var refusals = (await aanvuller.AskAsync(taak, "Eerste", redenen, toelichting)).Refusals;

        Assert.Equal([new VraagMissing { Field = field }], refusals);
        Assert.Equal(TaakStatus.Geclaimd, (await aanvuller.TaakAsync("Eerste")).Status);
    }

    // The reasons about a document are none for an aanvraag that has no document.
    [Fact]
    public async Task Ask_ForACopyWhereThereIsNoDocument_IsRefused()
    {
        var trip = new OrganisatieKoppelenTrip(world);
        await trip.PrepareAsync();
        await trip.SubmitAsync("koppelen");
        await world.SettleAsync();
        var taak = await aanvuller.TaakAsync("Eerste");
        await aanvuller.ClaimAsync(taak, "Eerste");

        Assert.Equal([new VraagMissing { Field = nameof(AanvullingVraag.Redenen) }], (await aanvuller.AskAsync(taak, "Eerste", ["KopieOnleesbaar"], null)).Refusals);
    }

    [Fact]
    public async Task Ask_WhereTheDefinitionHasNoWayForIt_IsRefusedAndNotOffered()
    {
        await world.PublishDefinitionsAsync();
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows", "organisatie-koppelen.json")))!;
        file["version"] = file["version"]!.GetValue<int>() + 1;
        var connections = file["root"]!["connections"]!.AsArray();
        connections.Remove(connections.Single(c => (string?)c!["source"]!["activity"] == "beoordelen" && (string?)c["source"]!["port"] == BeoordelingService.AanvullingGevraagd));
        await world.Services.GetRequiredService<IDefinitionCatalog>().PublishAsync(DefinitionReader.Read(file.ToJsonString()).Definition!, CancellationToken.None);
        await new Beoordelaars(world).PrepareAsync();
        await new OrganisatieKoppelenTrip(world).PrepareAsync();
        await new OrganisatieKoppelenTrip(world).SubmitAsync("koppelen");
        await world.SettleAsync();
        var taak = await aanvuller.TaakAsync("Eerste");
        await aanvuller.ClaimAsync(taak, "Eerste");

        Assert.Equal([new AanvullingNotPossible()], (await aanvuller.AskAsync(taak, "Eerste", ["MagAanvragen"], null)).Refusals);
        var account = (await Beoordelaars.AccountsAsync(world))[0];
        Assert.Null((await world.Services.GetRequiredService<TakenQuery>().FindAsync(world.Handeling(account), taak.Id, CancellationToken.None))!.AanvullenTot);
    }

    [Fact]
    public async Task Answer_Empty_IsRefused()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        await aanvuller.WriteAsync("  ");

        Assert.Equal([new Required { Field = nameof(AanvullingFormulier.Antwoord) }], (await aanvuller.SendAsync()).Refusals);
        await aanvuller.WriteAsync("Toch iets.");
        Assert.True((await aanvuller.SendAsync()).Succeeded);
        await world.SettleAsync();
    }

    // one new side in the place of a file that showed both would leave half a document.
    [Fact]
    public async Task Answer_WithOneSideInThePlaceOfBoth_IsRefused()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        await aanvuller.WriteAsync(null, DocumentZijde.Voorzijde);

        Assert.Equal([new DocumentBackMissing(DocumentType.Identiteitskaart) { Field = "Bijlagen" }], (await aanvuller.SendAsync()).Refusals);
        Assert.Equal(AanvraagStatus.AanvullingGevraagd, (await aanvuller.AanvraagAsync()).Status);
    }

    [Fact]
    public async Task Answer_ByABeheerderOfAnotherOrganisatie_IsRefused()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        var vreemd = Given.Organisatie("90004760", "Vreemd BV");
        var ander = Given.Gebruiker(vreemd);
        await world.SeedAsync(vreemd, ander.Persoon, ander.Middel, ander.Koppeling, ander.Account);
        var aanvraag = await aanvuller.AanvraagAsync();
        var service = world.Services.GetRequiredService<AanvullingBeantwoorden>();

        Assert.Equal([new NotAllowed()], (await service.RunAsync(world.Handeling(ander.Account.Id, vreemd.Id), aanvraag.Id, CancellationToken.None)).Refusals);
        Assert.Equal([new NotAllowed()], (await service.RunAsync(world.Handeling(ander.Account.Id, aanvraag.OrganisatieId), aanvraag.Id, CancellationToken.None)).Refusals);
    }

    // Who answered for the company has no say in the review, also when he has left it since.
    [Fact]
    public async Task Review_ByWhoAnsweredForTheCompany_IsRefused()
    {
        await SubmitAsync("EH2+");
        await AskAsync("Eerste");
        await AnswerAsync("Hier is het.");
        var collega = Given.Persoon("Overgestapt");
        var medewerker = new Medewerker(Given.Id(), "Overgestapt", collega.Email, [StafRol.Beoordelaar], collega.Id);
        var account = Given.Account(medewerkerId: medewerker.Id);
        await world.SeedAsync(collega, medewerker, account);
        await world.ReadAsync(db => db.Aanvullingen.ExecuteUpdateAsync(set => set.SetProperty(a => a.BeantwoordDoor, collega.Id)));
        var taak = await aanvuller.TaakAsync("Eerste");

        var claim = await world.Services.GetRequiredService<BeoordelingService>().ClaimAsync(world.Handeling(account.Id), taak.Id, CancellationToken.None);

        Assert.Equal([new OwnOrganisatie()], claim.Refusals);
    }

    private async Task SubmitAsync(string niveau) => await new AanvullingTrip(world, niveau).SubmitAsync();

    private async Task AskAsync(string fase, params string[] redenen)
    {
        var taak = await aanvuller.TaakAsync(fase);
        Assert.Empty((await aanvuller.ClaimAsync(taak, fase)).Refusals);
        Assert.Empty((await aanvuller.AskAsync(taak, fase, redenen is [] ? ["KopieOnleesbaar"] : redenen, "Stuur een scherpe foto.")).Refusals);
        await world.SettleAsync();
    }

    private async Task AnswerAsync(string? antwoord, params DocumentZijde[] kopieen)
    {
        await aanvuller.WriteAsync(antwoord, kopieen);
        Assert.Empty((await aanvuller.SendAsync()).Refusals);
        await world.SettleAsync();
    }

    private async Task<Result<Done>> WithdrawAsync()
    {
        var aanvraag = await aanvuller.AanvraagAsync();
        return await world.Services.GetRequiredService<AanvraagIntrekken>()
            .RunAsync(world.Handeling(await aanvuller.BeheerderAsync(), aanvraag.OrganisatieId), aanvraag.Id, CancellationToken.None);
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

    private Task<Organisatiekoppeling> KoppelingAsync() => world.ReadAsync(db => db.Koppelingen.AsNoTracking()
        .SingleAsync(k => db.Aanvragen.Any(a => a.Id == k.AanvraagId)));

    private Task<int> MailsAsync(string template) => world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == template));
}
