using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.UnitTests.Domain.Aanvragen;

public class WijzigingsformulierTests
{
    // R-279…R-288
    [Fact]
    public void All_AreTheNineOfTheManual() =>
        Assert.Equal(["WF-01", "WF-02", "WF-03", "WF-04", "WF-05", "WF-06", "WF-07", "WF-08", "WF-09"], Wijzigingsformulier.All.Select(f => f.Nummer));

    [Fact]
    public void TweePersonen_WhereItTouchesWhoSomebodyIsOrHowHeSignsIn() => Assert.Equal(
        [WijzigingSoort.BeheerderGebruiker, WijzigingSoort.BsnEenmanszaak, WijzigingSoort.KvkNummer, WijzigingSoort.EigenMobielNummer],
        Wijzigingsformulier.All.Where(f => f.TweePersonen).Select(f => f.Soort));

    [Fact]
    public void Refusals_NothingFilledIn_NamesEachRequiredQuestion() => Assert.Equal(
        [new Required { Field = "OnderdeelBedrijf" }, new Required { Field = "NieuweGegevens" }, new Required { Field = "Ingangsdatum" }],
        Refusals(WijzigingSoort.Bedrijfsgegevens));

    [Theory]
    [InlineData(WijzigingSoort.KvkNummer, "NieuwKvkNummer", "1234567", "KvkNummer")]
    [InlineData(WijzigingSoort.KvkNummer, "Ingangsdatum", "31-03-2026", "Datum")]
    [InlineData(WijzigingSoort.EigenMobielNummer, "NieuwMobielNummer", "020 1234567", "MobielNummer")]
    [InlineData(WijzigingSoort.EvMv, "Richting", "Zijwaarts", "Keuze")]
    [InlineData(WijzigingSoort.OtpDevice, "Gebruiker", "Jansen", "Gebruiker")]
    public void Refusals_AnswerOfAnotherKind_IsRefusedAtItsField(WijzigingSoort soort, string veld, string antwoord, string wat) =>
        Assert.Contains(new NotValid(wat) { Field = veld }, Refusals(soort, (veld, antwoord)));

    // a BSN is never kept, however it is written.
    [Theory]
    [InlineData("111222333")]
    [InlineData("Mijn BSN: 111.222.333.")]
    [InlineData("1112 22 333 en nog wat")]
    [InlineData("op 31-03 111222333 5")]
    public void RefuseText_WithABsn_IsRefused(string tekst) => Assert.Equal(new BsnNotKept(), FormulierVeld.RefuseText(tekst));

    [Theory]
    [InlineData("Kerkstraat 1, 8823 SJ Lollum")]
    [InlineData("KvK 68750110")]
    [InlineData("06 12345678")]
    [InlineData("123456789")]
    [InlineData("000000000")]
    public void RefuseText_OtherNumbers_IsKept(string tekst) => Assert.Null(FormulierVeld.RefuseText(tekst));

    [Fact]
    public void RefuseText_TooLong_IsRefused() => Assert.Equal(new NotValid("Tekst"), FormulierVeld.RefuseText(new string('a', Wijzigingsformulier.MaxAntwoord + 1)));

    //
    [Fact]
    public void Clean_OfTheBsnForm_DropsTheBsn() => Assert.Equal(
        ["Eigenaar"],
        Wijzigingsformulier.For(WijzigingSoort.BsnEenmanszaak).Clean(new Dictionary<string, string> { ["Eigenaar"] = " D. Duck ", ["Bsn"] = "111222333", ["Anders"] = "x" }).Keys);

    private static List<Refusal> Refusals(WijzigingSoort soort, params (string Veld, string Antwoord)[] antwoorden) =>
        [.. Wijzigingsformulier.For(soort).Refusals(antwoorden.ToDictionary(a => a.Veld, a => a.Antwoord))];
}
