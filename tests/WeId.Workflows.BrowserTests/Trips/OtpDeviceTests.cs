using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>An OTP device in place of SMS: asked for, sent, and taken into use .</summary>
public sealed class OtpDeviceTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Serienummer = "OTP0000042";

    [Fact]
    public async Task OtpDevice_InPlaceOfSms_WorksOnceItsUserHasTakenItIntoUse()
    {
        var organisatie = await Product.ReadAsync(db => db.Organisaties.Where(o => o.Naam == "Test BV Donald").Select(o => o.Id).SingleAsync());
        var beheerder = await IngelogdAsync("beheerder");
        await beheerder.OpenAsync($"/beheer/{organisatie}/gebruikers");
        await beheerder.Page.GetByRole(AriaRole.Button, new() { Name = "Toon details van Chris Bakker" }).ClickAsync();
        await beheerder.Page.GetByLabel("Acties voor Chris Bakker").ClickAsync();
        await beheerder.Link("Vraag een OTP device aan").ClickAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync("OTP device aanvragen");
        await beheerder.KiesAsync("In plaats van sms");
        await beheerder.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^Ik ga akkoord met de kosten") }).CheckAsync(new() { Force = true });
        await beheerder.KijkAsync("otp-aanvragen");
        await Product.Brieven.AfterAsync("aanvraag-ontvangen", () => beheerder.Knop("Vraag OTP device aan").ClickAsync());
        var nummer = (await beheerder.Page.Locator(".weid-ontvangen strong").TextContentAsync())!;

        var postkamer = await IngelogdAsync("postkamer");
        await postkamer.OpenAsync("/backoffice/otp-voorraad");
        await postkamer.Page.GetByLabel("Bestand van de leverancier").SetInputFilesAsync(Levering("OTP42;GEZDGNBV"));
        await Expect(postkamer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Regel 1: Dit is geen serienummer van 6 tot 20 letters en cijfers.");
        await postkamer.KijkAsync("otp-voorraad-geweigerd");
        await postkamer.Page.GetByLabel("Bestand van de leverancier").SetInputFilesAsync(Levering($"{Serienummer};GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\nOTP0000043;GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJR"));
        await Expect(postkamer.Page.GetByText("Ingevoerd: 2 nieuw; 0 waren er al.")).ToBeVisibleAsync();
        await postkamer.Knop("Defect: OTP0000043").ClickAsync();
        await postkamer.KijkAsync("otp-voorraad");
        await postkamer.Knop("Ja, schrijf af: OTP0000043").ClickAsync();
        await Expect(postkamer.Page.GetByText("Device OTP0000043 is afgeschreven.")).ToBeVisibleAsync();
        await postkamer.OpenAsync("/backoffice/taken");
        await postkamer.Knop($"Pak op: {nummer}").ClickAsync();
        await postkamer.FillAsync("Serienummer", Serienummer);
        await postkamer.FillAsync("Track & trace-nummer", "3SABCD1234567");
        await Product.Brieven.AfterAsync("otp-device", () => postkamer.Knop("Geef device uit").ClickAsync());

        // By SMS still, and from then on by the device.
        var chris = await IngelogdAsync("gebruiker");
        await chris.OpenAsync("/profiel");
        await chris.Link("Neem uw nieuwe OTP device in gebruik").ClickAsync();
        await chris.FillAsync("Serienummer op de achterkant", Serienummer);
        await chris.FillAsync("Code van 6 cijfers", await Product.OtpCodeOfDeviceAsync(Serienummer));
        await chris.KijkAsync("otp-in-gebruik");
        await Product.Brieven.AfterAsync("otp-device-in-gebruik", () => chris.Knop("Neem device in gebruik").ClickAsync());
        await Expect(chris.Page.GetByText("Het device is in gebruik.")).ToBeVisibleAsync();

        var opnieuw = await IngelogdAsync("gebruiker");
        await opnieuw.OpenAsync("/profiel");
        await Expect(opnieuw.Page.GetByRole(AriaRole.Definition).Filter(new() { HasTextString = "OTP device" })).ToBeVisibleAsync();
        await Expect(opnieuw.Page.GetByRole(AriaRole.Cell, new() { Name = "OTP device", Exact = true })).ToHaveCountAsync(1);
    }

    private static FilePayload Levering(string regels) => new() { Name = "levering.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(regels) };
}
