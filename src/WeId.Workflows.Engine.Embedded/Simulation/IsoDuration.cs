using System.Globalization;
using System.Text.RegularExpressions;

namespace WeId.Workflows.Engine.Embedded.Simulation;

/// <summary>A duration as in ISO 8601: <c>P1Y2M3W4DT5H6M7S</c>. Years and months are those of the calendar.</summary>
internal sealed partial record IsoDuration(int Months, TimeSpan Exact)
{
    /// <exception cref="ScenarioException">The text is no duration.</exception>
    public static IsoDuration Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || text.EndsWith('P') || text.EndsWith('T'))
        {
            throw new ScenarioException($"'{text}' is no ISO 8601 duration.");
        }

        return new IsoDuration(
            (int)((12 * Number(match, "years")) + Number(match, "months")),
            TimeSpan.FromDays((7 * Number(match, "weeks")) + Number(match, "days"))
                + TimeSpan.FromHours(Number(match, "hours"))
                + TimeSpan.FromMinutes(Number(match, "minutes"))
                + TimeSpan.FromSeconds(Number(match, "seconds")));
    }

    /// <summary>The instant that lies so much later.</summary>
    public DateTimeOffset After(DateTimeOffset start) => start.AddMonths(Months) + Exact;

    private static double Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? double.Parse(found.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^P((?<years>\d+)Y)?((?<months>\d+)M)?((?<weeks>\d+)W)?((?<days>\d+)D)?(T((?<hours>\d+)H)?((?<minutes>\d+)M)?((?<seconds>\d+(\.\d+)?)S)?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
