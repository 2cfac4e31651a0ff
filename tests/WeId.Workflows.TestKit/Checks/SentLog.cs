using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Channels;

namespace WeId.Workflows.TestKit.Checks;

/// <summary>Each body that left by a channel, also those that the product sent again after a crash; in a file of the world.</summary>
/// <param name="folder">Of the world.</param>
internal sealed class SentLog(string folder)
{
    private const string Postvak = "postvak";

    private static readonly Lock Turn = new();

    private readonly string file = Path.Combine(folder, "sent.txt");

    /// <summary>Listens to every channel that is registered.</summary>
    public void Decorate(IServiceCollection services)
    {
        foreach (var channel in services.Where(s => s.ServiceType == typeof(IChannel) && s.ImplementationFactory is not null).ToList())
        {
            services.Remove(channel);
            services.Add(new ServiceDescriptor(typeof(IChannel), provider => new Listener((IChannel)channel.ImplementationFactory!(provider), this), channel.Lifetime));
        }
    }

    /// <summary>All that left, oldest first.</summary>
    public async Task<IReadOnlyList<(Guid VerzendingId, string Hash)>> ReadAsync() => File.Exists(file)
        ? [.. (await File.ReadAllLinesAsync(file)).Select(l => l.Split(' ')).Select(l => (Guid.Parse(l[0]), l[1]))]
        : [];

    /// <summary>The file that the folder channel wrote; null when there is none.</summary>
    public static string? FileOf(string folder, Guid verzendingId)
    {
        var postvak = Path.Combine(folder, Postvak);
        return Directory.Exists(postvak)
            ? Directory.EnumerateFiles(postvak, $"{verzendingId:N}.*").FirstOrDefault(f => !f.EndsWith(".json", StringComparison.Ordinal))
            : null;
    }

    private sealed class Listener(IChannel inner, SentLog log) : IChannel
    {
        public VerzendKanaal Kanaal => inner.Kanaal;

        public async Task<string> SendAsync(Zending zending, CancellationToken ct)
        {
            var hash = await inner.SendAsync(zending, ct);
            lock (Turn)
            {
                File.AppendAllText(log.file, $"{zending.VerzendingId:N} {hash}\n");
            }

            return hash;
        }
    }
}
