using Microsoft.Playwright;

namespace WeId.Workflows.BrowserTests.Fixture;

/// <summary>A test with a product of its own and as many visitors as it needs.</summary>
[Collection(BrowserCollection.Name)]
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<Bezoeker> bezoekers = [];
    private Product? product;

    private protected Product Product => product ?? throw new InvalidOperationException("The product has not been started.");

    /// <inheritdoc />
    public virtual async Task InitializeAsync() => product = await StartAsync();

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        foreach (var bezoeker in bezoekers)
        {
            await bezoeker.DisposeAsync();
        }

        if (product is not null)
        {
            await product.DisposeAsync();
        }
    }

    /// <summary>The product under test.</summary>
    private protected virtual Task<Product> StartAsync() => Product.StartAsync();

    /// <summary>Somebody with a fresh browser profile.</summary>
    private protected async Task<Bezoeker> BezoekerAsync()
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = Product.Address,
            ViewportSize = new() { Width = Bezoeker.Desktop.Width, Height = Bezoeker.Desktop.Height },
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "nl-NL",
            TimezoneId = "Europe/Amsterdam",
        });
        context.SetDefaultTimeout(20_000);
        var bezoeker = new Bezoeker(Product, context, await context.NewPageAsync());
        bezoekers.Add(bezoeker);
        return bezoeker;
    }

    /// <summary>Somebody who has signed in.</summary>
    private protected async Task<Bezoeker> IngelogdAsync(string gebruikersnaam)
    {
        var bezoeker = await BezoekerAsync();
        await bezoeker.SignInAsync(gebruikersnaam);
        return bezoeker;
    }
}
