using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>The short numbers by which people speak of an aanvraag: A-2026-004711, counted within the year.</summary>
internal static class AanvraagNummers
{
    /// <summary>The next number. Two transactions that take the same one cannot both commit: the column is unique.</summary>
    public static async Task<string> NextAsync(WeIdDbContext db, Handeling handeling, CancellationToken ct)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"A-{handeling.Today.Year}-");
        var last = await db.Aanvragen.Where(a => a.Nummer.StartsWith(prefix)).MaxAsync(a => a.Nummer, ct);
        var next = last is null ? 1 : int.Parse(last.AsSpan(prefix.Length), CultureInfo.InvariantCulture) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{next:000000}");
    }
}
