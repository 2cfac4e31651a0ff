using System.Globalization;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>The end of eHerkenning for a user: planned, undone, and per direct (R-149…R-158).</summary>
public sealed class OpzeggingTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Naam = "Chris Bakker";

    [Fact]
    public async Task Opzegging_PlannedAndUndoneAndThenPerDirect_EndsTheUser()
    {
        var beheerder = await IngelogdAsync("beheerder");

        // On a day of his choice; the overview says so, and takes it back.
        await StartAsync(beheerder);
        await beheerder.KijkAsync("opzeggen-moment");
        await beheerder.KiesAsync("Op een specifieke datum in de toekomst");

        //
        await beheerder.Knop("Doorgaan").ClickAsync();
        var dag = Product.Today.AddDays(20);
        await beheerder.FillAsync("Laatste dag van de eHerkenning", dag.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await beheerder.KijkAsync("opzeggen-datum");
        await beheerder.Knop("Doorgaan").ClickAsync();
        await beheerder.KijkAsync("opzeggen-bevestigen");

        //
        await Product.Brieven.AfterAsync("opzegging-bevestigd", () => beheerder.Knop("Ja, eHerkenning opzeggen").ClickAsync());
        await Expect(beheerder.Kop).ToContainTextAsync("De opzegging is ontvangen");
        await beheerder.KijkAsync("opzeggen-klaar");
        await beheerder.Link("Naar het overzicht").ClickAsync();
        await Expect(beheerder.Page.GetByText("De eHerkenning is opgezegd en werkt tot en met")).ToBeVisibleAsync();
        await beheerder.KijkAsync("opgezegd");
        await Product.Brieven.AfterAsync("opzegging-ingetrokken", () => beheerder.Knop("Maak de opzegging ongedaan").ClickAsync());
        await Expect(beheerder.Knop("Maak de opzegging ongedaan")).ToHaveCountAsync(0);

        // Per direct: he can no longer sign in, and the overview does not show him any more.
        await StartAsync(beheerder);
        await beheerder.KiesAsync("Per direct");
        await beheerder.Knop("Doorgaan").ClickAsync();
        await Product.Brieven.AfterAsync("opzegging-uitgevoerd", () => beheerder.Knop("Ja, eHerkenning opzeggen").ClickAsync());
        await beheerder.Link("Naar het overzicht").ClickAsync();
        await Expect(beheerder.Kop).ToBeVisibleAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Button, new() { Name = $"Toon details van {Naam}" })).ToHaveCountAsync(0);
    }

    private static async Task StartAsync(Bezoeker beheerder)
    {
        if (await beheerder.Page.GetByLabel($"Acties voor {Naam}").CountAsync() == 0)
        {
            await OpenDetailsAsync(beheerder);
        }

        await beheerder.Page.GetByLabel($"Acties voor {Naam}").ClickAsync();
        await beheerder.Link("eHerkenning voor deze gebruiker opzeggen").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("eHerkenning opzeggen");
    }

    private static async Task OpenDetailsAsync(Bezoeker beheerder)
    {
        await beheerder.Page.GetByRole(AriaRole.Button, new() { Name = $"Toon details van {Naam}" }).ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Heading, new() { Name = "Persoonsgegevens" })).ToBeVisibleAsync();
    }
}
