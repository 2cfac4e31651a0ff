using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WeId.Workflows.Benchmarks.Reporting;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>From the start of the process to the first page answered.</summary>
internal sealed class ColdStartCase : ICase
{
    /// <inheritdoc />
    public string Name => "coldstart";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        report.Section("Cold start");
        var times = settings.Of(5, 2);
        report.Text($"The built host as a process of its own, from its start until `/inloggen` is answered with 200; {times} starts each, seconds, median (lowest–highest).");
        var (demo, empty, existing) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < times; i++)
        {
            demo.Add(await StartAsync(Folder(settings, $"demo-{i}"), withDemo: true));
            var folder = Folder(settings, $"start-{i}");
            empty.Add(await StartAsync(folder, withDemo: false));
            existing.Add(await StartAsync(folder, withDemo: false));
        }

        report.Table(
            ["database", "seconds"],
            [
                ["there already", Report.Spread(existing)],
                ["made at this start", Report.Spread(empty)],
                ["made at this start, with forty days of demonstration played through", Report.Spread(demo)],
            ]);
        report.Goal("cold start to the first page, database there", "< 5 s", $"{Report.Number(existing.Median())} s", existing.Median() < 5);
        report.Goal("cold start to the first page, database made", "< 5 s", $"{Report.Number(empty.Median())} s", empty.Median() < 5);
    }

    private static string Folder(Settings settings, string name) => Directory.CreateDirectory(Path.Combine(settings.Folder, name)).FullName;

    private static async Task<double> StartAsync(string folder, bool withDemo)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [HostAssembly(), "--urls", url]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DemoData"] = withDemo ? "true" : "false";
        start.Environment["ConnectionStrings__WeId"] = $"Data Source={Path.Combine(folder, "weid.db")}";
        start.Environment["Partners__Kanalen__FolderPath"] = Path.Combine(folder, "postvak");
        start.Environment["PubliekeUrl"] = url;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            using var http = new HttpClient();
            while (true)
            {
                try
                {
                    using var response = await http.GetAsync(new Uri($"{url}/inloggen"));
                    response.EnsureSuccessStatusCode();
                    await response.Content.ReadAsByteArrayAsync();
                    return watch.Elapsed.TotalSeconds;
                }
                catch (HttpRequestException e) when (e.StatusCode is null && !process.HasExited && watch.Elapsed < TimeSpan.FromMinutes(2))
                {
                    // It does not listen yet.
                    await Task.Delay(TimeSpan.FromMilliseconds(10));
                }
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The host as this build made it, beside this program.</summary>
    private static string HostAssembly()
    {
        // …/tests/<this project>/bin/<configuration>/<framework>/
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "src", "WeId.Workflows.Web", "bin", output.Parent.Name, output.Name, "WeId.Workflows.Web.dll");
    }
}
