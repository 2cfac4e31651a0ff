using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>One thing that is measured.</summary>
internal interface ICase
{
    /// <summary>By which the command line names it.</summary>
    string Name { get; }

    /// <summary>Measures and reports.</summary>
    Task RunAsync(Settings settings, Report report);
}

/// <summary>How a run is done.</summary>
/// <param name="Folder">Where databases are made.</param>
/// <param name="Setups">On which databases, where a case knows several.</param>
/// <param name="IsQuick">Smaller and shorter: to see that it works, not to quote.</param>
internal sealed record Settings(string Folder, IReadOnlyList<Setup> Setups, bool IsQuick)
{
    /// <summary>The one that suits how thorough the run is.</summary>
    public T Of<T>(T thorough, T quick) => IsQuick ? quick : thorough;
}
