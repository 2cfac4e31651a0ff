using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Persistence.Work;

/// <summary>How a write gets its transaction, which differs between databases with one writer and with many.</summary>
internal interface ITransactions
{
    /// <summary>
    /// Runs the work in a fresh scope, in one transaction, and answers after its commit. The work runs again, whole and in
    /// a new scope, after a failure that passes.
    /// </summary>
    Task<T> RunAsync<T>(Func<IServiceProvider, CancellationToken, Task<Outcome<T>>> work, CancellationToken ct);
}

/// <summary>What a piece of work answers.</summary>
/// <param name="Commits">Whether what it wrote is kept.</param>
internal readonly record struct Outcome<T>(T Answer, bool Commits = true);

/// <summary>Refuses a unit of work inside another: it would wait for itself.</summary>
internal static class Nesting
{
    private static readonly AsyncLocal<bool> Inside = new();

    /// <summary>To be called before the work is handed over.</summary>
    /// <exception cref="InvalidOperationException">The caller is inside a unit of work.</exception>
    public static void Refuse()
    {
        if (Inside.Value)
        {
            throw new InvalidOperationException("A unit of work cannot run inside another one.");
        }
    }

    /// <summary>To be called in the asynchronous method that runs the work; it holds until that method ends.</summary>
    public static void Enter() => Inside.Value = true;
}
