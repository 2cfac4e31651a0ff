using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace WeId.Workflows.Benchmarks.Reporting;

/// <summary>On what was measured.</summary>
internal static class Machine
{
    /// <summary>The machine in Markdown.</summary>
    /// <param name="folder">Where the databases are.</param>
    public static string Describe(string folder)
    {
        using var sqlite = new SqliteConnection("Data Source=:memory:");
        sqlite.Open();
        var rows = new List<(string What, string Value)>
        {
            ("Processor", $"{FirstOf("/proc/cpuinfo", "model name")}, {Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)} cores"),
            ("Memory", FirstOf("/proc/meminfo", "MemTotal")),
            ("Disk", Disk(folder)),
            ("System", $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.OSArchitecture}"),
            (".NET", $"{RuntimeInformation.FrameworkDescription}, server GC {System.Runtime.GCSettings.IsServerGC}"),
            ("SQLite", sqlite.ServerVersion),
            ("Load before the run", System.IO.File.Exists("/proc/loadavg") ? string.Join(' ', System.IO.File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "?"),
            ("Begun", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
        };
        return string.Join(Environment.NewLine, ["| machine | |", "| --- | --- |", .. rows.Select(r => $"| {r.What} | {r.Value} |"), ""]);
    }

    private static string FirstOf(string file, string key) => System.IO.File.Exists(file)
        ? System.IO.File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "?"
        : "?";

    private static string Disk(string folder)
    {
        var drive = DriveInfo.GetDrives()
            .Where(d => Path.GetFullPath(folder).StartsWith(d.RootDirectory.FullName, StringComparison.Ordinal))
            .MaxBy(d => d.RootDirectory.FullName.Length);
        var device = System.IO.File.Exists("/proc/mounts")
            ? System.IO.File.ReadLines("/proc/mounts").Select(l => l.Split(' ')).LastOrDefault(m => m[1] == drive?.RootDirectory.FullName)
            : null;
        return device is null ? drive?.DriveFormat ?? "?" : $"{device[0]}, {device[2]} ({device[3]})";
    }
}
