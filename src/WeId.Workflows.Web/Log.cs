namespace WeId.Workflows.Web;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Definition {DefinitionId} version {Version} is in the catalog")]
    public static partial void DefinitionPublished(ILogger logger, string definitionId, int version);

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} signed in")]
    public static partial void SignedIn(ILogger logger, Guid accountId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Demo data were written")]
    public static partial void DemoDataWritten(ILogger logger);
}
