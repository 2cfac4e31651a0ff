using Microsoft.Extensions.Logging;

namespace WeId.Workflows.Engine.Embedded;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Activity {ActivityId} of aanvraag {AanvraagId}: {Event} {Outcome}")]
    public static partial void ActivityJournaled(this ILogger logger, string activityId, Guid aanvraagId, JournalEvent @event, string? outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "Activity {ActivityId} of aanvraag {AanvraagId} rests on an incident after {Attempts} attempts")]
    public static partial void StepFaulted(this ILogger logger, string activityId, Guid aanvraagId, int attempts);
}
