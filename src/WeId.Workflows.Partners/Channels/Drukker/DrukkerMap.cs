using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace WeId.Workflows.Partners.Channels.Drukker;

/// <summary>
/// The two folders that we share with the print supplier. What has its name is whole: everything is written beside it and renamed.
/// He may write in both, so nothing is written or read through a link that lies there.
/// </summary>
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
        var target = new FileInfo(Path.Combine(Uit, name));
        if (Read(target, bytes.Length) is not { } there || !bytes.SequenceEqual(there))
        {
            Write(Uit, name, bytes);
        }
    }

    /// <summary>The files that lie there for the supplier.</summary>
    public IReadOnlyList<string> OutNames() => [.. new DirectoryInfo(Uit).EnumerateFiles().Select(f => f.Name)];

    /// <summary>Takes a file away that the supplier needs no more; nothing when he has taken it himself.</summary>
    public virtual void RemoveOut(string name) => File.Delete(Path.Combine(Uit, name));

    /// <summary>What the supplier has laid, by name; not what he is still writing under a name for the time being.</summary>
    public virtual IReadOnlyList<FileInfo> Reports() =>
    [
        .. new DirectoryInfo(In).EnumerateFiles()
            .Where(f => !f.Name.StartsWith('.') && f.Extension is not (".tmp" or ".part"))
            .OrderBy(f => f.Name, StringComparer.Ordinal),
    ];

    /// <summary>Reads a regular file, but no further than a byte past the most that is wanted; null when it is none, or is gone.</summary>
    public static byte[]? Read(FileInfo file, int most)
    {
        // What has no length is not opened: a pipe would keep us waiting for ever.
        file.Refresh();
        if (!file.Exists || file.LinkTarget is not null || file.Length == 0)
        {
            return file is { Exists: true, LinkTarget: null } ? [] : null;
        }

        try
        {
            using var stream = file.OpenRead();
            var buffer = new byte[Math.Min(file.Length, most) + 1];
            return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether this report was processed before.</summary>
    public bool IsProcessed(Guid id, string name) => File.Exists(Path.Combine(In, Verwerkt, ProcessedName(id, name)));

    /// <summary>Puts a report with those that were processed, under a name of its own: the supplier may use his again.</summary>
    public virtual void Process(FileInfo report, Guid id) => Move(report, Verwerkt, ProcessedName(id, report.Name));

    /// <summary>Puts a report aside, with the reason beside it.</summary>
    /// <returns>False when another process took it first.</returns>
    public virtual bool Refuse(FileInfo report, string name, string reden)
    {
        var folder = Folder(Geweigerd);
        var free = Enumerable.Range(0, int.MaxValue)
            .Select(i => i == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{i}-{name}"))
            .First(candidate => !Path.Exists(Path.Combine(folder, candidate)));

        // First the reason: no refused file is ever without.
        var why = $"{free}.reden.txt";
        Write(folder, why, Encoding.UTF8.GetBytes($"{reden}\n"));
        if (Move(report, Geweigerd, free))
        {
            return true;
        }

        File.Delete(Path.Combine(folder, why));
        return false;
    }

    private static string ProcessedName(Guid id, string name) => string.Create(CultureInfo.InvariantCulture, $"{id:N}-{name}");

    /// <exception cref="IOException">It is a link: what the supplier sends would land where that points.</exception>
    private string Folder(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(In, name));
        return folder.LinkTarget is null ? folder.FullName : throw new IOException($"The folder {name} is a link.");
    }

    /// <returns>False when another process was first.</returns>
    private bool Move(FileInfo report, string folder, string name)
    {
        var target = Path.Combine(Folder(folder), name);
        try
        {
            // Of a link, the link itself is moved.
            File.Move(report.FullName, target);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static void Write(string folder, string name, ReadOnlySpan<byte> bytes)
    {
        // A name that nobody can foresee and a file that is new: two processes do not share it, and no link is followed.
        var temporary = Path.Combine(folder, $".{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}.tmp");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            // The group is the supplier's.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        }

        try
        {
            using (var file = new FileStream(temporary, options))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, Path.Combine(folder, name), overwrite: true);
        }
        catch
        {
            // A readable letter must not stay behind under a name that nobody knows.
            File.Delete(temporary);
            throw;
        }
    }
}
