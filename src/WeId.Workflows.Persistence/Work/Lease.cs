namespace WeId.Workflows.Persistence.Work;

/// <summary>Says which node does what only one may do at a time.</summary>
internal sealed class Lease
{
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>The node that holds it: whoever writes under a lease checks this in the same transaction, so a node that comes back late is fenced off.</summary>
    public Guid Holder { get; set; }

    /// <summary>From when another node may take it.</summary>
    public DateTimeOffset Until { get; set; }
}
