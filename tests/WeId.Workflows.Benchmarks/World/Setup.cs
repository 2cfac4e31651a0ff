using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>On which database a world runs.</summary>
internal enum Setup
{
    /// <summary>SQLite, WAL, synchronous FULL: what the product sets.</summary>
    SqliteFull,

    /// <summary>SQLite, WAL, synchronous NORMAL: a commit may be lost at a power cut.</summary>
    SqliteNormal,

    /// <summary>PostgreSQL on this machine, with fsync.</summary>
    PostgreSql,
}

/// <summary>What a setup means.</summary>
internal static class Setups
{
    /// <summary>As the report names it.</summary>
    public static string Label(this Setup setup) => setup switch
    {
        Setup.SqliteFull => "SQLite FULL",
        Setup.SqliteNormal => "SQLite NORMAL",
        _ => "PostgreSQL",
    };

    /// <summary>The provider of the product.</summary>
    public static DatabaseKind Kind(this Setup setup) => setup is Setup.PostgreSql ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite;
}
