using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that the aanvraag for a new activation letter can have .</summary>
public sealed class ActiveringsbriefTripTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private ActiveringsbriefTrip trip = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        await trip.PrepareAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Letter_IsAnAanvraagWithFrozenCostsAndActivatesWithinNewDays()
    {
        var old = trip.Gebruiker.ActivatieCode();
        await trip.RunAsync();

        var aanvraag = await BriefAsync();
        Assert.Equal(AanvraagStatus.Afgerond, aanvraag.Status);
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.AanvraagId == aanvraag.Id && v.Template == "aanvraag-ontvangen")));
        Assert.Equal(12.50m, JsonSerializer.Deserialize<Kostenoverzicht>(aanvraag.Kosten!)!.Exclusief);
        Assert.Equal(VerzendKanaal.Post, await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "activatiebrief").OrderByDescending(v => v.Id).Select(v => v.Kanaal).FirstAsync()));
        Assert.NotEqual(old, trip.Gebruiker.ActivatieCode());
        Assert.Equal(world.Handeling().Today.AddDays(30), (await trip.KoppelingAsync()).UiterlijkActiverenOp);

        await trip.Gebruiker.ActivateAsync();
        await world.SettleAsync();
        Assert.Equal(KoppelingStatus.Actief, (await trip.KoppelingAsync()).Status);
    }

    [Fact]
    public async Task Letter_TheOldCode_NoLongerWorks()
    {
        var old = trip.Gebruiker.ActivatieCode();
        await trip.RunAsync();

        var result = await world.Services.GetRequiredService<ActivatieService>().BeginAsync(old, "203.0.113.7", CancellationToken.None);

        Assert.False(result.Succeeded);
    }

    [Fact]
    public async Task Letter_AskedTwice_IsOneAanvraag()
    {
        await trip.RunAsync();
        Assert.True((await trip.AskAsync()).Succeeded);
        await world.SettleAsync();

        Assert.Equal(1, await world.ReadAsync(db => db.Aanvragen.CountAsync(a => a.Type == "activeringsbrief")));
    }

    // He leaves before the letter is sent: there is nobody to write to.
    [Fact]
    public async Task Letter_WhenTheUserIsEndedMeanwhile_IsNotSent()
    {
        world.MayBreak("the koppeling is ended behind the back of its workflow", "I7", "Opzegging");
        Assert.True((await trip.AskAsync()).Succeeded);
        await using (var db = world.NewContext())
        {
            var koppeling = await db.Koppelingen.SingleAsync(k => k.EhMiddel.Persoon.Achternaam == "Nieuw");
            koppeling.End();
            await db.SaveChangesAsync();
        }

        await world.SettleAsync();

        Assert.Equal(AanvraagStatus.Ingetrokken, (await BriefAsync()).Status);
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "activatiebrief")));
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "wijziging-niet-doorgevoerd")));
    }

    // the form remains as an alternative.
    [Fact]
    public async Task Form_Approved_SendsTheLetterToo()
    {
        await SubmitFormAsync();
        await new Beoordelaars(world).ReviewAsync(type: "wijzigingsformulier");

        Assert.Equal(AanvraagStatus.Afgerond, await world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == "wijzigingsformulier").Select(a => a.Status).SingleAsync()));
        Assert.Equal(2, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "activatiebrief")));
        Assert.Equal(KoppelingStatus.WachtenOpActivatie, (await trip.KoppelingAsync()).Status);
    }

    [Fact]
    public async Task Form_ApprovedAfterAnotherUitnodiging_IsNotPossible()
    {
        await SubmitFormAsync();
        Assert.True((await trip.AskAsync()).Succeeded);
        await world.SettleAsync();
        await new Beoordelaars(world).ReviewAsync(type: "wijzigingsformulier");

        Assert.Equal(AanvraagStatus.Ingetrokken, await world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == "wijzigingsformulier").Select(a => a.Status).SingleAsync()));
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "wijziging-niet-doorgevoerd")));
    }

    private async Task SubmitFormAsync()
    {
        var result = await world.Services.GetRequiredService<WijzigingsformulierSubmit>().RunAsync(
            world.Handeling(await trip.Gebruiker.BeheerderAsync(), NieuweGebruikerTrip.OrganisatieId),
            new(WijzigingSoort.Activeringsbrief, new Dictionary<string, string> { ["Gebruiker"] = (await trip.KoppelingAsync()).Id.ToString() }, true, 12.50m),
            CancellationToken.None);
        Assert.Empty(result.Refusals);
        await world.SettleAsync();
    }

    private Task<Aanvraag> BriefAsync() => world.ReadAsync(db => db.Aanvragen.AsNoTracking().SingleAsync(a => a.Type == "activeringsbrief"));
}
