namespace WeId.Workflows.Persistence.Work;

/// <summary>Which context a scope works on.</summary>
internal sealed class ScopedContext
{
    /// <summary>The context of the writer; null: the scope has one of its own. To be set before the scope is asked for a context.</summary>
    public WeIdDbContext? Lent { get; set; }
}
