namespace WeId.Workflows.TestKit.Databases;

/// <summary>The databases that the product runs on; named as in <c>Database:Provider</c>.</summary>
public enum DatabaseKind
{
    /// <summary>A file.</summary>
    Sqlite,

    /// <summary>A server that the tests start themselves.</summary>
    PostgreSql,

    /// <summary>The server that <c>WEID_TEST_SQLSERVER</c> names.</summary>
    SqlServer,
}
