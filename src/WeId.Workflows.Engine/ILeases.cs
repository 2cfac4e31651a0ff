namespace WeId.Workflows.Engine;

/// <summary>Lets one node at a time do what several would only do in each other's way.</summary>
public interface ILeases
{
    /// <summary>
    /// Takes or renews the lease inside the current unit of work; false when another node holds it. What the unit of work
    /// writes is committed only together with it, so a node that lost its lease writes nothing under it.
    /// </summary>
    Task<bool> TryHoldAsync(string name, DateTimeOffset now, TimeSpan term, CancellationToken ct);
}
