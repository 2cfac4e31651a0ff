using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.OtpVoorraad;

namespace WeId.Workflows.IntegrationTests.Beoordeling;

/// <summary>Deliveries of OTP devices, and what goes out of the stock.</summary>
public sealed class OtpVoorraadTests : IAsyncLifetime
{
    private const string Eerste = "OTP100001;3132333435363738393031323334353637383930";
    private const string Tweede = "OTP100002;4132333435363738393031323334353637383930;60";

    private Werkvoorraad voorraad = null!;
    private Guid postkamer;

    private OtpVoorraadService Service => voorraad.World.Services.GetRequiredService<OtpVoorraadService>();

    public async Task InitializeAsync()
    {
        voorraad = await Werkvoorraad.CreateAsync(soort: TaakSoort.OtpUitgifte, factor: TweedeFactor.OtpDevice);
        postkamer = await voorraad.PostkamerAsync();
    }

    public async Task DisposeAsync() => await voorraad.DisposeAsync();

    [Fact]
    public async Task Import_ADelivery_PutsItsDevicesInStockWithTheirSecretsEncrypted()
    {
        var result = await ImportAsync($"{Eerste}\n{Tweede}");

        Assert.Equal(new OtpIngevoerd(2, 0), result.Value);
        var apparaten = await voorraad.World.ReadAsync(db => db.OtpApparaten.AsNoTracking().OrderBy(o => o.Serienummer).ToListAsync());
        Assert.Equal([null, 60], apparaten.Select(o => o.Periode));
        Assert.All(apparaten, o => Assert.DoesNotContain("2345678901234567890", Encoding.Latin1.GetString(o.Geheim), StringComparison.Ordinal));
        var secret = voorraad.World.Services.GetRequiredService<IGeheimen>().Unprotect(OtpApparaat.GeheimPurpose, apparaten[0].Geheim);
        Assert.Equal("12345678901234567890"u8.ToArray(), secret);
        Assert.Equal(1, await voorraad.World.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "OtpLeveringIngevoerd")));
    }

    [Fact]
    public async Task Import_TheSameFileAgain_ChangesNothing()
    {
        await ImportAsync(Eerste);

        Assert.Equal(new OtpIngevoerd(1, 1), (await ImportAsync($"{Eerste}\n{Tweede}")).Value);
        Assert.Equal(2, await voorraad.World.ReadAsync(db => db.OtpApparaten.CountAsync()));
    }

    [Fact]
    public async Task Import_AKnownSerialNumberWithAnotherSecret_TakesNothingIn()
    {
        await ImportAsync(Eerste);

        var result = await ImportAsync($"{Tweede}\n{Eerste.Replace(";31", ";51", StringComparison.Ordinal)}");

        Assert.Equal(new OtpLeveringGeweigerd(2, OtpLeveringFout.AnderGeheim), Assert.Single(result.Refusals));
        Assert.Equal(1, await voorraad.World.ReadAsync(db => db.OtpApparaten.CountAsync()));
    }

    [Fact]
    public async Task ImportAndList_ByAReviewer_AreRefused()
    {
        var beoordelaar = await voorraad.BeoordelaarAsync();

        var result = await Service.ImportAsync(voorraad.World.Handeling(beoordelaar), Encoding.UTF8.GetBytes("OTP1"), CancellationToken.None);

        Assert.IsType<NotAllowed>(Assert.Single(result.Refusals));
        Assert.Null(await Service.ListAsync(voorraad.World.Handeling(beoordelaar), "", CancellationToken.None));
    }

    [Fact]
    public async Task Issue_WithoutSimulation_TakesDevicesOfTheStockOnly()
    {
        voorraad.World.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<OtpOptions>>().Value.SimulatieToegestaan = false;
        await ImportAsync(Eerste);
        await voorraad.ClaimAsync(postkamer);

        Assert.Equal(new OtpApparaatUnknown("OTP100009") { Field = "serienummer" }, Assert.Single((await IssueAsync("OTP100009")).Refusals));
        Assert.True((await IssueAsync("otp 100001", "3SABCD 1234567")).Succeeded);
        var stand = (await ListAsync())!;
        Assert.Equal((0, 1, true), (stand.Voorraad, stand.Uitgegeven, stand.IsLow));
        Assert.Equal(("OTP100001", OtpApparaatStatus.Uitgegeven, "3SABCD 1234567"), (stand.Rijen[0].Serienummer, stand.Rijen[0].Status, stand.Rijen[0].TrackTrace));
        Assert.NotNull(stand.Rijen[0].Gebruiker);
    }

    [Fact]
    public async Task Issue_WithAWrongTrackTraceNumber_IsRefusedAtItsField()
    {
        await voorraad.ClaimAsync(postkamer);

        Assert.Equal(new NotValid("TrackTrace") { Field = "trackTrace" }, Assert.Single((await IssueAsync("OTP100001", "<b>")).Refusals));
    }

    [Fact]
    public async Task WriteOff_ADeviceOfTheStock_ItCannotBeIssuedAnyMore()
    {
        await ImportAsync(Eerste);

        Assert.True((await WriteOffAsync("OTP100001")).Succeeded);

        await voorraad.ClaimAsync(postkamer);
        Assert.Equal(new OtpApparaatAfgeschreven("OTP100001") { Field = "serienummer" }, Assert.Single((await IssueAsync("OTP100001")).Refusals));
        Assert.Equal(0, (await ListAsync())!.Voorraad);
    }

    [Fact]
    public async Task WriteOff_ADeviceThatSomebodyHas_IsRefused()
    {
        await ImportAsync(Eerste);
        await voorraad.ClaimAsync(postkamer);
        await IssueAsync("OTP100001");

        Assert.IsType<SomebodyWasFirst>(Assert.Single((await WriteOffAsync("OTP100001")).Refusals));
    }

    // Its parcel still lies on the desk, or has come back.
    [Fact]
    public async Task TakeBack_OfADeviceWhoseAanvraagWasWithdrawn_CanGoToSomebodyElse()
    {
        await ImportAsync(Eerste);
        await voorraad.ClaimAsync(postkamer);
        await IssueAsync("OTP100001");
        Assert.IsType<SomebodyWasFirst>(Assert.Single((await TakeBackAsync("OTP100001")).Refusals));
        await WithdrawAsync();

        Assert.True((await ListAsync())!.Rijen[0].IsVergeefs);
        Assert.True((await TakeBackAsync("OTP100001")).Succeeded);

        var stand = (await ListAsync())!;
        Assert.Equal((1, 0), (stand.Voorraad, stand.Uitgegeven));
        Assert.Equal((OtpApparaatStatus.Voorraad, false, null, null), (stand.Rijen[0].Status, stand.Rijen[0].IsVergeefs, stand.Rijen[0].Gebruiker, stand.Rijen[0].UitgegevenOp));
        Assert.Null(await voorraad.World.ReadAsync(db => db.EhMiddelen.Where(m => m.Id == voorraad.Middel.Id).Select(m => m.OtpSerienummer).SingleAsync()));
    }

    [Fact]
    public async Task WriteOff_OfADeviceWhoseAanvraagWasWithdrawn_TakesItOutOfTheCount()
    {
        await ImportAsync(Eerste);
        await voorraad.ClaimAsync(postkamer);
        await IssueAsync("OTP100001");
        await WithdrawAsync();

        Assert.True((await WriteOffAsync("OTP100001")).Succeeded);
        Assert.Equal(0, (await ListAsync())!.Uitgegeven);
    }

    [Fact]
    public async Task List_ByTheBeginOfASerialNumber_ShowsThoseOnly()
    {
        await ImportAsync($"{Eerste}\n{Tweede}");

        var stand = await Service.ListAsync(voorraad.World.Handeling(postkamer), "otp-100002", CancellationToken.None);

        Assert.Equal("OTP100002", Assert.Single(stand!.Rijen).Serienummer);
        Assert.Equal(2, stand.Voorraad);
    }

    private Task<Result<OtpIngevoerd>> ImportAsync(string file) => Service.ImportAsync(voorraad.World.Handeling(postkamer), Encoding.UTF8.GetBytes(file), CancellationToken.None);

    private Task<OtpStand?> ListAsync() => Service.ListAsync(voorraad.World.Handeling(postkamer), "", CancellationToken.None);

    private Task<Result<Done>> IssueAsync(string serienummer, string? trackTrace = null) =>
        voorraad.Service.IssueOtpAsync(voorraad.World.Handeling(postkamer), voorraad.Taak.Id, serienummer, trackTrace, CancellationToken.None);

    private Task<Result<Done>> TakeBackAsync(string serienummer) => Service.TakeBackAsync(voorraad.World.Handeling(postkamer), serienummer, CancellationToken.None);

    private async Task WithdrawAsync()
    {
        voorraad.World.MayBreak("the aanvraag is withdrawn as a row, with its copy of a document left", "Wissing");
        await using var db = voorraad.World.NewContext();
        (await db.Aanvragen.SingleAsync(a => a.Id == voorraad.Aanvraag.Id)).Withdraw();
        await db.SaveChangesAsync();
    }

    private Task<Result<Done>> WriteOffAsync(string serienummer) =>
        Service.WriteOffAsync(voorraad.World.Handeling(postkamer), serienummer, OtpAfschrijving.Defect, CancellationToken.None);
}
