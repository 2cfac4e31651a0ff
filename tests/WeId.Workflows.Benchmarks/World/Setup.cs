namespace WeId.Workflows.Benchmarks.World;

/// <summary>On which database a world runs.</summary>
internal enum Setup
{
    /// <summary>SQLite, WAL, synchronous FULL: what the product sets.</summary>
    SqliteFull,

    /// <summary>SQLite, WAL, synchronous NORMAL: a commit may be lost at a power cut.</summary>
    SqliteNormal,
}

/// <summary>What a setup means.</summary>
internal static class Setups
{
    /// <summary>As the report names it.</summary>
    public static string Label(this Setup setup) => setup switch
    {
        Setup.SqliteFull => "SQLite FULL",
        Setup.SqliteNormal => "SQLite NORMAL",
        _ => throw new ArgumentOutOfRangeException(nameof(setup)),
    };

    /// <summary>The value of <c>PRAGMA synchronous</c>.</summary>
    public static string Synchronous(this Setup setup) => setup is Setup.SqliteNormal ? "NORMAL" : "FULL";
}
