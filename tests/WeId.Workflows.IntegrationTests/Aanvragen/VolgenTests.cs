using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Aanvragen;

/// <summary>A beheerder follows an aanvraag and withdraws it, whatever its type.</summary>
public sealed class VolgenTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private OrganisatieKoppelenTrip trip = null!;
    private Guid organisatie;
    private Guid beheerder;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        await trip.PrepareAsync();
        organisatie = await trip.OrganisatieAsync("68750110");
        beheerder = await world.ReadAsync(db => db.Koppelingen.Where(k => k.OrganisatieId == organisatie && k.Rol == Rol.Beheerder)
            .Join(db.Users, k => k.EhMiddel.PersoonId, u => u.PersoonId, (_, u) => u.Id).SingleAsync());
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Find_InReview_TellsWhatWasDoneAndWhatItWaitsFor()
    {
        var id = await SubmitAsync();

        var aanvraag = (await FindAsync(id))!;

        Assert.Equal(["Ontvangst bevestigen", "Handelsregister raadplegen"], aanvraag.Gedaan.Select(s => s.Titel));
        var wacht = Assert.Single(aanvraag.Wacht);
        Assert.Equal(("WeId.VraagBeoordeling", "Koppeling beoordelen", TestWorld.Begin), (wacht.StapType, wacht.Titel, wacht.Sinds));
        Assert.True(aanvraag.KanIntrekken);
        Assert.False(aanvraag.IsGestoord);
    }

    [Fact]
    public async Task List_ShowsTheAanvraagToItsOrganisatieOnly()
    {
        var id = await SubmitAsync();
        var query = world.Services.GetRequiredService<AanvragenQuery>();

        var rij = Assert.Single((await query.ListAsync(world.Handeling(beheerder, organisatie), 1, CancellationToken.None))!.Rijen);

        Assert.Equal((id, AanvraagStatus.InBeoordeling), (rij.Id, rij.Status));
        Assert.Empty((await query.ListAsync(world.Handeling(beheerder, await trip.OrganisatieAsync("90004760")), 1, CancellationToken.None))!.Rijen);
        Assert.Null(await query.ListAsync(world.Handeling(Given.Id(), organisatie), 1, CancellationToken.None));
    }

    //
    [Fact]
    public async Task Rejected_IsNotInThePortal()
    {
        var id = await SubmitAsync();
        await new Beoordelaars(world).ReviewAsync(approve: false, stages: 1);

        Assert.Null(await FindAsync(id));
        Assert.Empty((await world.Services.GetRequiredService<AanvragenQuery>().ListAsync(world.Handeling(beheerder, organisatie), 1, CancellationToken.None))!.Rijen);
    }

    [Fact]
    public async Task Withdraw_InReview_EndsTasksKoppelingAndLock()
    {
        var id = await SubmitAsync();

        Assert.True((await WithdrawAsync(id, world.Handeling(beheerder, organisatie))).Succeeded);
        await world.SettleAsync();

        Assert.Equal(AanvraagStatus.Ingetrokken, (await FindAsync(id))!.Status);
        Assert.Equal(TaakStatus.Ingetrokken, await world.ReadAsync(db => db.Taken.Select(t => t.Status).SingleAsync()));
        Assert.Equal(KoppelingStatus.Afgekeurd, (await trip.GebruikerAsync(await trip.OrganisatieAsync("90004760"))).Status);
        Assert.False(await world.ReadAsync(db => db.EhMiddelen.AnyAsync(m => m.MutatieAanvraagId != null)));
        Assert.Equal(InstanceStatus.Canceled, await world.ReadAsync(db => db.Instances.Select(i => i.Status).SingleAsync()));
    }

    [Fact]
    public async Task Withdraw_TheAanvraagOfAColleague_TellsHim()
    {
        var id = await SubmitAsync();
        var collega = await world.ReadAsync(db => db.Organisaties.SingleAsync(o => o.Id == organisatie));
        var tweede = Given.Gebruiker(collega, achternaam: "De Tweede");
        await world.SeedAsync(tweede.Persoon, tweede.Middel, tweede.Koppeling, tweede.Account);

        Assert.True((await WithdrawAsync(id, world.Handeling(tweede.Account.Id, organisatie))).Succeeded);
        await world.SettleAsync();

        var aanvrager = await world.ReadAsync(db => db.Aanvragen.Where(a => a.Id == id).Select(a => a.AanvragerId).SingleAsync());
        var mail = await world.ReadAsync(db => db.Verzendingen.SingleAsync(v => v.Template == "aanvraag-ingetrokken"));
        Assert.Equal((aanvrager, VerzendStatus.Verzonden), (mail.PersoonId, mail.Status));
    }

    [Fact]
    public async Task Withdraw_HisOwn_SendsNothing()
    {
        var id = await SubmitAsync();

        Assert.True((await WithdrawAsync(id, world.Handeling(beheerder, organisatie))).Succeeded);
        await world.SettleAsync();

        Assert.False(await world.ReadAsync(db => db.Verzendingen.AnyAsync(v => v.Template == "aanvraag-ingetrokken")));
    }

    [Fact]
    public async Task Find_ByAnEnglishReader_NamesTheStepsInEnglish()
    {
        var id = await SubmitAsync();
        var culture = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        try
        {
            var aanvraag = (await FindAsync(id))!;

            Assert.Equal(["Confirm the receipt", "Consult the Handelsregister"], aanvraag.Gedaan.Select(s => s.Titel));
            Assert.Equal("Review the link", Assert.Single(aanvraag.Wacht).Titel);
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }

    [Fact]
    public async Task Withdraw_AfterTheDecision_IsRefused()
    {
        var id = await SubmitAsync();
        await new Beoordelaars(world).ReviewAsync();

        var nummer = (await FindAsync(id))!.Nummer;
        Assert.Equal([new AanvraagIsBesloten(nummer)], (await WithdrawAsync(id, world.Handeling(beheerder, organisatie))).Refusals);
    }

    [Fact]
    public async Task Withdraw_BySomebodyElse_IsRefused()
    {
        var id = await SubmitAsync();

        Assert.Equal([new NotAllowed()], (await WithdrawAsync(id, world.Handeling(beheerder, await trip.OrganisatieAsync("90004760")))).Refusals);
        Assert.Equal([new NotAllowed()], (await WithdrawAsync(id, world.Handeling(Given.Id(), organisatie))).Refusals);
    }

    [Fact]
    public async Task Withdraw_AtTheMomentOfTheDecision_OneWins()
    {
        var id = await SubmitAsync();
        await new Beoordelaars(world).ReviewAsync(stages: 1);

        var review = Task.Run(async () => await Record.ExceptionAsync(() => new Beoordelaars(world).ReviewAsync()));
        var withdrawal = Task.Run(() => WithdrawAsync(id, world.Handeling(beheerder, organisatie)));
        await Task.WhenAll(review, withdrawal);
        await world.SettleAsync();

        var status = (await FindAsync(id))!.Status;
        Assert.Equal((await withdrawal).Succeeded ? AanvraagStatus.Ingetrokken : AanvraagStatus.Afgerond, status);
    }

    private async Task<Guid> SubmitAsync()
    {
        var result = await trip.SubmitAsync("koppelen");
        await world.SettleAsync();
        return result.Value!.AanvraagId;
    }

    private Task<GevolgdeAanvraag?> FindAsync(Guid id) =>
        world.Services.GetRequiredService<AanvraagVolgenQuery>().FindAsync(world.Handeling(beheerder, organisatie), id, CancellationToken.None);

    private Task<Result<Done>> WithdrawAsync(Guid id, Handeling handeling) =>
        world.Services.GetRequiredService<AanvraagIntrekken>().RunAsync(handeling, id, CancellationToken.None);
}
