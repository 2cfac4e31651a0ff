using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WeId.Workflows.IntegrationTests.Museum;

/// <summary>Makes a step fail for good: whoever adds a row of the chosen type cannot save it.</summary>
internal sealed class Sabotage : SaveChangesInterceptor
{
    /// <summary>Type of the rows; null: nothing fails.</summary>
    public Type? Breaks { get; set; }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        Breaks is not null && eventData.Context!.ChangeTracker.Entries().Any(e => e.State is EntityState.Added && e.Entity.GetType() == Breaks)
            ? throw new InvalidOperationException($"No {Breaks.Name} can be saved.")
            : base.SavingChangesAsync(eventData, result, cancellationToken);
}
