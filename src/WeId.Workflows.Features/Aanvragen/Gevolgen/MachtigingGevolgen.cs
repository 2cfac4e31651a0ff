using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Gevolgen;

/// <summary>What becomes of the machtigingen of a user in one organisatie, by name, before something is confirmed.</summary>
/// <param name="LaatsteDag">The last day on which those that end still work; null when they end as soon as it is carried out.</param>
public sealed record MachtigingGevolg(string Organisatie, DateOnly? LaatsteDag, IReadOnlyList<MachtigingRegel> Eindigen, IReadOnlyList<MachtigingRegel> Blijven);

/// <summary>Reads the effects for the preview of any aanvraag.</summary>
internal static class MachtigingGevolgen
{
    /// <summary>One for each koppeling, in the order that was asked for.</summary>
    /// <param name="koppelingen">With the last day of what ends; null when it ends at once.</param>
    /// <param name="eindigt">Which machtigingen end.</param>
    public static async Task<IReadOnlyList<MachtigingGevolg>> GevolgenAsync(
        this WeIdDbContext db, IReadOnlyList<(Guid KoppelingId, DateOnly? LaatsteDag)> koppelingen, Func<Machtiging, bool> eindigt, DateOnly today, CancellationToken ct)
    {
        var ids = koppelingen.Select(k => k.KoppelingId).ToList();
        var namen = await db.Koppelingen.AsNoTracking().Where(k => ids.Contains(k.Id)).Select(k => new { k.Id, k.Organisatie.Naam }).ToDictionaryAsync(k => k.Id, k => k.Naam, ct);
        var open = (await db.OpenMachtigingenAsync(ids, today, ct)).ToLookup(m => m.KoppelingId);
        var gevolgen = new List<MachtigingGevolg>();
        foreach (var (id, laatsteDag) in koppelingen)
        {
            gevolgen.Add(new(
                namen[id],
                laatsteDag,
                await db.RegelsAsync(open[id].Where(eindigt), today, CultureInfo.CurrentUICulture, ct),
                await db.RegelsAsync(open[id].Where(m => !eindigt(m)), today, CultureInfo.CurrentUICulture, ct)));
        }

        return gevolgen;
    }
}
