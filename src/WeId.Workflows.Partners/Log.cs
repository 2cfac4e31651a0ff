using Microsoft.Extensions.Logging;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Partners;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Verzending {VerzendingId} by {Kanaal} from template {Template} was handed over")]
    public static partial void VerzendingHandedOver(this ILogger logger, Guid verzendingId, VerzendKanaal kanaal, string template);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Verzending {VerzendingId} was not sent any more: its time had passed")]
    public static partial void VerzendingTooLate(this ILogger logger, Guid verzendingId);
}
