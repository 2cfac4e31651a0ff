using Microsoft.Extensions.Logging;

namespace WeId.Workflows.Engine;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read; it is tried again after a pause")]
    public static partial void OutboxLookFailed(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox message {MessageId} of type {Type} was given up after {Attempts} attempts")]
    public static partial void OutboxMessageGivenUp(this ILogger logger, Exception exception, Guid messageId, string type, int attempts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox message {MessageId} of type {Type} failed with {Error} at attempt {Attempts}; next try at {RetryAt}")]
    public static partial void OutboxMessagePostponed(this ILogger logger, Guid messageId, string type, string error, int attempts, DateTimeOffset? retryAt);

    [LoggerMessage(Level = LogLevel.Error, Message = "The due timers could not be closed; they are tried again after a pause")]
    public static partial void TimerLookFailed(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} timers came due")]
    public static partial void TimersClosed(this ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of outbox message {MessageId} of type {Type} was lost before it was finished")]
    public static partial void OutboxLeaseLost(this ILogger logger, Guid messageId, string type);
}
