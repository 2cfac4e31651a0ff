using CsCheck;
using UglyToad.PdfPig;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.UnitTests.Partners.Documents;

public class ComposerTests
{
    [Fact]
    public void Check_ShippedTemplates_FindsNothing()
    {
        var check = new TemplateCheck(new TemplateStore(PartnersFixture.TemplatesFolder), PartnersFixture.Composer());

        Assert.Empty(check.Check());
    }

    [Fact]
    public void Check_UnknownNameAndMissingLanguage_NamesBoth()
    {
        using var folder = new TemporaryFolder();
        folder.Write("validatiecode/mail.nl.md", "---\nsubject: Uw code\n---\n{{ code }} {{ kode }} {{ afzender.adres }}");

        var faults = new TemplateCheck(new TemplateStore(folder.Path), PartnersFixture.Composer(folder.Path)).Check();

        Assert.Contains("validatiecode (Mail, nl) uses kode, which does not exist.", faults);
        Assert.Contains("validatiecode (Mail, nl) uses afzender.adres, which does not exist.", faults);
        Assert.Contains("validatiecode (Mail, nl) exists, validatiecode (Mail, en) does not.", faults);
    }

    [Fact]
    public void Check_BijlageInOneLanguageAndWithoutMail_NamesBoth()
    {
        using var folder = new TemporaryFolder();
        folder.Write("aanvraag-ontvangen/bijlage.nl.md", "---\nfilename: {{ numer }}.pdf\nsubject: Bevestiging\n---\n{{ soort }}");

        var faults = new TemplateCheck(new TemplateStore(folder.Path), PartnersFixture.Composer(folder.Path)).Check();

        Assert.Contains("aanvraag-ontvangen (Bijlage, nl) uses numer, which does not exist.", faults);
        Assert.Contains("aanvraag-ontvangen (Bijlage, nl) exists, aanvraag-ontvangen (Bijlage, en) does not.", faults);
        Assert.Contains("aanvraag-ontvangen (Bijlage, nl) goes with no mail.", faults);
    }

    [Theory]
    [InlineData("---\nsubject: Bevestiging\n---\n")]
    [InlineData("---\nfilename: bevestiging.exe\nsubject: Bevestiging\n---\n")]
    public void Read_BijlageWithoutNameOfAPdf_IsRefused(string text)
    {
        using var folder = new TemporaryFolder();
        folder.Write("aanvraag-ontvangen/bijlage.nl.md", text);

        Assert.Throws<DocumentException>(() => new TemplateStore(folder.Path));
    }

    [Theory]
    [InlineData("nl", "bevestiging-A-2026-004711.pdf", "Kosten per 3 jaar", "168,19")]
    [InlineData("en", "confirmation-A-2026-004711.pdf", "Costs per 3 years", "168.19")]
    public void Compose_MailWithBijlage_HasTextHtmlAndThePdf(string taal, string name, string period, string total)
    {
        var bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("aanvraag-ontvangen", VerzendKanaal.Mail, taal), PartnersFixture.AanvraagOntvangen());

