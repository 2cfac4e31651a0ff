using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>The prints of the contract of an aanvraag.</summary>
internal static class ContractRows
{
    /// <summary>The print that counts; null when the aanvraag has no contract.</summary>
    public static Task<Contract?> FindContractAsync(this WeIdDbContext db, Guid aanvraagId, CancellationToken ct) =>
        db.Contracten.Where(c => c.AanvraagId == aanvraagId).OrderByDescending(c => c.Versie).FirstOrDefaultAsync(ct);

    /// <summary>The print that counts.</summary>
    /// <exception cref="InvalidOperationException">The aanvraag has no contract.</exception>
    public static async Task<Contract> RequireContractAsync(this WeIdDbContext db, Guid aanvraagId, CancellationToken ct) =>
        await db.FindContractAsync(aanvraagId, ct) ?? throw new InvalidOperationException($"Aanvraag {aanvraagId} has no contract.");

    /// <summary>No paper is awaited any more.</summary>
    public static async Task LapseContractenAsync(this WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        foreach (var contract in await db.Contracten.Where(c => c.AanvraagId == aanvraagId).ToListAsync(ct))
        {
            contract.Lapse();
        }
    }
}
