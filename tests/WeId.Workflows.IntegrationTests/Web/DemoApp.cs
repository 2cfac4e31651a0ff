using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Persistence;
using WeId.Workflows.Web;

namespace WeId.Workflows.IntegrationTests.Web;

/// <summary>The app as a visitor of a fresh clone starts it, with its data in a folder of its own.</summary>
internal sealed class DemoApp(string[] settings) : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("weid-demo-").FullName;
    private WebApplication? app;

    public IServiceProvider Services => app!.Services;

    public HttpClient NewClient() => app!.GetTestClient();

    /// <summary>Starts it, with more settings such as <c>--Key=value</c>.</summary>
    public static async Task<DemoApp> StartAsync(params string[] settings)
    {
        var demo = new DemoApp(settings);
        await demo.StartAgainAsync();
        return demo;
    }

    /// <summary>Stops it when it runs, and starts it on the same data.</summary>
    public async Task StartAgainAsync()
    {
        await StopAsync();
        app = WeIdApp.Create(
            [
                "--environment=Development",
                "--DemoData=true",
                $"--ConnectionStrings:WeId=Data Source={Path.Combine(folder, "weid.db")}",
                $"--Geheimen:Hoofdsleutels:0={Convert.ToBase64String(new byte[32])}",
                $"--Partners:Kanalen:FolderPath={Path.Combine(folder, "postvak")}",
                $"--Audit:Hoofd={Path.Combine(folder, "audit-hoofd.json")}",
                .. settings,
            ],
            builder =>
            {
                builder.Services.AddEmbeddedEngine();
                builder.WebHost.UseTestServer();
            });
        await app.StartAsync();
    }

    public WeIdDbContext NewContext() => Services.GetRequiredService<IDbContextFactory<WeIdDbContext>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StopAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
