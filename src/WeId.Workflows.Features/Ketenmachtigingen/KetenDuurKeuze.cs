using System.Globalization;
using WeId.Workflows.Domain.Machtigingen;

namespace WeId.Workflows.Features.Ketenmachtigingen;

/// <summary>Reads how long a ketenmachtiging is to hold from what was chosen on a page.</summary>
internal static class KetenDuurKeuze
{
    /// <param name="keuze">A number of years, or anything else for a day.</param>
    /// <param name="dag">As a browser sends it.</param>
    public static KetenDuur Of(string? keuze, string? dag) => int.TryParse(keuze, NumberStyles.None, CultureInfo.InvariantCulture, out var jaren)
        ? new(jaren, null)
        : new(null, DateOnly.TryParseExact(dag, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var einddatum) ? einddatum : null);
}
