using System.IO.Compression;
using System.Text.Json;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Museum;

/// <summary>A database as the product left it under an earlier schema, and what one must know to go on in it.</summary>
/// <param name="Migration">The last migration that it has, which is its name too.</param>
/// <param name="At">The clock when it was left.</param>
/// <param name="Aanvragen">What it holds.</param>
internal sealed record MuseumStuk(string Migration, DateTimeOffset At, IReadOnlyList<Uitgestald> Aanvragen)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Where the pieces lie beside the tests.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Museum");

    /// <summary>The names of all pieces, which are those of migrations.</summary>
    public static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    /// <summary>The piece, and a folder for a <see cref="TestWorld"/> with a copy of its database.</summary>
    public static async Task<(MuseumStuk Stuk, string Folder)> TakeOutAsync(string name)
    {
        var stuk = JsonSerializer.Deserialize<MuseumStuk>(await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.json")), Json)!;
        var folder = Directory.CreateTempSubdirectory("weid-museum-").FullName;
        await using var packed = new GZipStream(File.OpenRead(Path.Combine(Folder, $"{name}.db.gz")), CompressionMode.Decompress);
        await using var file = File.Create(Path.Combine(folder, "weid.db"));
        await packed.CopyToAsync(file);
        return (stuk, folder);
    }

    /// <summary>Packs the database of a world that is closed, and writes this beside it.</summary>
    public async Task PutInAsync(string database, string folder)
    {
        Directory.CreateDirectory(folder);
        await using (var packed = new GZipStream(File.Create(Path.Combine(folder, $"{Migration}.db.gz")), CompressionLevel.SmallestSize))
        await using (var file = File.OpenRead(database))
        {
            await file.CopyToAsync(packed);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, $"{Migration}.json"), JsonSerializer.Serialize(this, Json) + "\n");
    }
}

/// <summary>An aanvraag in a piece.</summary>
/// <param name="Stand">Where it stands, for people.</param>
/// <param name="Code">The activation code that its user has received; null when none has come yet.</param>
internal sealed record Uitgestald(Guid AanvraagId, string Stand, string? Code);
