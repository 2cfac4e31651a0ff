using System.ComponentModel.DataAnnotations;

namespace WeId.Workflows.Persistence.Audit;

/// <summary>How the audit rows are chained. Section <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Audit";

    /// <summary>
    /// File that holds the number and hash of the last chained row, so that rows that were cut off at the end are missed. Put it
    /// where whoever can write in the database cannot write. Default: <c>data/audit-hoofd.json</c>.
    /// </summary>
    [Required]
    public string Hoofd { get; set; } = Path.Combine("data", "audit-hoofd.json");

    /// <summary>Pause between two looks for rows to chain. Default: 1 second; 0.1 seconds to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Rows chained in one transaction. Default: 500; 1 to 5000.</summary>
    [Range(1, 5_000)]
    public int BatchSize { get; set; } = 500;
}
