using System.Diagnostics;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.UnitTests.Partners.Documents.Pdf;

/// <summary>Every PDF that the templates give, under the eyes of others than its writer.</summary>
public sealed class TemplatePdfTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("weid-pdf").FullName;

    public static TheoryData<string, string, bool> Templates
    {
        get
        {
            var templates = new TheoryData<string, string, bool>();
            foreach (var template in TemplateGegevens.Types.Keys.Order(StringComparer.Ordinal))
            {
                foreach (var taal in new[] { "nl", "en" })
                {
                    templates.Add(template, taal, true);
                    templates.Add(template, taal, false);
                }
            }

            return templates;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Compose_Pdf_IsSoundAndAccessible(string template, string taal, bool yes)
    {
        foreach (var (name, pdf) in Pdfs(template, taal, yes))
        {
            var path = Path.Combine(folder, $"{name}.pdf");
            await File.WriteAllBytesAsync(path, pdf);

            Assert.Equal(0, (await RunAsync("qpdf", "--check", path)).Code);
            using var tagged = new TaggedPdf(pdf);
            Assert.Empty(tagged.Faults());

            // As another reader finds it, in the order of the structure.
            var (_, structure) = await RunAsync("pdfinfo", "-struct-text", path);
            Assert.StartsWith("Document", structure.TrimStart(), StringComparison.Ordinal);
            Assert.All(tagged.All().Where(n => n.Kind == "H1"), n => Assert.Contains($"\"{n.Text}\"", structure, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<(string Name, byte[] Pdf)> Pdfs(string template, string taal, bool yes)
    {
        var store = new TemplateStore(PartnersFixture.TemplatesFolder);
        var gegevens = TemplateCheck.Sample(TemplateGegevens.TypeOf(template)!, yes);
        foreach (var key in store.Keys.Where(k => k.Name == template && k.Taal == taal && k is { IsBijlage: false, Kanaal: not VerzendKanaal.Sms }))
        {
            var bericht = PartnersFixture.Composer().Compose(new(key, "J. Jansen", "Hizzaarderlaan 3A\n8823 SJ Lollum", PartnersFixture.Noon), gegevens);
            if (bericht.Pdf is { } brief)
            {
                yield return ("brief", brief);
                yield return ("geredigeerd", bericht.GeredigeerdPdf!);
            }

            foreach (var bijlage in bericht.Bijlagen)
            {
                yield return ("bijlage", bijlage.Content);
            }
        }
    }

    private static async Task<(int Code, string Text)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text);
    }
}
