using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WeId.Workflows.Partners.Channels.Drukker;

/// <summary>Looks at the queue of letters and at the folder of the print supplier, when there is one.</summary>
internal sealed class DrukkerService(
    DrukkerLevering levering, DrukkerTerugmeldingen terugmeldingen, IOptions<PostOptions> options, TimeProvider time, ILogger<DrukkerService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Afleveren is not PostAflevering.Map)
        {
            return;
        }

        WarnWhenOpen("Post:UitMap", options.Value.UitMap);

        // One does not wait for the other: the supplier may report while his folder is full.
        await Task.WhenAll(
            LoopAsync(levering.RunOnceAsync, logger.DrukopdrachtFailed, stoppingToken), LoopAsync(terugmeldingen.RunOnceAsync, logger.TerugmeldingFailed, stoppingToken));
    }

    private async Task LoopAsync(Func<CancellationToken, Task> run, Action<Exception> failed, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        while (await timer.WaitForNextTickAsync(ct))
        {
            await TryAsync(run, failed, ct);
        }
    }

    private void WarnWhenOpen(string key, string folder)
    {
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & Others) != 0)
        {
            logger.DrukkerMapOpen(key);
        }
    }

    private static async Task TryAsync(Func<CancellationToken, Task> run, Action<Exception> failed, CancellationToken ct)
    {
        try
        {
            await run(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Database or folder may be away for a while.
            failed(e);
        }
    }
}

/// <summary>Registers the print supplier.</summary>
internal static class DrukkerExtensions
{
    /// <summary>Part of <see cref="PartnersExtensions.AddPartners"/>.</summary>
    public static IServiceCollection AddDrukker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PostOptions>().Bind(configuration.GetSection("Post")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<PostOptions>, ValidatePost>();
        services.AddSingleton<DrukkerMap>();
        services.AddSingleton<DrukkerLevering>();
        services.AddSingleton<DrukkerTerugmeldingen>();
        services.AddHostedService<DrukkerService>();
        return services;
    }
}
