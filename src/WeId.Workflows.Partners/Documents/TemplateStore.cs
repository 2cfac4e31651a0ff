using System.Text.RegularExpressions;
using Fluid;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Partners.Documents;

/// <summary>Every template of the templates folder, parsed once.</summary>
/// <remarks>
/// One file for each channel and language: <c>{name}/mail.nl.md</c>, <c>brief.en.md</c>, <c>sms.nl.txt</c>. Markdown with
/// Liquid; letters and mails begin with front matter that gives the <c>subject</c>. A mail may have a PDF with it, made from
/// <c>bijlage.nl.md</c> with the same data; its front matter gives its <c>filename</c> as well, and its subject is its title.
/// Pictures of letters are JPEG files in <c>huisstijl/beeld</c>.
/// </remarks>
public sealed partial class TemplateStore
{
    private static readonly FluidParser Parser = new();
    private readonly Dictionary<TemplateKey, Template> templates;
    private readonly Dictionary<string, byte[]> beeld;

    /// <summary>Reads the folder.</summary>
    /// <exception cref="DocumentException">A file is not a template, with the reason.</exception>
    public TemplateStore(IOptions<HuisstijlOptions> options, IHostEnvironment environment)
        : this(Path.Combine(environment.ContentRootPath, options.Value.TemplatesPath))
    {
    }

    /// <summary>Reads the folder at that path.</summary>
    /// <exception cref="DocumentException">A file is not a template, with the reason.</exception>
    public TemplateStore(string folder)
    {
        Folder = folder;
        templates = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Where(file => Path.GetDirectoryName(Path.GetRelativePath(folder, file)) is { Length: > 0 } name && !name.StartsWith("huisstijl", StringComparison.Ordinal))
            .Select(Read)
            .ToDictionary(t => t.Key);
        var pictures = Path.Combine(folder, "huisstijl", "beeld");
        beeld = Directory.Exists(pictures)
            ? Directory.EnumerateFiles(pictures, "*.jpg").ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal)
            : [];
    }

    /// <summary>The folder that was read.</summary>
    public string Folder { get; }

    /// <summary>Which templates there are.</summary>
    public IReadOnlyCollection<TemplateKey> Keys => templates.Keys;

    internal IReadOnlyCollection<Template> All => templates.Values;

    /// <summary>Whether it exists for that channel and language.</summary>
    public bool Contains(string name, VerzendKanaal kanaal, string taal) => templates.ContainsKey(new(name, kanaal, taal));

    internal Template? FindBijlage(TemplateKey mail) => templates.GetValueOrDefault(mail with { IsBijlage = true });

    internal Template Get(TemplateKey key) =>
        templates.TryGetValue(key, out var template) ? template : throw new DocumentException($"There is no template {key}.");

    internal byte[] Beeld(string naam) => beeld.TryGetValue(naam, out var jpeg) ? jpeg : throw new DocumentException($"There is no picture {naam} in huisstijl/beeld.");

    private static Template Read(string file)
    {
        var name = Path.GetFileName(Path.GetDirectoryName(file))!;
        TemplateKey key = Path.GetFileName(file).Split('.') switch
        {
            ["mail", ("nl" or "en") and var taal, "md"] => new(name, VerzendKanaal.Mail, taal),
            ["brief", ("nl" or "en") and var taal, "md"] => new(name, VerzendKanaal.Post, taal),
            ["bijlage", ("nl" or "en") and var taal, "md"] => new(name, VerzendKanaal.Mail, taal, IsBijlage: true),
            ["sms", ("nl" or "en") and var taal, "txt"] => new(name, VerzendKanaal.Sms, taal),
            _ => throw new DocumentException($"{name}/{Path.GetFileName(file)} is not mail, bijlage, brief or sms in nl or en."),
        };
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        if (key.Kanaal is VerzendKanaal.Sms)
        {
            return new(key, null, Parse(key, text.Trim()));
        }

        var front = FrontMatter().Match(text);
        if (!front.Success || front.Groups["filename"].Success != key.IsBijlage)
        {
            throw new DocumentException($"{key} does not begin with {(key.IsBijlage ? "a filename that ends in .pdf and " : "")}a subject between two lines of ---.");
        }

        return new(key, Parse(key, front.Groups["subject"].Value), Parse(key, text[front.Length..]))
        {
            FileName = key.IsBijlage ? Parse(key, front.Groups["filename"].Value) : null,
        };
    }

    [GeneratedRegex(@"\A---\n(filename: (?<filename>.+\.pdf)\n)?subject: (?<subject>.+)\n---\n", RegexOptions.CultureInvariant)]
    private static partial Regex FrontMatter();

    private static IFluidTemplate Parse(TemplateKey key, string text) =>
        Parser.TryParse(text, out var template, out var error) ? template : throw new DocumentException($"{key}: {error}");
}

/// <summary>A template for one channel and language.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Kanaal">How it is sent.</param>
/// <param name="Taal"><c>nl</c> or <c>en</c>.</param>
/// <param name="IsBijlage">Not the mail itself, but the PDF that goes with it.</param>
public sealed record TemplateKey(string Name, VerzendKanaal Kanaal, string Taal, bool IsBijlage = false)
{
    /// <summary>Such as <c>activatiebrief (Post, nl)</c>.</summary>
    public override string ToString() => $"{Name} ({(IsBijlage ? "Bijlage" : Kanaal)}, {Taal})";
}

internal sealed record Template(TemplateKey Key, IFluidTemplate? Subject, IFluidTemplate Body)
{
    /// <summary>Name of the file; only an attachment has one.</summary>
    public IFluidTemplate? FileName { get; init; }
}
