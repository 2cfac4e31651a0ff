using System.Globalization;
using Microsoft.Extensions.Options;
using UglyToad.PdfPig;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;
using WeId.Workflows.Partners.Documents;
using WeId.Workflows.Partners.Documents.Pdf;

namespace WeId.Workflows.UnitTests.Partners.Documents;

public class FormulierPdfTests
{
    //
    [Theory]
    [InlineData("nl", "Handtekening")]
    [InlineData("en", "Signature")]
    public void Render_EachForm_HasItsNumberItsQuestionsASignatureAndAnAddress(string taal, string handtekening)
    {
        var culture = CultureInfo.GetCultureInfo(taal);
        foreach (var formulier in Wijzigingsformulier.All)
        {
            var text = TextOf(Pdf().Render(formulier, culture));

            Assert.Contains(formulier.Nummer, text, StringComparison.Ordinal);
            Assert.Contains(handtekening, text, StringComparison.Ordinal);
            Assert.Contains("Antwoordnummer 1000", text, StringComparison.Ordinal);
            Assert.All(formulier.Velden, v => Assert.Contains(WijzigingsformulierTeksten.Vraag(v.Naam, culture).Split(' ')[0], text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Render_Choice_ShowsEachOption()
    {
        var text = TextOf(Pdf().Render(Wijzigingsformulier.For(WijzigingSoort.OtpDevice), CultureInfo.GetCultureInfo("nl")));

        Assert.Contains("Het device is kwijt", text, StringComparison.Ordinal);
        Assert.Contains("Het device is stuk", text, StringComparison.Ordinal);
    }

    private static FormulierPdf Pdf()
    {
        var huisstijl = new HuisstijlOptions();
        huisstijl.Adresregels.Add("Antwoordnummer 1000");
        return new(new PdfDocumentRenderer(Path.Combine(PartnersFixture.TemplatesFolder, "huisstijl", "fonts")), new Briefpapier(Options.Create(huisstijl)));
    }

    private static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Join(' ', document.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
    }
}
