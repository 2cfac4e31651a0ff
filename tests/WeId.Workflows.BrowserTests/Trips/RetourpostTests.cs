using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.BrowserTests.Fixture;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>A letter comes back, and the next one has an address that does not fit its window; both are tasks .</summary>
public sealed class RetourpostTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string LangeNaam = "Stichting tot Bevordering van de Samenwerking tussen Noord-Nederlandse Ondernemers";

    [Fact]
    public async Task BriefTeruggekomen_IsSentAgainByAReviewerWhoMakesTheAddressFit()
    {
        var nina = new NieuweGebruiker("EH2+", MetOtpDevice: false);
        var nummer = await nina.VraagAanAsync(await IngelogdAsync("beheerder"));
        var beoordelaar = await IngelogdAsync("beoordelaar1");
        var oude = Brieven.ActivatieCode(await Product.Brieven.AfterAsync("activatiebrief", () => nina.KeurGoedAsync(beoordelaar, nummer, "Goedkeuren")));
        var brief = await PostAsync();

        var postkamer = await IngelogdAsync("postkamer");
        await postkamer.OpenAsync($"/backoffice/post/brief/{brief}");
        await postkamer.KiesAsync("Verhuisd");
        await postkamer.Knop("Registreer als teruggekomen").ClickAsync();
        await Expect(postkamer.Page.GetByText("De brief is geregistreerd als teruggekomen.")).ToBeVisibleAsync();
        await postkamer.KijkAsync("retour-geregistreerd");

        await beoordelaar.OpenAsync("/backoffice/taken");
        await beoordelaar.Knop($"Pak op: {nummer}").WaitForAsync();
        await beoordelaar.KijkAsync("retour-takenbak");
        await beoordelaar.Knop($"Pak op: {nummer}").ClickAsync();
        await Expect(beoordelaar.Page.GetByText("Op de envelop staat: Verhuisd.")).ToBeVisibleAsync();
        await beoordelaar.Knop("Leg besluit vast").ClickAsync();
        await beoordelaar.KiesAsync("Naar een ander adres bij de KvK");
        await beoordelaar.FillAsync("Adres onder de naam", "Kade 1");
        await beoordelaar.FillAsync("Notitie voor collega’s", "Gebeld met de receptie");
        await beoordelaar.Knop("Leg besluit vast").ClickAsync();
        await Expect(beoordelaar.Veld("Adres onder de naam")).ToHaveValueAsync("Kade 1");
        await Expect(beoordelaar.Page.Locator("#retour-adres-fout")).ToBeVisibleAsync();
        await beoordelaar.KijkAsync("retour-ander-adres");
        await RenameAsync();
        await beoordelaar.KiesAsync("Naar het adres van nu");
        await beoordelaar.Knop("Leg besluit vast").ClickAsync();
        await Expect(beoordelaar.Page.GetByText("De nieuwe brief wordt gemaakt en gepost.")).ToBeVisibleAsync();
        await beoordelaar.KijkAsync("retour-besloten");

        // The company has a name that no window holds.
        await beoordelaar.OpenAsync("/backoffice/taken");
        await beoordelaar.Knop($"Pak op: {nummer}").ClickAsync();
        await Expect(beoordelaar.Page.GetByText("Deze regel is te breed voor het venster van de envelop").First).ToBeVisibleAsync();
        await beoordelaar.KijkAsync("adres-past-niet");
        await beoordelaar.Knop("Gebruik dit adres").ClickAsync();
        await Expect(beoordelaar.Page.Locator("#adres-fout")).ToBeVisibleAsync();
        await beoordelaar.KijkAsync("adres-past-nog-niet");
        var regels = await beoordelaar.Veld("Naam en adres").InputValueAsync();
        await beoordelaar.FillAsync("Naam en adres", regels.Replace(" van de Samenwerking ", "\nvan de Samenwerking ", StringComparison.Ordinal).Replace(" tussen ", "\ntussen ", StringComparison.Ordinal));
        var nieuwe = await Product.Brieven.AfterAsync("activatiebrief", () => beoordelaar.Knop("Gebruik dit adres").ClickAsync());
        await Expect(beoordelaar.Page.GetByText("Het adres past. De brief wordt gemaakt en gepost.")).ToBeVisibleAsync();
        await beoordelaar.KijkAsync("adres-past");

        Assert.NotEqual(oude, Brieven.ActivatieCode(nieuwe));
        await postkamer.OpenAsync($"/backoffice/post/brief/{brief}");
        await Expect(postkamer.Page.GetByText("Deze brief is vervangen door een nieuwe brief. Die is: klaar om te printen.")).ToBeVisibleAsync();
        await postkamer.KijkAsync("retour-vervangen");
        await nina.ActiveerAsync(await BezoekerAsync(), Brieven.ActivatieCode(nieuwe));
    }

    /// <summary>The one letter lies in the letter box.</summary>
    private async Task<Guid> PostAsync()
    {
        var brief = default(Guid);
        for (var looks = 200; brief == default && looks > 0; looks--)
        {
            brief = await Product.ReadAsync(db => db.Verzendingen.Where(v => v.Kanaal == VerzendKanaal.Post && v.Status == VerzendStatus.Opgemaakt).Select(v => v.Id).SingleOrDefaultAsync());
            await Task.Delay(50);
        }

        var account = await Product.ReadAsync(db => db.Users.Where(u => u.UserName == "postkamer").Select(u => u.Id).SingleAsync());
        var now = Product.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var posted = await Product.Services.GetRequiredService<PostkamerService>().MarkPostedAsync(
            new Handeling(Guid.CreateVersion7(now), now) { AccountId = account }, brief, CancellationToken.None);
        Assert.Empty(posted.Refusals);
        return brief;
    }

    private Task<int> RenameAsync() => Product.ReadAsync(db => db.Organisaties
        .Where(o => db.Verzendingen.Any(v => v.Kanaal == VerzendKanaal.Post && v.OrganisatieId == o.Id))
        .ExecuteUpdateAsync(o => o.SetProperty(x => x.Naam, LangeNaam)));
}
