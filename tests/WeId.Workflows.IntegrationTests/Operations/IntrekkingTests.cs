using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.IntegrationTests.Museum;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.Web.Operations;

namespace WeId.Workflows.IntegrationTests.Operations;

/// <summary>Operations cancel an aanvraag wherever it stands: nothing of it waits, shows or arrives after that.</summary>
public sealed class IntrekkingTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private Loket loket = null!;
    private Guid account;

    private OperationsService Service => world.Services.GetRequiredService<OperationsService>();

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync((services, configuration) =>
        {
            Product.Add(services, configuration);
            services.AddSingleton<OperationsService>();
        });
        await world.PublishDefinitionsAsync();
        loket = new Loket(world);
        await loket.OpenAsync();
        account = await MedewerkerAsync(StafRol.Operator);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Cancel_NotStartedYet_WithdrawsTheAanvraag()
    {
        var aanvraag = await SubmitAsync();

        await CancelAsync(aanvraag);

        await AssertAsync(aanvraag, AanvraagStatus.Ingetrokken, KoppelingStatus.Afgekeurd);
    }

    [Fact]
    public async Task Cancel_BeforeTheReviewers_TakesTheTaskAwayAndErasesTheDocument()
    {
        var aanvraag = await SubmitAsync();
        await world.SettleAsync();
        await loket.ClaimAsync(aanvraag);

        await CancelAsync(aanvraag);

        await AssertAsync(aanvraag, AanvraagStatus.Ingetrokken, KoppelingStatus.Afgekeurd);
        Assert.Equal(TaakStatus.Ingetrokken, await world.ReadAsync(db => db.Taken.Select(t => t.Status).SingleAsync()));
        Assert.Null((await world.ReadAsync(db => db.Bijlagen.SingleAsync(b => b.AanvraagId == aanvraag))).Sleutel);
    }

    [Fact]
    public async Task Cancel_DecidedAndNotCarriedOutYet_GrantsNothing()
    {
        var aanvraag = await SubmitAsync();
        await world.SettleAsync();
        await loket.DecideAsync(aanvraag);

        await CancelAsync(aanvraag);

        await AssertAsync(aanvraag, AanvraagStatus.Ingetrokken, KoppelingStatus.Afgekeurd);
        Assert.Empty(await world.ReadAsync(db => db.Activaties.ToListAsync()));
    }

    [Fact]
    public async Task Cancel_RejectedAndNotRemovedYet_RemovesIt()
    {
        var aanvraag = await SubmitAsync();
        await world.SettleAsync();
        await loket.DecideAsync(aanvraag, approve: false);

        await CancelAsync(aanvraag);

        await AssertAsync(aanvraag, AanvraagStatus.Afgekeurd, KoppelingStatus.Afgekeurd);
    }

    [Fact]
    public async Task Cancel_WaitingForActivatie_EndsTheKoppelingAndTheCode()
    {
        var aanvraag = await SubmitAsync();
        await world.SettleAsync();
        await loket.DecideAsync(aanvraag);
        await world.SettleAsync();

        await CancelAsync(aanvraag);

        await AssertAsync(aanvraag, AanvraagStatus.Ingetrokken, KoppelingStatus.Beeindigd);
        Assert.Equal(ActivatieStatus.Verlopen, await world.ReadAsync(db => db.Activaties.Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task Cancel_ActivatedAndNotRoundedOffYet_LeavesTheMiddelActive()
    {
        var aanvraag = await SubmitAsync();
        await world.SettleAsync();
        await loket.DecideAsync(aanvraag);
        await world.SettleAsync();
        var gebruiker = await loket.GebruikerAsync(aanvraag);
        await gebruiker.RunAsync(steps: 3);
        await gebruiker.CompleteAsync();

        await CancelAsync(aanvraag);

        await AssertAsync(aanvraag, AanvraagStatus.Afgerond, KoppelingStatus.Actief);
    }

    [Fact]
    public async Task Cancel_BySomebodyElse_IsRefused()
    {
        var aanvraag = await SubmitAsync();

        var refusal = await Service.CancelAsync(world.Handeling(await MedewerkerAsync(StafRol.Beoordelaar)), aanvraag, CancellationToken.None);

        Assert.Equal(new NotAllowed(), refusal);
        Assert.Equal(AanvraagStatus.Ingediend, await StatusAsync(aanvraag));
    }

    [Fact]
    public async Task Cancel_SameOperationTwice_IsOnce()
    {
        var aanvraag = await SubmitAsync();
        var handeling = world.Handeling(account);

        Assert.Null(await Service.CancelAsync(handeling, aanvraag, CancellationToken.None));
        Assert.Null(await Service.CancelAsync(handeling, aanvraag, CancellationToken.None));

        await world.SettleAsync();
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "AanvraagIngetrokken")));
    }

    private Task<Guid> SubmitAsync() => loket.SubmitAsync("Weg", "EH2+", TweedeFactor.Sms);

    private async Task CancelAsync(Guid aanvraag) => Assert.Null(await Service.CancelAsync(world.Handeling(account), aanvraag, CancellationToken.None));

    /// <summary>How it stands at once and after everything that was under way has happened, without a new message to anybody.</summary>
    private async Task AssertAsync(Guid aanvraag, AanvraagStatus status, KoppelingStatus koppeling)
    {
        var verzendingen = await world.ReadAsync(db => db.Verzendingen.CountAsync());
        Assert.Equal(status, await StatusAsync(aanvraag));
        await world.SettleAsync();
        Assert.Equal(status, await StatusAsync(aanvraag));
        Assert.Equal(koppeling, await world.ReadAsync(db => db.Koppelingen.Where(k => k.AanvraagId == aanvraag).Select(k => k.Status).SingleAsync()));
        Assert.Equal(InstanceStatus.Canceled, await world.ReadAsync(db => db.Instances.Where(i => i.AanvraagId == aanvraag).Select(i => i.Status).SingleAsync()));
        Assert.Equal(verzendingen, await world.ReadAsync(db => db.Verzendingen.CountAsync()));
        Assert.All(await world.ReadAsync(db => db.Verzendingen.ToListAsync()), v => Assert.True(v.IsEnded || status is AanvraagStatus.Afgerond));
    }

    private Task<AanvraagStatus> StatusAsync(Guid aanvraag) => world.ReadAsync(db => db.Aanvragen.Where(a => a.Id == aanvraag).Select(a => a.Status).SingleAsync());

    private async Task<Guid> MedewerkerAsync(StafRol rol)
    {
        var (medewerker, of) = Given.Medewerker(rol);
        await world.SeedAsync(medewerker, of);
        return of.Id;
    }
}
