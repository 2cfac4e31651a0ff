using Microsoft.Extensions.Logging;

namespace WeId.Workflows.Persistence;

/// <summary>What the database tells operations.</summary>
internal static partial class Log
{
    /// <summary>The connection that hears other nodes broke.</summary>
    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the connection that hears other nodes; trying again after {Pause}. Until then their work is found by polling.")]
    public static partial void ListenerLost(this ILogger logger, TimeSpan pause, Exception exception);
}
