using Microsoft.Data.Sqlite;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>What a fault does at its point.</summary>
internal enum FaultKind
{
    /// <summary>The call fails without effect.</summary>
    Before,

    /// <summary>The call succeeds, and then the process is gone: nothing that it tries has an effect any more.</summary>
    After,

    /// <summary>The call takes effect, and its caller is told that it failed.</summary>
    ReportedFailed,
}

/// <summary>One fault on the way of a trip.</summary>
/// <param name="Point">1 and up.</param>
/// <param name="Stays">Whether the database stays away until whoever waits for an answer has heard; else it was busy for once.</param>
internal sealed record Fault(int Point, FaultKind Kind, bool Stays);

/// <summary>Counts every command, commit and channel call, and makes one of them fail.</summary>
internal sealed class FaultPoints : ICountedPoints
{
    private const int Busy = 5;

    private readonly List<(PointKind Kind, string What)> seen = [];
    private Fault? fault;
    private bool isAway;

    /// <summary>The points so far, in their order.</summary>
    public IReadOnlyList<(PointKind Kind, string What)> Seen => seen;

    /// <summary>Whether the process is as good as dead.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Whether it counts, and breaks what it was told.</summary>
    public bool IsArmed { get; private set; }

    /// <summary>From here on it counts.</summary>
    /// <param name="breaks">The fault; null: none.</param>
    public void Arm(Fault? breaks)
    {
        fault = breaks;
        IsArmed = true;
    }

    /// <summary>Nothing happens any more.</summary>
    public void Disarm() => IsArmed = false;

    /// <summary>The database is back.</summary>
    public void Heal() => isAway = false;

    public void Before(PointKind kind, string what)
    {
        if (!IsArmed)
        {
            return;
        }

        if (IsGone || isAway)
        {
            throw new IOException("There is no database.");
        }

        seen.Add((kind, what));
        if (fault is { Kind: FaultKind.Before } && fault.Point == seen.Count)
        {
            Break();
        }
    }

    public void After(PointKind kind, string what)
    {
        if (!IsArmed || fault?.Point != seen.Count)
        {
            return;
        }

        if (fault.Kind is FaultKind.After)
        {
            IsGone = true;
        }
        else if (fault.Kind is FaultKind.ReportedFailed)
        {
            Break();
        }
    }

    private void Break()
    {
        isAway = fault!.Stays;
        throw isAway ? new IOException("The connection was lost.") : new SqliteException("The database is busy.", Busy);
    }
}
