using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>A process that runs the trip, and dies on the way when told so.</summary>
internal static class CrashChild
{
    public const string Verb = "crash-child";

    /// <summary>Name of the file with the moments, in the folder of the world.</summary>
    public const string LogFile = "moments.txt";

    /// <summary>Arguments: folder, level, second factor, where to die (0: nowhere).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (folder, niveau, factor) = (args[1], args[2], Enum.Parse<TweedeFactor>(args[3]));
        var points = new CrashPoints(int.Parse(args[4], CultureInfo.InvariantCulture), Path.Combine(folder, LogFile));

        // Not disposed: the folder is the parent's to look at.
        var world = TestWorld.Open(folder, TestWorld.Begin, (services, configuration) =>
        {
            Product.Add(services, configuration);
            services.AddSingleton<IInterceptor>(new CommitPoints(points));
            services.AddSingleton<IInterceptor>(new StatementPoints(points));
            foreach (var channel in services.Where(s => s.ServiceType == typeof(IChannel)).ToList())
            {
                services.Remove(channel);
                services.AddTransient<IChannel>(provider => new ChannelPoints((IChannel)channel.ImplementationFactory!(provider), points));
            }
        });
        await new NieuweGebruikerTrip(world, niveau, factor).RunAsync();
        return 0;
    }
}
