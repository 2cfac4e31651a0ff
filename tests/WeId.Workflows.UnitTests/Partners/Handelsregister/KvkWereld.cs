using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Partners.Handelsregister;

namespace WeId.Workflows.UnitTests.Partners.Handelsregister;

/// <summary>The registered adapter before a KvK of our own, with every line that it logs.</summary>
internal sealed class KvkWereld : IAsyncDisposable
{
    public const string Sleutel = "l7xx-geheime-sleutel";

    private readonly ServiceProvider services;

    private KvkWereld(KvkServer server, string setting, string value)
    {
        Server = server;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Handelsregister:Adapter"] = "Kvk",
            ["Handelsregister:BasisUrl"] = server.Url,
            ["Handelsregister:ApiSleutel"] = Sleutel,
            [setting] = value,
        }).Build();
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        collection.AddSingleton<TimeProvider>(Time).AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Development" });
        collection.AddHandelsregister(configuration);
        services = collection.BuildServiceProvider(validateScopes: true);
    }

    public KvkServer Server { get; }

    public PauselessTime Time { get; } = new();

    public LogLines Log { get; } = new();

    private IHandelsregister Register => services.GetRequiredService<IHandelsregister>();

    public static async Task<KvkWereld> StartAsync(string setting = "Handelsregister:Functionarissen", string value = "true") =>
        new(await KvkServer.StartAsync(), setting, value);

    public Task<Inschrijving?> FindAsync(string nummer, CancellationToken ct = default) => Register.FindAsync(KvkNummer.Parse(nummer), ct);

    public Task<Inschrijving?> FindByVestigingAsync(string nummer) => Register.FindByVestigingAsync(Vestigingsnummer.Parse(nummer), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Server.DisposeAsync();
        Log.Dispose();
    }

    /// <summary>Stands still, but for the pauses between tries: those are over as soon as they begin. Terms of five seconds and more are not.</summary>
    internal sealed class PauselessTime() : FakeTimeProvider(PartnersFixture.Noon)
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(5))
            {
                Advance(dueTime);
            }

            return timer;
        }
    }

    internal sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public string Text => string.Join('\n', lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
