using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using WeId.Workflows.Benchmarks.Cases;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Reporting;

/// <summary>On what was measured.</summary>
internal static class Machine
{
    private static readonly string[] Kept = ["server_version", "fsync", "synchronous_commit", "shared_buffers", "max_wal_size"];

    /// <summary>The machine in Markdown.</summary>
    public static async Task<string> DescribeAsync(Settings settings)
    {
        var load = System.IO.File.Exists("/proc/loadavg") ? string.Join(' ', System.IO.File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "?";
        using var sqlite = new SqliteConnection("Data Source=:memory:");
        sqlite.Open();
        var rows = new List<(string What, string Value)>
        {
            ("Processor", $"{FirstOf("/proc/cpuinfo", "model name")}, {Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)} cores"),
            ("Memory", FirstOf("/proc/meminfo", "MemTotal")),
            ("Disk", Disk(settings.Folder)),
            ("System", $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.OSArchitecture}"),
            (".NET", $"{RuntimeInformation.FrameworkDescription}, server GC {System.Runtime.GCSettings.IsServerGC}"),
            ("SQLite", sqlite.ServerVersion),
            ("Load before the run", load),
            ("Begun", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
        };
        if (settings.Setups.Contains(Setup.PostgreSql))
        {
            var database = await BenchDatabase.CreateAsync(Setup.PostgreSql, settings.Folder);
            await using (var connection = database.Open())
            {
                rows.Add(("PostgreSQL", string.Join(", ", Kept.Select(name => $"{name} {connection.Read($"SHOW {name}")[0][0]}"))));
            }

            await database.DropAsync();
        }

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
