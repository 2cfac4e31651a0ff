using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.UnitTests.Partners.Channels;

public sealed class FolderChannelTests : IDisposable
{
    private static readonly Guid Id = new("019cb000-0000-7000-8000-000000000001");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Send_SameMailTwice_LeavesOneFileWithTheSameHash()
    {
        var first = await SendAsync(VerzendKanaal.Mail, "jan@klant.example");
        var second = await SendAsync(VerzendKanaal.Mail, "jan@klant.example");

        Assert.Equal(first, second);
        Assert.Equal(["019cb000000070008000000000000001.eml", "019cb000000070008000000000000001.json"], Files());
    }

    [Fact]
    public async Task Postvak_AfterMail_ShowsSubjectAndText()
    {
        await SendAsync(VerzendKanaal.Mail, "jan@klant.example");
        var postvak = new Postvak(folder.Path);

        var regel = Assert.Single(postvak.List());
        var bericht = postvak.Read(regel.VerzendingId)!;

        Assert.Equal(("Activeer uw eHerkenning", "jan@klant.example"), (regel.Onderwerp, regel.Adres));
        Assert.Contains("https://www.we-id.example/activeren", bericht.Text, StringComparison.Ordinal);
        Assert.Contains("<html", bericht.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Postvak_AfterLetter_GivesThePdf()
    {
        await SendAsync(VerzendKanaal.Post, "Hizzaarderlaan 3A\n8823 SJ Lollum");

        var bericht = new Postvak(folder.Path).Read(Id)!;

        Assert.True(bericht.Pdf.AsSpan().StartsWith("%PDF-"u8));
    }

    [Fact]
    public async Task Postvak_AfterMailWithBijlage_ShowsTheFile()
    {
        var bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("aanvraag-ontvangen", VerzendKanaal.Mail), PartnersFixture.AanvraagOntvangen());
        await SendAsync(VerzendKanaal.Mail, "jan@klant.example", bericht);

        var bijlage = Assert.Single(new Postvak(folder.Path).Read(Id)!.Bijlagen);

        Assert.Equal("bevestiging-A-2026-004711.pdf", bijlage.Naam);
        Assert.Equal(bericht.Bijlagen[0].Content, bijlage.Content);
    }

    [Fact]
    public void Postvak_NothingSentYet_IsEmpty()
    {
        var postvak = new Postvak(Path.Combine(folder.Path, "nog-niet"));

        Assert.Empty(postvak.List());
        Assert.Null(postvak.Read(Id));
    }

    private string[] Files() => [.. Directory.EnumerateFiles(folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private Task<string> SendAsync(VerzendKanaal kanaal, string adres, Bericht? bericht = null) =>
        new FolderChannel(kanaal, folder.Path, new HuisstijlOptions(), new SmtpOptions()).SendAsync(
            new()
            {
                VerzendingId = Id,
                Template = new("activatiebrief", kanaal, "nl"),
                OntvangerNaam = "J. Jansen",
                Adres = adres,
                Op = PartnersFixture.Noon,
                Bericht = bericht ?? PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", kanaal), PartnersFixture.Activatiebrief()),
            },
            CancellationToken.None);
}
