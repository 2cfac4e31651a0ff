using System.ComponentModel.DataAnnotations;

namespace WeId.Workflows.Engine.Waits;

/// <summary>How deadlines are watched. Section <c>Timers</c>.</summary>
public sealed class TimerOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Timers";

    /// <summary>
    /// Longest pause between two looks for due timers; a deadline that this process makes wakes it in time, so this is for
    /// those of another node. Default: 5 seconds; 0.1 seconds to 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Timers closed in one transaction. Default: 100; 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 100;

    /// <summary>
    /// How long the timers of a database belong to the node that closed some last, where several share it: after a crash
    /// another one takes over when this has passed. Default: 15 seconds; 1 second to 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);
}
