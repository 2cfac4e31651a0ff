using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit;
using WeId.Workflows.Web;

namespace WeId.Workflows.BrowserTests.Fixture;

/// <summary>The whole product on a port and with a database of its own, as a developer starts it; only its clock can skip days.</summary>
internal sealed class Product : IAsyncDisposable
{
    private static readonly TimeSpan TotpStep = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;
    private readonly string folder;
    private readonly ShiftableTimeProvider clock;

    private Product(WebApplication app, string folder, ShiftableTimeProvider clock, string address)
    {
        this.app = app;
        this.folder = folder;
        this.clock = clock;
        Address = address;
        Brieven = new Brieven(app.Services.GetRequiredService<Postvak>());
    }

    /// <summary>Where it can be reached.</summary>
    public string Address { get; }

    /// <summary>What it has sent.</summary>
    public Brieven Brieven { get; }

    /// <summary>Today in the product, in Amsterdam.</summary>
    public DateOnly Today => Domain.Tijd.AmsterdamTime.DateOf(clock.GetUtcNow());

    /// <summary>What it works with.</summary>
    public IServiceProvider Services => app.Services;

    /// <param name="extend">Adds what a host of its own would add.</param>
    public static async Task<Product> StartAsync(Action<WebApplicationBuilder>? extend = null)
    {
        var folder = Directory.CreateTempSubdirectory("weid-browser-").FullName;
        var address = $"http://localhost:{FreePort()}";
        var clock = new ShiftableTimeProvider();
        string[] settings =
        [
            "--environment", "Development",
            "--urls", address,
            "--PubliekeUrl", address,
            "--DemoData", "true",
            "--Logging:LogLevel:Default", "Warning",
            "--ConnectionStrings:WeId", $"Data Source={Path.Combine(folder, "weid.db")}",
            "--Audit:Hoofd", Path.Combine(folder, "audit-hoofd.json"),
            "--Geheimen:Hoofdsleutels:0", Convert.ToBase64String(new byte[32]),
            "--Partners:Kanalen:FolderPath", Path.Combine(folder, "postvak"),
        ];
        var app = WeIdApp.Create(settings, builder =>
        {
            builder.Services.AddEmbeddedEngine();
            builder.Services.AddSingleton<TimeProvider>(clock);
            extend?.Invoke(builder);
        });
        await app.StartAsync();
        return new(app, folder, clock, address);
    }

    /// <summary>Skips this much time and does everything that has become due.</summary>
    public async Task SkipAsync(TimeSpan time)
    {
        clock.Shift(time);
        var outbox = app.Services.GetRequiredService<OutboxDispatcher>();
        var timers = app.Services.GetRequiredService<TimerService>();
        while (await timers.RunDueAsync(CancellationToken.None) + await outbox.RunUntilIdleAsync(CancellationToken.None) > 0)
        {
        }
    }

    /// <summary>What the OTP device of an account shows now; null when he gets his codes by SMS. It waits for a code that was not used yet.</summary>
    public async Task<string?> OtpCodeAsync(string gebruikersnaam)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<WeIdDbContext>>().CreateDbContextAsync();
        var account = await db.Users.AsNoTracking().SingleAsync(a => a.UserName == gebruikersnaam);
        if (account.OtpGeheim is null)
        {
            return null;
        }

        while (clock.GetUtcNow().ToUnixTimeSeconds() / (long)TotpStep.TotalSeconds <= account.OtpLaatsteStap)
        {
            clock.Shift(TotpStep);
        }

        return app.Services.GetRequiredService<TweedeFactoren>().CurrentTotp(account, clock.GetUtcNow());
    }

    /// <summary>What a device that the postkamer has just issued shows now.</summary>
    public async Task<string> OtpCodeOfDeviceAsync(string serienummer) =>
        (await app.Services.GetRequiredService<OtpSimulatie>().ReadAsync(serienummer, CancellationToken.None) ?? throw new InvalidOperationException("The device is unknown.")).Code;

    /// <summary>Reads from its database.</summary>
    public async Task<T> ReadAsync<T>(Func<WeIdDbContext, Task<T>> read)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<WeIdDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        using (var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5)))
        {
            await app.StopAsync(soon.Token);
        }

        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    // The address must be known before the start, since the links in the mails carry it.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
