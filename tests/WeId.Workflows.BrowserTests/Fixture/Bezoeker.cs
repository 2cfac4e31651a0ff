using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace WeId.Workflows.BrowserTests.Fixture;

/// <summary>One person at one browser.</summary>
internal sealed class Bezoeker(Product product, IBrowserContext context, IPage page) : IAsyncDisposable
{
    /// <summary>Password of every demo account.</summary>
    public const string DemoWachtwoord = "Demo-wachtwoord-1";

    public static readonly (int Width, int Height) Desktop = (1280, 900);
    public static readonly (int Width, int Height) Telefoon = (390, 844);

    private static readonly string Screenshots = MakeScreenshots();

    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    public IPage Page => page;

    public Product Product => product;

    public ILocator Kop => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Knop(string naam) => page.GetByRole(AriaRole.Button, new() { Name = naam, Exact = true });

    public ILocator Link(string naam) => page.GetByRole(AriaRole.Link, new() { Name = naam, Exact = true });

    public ILocator Veld(string label) => page.GetByLabel(label, new() { Exact = true });

    public ILocator Keuze(string label) => page.GetByRole(AriaRole.Radio, new() { Name = label, Exact = true });

    /// <summary>Takes one answer of several.</summary>
    public Task KiesAsync(string label) => CheckAsync(Keuze(label));

    /// <summary>Ticks a box.</summary>
    public Task VinkAsync(string label) => CheckAsync(page.GetByRole(AriaRole.Checkbox, new() { Name = label, Exact = true }));

    /// <summary>Fills in a field and leaves it, as the product keeps an answer when its field is left.</summary>
    public async Task FillAsync(string label, string waarde)
    {
        await Veld(label).FillAsync(waarde);
        await Veld(label).BlurAsync();
    }

    /// <summary>Opens a page that answers clicks by itself.</summary>
    public async Task OpenAsync(string path)
    {
        await page.GotoAsync(path);
        await ReadyAsync();
    }

    /// <summary>Waits until the page answers clicks: before its circuit is there, it only looks as if it did.</summary>
    public Task ReadyAsync() => page.Locator("[data-interactive]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>The same person in a second tab.</summary>
    public async Task<Bezoeker> NieuweTabAsync(string path)
    {
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(path);
        return new(product, context, tab);
    }

    /// <summary>Signs in with both factors; the code comes from the SMS or the device.</summary>
    public async Task SignInAsync(string gebruikersnaam, string wachtwoord = DemoWachtwoord)
    {
        await page.GotoAsync("/inloggen");
        await SignInHereAsync(gebruikersnaam, wachtwoord);
    }

    /// <summary>The same on a sign-in page that is open already.</summary>
    public async Task SignInHereAsync(string gebruikersnaam, string wachtwoord = DemoWachtwoord)
    {
        var code = await product.OtpCodeAsync(gebruikersnaam);
        if (code is null)
        {
            code = Brieven.Digits(await product.Brieven.AfterAsync("sms-inlogcode", () => SendWachtwoordAsync(gebruikersnaam, wachtwoord)));
        }
        else
        {
            await SendWachtwoordAsync(gebruikersnaam, wachtwoord);
        }

        await Veld("Code van 6 cijfers").FillAsync(code);
        await Knop("Doorgaan").ClickAsync();
        await ReadyAsync();
    }

    /// <summary>The first half of signing in.</summary>
    public async Task SendWachtwoordAsync(string gebruikersnaam, string wachtwoord)
    {
        await Veld("Gebruikersnaam").FillAsync(gebruikersnaam);
        await Veld("Wachtwoord").FillAsync(wachtwoord);
        await Knop("Inloggen").ClickAsync();
    }

    /// <summary>
    /// Looks at what is on the screen as somebody who relies on aids and as somebody on a phone: no fault by WCAG 2.2 AA,
    /// and nothing wider than the screen. Keeps a picture of both sizes.
    /// </summary>
    public async Task KijkAsync(string naam)
    {
        await AxeAsync(naam);
        await PictureAsync($"{naam}.png");

        await page.SetViewportSizeAsync(Telefoon.Width, Telefoon.Height);
        await PictureAsync($"{naam}-telefoon.png");
        var tooWide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(tooWide <= 0, $"{naam}: on a phone the page is {tooWide} px wider than the screen.");
        await AxeAsync($"{naam} (phone)");
        await page.SetViewportSizeAsync(Desktop.Width, Desktop.Height);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var tab in context.Pages)
        {
            // Leaving a page ends its circuit; a browser that only vanishes leaves it waiting for his return.
            await tab.GotoAsync("about:blank");
        }

        await context.DisposeAsync();
    }

    // Some labels lie over their box, so that the whole line can be clicked: what people hit is the label.
    private async Task CheckAsync(ILocator box)
    {
        await page.Locator($"label[for='{await box.GetAttributeAsync("id")}']").ClickAsync();
        await Assertions.Expect(box).ToBeCheckedAsync();
    }

    private static string MakeScreenshots()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WeId.Workflows.sln")))
        {
            folder = folder.Parent;
        }

        return Directory.CreateDirectory(Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "artifacts", "screenshots")).FullName;
    }

    private Task PictureAsync(string file) => page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, file), FullPage = true });

    private async Task AxeAsync(string waar)
    {
        // While its circuit starts, a page has no title for a moment.
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex(@"\S"));
        var result = await page.RunAxe(Wcag);
        var faults = result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {v.Help}: {n.Html}"));
        Assert.True(result.Violations.Length == 0, $"{waar}:\n{string.Join('\n', faults)}");
    }
}
