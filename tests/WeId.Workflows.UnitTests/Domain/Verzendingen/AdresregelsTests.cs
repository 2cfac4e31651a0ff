using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.UnitTests.Domain.Verzendingen;

public class AdresregelsTests
{
    private static readonly string[] Bekend = ["J. Jansen", "Test BV", "Hoofdgebouw van de afdeling Inkoop Noord-Nederland", "Hizzaarderlaan 3A", "8823 SJ  Lollum"];

    // who makes an address fit may split and shorten it.
    [Theory]
    [InlineData("J. Jansen\nTest BV\nHoofdgebouw van de\nafdeling Inkoop Noord-Nederland\nHizzaarderlaan 3A\n8823 SJ Lollum")]
    [InlineData("J. Jansen\nHoofdgebouw, afd. Inkoop\nHizzaarderlaan 3A\n8823 SJ  Lollum")]
    [InlineData("J. Jansen\nhoofdgeb. inkoop\nHizzaarderln 3A\n8823 SJ  Lollum", false)]
    [InlineData("Hizzaarderlaan 3A\n8823 SJ  Lollum")]
    [InlineData("J. Jansen\nTest BV\nHizzaarderlaan 3\n8823 SJ  Lollum", false)]
    [InlineData("J. Jansen\nTest BV\nHizzaarderlaan\n8823 SJ  Lollum", false)]
    [InlineData("J. Jansen\nTest BV\nHizzaarderlaan 3A", false)]
    [InlineData("P. de Vries\nTest BV\nHizzaarderlaan 3A\n8823 SJ  Lollum", false)]
    [InlineData("J. Jansen\nTest BV\nPostbus 12\nHizzaarderlaan 3A\n8823 SJ  Lollum", false)]
    [InlineData("J. Jansen\nTest BV\nLollum 3A\n8823 SJ  Hizzaarderlaan", false)]
    public void IsShortened_LinesOfAnAddress_SaysWhetherTheySayNothingElse(string regels, bool korter = true) =>
        Assert.Equal(korter, Adresregels.IsShortened(Bekend, regels.Split('\n')));
}
