using Microsoft.EntityFrameworkCore;

namespace WeId.Workflows.Persistence.Stores;

/// <summary>Where in which definition a wait stands.</summary>
public sealed record WaitPlace(string ActivityId, string DefinitionId, int Version);

/// <summary>Finds it for capabilities, which do not know the engine's rows.</summary>
public static class WaitPlaces
{
    /// <summary>The place of a wait; null when there is none, as for a task about a letter.</summary>
    public static Task<WaitPlace?> PlaceOfAsync(this WeIdDbContext db, Guid? waitId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Waits
            .Where(w => w.Id == waitId)
            .Join(db.Instances, w => w.InstanceId, i => i.Id, (w, i) => new WaitPlace(w.ActivityId, i.DefinitionId, i.DefinitionVersion))
            .SingleOrDefaultAsync(ct);
    }
}
