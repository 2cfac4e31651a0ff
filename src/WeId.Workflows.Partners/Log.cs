using Microsoft.Extensions.Logging;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Partners;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Verzending {VerzendingId} by {Kanaal} from template {Template} was handed over")]
    public static partial void VerzendingHandedOver(this ILogger logger, Guid verzendingId, VerzendKanaal kanaal, string template);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Verzending {VerzendingId} is not sent any more: its time has passed, or passes before it may leave")]
    public static partial void VerzendingTooLate(this ILogger logger, Guid verzendingId);

    [LoggerMessage(Level = LogLevel.Information, Message = "The address of letter {VerzendingId} does not fit its window; there is a task to shorten it")]
    public static partial void AdresDoesNotFit(this ILogger logger, Guid verzendingId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Nummer} with {Count} letters lies in the folder of the print supplier")]
    public static partial void DrukopdrachtAfgeleverd(this ILogger logger, string nummer, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Letters could not be handed to the print supplier; it is tried again at the next look")]
    public static partial void DrukopdrachtFailed(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Drukopdracht} could not be laid for the print supplier; it is tried again at the next look")]
    public static partial void DrukopdrachtNotDelivered(this ILogger logger, Guid drukopdracht, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder of {Key} is open to every account of this machine; letters with codes lie in it")]
    public static partial void DrukkerMapOpen(this ILogger logger, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file of the print supplier was refused: {Reden}")]
    public static partial void TerugmeldingRefused(this ILogger logger, string reden);

    [LoggerMessage(Level = LogLevel.Error, Message = "A file of the print supplier could not be read; it stays and is tried again at the next look")]
    public static partial void TerugmeldingFailed(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A delivery report of the SMS gateway was refused: its signature is missing or wrong")]
    public static partial void SmsReportNotSigned(this ILogger logger);
}
