using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that the change of the type of a middel can have (R-192… ).</summary>
public sealed class WijzigMiddeltypeTripTests : IAsyncLifetime
{
    private static readonly KvkNummer Kvk = KvkNummer.Parse("68750110");

    private TestWorld world = null!;
    private WijzigMiddeltypeTrip trip = null!;
    private Beoordelaars beoordelaars = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        beoordelaars = new(world);
        await trip.PrepareAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    //
    [Fact]
    public async Task NaarBelastingdienst_ApprovedByTwo_ChangesTypeAndAbonnement()
    {
        await trip.RunAsync();

        await AssertAsync("Zwart", MiddelType.Belastingdienst, Kvk, AanvraagStatus.Afgerond);
        var abonnement = (await trip.KoppelingAsync("Zwart")).Abonnement!;
        Assert.Equal((AbonnementDuur.DrieJaar, new DateOnly(2026, 3, 3)), (abonnement.Duur, abonnement.Begin));
        Assert.Equal(2, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "middeltype-gewijzigd")));
    }

    // the register is asked about the company of the aanvraag, and the person is compared with who acts for it.
    [Theory]
    [InlineData("Fauntleroy", "Daan", "BevoegdheidVolledigBevoegd", true)]
    [InlineData("van Eend", "Karel", "BevoegdheidNietVastgesteld", false)]
    [InlineData("Zwart", "Anna", "BevoegdheidNietGevonden", false)]
    public async Task NaarBelastingdienst_ShowsTheReviewerWhatTheRegisterSays(string achternaam, string voornaam, string code, bool ok)
    {
        var organisatie = await world.ReadAsync(db => db.Organisaties.AsNoTracking().SingleAsync());
        var persoon = new Persoon(Given.Id(), voornaam, null, achternaam, new(1985, 6, 15), Emailadres.Parse("x@example.nl"), null);
        var middel = new EhMiddel(Given.Id(), persoon.Id, Betrouwbaarheidsniveau.Eh3, TweedeFactor.Sms, TestWorld.Begin);
        var koppeling = Given.Koppeling(middel, organisatie, Rol.Gebruiker, KoppelingStatus.Actief);
        await world.SeedAsync(persoon, middel, koppeling);

        Assert.True((await trip.SubmitAsync(koppeling.Id, MiddelType.Belastingdienst)).Succeeded);
        await world.SettleAsync();

        var controles = Controles.Read(await world.ReadAsync(db => db.Aanvragen.Select(a => a.Controles).SingleAsync()));
        Assert.Equal(["KvkInschrijving", code], controles.Select(c => c.Code));
        Assert.Equal([true, ok], controles.Select(c => c.Ok));
    }

    // a beheerder asks for it, and he must be one still when it is approved; his own level does not count.
    [Theory]
    [InlineData(Rol.Gebruiker, Betrouwbaarheidsniveau.Eh3, false)]
    [InlineData(Rol.Beheerder, Betrouwbaarheidsniveau.Eh2Plus, true)]
    public async Task NaarBelastingdienst_AtItsApproval_NeedsAnAanvragerWhoIsBeheerderStill(Rol rol, Betrouwbaarheidsniveau niveau, bool approved)
    {
        await SubmitAsync("Zwart", MiddelType.Belastingdienst);
        await beoordelaars.ReviewAsync(stages: 1);
        await using (var db = world.NewContext())
        {
            var koppeling = await db.Koppelingen.SingleAsync(k => k.Rol == Rol.Beheerder);
            db.Entry(koppeling).Property(k => k.Rol).CurrentValue = rol;
            db.Entry(koppeling).Property(k => k.Niveau).CurrentValue = niveau;
            await db.SaveChangesAsync();
        }

        var result = await beoordelaars.TryApproveAsync();
        await world.SettleAsync();

        Assert.Equal(approved ? [] : [new AanvragerNoBeheerder("Test BV Donald")], result.Refusals);
        Assert.Equal(approved ? AanvraagStatus.Afgerond : AanvraagStatus.InBeoordeling, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task NaarBelastingdienst_ApprovedByOne_ChangesNothingYet()
    {
        await SubmitAsync("Zwart", MiddelType.Belastingdienst);
        await beoordelaars.ReviewAsync(stages: 1);

        var middel = (await trip.KoppelingAsync("Zwart")).EhMiddel;
        Assert.Equal(MiddelType.Regulier, middel.Type);
        Assert.NotNull(middel.MutatieAanvraagId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task NaarBelastingdienst_Rejected_FreesTheMiddelAndThePlaceOfTheCompany(int stages)
    {
        await SubmitAsync("Zwart", MiddelType.Belastingdienst);
        await beoordelaars.ReviewAsync(approve: false, stages);

        await AssertAsync("Zwart", MiddelType.Regulier, null, AanvraagStatus.Afgekeurd);
        Assert.True((await trip.SubmitAsync("Wit", MiddelType.Belastingdienst)).Succeeded);
        await world.SettleAsync();
    }

    //
    [Fact]
    public async Task NaarRegulier_HappensAtOnceWithoutAReview()
    {
        await trip.RunAsync();

        await SubmitAsync("Zwart", MiddelType.Regulier);

        await AssertAsync("Zwart", MiddelType.Regulier, null, AanvraagStatus.Afgerond);
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Status == TaakStatus.Open)));
        Assert.Equal(4, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "middeltype-gewijzigd")));
    }

    //
    [Fact]
    public async Task Submit_WhileAnotherUserHasOrAskedForOne_IsRefused()
    {
        await SubmitAsync("Zwart", MiddelType.Belastingdienst);
        Assert.Contains(new BelastingdienstmiddelIsVergeven { Field = "Naar" }, (await trip.SubmitAsync("Wit", MiddelType.Belastingdienst)).Refusals);

        await beoordelaars.ReviewAsync();
        Assert.Contains(new BelastingdienstmiddelIsVergeven { Field = "Naar" }, (await trip.SubmitAsync("Wit", MiddelType.Belastingdienst)).Refusals);
    }

    // R-193 when two windows ask at once: the database has one place.
    [Fact]
    public async Task Submit_ForTwoUsersAtTheSameMoment_MakesOne()
    {
        var results = await Task.WhenAll(
            Task.Run(async () => (await trip.SubmitAsync("Zwart", MiddelType.Belastingdienst)).Succeeded),
            Task.Run(async () => (await trip.SubmitAsync("Wit", MiddelType.Belastingdienst)).Succeeded));
        await world.SettleAsync();

        Assert.Single(results, succeeded => succeeded);
        Assert.Equal(1, await world.ReadAsync(db => db.EhMiddelen.CountAsync(m => m.BelastingdienstKvk != null)));
    }

    [Fact]
    public async Task Database_SecondPlaceForOneCompany_IsRefused()
    {
        await using var db = world.NewContext();
        foreach (var middel in await db.EhMiddelen.Take(2).ToListAsync())
        {
            middel.ClaimBelastingdienst(Kvk);
        }

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    //
    [Fact]
    public async Task Opzegging_OfTheBelastingdienstmiddel_FreesThePlaceOfTheCompany()
    {
        await trip.RunAsync();
        var koppeling = await trip.KoppelingAsync("Zwart");

        await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            world.Handeling(await trip.BeheerderAsync(), koppeling.OrganisatieId), new(koppeling.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None);
        await world.SettleAsync();

        Assert.True((await trip.SubmitAsync("Wit", MiddelType.Belastingdienst)).Succeeded);
        await world.SettleAsync();
    }

    // between the two commits the type is changed and the aanvraag not yet complete. It was carried out, so nothing withdraws it.
    [Fact]
    public async Task Opzegging_BeforeTheWorkflowHasFinished_LeavesTheAanvraagCarriedOut()
    {
        await trip.RunAsync();
        await SetStatusAsync(AanvraagStatus.InUitvoering);
        var koppeling = await trip.KoppelingAsync("Zwart");

        await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            world.Handeling(await trip.BeheerderAsync(), koppeling.OrganisatieId), new(koppeling.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None);
        await world.SettleAsync();

        Assert.Equal(
            AanvraagStatus.InUitvoering,
            await world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == "wijzig-middeltype").Select(a => a.Status).SingleAsync()));
        await SetStatusAsync(AanvraagStatus.Afgerond);
    }

    private Task<int> SetStatusAsync(AanvraagStatus status) => world.ReadAsync(
        db => db.Aanvragen.Where(a => a.Type == "wijzig-middeltype").ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, status)));

    // its approval begins another abonnement, so a planned end waits for it; per direct does not.
    [Theory]
    [InlineData(OpzegMoment.OpDatum)]
    [InlineData(OpzegMoment.EindeContract)]
    public async Task PlannedEnd_WhileItIsInBehandeling_IsRefused(OpzegMoment moment)
    {
        await SubmitAsync("Zwart", MiddelType.Belastingdienst);
        var koppeling = await trip.KoppelingAsync("Zwart");
        var submit = world.Services.GetRequiredService<OpzeggingSubmit>();
        var handeling = world.Handeling(await trip.BeheerderAsync(), koppeling.OrganisatieId);

        var gepland = await submit.RunAsync(handeling, new(koppeling.Id, moment, moment is OpzegMoment.OpDatum ? new(2026, 3, 31) : null, [], []), CancellationToken.None);

        Assert.Equal([new MutatieInBehandeling()], gepland.Refusals);
        Assert.True((await submit.RunAsync(world.Handeling(handeling.AccountId!.Value, koppeling.OrganisatieId), new(koppeling.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None)).Succeeded);
        await world.SettleAsync();
    }

    private async Task SubmitAsync(string achternaam, MiddelType naar)
    {
        var result = await trip.SubmitAsync(achternaam, naar);
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task AssertAsync(string achternaam, MiddelType type, KvkNummer? kvk, AanvraagStatus status)
    {
        var middel = (await trip.KoppelingAsync(achternaam)).EhMiddel;
        Assert.Equal((type, kvk, null), (middel.Type, middel.BelastingdienstKvk, middel.MutatieAanvraagId));
        Assert.Equal(status, await world.ReadAsync(db => db.Aanvragen.OrderByDescending(a => a.Nummer).Select(a => a.Status).FirstAsync()));
        Assert.All(await world.ReadAsync(db => db.Instances.Select(i => i.Status).ToListAsync()), i => Assert.Equal(InstanceStatus.Finished, i));
    }
}
