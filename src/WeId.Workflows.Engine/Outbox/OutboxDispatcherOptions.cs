using System.ComponentModel.DataAnnotations;

namespace WeId.Workflows.Engine.Outbox;

/// <summary>How the outbox is worked off. Section <c>Outbox</c>.</summary>
public sealed class OutboxDispatcherOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Outbox";

    /// <summary>Messages of one lane handled at the same time, each of another key. Default: 8; 1 to 64.</summary>
    [Range(1, 64)]
    public int Parallelism { get; set; } = 8;

    /// <summary>
    /// Longest pause between two looks; messages of this process wake it at once, so this is for those of another node.
    /// Default: 5 seconds; 0.1 seconds to 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a message belongs to the node that took it; its handler is stopped before that. After a crash its messages
    /// are taken up again when this has passed. Default: 1 minute; 5 seconds to 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Fewest tries before a message is given up, the first included; for workflow messages also the most. Default: 6; 1 to 50.</summary>
    [Range(1, 50)]
    public int MaxAttempts { get; set; } = 6;

    /// <summary>
    /// How long a message to the outside is tried: a mail server may be away for hours, and then its mails must still leave.
    /// Default: 2 days; 0 to 14 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "14.00:00:00")]
    public TimeSpan OutsidePatience { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Pause after the first failure; it doubles with each further one. Default: 2 seconds; 0.01 seconds to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause. Default: 10 minutes; 1 second to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The pause after that many tries: doubled each time, and up to a fifth longer by message, so that messages that
    /// failed together do not come back together.
    /// </summary>
    public TimeSpan PauseAfter(int attempts, Guid messageId)
    {
        var doubled = FirstPause * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        var pause = doubled < MaxPause ? doubled : MaxPause;
        var jitter = DerivedId.From(messageId, $"pause:{attempts}").ToByteArray()[0] / 255d;
        return pause * (1 + (jitter / 5));
    }
}
