namespace WeId.Workflows.Persistence.Audit;

/// <summary>The columns of an audit row that chain it to those before it. They are null until the row is chained.</summary>
internal static class AuditKetting
{
    /// <summary>1, 2, 3, … without gaps; a nullable long.</summary>
    public const string Volgnummer = nameof(Volgnummer);

    /// <summary>SHA-256 over the hash of the row before and the columns of this one, in 64 hexadecimal digits.</summary>
    public const string Hash = nameof(Hash);
}
