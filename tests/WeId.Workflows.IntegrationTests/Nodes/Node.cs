using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit.Databases;
using WeId.Workflows.TestKit.InMemory;
using WeId.Workflows.Web.Identity;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>A node as the host makes it, without pages: the engine with dispatcher and timers in real time, and the sign-in.</summary>
internal static class Node
{
    /// <summary>Key of the connection string.</summary>
    public const string Connection = "ConnectionStrings:WeId";

    /// <summary>A node on a PostgreSQL database; nothing of it runs before it is started.</summary>
    /// <param name="settings">As in the configuration of the product.</param>
    public static IHost Build(IEnumerable<KeyValuePair<string, string?>> settings, Gate gate)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = nameof(DatabaseKind.PostgreSql),
            ["Geheimen:Hoofdsleutels:0"] = Convert.ToBase64String(new byte[32]),
            ["Audit:Hoofd"] = Path.Combine(Path.GetTempPath(), $"weid-node-{Environment.ProcessId}-audit.json"),
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services
            .AddSingleton(gate)
            .AddSingleton(TimeProvider.System)
            .AddPersistence(builder.Configuration)
            .AddSingleton<IExpressionEvaluator, ExpressionEvaluator>()
            .AddWorkflowEngineCore(NodeFlows.Catalog)
            .AddEmbeddedEngine()
            .AddScoped<IOutboxHandler, HoldHandler>()
            .AddIdentity(builder.Configuration, builder.Environment);

        // The mails of the sign-in need partners, which these nodes have none of.
        foreach (var handler in builder.Services.Where(s => s.ServiceType == typeof(IOutboxHandler) && s.ImplementationType?.Assembly == typeof(IdentityExtensions).Assembly).ToList())
        {
            builder.Services.Remove(handler);
        }

        var definitions = new InMemoryDefinitionCatalog();
        foreach (var definition in NodeFlows.All)
        {
            definitions.PublishAsync(definition, CancellationToken.None).GetAwaiter().GetResult();
        }

        builder.Services.AddSingleton<IDefinitionCatalog>(definitions);
        var leases = builder.Services.Last(s => s.ServiceType == typeof(ILeases));
        builder.Services.AddScoped<ILeases>(provider => new HeldLeases((ILeases)leases.ImplementationFactory!(provider), gate));
        return builder.Build();
    }

    /// <summary>The settings of a database of the test server.</summary>
    /// <param name="idleTimeout">In seconds: how long the server lets a transaction sleep.</param>
    public static Dictionary<string, string?> Settings(string folder, int idleTimeout = 2)
    {
        var connection = new NpgsqlConnectionStringBuilder(TestDatabases.Of(DatabaseKind.PostgreSql).ConnectionString(folder))
        {
            Options = $"-c idle_in_transaction_session_timeout={idleTimeout}s -c lock_timeout=1s",
        };
        return new() { [Connection] = connection.ConnectionString };
    }

    /// <summary>A context of the node; the caller disposes it.</summary>
    public static WeIdDbContext NewContext(this IHost node) => node.Services.GetRequiredService<IDbContextFactory<WeIdDbContext>>().CreateDbContext();

    /// <summary>A use case of the node that asks for a workflow, as the portal does: the message is all that it leaves.</summary>
    public static Task<bool> AskAsync(this IHost node, Guid operationId, string definition) => node.WriteAsync(
        operationId,
        outbox => outbox.Add(
            operationId,
            WorkflowMessages.Start,
            WorkflowMessages.KeyOf(operationId),
            new StartWorkflow(operationId, operationId, definition, 1, new Dictionary<string, object?>())));

    /// <summary>A use case of the node that writes a message.</summary>
    public static Task<bool> WriteAsync(this IHost node, Guid operationId, Action<IOutbox> write) => node.Services.GetRequiredService<IUnitOfWork>().RunAsync(
        operationId,
        (services, _) =>
        {
            write(services.GetRequiredService<IOutbox>());
            return Task.FromResult(true);
        },
        CancellationToken.None);
}
