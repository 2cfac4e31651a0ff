using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>The order of work: what is due first, then what waits longest.</summary>
internal static class TakenVolgorde
{
    /// <summary>The ids of the first tasks with one of these statuses and roles, in order.</summary>
    /// <param name="vanWie">Only what this medewerker has taken; null for everybody.</param>
    public static async Task<IReadOnlyList<Guid>> FirstAsync(
        WeIdDbContext db, IEnumerable<TaakStatus> statussen, IReadOnlyList<string> rollen, Guid? vanWie, int count, CancellationToken ct)
    {
        // Status and role are compared with one value at a time: so the index gives the order, and no queue is sorted as a whole.
        var found = new List<Plaats>();
        foreach (var (status, rol) in statussen.SelectMany(status => rollen.Select(rol => (status, rol))))
        {
            found.AddRange(await db.Taken
                .Where(t => t.Status == status && t.Rol == rol && (vanWie == null || t.GeclaimdDoor == vanWie))
                .OrderBy(t => t.Uiterlijk).ThenBy(t => t.AangemaaktOp)
                .Select(t => new Plaats(t.Id, t.Uiterlijk, t.AangemaaktOp))
                .Take(count)
                .ToListAsync(ct));
        }

        return [.. found.OrderBy(p => p.Uiterlijk).ThenBy(p => p.AangemaaktOp).Take(count).Select(p => p.Id)];
    }

    private sealed record Plaats(Guid Id, DateOnly Uiterlijk, DateTimeOffset AangemaaktOp);
}
