using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>The trip of one aanvraag (R-088… …R-172), on the real database, engine, templates and letter box.</summary>
public sealed class NieuweGebruikerTripTests
{
    //
    [Theory]
    [InlineData("EH2+", TweedeFactor.Sms)]
    [InlineData("EH2+", TweedeFactor.OtpDevice)]
    [InlineData("EH3", TweedeFactor.OtpDevice)]
    [InlineData("EH3", TweedeFactor.Sms)]
    public async Task Trip_FromAanvraagToActivation_EndsActief(string niveau, TweedeFactor factor)
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);

        await new NieuweGebruikerTrip(world, niveau, factor).RunAsync();

        Assert.Equal(AanvraagStatus.Afgerond, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
        Assert.Equal(2, await world.ReadAsync(db => db.Koppelingen.CountAsync(k => k.Status == KoppelingStatus.Actief)));
        Assert.Equal(InstanceStatus.Finished, await world.ReadAsync(db => db.Instances.Select(i => i.Status).SingleAsync()));
    }

    //
    [Fact]
    public async Task Trip_Rejected_LeavesNothingVisibleAndTellsTheAanvragerWhy()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var trip = new NieuweGebruikerTrip(world, "EH2+", TweedeFactor.Sms);
        await trip.PrepareAsync();
        await trip.SubmitAsync();
        await world.SettleAsync();

        await trip.ReviewAsync(approve: false);

        var koppeling = await world.ReadAsync(db => db.Koppelingen.SingleAsync(k => k.Status != KoppelingStatus.Actief));
        Assert.Equal(KoppelingStatus.Afgekeurd, koppeling.Status);
        Assert.False(koppeling.IsVisible);
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "afwijzing")));
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
    }

    // who asked may not ask any more; the reviewer sees it, and can only reject.
    [Theory]
    [InlineData(KoppelingStatus.Beeindigd, Betrouwbaarheidsniveau.Eh3, Rol.Beheerder)]
    [InlineData(KoppelingStatus.Actief, Betrouwbaarheidsniveau.Eh2Plus, Rol.Beheerder)]
    [InlineData(KoppelingStatus.Actief, Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker)]
    public async Task Approved_WhenTheAanvragerMayNotAskAnyMore_IsRefused(KoppelingStatus status, Betrouwbaarheidsniveau niveau, Rol rol)
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var trip = new NieuweGebruikerTrip(world, "EH3", TweedeFactor.Sms);
        var beoordelaars = new Beoordelaars(world);
        await trip.PrepareAsync();
        await trip.SubmitAsync();
        await world.SettleAsync();
        await beoordelaars.ReviewAsync(stages: 1);
        world.MayBreak("his level is lowered as a row, while what he asked for waits", "Niveau");
        await using (var db = world.NewContext())
        {
            var koppeling = await db.Koppelingen.Include(k => k.Organisatie).SingleAsync(k => k.Status == KoppelingStatus.Actief);
            var collega = Given.Gebruiker(koppeling.Organisatie, achternaam: "De Collega");
            db.AddRange(collega.Persoon, collega.Middel, collega.Koppeling, collega.Account);
            db.Entry(koppeling).Property(k => k.Status).CurrentValue = status;
            db.Entry(koppeling).Property(k => k.Niveau).CurrentValue = niveau;
            db.Entry(koppeling).Property(k => k.Rol).CurrentValue = rol;
            await db.SaveChangesAsync();
        }

        Assert.Equal([new AanvragerNoBeheerder("Test BV Donald")], (await beoordelaars.TryApproveAsync()).Refusals);
        Assert.Contains(new Features.Aanvragen.Controle("AanvragerBeheer", false, "Test BV Donald"), await beoordelaars.ControlesAsync());
        Assert.Equal(AanvraagStatus.InBeoordeling, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
    }

    //
    [Fact]
    public async Task Trip_NotActivatedInThirtyDays_RemindsExpiresAndGoesOnAfterANewUitnodiging()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var trip = new NieuweGebruikerTrip(world, "EH2+", TweedeFactor.Sms);
        await trip.PrepareAsync();
        await trip.SubmitAsync();
        await world.SettleAsync();
        await trip.ReviewAsync(approve: true);

        for (var day = 0; day <= 30; day++)
        {
            world.Time.Advance(TimeSpan.FromDays(1));
            await world.SettleAsync();
        }

        var expired = await world.ReadAsync(db => db.Koppelingen.SingleAsync(k => k.Status == KoppelingStatus.ActivatieVerlopen));
        Assert.Equal(3, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "herinnering-activatie")));
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "beheerder-herinnering")));
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "activatie-verlopen")));

        var invited = await world.Services.GetRequiredService<NieuweUitnodiging>().RunAsync(
            world.Handeling(await trip.BeheerderAsync(), NieuweGebruikerTrip.OrganisatieId), expired.Id, UitnodigingKanaal.Mail, null, null, CancellationToken.None);
        Assert.True(invited.Succeeded);
        await world.SettleAsync();
        await trip.ActivateAsync();
        await world.SettleAsync();

        Assert.Equal(KoppelingStatus.Actief, await world.ReadAsync(db => db.Koppelingen.Where(k => k.Id == expired.Id).Select(k => k.Status).SingleAsync()));
    }

    [Fact]
    public async Task Trip_ActivationBlockedByWrongCodes_CanBeInvitedAgainAtOnce()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var trip = new NieuweGebruikerTrip(world, "EH2+", TweedeFactor.Sms);
        await trip.PrepareAsync();
        await trip.SubmitAsync();
        await world.SettleAsync();
        await trip.ReviewAsync(approve: true);
        var wrong = trip.ActivatieCode()[..6] + "AAAAA";

        for (var i = 0; i < Activatie.MaxPogingen; i++)
        {
            await world.Services.GetRequiredService<ActivatieService>().BeginAsync(wrong, "203.0.113.7", CancellationToken.None);
        }

        await world.SettleAsync();
        var koppeling = await world.ReadAsync(db => db.Koppelingen.SingleAsync(k => k.Status == KoppelingStatus.ActivatieVerlopen));
        var invited = await world.Services.GetRequiredService<NieuweUitnodiging>().RunAsync(
            world.Handeling(await trip.BeheerderAsync(), NieuweGebruikerTrip.OrganisatieId), koppeling.Id, UitnodigingKanaal.Mail, null, null, CancellationToken.None);
        Assert.True(invited.Succeeded);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.SettleAsync();
        await trip.ActivateAsync();
        await world.SettleAsync();

        Assert.Equal(KoppelingStatus.Actief, await world.ReadAsync(db => db.Koppelingen.Where(k => k.Id == koppeling.Id).Select(k => k.Status).SingleAsync()));
    }

    [Fact]
    public async Task Submit_SameOperationTwice_MakesOneAanvraag()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        var trip = new NieuweGebruikerTrip(world, "EH2+", TweedeFactor.Sms);
        await trip.PrepareAsync();

        var first = await trip.SubmitAsync();
        var second = await trip.SubmitAsync();

        Assert.Equal(first.Value, second.Value);
        Assert.Equal(1, await world.ReadAsync(db => db.Aanvragen.CountAsync()));
    }
}
