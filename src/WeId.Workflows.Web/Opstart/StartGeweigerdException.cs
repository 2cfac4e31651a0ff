using Microsoft.Extensions.Options;

namespace WeId.Workflows.Web.Opstart;

/// <summary>The app does not start, for a reason that whoever starts it can mend.</summary>
public sealed class StartGeweigerdException(string message) : Exception(message)
{
    /// <summary>The reason in words; null when the exception is a bug.</summary>
    internal static string? Reason(Exception e) => e switch
    {
        StartGeweigerdException => e.Message,
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures),
        _ => null,
    };
}
