using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace WeId.Workflows.Partners.Channels.Drukker;

/// <summary>The two folders that we share with the print supplier. What has its name is whole: everything is written beside it and renamed.</summary>
internal class DrukkerMap(IOptions<PostOptions> options)
{
    /// <summary>The longest report.</summary>
    public const int MaxBytes = 1_000_000;

    private const string Verwerkt = "verwerkt";
    private const string Geweigerd = "geweigerd";

    private string Uit => options.Value.UitMap;

    private string In => options.Value.InMap;

    /// <summary>Lays a file for the supplier. One that lies there as it should be is left alone.</summary>
    public virtual void Put(string name, ReadOnlySpan<byte> bytes)
    {
        var target = Path.Combine(Uit, name);
        if (!File.Exists(target) || !File.ReadAllBytes(target).AsSpan().SequenceEqual(bytes))
        {
            Write(Uit, name, bytes);
        }
    }

    /// <summary>Whether a file still lies there for the supplier.</summary>
    public bool HasOut(string name) => File.Exists(Path.Combine(Uit, name));

    /// <summary>Takes a file away that the supplier needs no more; nothing when he has taken it himself.</summary>
    public virtual void RemoveOut(string name) => File.Delete(Path.Combine(Uit, name));

    /// <summary>What the supplier has laid, by name; not what he is still writing under a name for the time being.</summary>
    public IReadOnlyList<FileInfo> Reports() =>
    [
        .. new DirectoryInfo(In).EnumerateFiles()
            .Where(f => !f.Name.StartsWith('.') && f.Extension is not (".tmp" or ".part"))
            .OrderBy(f => f.Name, StringComparer.Ordinal),
    ];

    /// <summary>Whether a file of this name was processed before.</summary>
    public bool IsProcessed(string name) => File.Exists(Path.Combine(In, Verwerkt, name));

    /// <summary>Puts a report with those that were processed.</summary>
    public virtual void Process(FileInfo report) => Move(report, Verwerkt, report.Name);

    /// <summary>Puts a report aside, with the reason beside it.</summary>
    public virtual void Refuse(FileInfo report, string name, string reden)
    {
        var free = Enumerable.Range(0, int.MaxValue)
            .Select(i => i == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{i}-{name}"))
            .First(candidate => !Path.Exists(Path.Combine(In, Geweigerd, candidate)));

        // First the reason: no refused file is ever without.
        Write(Directory.CreateDirectory(Path.Combine(In, Geweigerd)).FullName, $"{free}.reden.txt", Encoding.UTF8.GetBytes($"{reden}\n"));
        Move(report, Geweigerd, free);
    }

    private void Move(FileInfo report, string folder, string name)
    {
        var target = Path.Combine(Directory.CreateDirectory(Path.Combine(In, folder)).FullName, name);
        try
        {
            // Of a link, the link itself is moved.
            File.Move(report.FullName, target);
        }
        catch (FileNotFoundException)
        {
            // Another process was first.
        }
    }

    private static void Write(string folder, string name, ReadOnlySpan<byte> bytes)
    {
        var temporary = Path.Combine(folder, $".{name}.tmp");
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, Path.Combine(folder, name), overwrite: true);
    }
}
