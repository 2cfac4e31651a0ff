using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>Which face a piece of text has.</summary>
internal enum Face
{
    Regular,
    SemiBold,
    Italic,
    Mono,
}

/// <summary>The fonts of the house style, read once.</summary>
/// <param name="folder">Where their files are.</param>
internal sealed class DocumentFonts(string folder)
{
    private static readonly (Face Face, string Name)[] Files =
    [
        (Face.Regular, "OpenSans-Regular"), (Face.SemiBold, "OpenSans-SemiBold"), (Face.Italic, "OpenSans-Italic"), (Face.Mono, "RobotoMono-Medium"),
    ];

    private readonly Dictionary<Face, TrueTypeFont> faces = Files.ToDictionary(f => f.Face, f => Load(folder, f.Name));

    /// <summary>A face.</summary>
    public TrueTypeFont this[Face face] => faces[face];

    /// <summary>What one document uses of each.</summary>
    public IReadOnlyDictionary<Face, FontSubset> Subsets() => faces.ToDictionary(f => f.Key, f => new FontSubset(f.Value));

    private static TrueTypeFont Load(string folder, string name)
    {
        var path = Path.Combine(folder, $"{name}.ttf");
        return File.Exists(path) ? new(name, File.ReadAllBytes(path)) : throw new DocumentException($"The font {name} is missing.");
    }
}
