using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Documents.Pdf;

namespace WeId.Workflows.UnitTests.Partners.Documents.Pdf;

public class AdresvensterTests
{
    private static readonly Adresvenster Venster = PartnersFixture.Renderer.Venster;

    [Theory]
    [InlineData("J. Jansen", "Test BV Donald\nHizzaarderlaan 3A\n8823 SJ  Lollum")]
    [InlineData("J. Jansen", "2\n3\n4\n5\n6\n7")]
    [InlineData("iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii", "Straat 1")]
    public void Check_OfWhatShows_IsNull(string naam, string adres) => Assert.Null(Venster.Check(naam, adres));

    // A line that stands there twice is printed once, and an empty one not at all.
    [Fact]
    public void Check_CountsLinesAsTheyArePrinted() => Assert.Null(Venster.Check("Test BV Donald", "Test BV Donald\n\n2\n3\n4\n5\n6\n7"));

    [Fact]
    public void Check_OfOneLineTooMany_SaysHowManyShow() => Assert.Equal(new AdresTeVeelRegels(7), Venster.Check("J. Jansen", "2\n3\n4\n5\n6\n7\n8"));

    [Theory]
    [InlineData("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW")]
    [InlineData("Stichting tot Bevordering van de Samenwerking tussen Ondernemers")]
    public void Check_OfALineThatIsTooWide_NamesIt(string regel) => Assert.Equal(new AdresregelTeBreed(regel), Venster.Check("J. Jansen", $"{regel}\n8823 SJ  Lollum"));
}
