using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.UnitTests.Partners;

public class VerzendingTests
{
    [Fact]
    public void MarkVerzonden_Mail_WipesItsData()
    {
        var verzending = New(VerzendKanaal.Mail);

        verzending.MarkVerzonden("ab12", PartnersFixture.Noon);

        Assert.Null(verzending.BeveiligdeGegevens);
        Assert.Equal((VerzendStatus.Verzonden, "ab12"), (verzending.Status, verzending.DocumentHash));
    }

    [Fact]
    public void MarkVerzonden_LetterInThePostQueue_KeepsHashAndRedactedCopyOnly()
    {
        var verzending = New(VerzendKanaal.Post);
        verzending.MarkOpgemaakt([1], [2], "ab12", PartnersFixture.Noon);

        verzending.MarkVerzonden(null, PartnersFixture.Noon);

        Assert.Null(verzending.Document);
        Assert.Equal(("ab12", (byte)2), (verzending.DocumentHash, verzending.GeredigeerdDocument![0]));
    }

    [Fact]
    public void MarkVerzonden_LetterNotMadeUp_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => New(VerzendKanaal.Post).MarkVerzonden(null, PartnersFixture.Noon));

    [Fact]
    public void MarkOpgemaakt_Mail_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => New(VerzendKanaal.Mail).MarkOpgemaakt([1], [2], "ab12", PartnersFixture.Noon));

    [Fact]
    public void MarkVervallen_AfterSending_IsRefused()
    {
        var verzending = New(VerzendKanaal.Mail);
        verzending.MarkVerzonden("ab12", PartnersFixture.Noon);

        Assert.Throws<InvalidOperationException>(verzending.MarkVervallen);
    }

    [Fact]
    public void Create_UnknownLanguage_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Verzending.Create(Nieuw(VerzendKanaal.Mail) with { Taal = "fr" }, PartnersFixture.Noon));

    private static Verzending New(VerzendKanaal kanaal) => Verzending.Create(Nieuw(kanaal), PartnersFixture.Noon);

    private static NieuweVerzending Nieuw(VerzendKanaal kanaal) => new()
    {
        Kanaal = kanaal,
        Template = "activatiebrief",
        Taal = "nl",
        OntvangerNaam = "J. Jansen",
        Adres = "jan@klant.example",
        BeveiligdeGegevens = [1, 2, 3],
    };
}