        Assert.Contains("A-2026-004711", bericht.Onderwerp, StringComparison.Ordinal);
        Assert.NotNull(bericht.Text);
        Assert.NotNull(bericht.Html);
        var bijlage = Assert.Single(bericht.Bijlagen);
        Assert.Equal((name, "application/pdf"), (bijlage.Naam, bijlage.ContentType));
        using var pdf = PdfDocument.Open(bijlage.Content);
        var text = Assert.Single(pdf.GetPages()).Text;
        Assert.All(
            ["A-2026-004711", "Test BV Donald", "Janneke de Vries", "EH3", "OTP device", "Katrien | Duck BV", period, total],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Compose_BijlageOfAnAanvraagWithoutCosts_HasNoCosts()
    {
        var gegevens = PartnersFixture.AanvraagOntvangen() with { Kosten = [], Gebruiker = "", Niveau = "", TweedeFactor = "" };

        var bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("aanvraag-ontvangen", VerzendKanaal.Mail), gegevens);

        using var pdf = PdfDocument.Open(Assert.Single(bericht.Bijlagen).Content);
        Assert.DoesNotContain("Kosten", pdf.GetPage(1).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Voor wie", pdf.GetPage(1).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_FileNameWithAPath_StaysAName()
    {
        var gegevens = PartnersFixture.AanvraagOntvangen() with { Aanvraagnummer = "../../A 1\"" };

        var bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("aanvraag-ontvangen", VerzendKanaal.Mail), gegevens);

        Assert.Equal("bevestiging-..-..-A-1-.pdf", Assert.Single(bericht.Bijlagen).Naam);
    }

    [Fact]
    public void Compose_Mail_HasSubjectHtmlAndText()
    {
        var bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", VerzendKanaal.Mail), PartnersFixture.Activatiebrief());

        Assert.Equal("Activeer uw eHerkenning", bericht.Onderwerp);
        Assert.Contains("Activeer uiterlijk 31 maart 2026.", bericht.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://www.we-id.example/activeren\"", bericht.Html, StringComparison.Ordinal);
        Assert.Contains("Activeer eHerkenning: https://www.we-id.example/activeren", bericht.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_English_WritesEnglishDates()
    {
        var bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", VerzendKanaal.Mail, "en"), PartnersFixture.Activatiebrief());

        Assert.Contains("no later than 31 March 2026", bericht.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_Sms_IsOneLineOfText()
    {
        var bericht = PartnersFixture.Composer().Compose(
            PartnersFixture.To("sms-inlogcode", VerzendKanaal.Sms),
            new SmsInlogcodeGegevens { Code = "123456", Minuten = 5 });

        Assert.Equal("Uw inlogcode voor We-ID is 123456. De code is 5 minuten geldig. Geef de code aan niemand.", bericht.Text);
        Assert.Null(bericht.Html);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[klik](https://evil.example)")]
    [InlineData("<https://evil.example>")]
    [InlineData("![x](https://evil.example/x.png)")]
    [InlineData("**vet** _schuin_ `code`")]
    [InlineData("# kop")]
    [InlineData("{{ code }} {% raw %}")]
    [InlineData("&lt;b&gt;")]
    [InlineData(@"\*\\ \")]
    public void Compose_ValueWithMarkup_ShowsItToTheLetter(string name)
    {
        var bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", VerzendKanaal.Mail), PartnersFixture.Activatiebrief(name));

        Assert.Contains($"Beste {name},", bericht.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", bericht.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"https://evil", bericht.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_AnyPrintableValue_ReadsBackAsItself() =>
        Gen.String[Gen.Char[' ', '~'], 1, 40].Where(s => s.Trim().Length > 0).Sample(
            name =>
            {
                var blocks = MarkdownReader.Read("Beste **" + new MarkdownEncoder().Encode(TemplateValues.Clean(name)) + "**", _ => []);

                var paragraph = Assert.IsType<Block.Paragraph>(Assert.Single(blocks));
                Assert.Equal("Beste " + TemplateValues.Clean(name), DocumentText.Of(paragraph.Content));
            },
            iter: 500);

    [Fact]
    public void Compose_ValueWithLineEnds_StaysInItsParagraph()
    {
        var bericht = PartnersFixture.Composer().Compose(
            PartnersFixture.To("activatiebrief", VerzendKanaal.Mail),
            PartnersFixture.Activatiebrief("Jan\r\n\r\n- punt\u2028\n    code"));

        Assert.Contains("Beste Jan - punt code,", bericht.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_LinkThatIsNoWebAddress_IsRefused()
    {
        var gegevens = PartnersFixture.Activatiebrief() with { Link = "javascript:alert(1)" };

        Assert.Throws<DocumentException>(() => PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", VerzendKanaal.Mail), gegevens));
    }

    [Fact]
    public void Compose_Letter_HoldsAddressCodeAndPageNumber()
    {
        var bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", VerzendKanaal.Post), PartnersFixture.Activatiebrief());

        using var pdf = PdfDocument.Open(bericht.Pdf!);
        var text = Assert.Single(pdf.GetPages()).Text;
        Assert.Contains("8823 SJ Lollum", text, StringComparison.Ordinal);
        Assert.Contains("K7M4T-9PXWR", text, StringComparison.Ordinal);
        Assert.Contains("1 maart 2026", text, StringComparison.Ordinal);
        Assert.Contains("Pagina 1 van 1", text, StringComparison.Ordinal);
        Assert.All(pdf.GetPage(1).Letters, letter => Assert.Contains('+', letter.FontName!));
    }

    [Theory]
    [InlineData(VerzendKanaal.Post)]
    [InlineData(VerzendKanaal.Mail)]
    public void Compose_LetterOrMailWithACode_LeavesNothingToKeep(VerzendKanaal kanaal)
    {
        var bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", kanaal), PartnersFixture.Activatiebrief());

        Assert.Empty(bericht.TeBewaren);
    }

    [Fact]
    public void Compose_MailWithAPdf_KeepsThatPdf()
    {
        var bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("aanvraag-ontvangen", VerzendKanaal.Mail), PartnersFixture.AanvraagOntvangen());

        Assert.Same(Assert.Single(bericht.Bijlagen), Assert.Single(bericht.TeBewaren));
    }

    [Fact]
    public void Compose_RedactedLetter_HasDotsForTheCode()
    {
        var bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", VerzendKanaal.Post), PartnersFixture.Activatiebrief());

        using var pdf = PdfDocument.Open(bericht.GeredigeerdPdf!);
        Assert.DoesNotContain("K7M4T", pdf.GetPage(1).Text, StringComparison.Ordinal);
        Assert.Contains("•••••••••••", pdf.GetPage(1).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_SameLetterTwice_GivesTheSameBytes()
    {
        var first = PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", VerzendKanaal.Post), PartnersFixture.Activatiebrief());
        var second = PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", VerzendKanaal.Post), PartnersFixture.Activatiebrief());

        Assert.Equal(first.Pdf, second.Pdf);
    }

    [Fact]
    public void Compose_CharacterThatTheFontLacks_IsRefusedWithItsNumber()
    {
        var refusal = Assert.Throws<DocumentException>(() => PartnersFixture.Composer().Compose(
            PartnersFixture.To("activatiebrief", VerzendKanaal.Post),
            PartnersFixture.Activatiebrief("李")));

        Assert.Contains("U+674E", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_DecomposedAccent_IsWrittenComposed()
    {
        var bericht = PartnersFixture.Composer().Compose(
            PartnersFixture.To("activatiebrief", VerzendKanaal.Post),
            PartnersFixture.Activatiebrief("Andre\u0301"));

        using var pdf = PdfDocument.Open(bericht.Pdf!);
        Assert.Contains("André", pdf.GetPage(1).Text, StringComparison.Ordinal);
    }
}
