using Microsoft.Extensions.Logging;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Partners;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Verzending {VerzendingId} by {Kanaal} from template {Template} was handed over")]
    public static partial void VerzendingHandedOver(this ILogger logger, Guid verzendingId, VerzendKanaal kanaal, string template);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Verzending {VerzendingId} is not sent any more: its time has passed, or passes before it may leave")]
    public static partial void VerzendingTooLate(this ILogger logger, Guid verzendingId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A delivery report of the SMS gateway was refused: its signature is missing or wrong")]
    public static partial void SmsReportNotSigned(this ILogger logger);
}
