using System.Text;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Features.Aanvragen.Concepten;

public class ConceptServiceTests
{
    [Fact]
    public async Task Open_AfterSave_GoesOnWhereHeWas()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concepten = module.Get<ConceptService>();
        var first = await OpenAsync(module);
        await concepten.SaveAsync(module.Handeling(), first.Id, new NieuweGebruikerFormulier { Achternaam = "Pietersen", Stap = 3 }, CancellationToken.None);

        var again = await OpenAsync(module);

        Assert.False(first.Hervat);
        Assert.True(again.Hervat);
        Assert.Equal(first.Id, again.Id);
        Assert.Equal("Pietersen", again.Formulier.Achternaam);
        Assert.Equal(3, again.Formulier.Stap);
    }

    [Fact]
    public async Task Save_PersonalData_AreUnreadableInTheDatabase()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);

        await module.Get<ConceptService>().SaveAsync(module.Handeling(), concept.Id, new NieuweGebruikerFormulier { Achternaam = "Pietersen" }, CancellationToken.None);

        var stored = await module.World.ReadAsync(db => db.Concepten.SingleAsync());
        Assert.DoesNotContain("Pietersen", Encoding.UTF8.GetString(stored.Gegevens), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_DraftOfAnotherAccount_IsRefused()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);
        var (persoon, middel, koppeling, account) = Given.Gebruiker(module.Organisatie, achternaam: "Ander");
        await module.World.SeedAsync(persoon, middel, koppeling, account);

        var saved = await module.Get<ConceptService>().SaveAsync(
            module.World.Handeling(account.Id, module.Organisatie.Id), concept.Id, new NieuweGebruikerFormulier { Achternaam = "Vreemd" }, CancellationToken.None);

        Assert.Equal([new NotAllowed()], saved.Refusals);
        Assert.Null((await OpenAsync(module)).Formulier.Achternaam);
    }

    [Fact]
    public async Task Save_AfterDelete_DoesNotBringItBack()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concepten = module.Get<ConceptService>();
        var concept = await OpenAsync(module);
        await module.Get<BijlageService>().StoreAsync(module.Handeling(), concept.Id, DocumentZijde.Voorzijde, "pas.png", new byte[10], CancellationToken.None);
        await concepten.DeleteAsync(module.Handeling(), concept.Id, CancellationToken.None);

        var saved = await concepten.SaveAsync(module.Handeling(), concept.Id, new NieuweGebruikerFormulier(), CancellationToken.None);

        Assert.False(saved.Succeeded);
        Assert.Equal(0, await module.World.ReadAsync(db => db.Concepten.CountAsync()));
        Assert.Equal(0, await module.World.ReadAsync(db => db.Bijlagen.CountAsync()));
    }

    [Fact]
    public async Task Open_OrganisatieOfAnother_IsRefused()
    {
        await using var module = await Beheermodule.CreateAsync();
        var foreign = Given.Organisatie("90004760", "Vreemd BV");
        await module.World.SeedAsync(foreign);

        var opened = await module.Get<ConceptService>().OpenAsync<NieuweGebruikerFormulier>(
            module.World.Handeling(module.Account.Id, foreign.Id), NieuweGebruikerGegevens.Type, CancellationToken.None);

        Assert.Equal([new NotAllowed()], opened.Refusals);
    }

    [Fact]
    public async Task RunOnce_DraftOfSevenDays_GoesWithItsUploads()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);
        await module.Get<BijlageService>().StoreAsync(module.Handeling(), concept.Id, DocumentZijde.Voorzijde, "pas.png", new byte[10], CancellationToken.None);
        module.World.Time.Advance(ConceptOpruimer.Bewaartermijn + TimeSpan.FromMinutes(1));

        var removed = await module.Get<ConceptOpruimer>().RunOnceAsync(CancellationToken.None);

        Assert.Equal(2, removed);
        Assert.Equal(0, await module.World.ReadAsync(db => db.Concepten.CountAsync()));
        Assert.Equal(0, await module.World.ReadAsync(db => db.Bijlagen.CountAsync()));
    }

    [Fact]
    public async Task RunOnce_DraftStillWorkedOn_StaysWithItsUploads()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);
        await module.Get<BijlageService>().StoreAsync(module.Handeling(), concept.Id, DocumentZijde.Voorzijde, "pas.png", new byte[10], CancellationToken.None);
        module.World.Time.Advance(TimeSpan.FromDays(5));
        await module.Get<ConceptService>().SaveAsync(module.Handeling(), concept.Id, new NieuweGebruikerFormulier(), CancellationToken.None);
        module.World.Time.Advance(TimeSpan.FromDays(5));

        var removed = await module.Get<ConceptOpruimer>().RunOnceAsync(CancellationToken.None);

        Assert.Equal(0, removed);
        Assert.Equal(1, await module.World.ReadAsync(db => db.Bijlagen.CountAsync()));
    }

    // who cannot sign in has fourteen days for his answer, and its files are kept as long.
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task RunOnce_FileOfAVisitorForASupplement_StaysWhileItIsAsked(bool gevraagd, int left)
    {
        await using var module = await Beheermodule.CreateAsync();
        var taak = new BeoordelingsTaak(Given.Id(), Given.Id(), Given.Id(), TaakSoort.Beoordeling, "Beoordelaar", "Beoordeling", module.World.Time.GetUtcNow(), new DateOnly(2026, 3, 31));
        var vraag = new Aanvulling(Given.Id(), taak, ["Onleesbaar"], null, Given.Id(), module.Handeling(), Aanvulling.TermijnDagen);
        if (!gevraagd)
        {
            vraag.Close();
        }

        await module.World.SeedAsync(vraag);
        Assert.True((await module.Get<BijlageService>().StoreOfVisitorAsync(module.Handeling(), vraag.Id, DocumentZijde.Voorzijde, "pas.png", new byte[10], CancellationToken.None)).Succeeded);
        module.World.Time.Advance(TimeSpan.FromDays(13));

        await module.Get<ConceptOpruimer>().RunOnceAsync(CancellationToken.None);

        Assert.Equal(left, await module.World.ReadAsync(db => db.Bijlagen.CountAsync()));
    }

    [Fact]
    public async Task RunOnce_UploadThatWasSubmitted_Stays()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);
        await module.Get<BijlageService>().StoreAsync(module.Handeling(), concept.Id, DocumentZijde.Voorzijde, "pas.png", new byte[10], CancellationToken.None);
        await using (var db = module.World.NewContext())
        {
            (await db.Bijlagen.SingleAsync()).Submit(Given.Id());
            await db.SaveChangesAsync();
        }

        module.World.Time.Advance(TimeSpan.FromDays(8));
        await module.Get<ConceptOpruimer>().RunOnceAsync(CancellationToken.None);

        Assert.Equal(1, await module.World.ReadAsync(db => db.Bijlagen.CountAsync()));
    }

    [Fact]
    public async Task RunOnce_DocumentNinetyDaysWithoutADecision_IsErasedAndNoted()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);
        await module.Get<BijlageService>().StoreAsync(module.Handeling(), concept.Id, DocumentZijde.Voorzijde, "pas.png", new byte[10], CancellationToken.None);
        await using (var db = module.World.NewContext())
        {
            (await db.Bijlagen.SingleAsync()).Submit(Given.Id());
            await db.SaveChangesAsync();
        }

        module.World.Time.Advance(ConceptOpruimer.DocumentTermijn);
        await module.Get<ConceptOpruimer>().RunOnceAsync(CancellationToken.None);
        Assert.NotNull(await module.World.ReadAsync(db => db.Bijlagen.Select(b => b.Versleuteld).SingleAsync()));
        module.World.Time.Advance(TimeSpan.FromMinutes(1));
        await module.Get<ConceptOpruimer>().RunOnceAsync(CancellationToken.None);

        var bijlage = await module.World.ReadAsync(db => db.Bijlagen.SingleAsync());
        Assert.Equal((null, null, module.World.Time.GetUtcNow()), (bijlage.Versleuteld, bijlage.Sleutel, bijlage.GewistOp));
        Assert.Equal(1, await module.World.ReadAsync(db => db.Audit.CountAsync(r => r.Wat == "DocumentVerlopen" && r.AanvraagId == bijlage.AanvraagId)));
    }

    private static async Task<GeopendConcept<NieuweGebruikerFormulier>> OpenAsync(Beheermodule module) =>
        (await module.Get<ConceptService>().OpenAsync<NieuweGebruikerFormulier>(module.Handeling(), NieuweGebruikerGegevens.Type, CancellationToken.None)).Value!;
}
