using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Aanvragen.OtpBestellingen;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that the aanvraag for an OTP device can have .</summary>
public sealed class OtpDeviceTripTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private OtpDeviceTrip trip = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        await trip.PrepareAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task TakenIntoUse_ReplacesTheSmsAndTellsBoth()
    {
        await trip.RunAsync();

        var middel = (await trip.KoppelingAsync("Zwart")).EhMiddel;
        Assert.Equal((TweedeFactor.OtpDevice, OtpDeviceTrip.Serienummer), (middel.TweedeFactor!.Value, middel.OtpSerienummer));
        Assert.Equal(2, await CountAsync("otp-device-in-gebruik"));
        await AssertEndAsync(AanvraagStatus.Afgerond);
    }

    [Fact]
    public async Task TakenIntoUse_WritesTheOldDeviceOff()
    {
        var middel = (await trip.KoppelingAsync("Zwart")).EhMiddelId;
        var oud = new OtpApparaat("OTP100009", [1]);
        oud.Issue(middel, null, TestWorld.Begin);
        await world.SeedAsync(oud);

        await trip.RunAsync();

        var apparaten = await world.ReadAsync(db => db.OtpApparaten.AsNoTracking().Where(o => o.EhMiddelId == middel).ToDictionaryAsync(o => o.Serienummer, o => o.Afschrijving));
        Assert.Equal((OtpAfschrijving.Vervangen, null), (apparaten["OTP100009"], apparaten[OtpDeviceTrip.Serienummer]));
    }

    // Until he has taken it into use his present factor works.
    [Fact]
    public async Task Issued_ButNotTakenIntoUse_ChangesNothingYet()
    {
        await SubmitAsync();
        await OtpDeviceTrip.IssueAsync(world, await trip.PostkamerAsync(), OtpDeviceTrip.Serienummer);

        var middel = (await trip.KoppelingAsync("Zwart")).EhMiddel;
        Assert.Equal((TweedeFactor.Sms, null), (middel.TweedeFactor!.Value, middel.OtpSerienummer));
        Assert.Null(await world.ReadAsync(db => db.Users.Where(u => u.PersoonId == middel.PersoonId).Select(u => u.OtpGeheim).SingleAsync()));
    }

    [Fact]
    public async Task NotTakenIntoUse_RemindsTwiceAndLapses()
    {
        await SubmitAsync();
        await OtpDeviceTrip.IssueAsync(world, await trip.PostkamerAsync(), OtpDeviceTrip.Serienummer);
        await OtpDeviceTrip.PassDaysAsync(world, 60);
        Assert.Equal((2, 0), (await CountAsync("otp-device-herinnering"), await CountAsync("otp-device-vervallen")));

        await OtpDeviceTrip.PassDaysAsync(world, 1);

        Assert.Equal(1, await CountAsync("otp-device-vervallen"));
        Assert.Equal(TweedeFactor.Sms, (await trip.KoppelingAsync("Zwart")).EhMiddel.TweedeFactor);
        await AssertEndAsync(AanvraagStatus.Afgerond);
        Assert.Equal([new NoOtpDeviceOnderweg()], (await ConfirmAsync("123456")).Refusals);
    }

    [Fact]
    public async Task Confirm_WithAWrongCode_IsRefusedAndKeepsThePresentFactor()
    {
        await SubmitAsync();
        await OtpDeviceTrip.IssueAsync(world, await trip.PostkamerAsync(), OtpDeviceTrip.Serienummer);

        Assert.Equal([new CodeWrong { Field = "code" }], (await ConfirmAsync("000000")).Refusals);
        Assert.Equal(TweedeFactor.Sms, (await trip.KoppelingAsync("Zwart")).EhMiddel.TweedeFactor);
    }

    [Fact]
    public async Task Confirm_WithADeviceThatWasSentToSomebodyElse_IsRefused()
    {
        await SubmitAsync();
        await OtpDeviceTrip.IssueAsync(world, await trip.PostkamerAsync(), OtpDeviceTrip.Serienummer);

        var result = await world.Services.GetRequiredService<OtpBevestigen>().RunAsync(
            world.Handeling(await trip.AccountAsync("De Beheerder")), OtpDeviceTrip.Serienummer, "123456", CancellationToken.None);

        Assert.Equal([new NoOtpDeviceOnderweg()], result.Refusals);
    }

    [Fact]
    public async Task Withdrawn_BeforeThePostkamerHasSentIt_LeavesNoTask()
    {
        await SubmitAsync();
        var id = await world.ReadAsync(db => db.Aanvragen.Select(a => a.Id).SingleAsync());
        var koppeling = await trip.KoppelingAsync("Zwart");

        var result = await world.Services.GetRequiredService<AanvraagIntrekken>().RunAsync(
            world.Handeling(await trip.AccountAsync("De Beheerder"), koppeling.OrganisatieId), id, CancellationToken.None);
        await world.SettleAsync();

        Assert.Empty(result.Refusals);
        Assert.Equal(TaakStatus.Ingetrokken, await world.ReadAsync(db => db.Taken.Select(t => t.Status).SingleAsync()));
        Assert.Equal(AanvraagStatus.Ingetrokken, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task Opzegging_OfTheUserMeanwhile_EndsTheAanvraag()
    {
        await SubmitAsync();
        await OtpDeviceTrip.IssueAsync(world, await trip.PostkamerAsync(), OtpDeviceTrip.Serienummer);
        var koppeling = await trip.KoppelingAsync("Zwart");

        await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            world.Handeling(await trip.AccountAsync("De Beheerder"), koppeling.OrganisatieId), new(koppeling.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None);
        await world.SettleAsync();

        Assert.Equal(AanvraagStatus.Ingetrokken, await world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == "otp-device").Select(a => a.Status).SingleAsync()));
    }

    // A user who has not activated gets the device as his factor at once: nothing works for him yet that it could replace.
    [Fact]
    public async Task Issued_ToWhoHasNotActivated_IsHisFactorAtOnce()
    {
        var organisatie = await world.ReadAsync(db => db.Organisaties.SingleAsync());
        var persoon = Given.Persoon("Wacht");
        var middel = new EhMiddel(Given.Id(), persoon.Id, Betrouwbaarheidsniveau.Eh2Plus, TweedeFactor.Sms, TestWorld.Begin);
        await world.SeedAsync(persoon, middel, Given.Koppeling(middel, organisatie, Rol.Gebruiker, KoppelingStatus.WachtenOpActivatie));

        Assert.True((await trip.SubmitAsync("Wacht")).Succeeded);
        await world.SettleAsync();
        await OtpDeviceTrip.IssueAsync(world, await trip.PostkamerAsync(), OtpDeviceTrip.Serienummer);

        Assert.Equal(TweedeFactor.OtpDevice, (await trip.KoppelingAsync("Wacht")).EhMiddel.TweedeFactor);
        await AssertEndAsync(AanvraagStatus.Afgerond);
    }

    [Fact]
    public async Task Submit_WhileOneIsOnItsWay_IsRefused()
    {
        await SubmitAsync();

        Assert.Equal([new OtpDeviceOnderweg()], (await trip.SubmitAsync(act: "nog een")).Refusals);
    }

    // Two windows at the same moment.
    [Fact]
    public async Task Submit_TwiceAtTheSameMoment_MakesOne()
    {
        var results = await Task.WhenAll(
            Task.Run(async () => (await trip.SubmitAsync(act: "een")).Succeeded),
            Task.Run(async () => (await trip.SubmitAsync(act: "twee")).Succeeded));
        await world.SettleAsync();

        Assert.Single(results, succeeded => succeeded);
    }

    [Fact]
    public async Task Submit_WithAnotherPriceThanNow_IsRefused() =>
        Assert.Equal([new KostenChanged(30m, 40m) { Field = "GetoondeKosten" }], (await trip.SubmitAsync(getoond: 30m)).Refusals);

    [Theory]
    [InlineData(KoppelingStatus.WachtenOpGoedkeuring)]
    [InlineData(KoppelingStatus.ActivatieVerlopen)]
    public async Task Submit_ForWhoCannotUseIt_IsRefused(KoppelingStatus status)
    {
        var organisatie = await world.ReadAsync(db => db.Organisaties.SingleAsync());
        var persoon = Given.Persoon("Wacht");
        var middel = new EhMiddel(Given.Id(), persoon.Id, Betrouwbaarheidsniveau.Eh2Plus, TweedeFactor.Sms, TestWorld.Begin);
        await world.SeedAsync(persoon, middel, Given.Koppeling(middel, organisatie, Rol.Gebruiker, status));

        Assert.Equal([new OtpDeviceNotPossible(status)], (await trip.SubmitAsync("Wacht")).Refusals);
    }

    private async Task SubmitAsync()
    {
        var result = await trip.SubmitAsync();
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task<Result<Done>> ConfirmAsync(string code) => await world.Services.GetRequiredService<OtpBevestigen>().RunAsync(
        world.Handeling(await trip.AccountAsync("Zwart")), OtpDeviceTrip.Serienummer, code, CancellationToken.None);

    private Task<int> CountAsync(string template) => world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == template));

    private async Task AssertEndAsync(AanvraagStatus status)
    {
        Assert.Equal(status, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
        Assert.Equal(InstanceStatus.Finished, await world.ReadAsync(db => db.Instances.Select(i => i.Status).SingleAsync()));
    }
}
