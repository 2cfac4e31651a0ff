namespace WeId.Workflows.Persistence.Work;

/// <summary>Says which node does what only one may do at a time.</summary>
internal sealed class Lease
{
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>The node that holds it.</summary>
    public Guid Holder { get; set; }

    /// <summary>Grows each time that the holder changes: a holder that comes back late finds a higher one.</summary>
    public long Fence { get; set; }

    /// <summary>From when another node may take it.</summary>
    public DateTimeOffset Until { get; set; }
}
