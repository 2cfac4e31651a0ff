using System.Globalization;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Stores;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Whether the version of the definition with which an aanvraag runs lets its reviewer ask for a supplement, and for how long.</summary>
public sealed class AanvulTermijn(IDefinitionCatalog catalog)
{
    /// <returns>The days that the beheerder gets; null when there is no way for it.</returns>
    public async Task<int?> FindAsync(WeIdDbContext db, BeoordelingsTaak taak, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(taak);
        return await db.PlaceOfAsync(taak.WaitId, ct) is { } place
            && await catalog.FindAsync(place.DefinitionId, place.Version, ct) is { } definition
            && WaitAfter(definition, place.ActivityId) is { } wait
                ? DaysOf(wait)
                : null;
    }

    /// <summary>The wait for the supplement to which the outcome of the review leads.</summary>
    private static ActivityDefinition? WaitAfter(WorkflowDefinition definition, string review)
    {
        var seen = new HashSet<string> { review };
        var open = new Queue<string>(definition.Connections
            .Where(c => c.SourceActivity == review && c.SourcePort == BeoordelingService.AanvullingGevraagd)
            .Select(c => c.TargetActivity));
        while (open.TryDequeue(out var id))
        {
            if (definition.Activities.FirstOrDefault(a => a.Id == id) is { Type: WachtOpAanvullingStep.Type } wait)
            {
                return wait;
            }

            foreach (var connection in definition.Connections.Where(c => c.SourceActivity == id && seen.Add(c.TargetActivity)))
            {
                open.Enqueue(connection.TargetActivity);
            }
        }

        return null;
    }

    private static int DaysOf(ActivityDefinition wait) =>
        wait.Inputs.TryGetValue(WachtOpAanvullingStep.TermijnDagen, out var input) && input.Expression.Value is { } days
            ? int.Parse(days, CultureInfo.InvariantCulture)
            : Aanvulling.TermijnDagen;
}
