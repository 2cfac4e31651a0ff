using System.ComponentModel.DataAnnotations;

namespace WeId.Workflows.Persistence.Retention;

/// <summary>How long what the engine leaves behind is kept. Section <c>Retention</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Retention";

    /// <summary>
    /// Messages that were handled, and the answers to operations: as long as somebody may look for one, or repeat one.
    /// Default: 30 days; 1 to 3650 days.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Messages { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Workflow instances after their end, with journal, waits and incidents. Default: 7 years, the term of what a middel was
    /// issued on; 30 to 7300 days.
    /// </summary>
    [Range(typeof(TimeSpan), "30.00:00:00", "7300.00:00:00")]
    public TimeSpan Instances { get; set; } = TimeSpan.FromDays(2557);

    /// <summary>How often is looked for what is old enough. Default: 1 hour; 1 minute to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Instances, and ten times as many messages, removed in one transaction, so that no user waits for it. Default: 20; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 20;

    /// <summary>Rest after each transaction, for those who work. Default: 50 milliseconds; 0 to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Rest { get; set; } = TimeSpan.FromMilliseconds(50);
}
