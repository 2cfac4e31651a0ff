using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.UnitTests.Domain.Organisaties;

/// <summary>The decision table for the authority of a person, as far as the Handelsregister tells .</summary>
public class BevoegdheidstoetsTests
{
    [Theory]
    [InlineData(SoortBevoegdheid.AlleenZelfstandig, BevoegdheidUitkomst.VolledigBevoegd)]
    [InlineData(SoortBevoegdheid.Onbeperkt, BevoegdheidUitkomst.VolledigBevoegd)]
    [InlineData(SoortBevoegdheid.VolledigeVolmacht, BevoegdheidUitkomst.VolledigBevoegd)]
    [InlineData(SoortBevoegdheid.Gezamenlijk, BevoegdheidUitkomst.NietVastgesteld)]
    [InlineData(SoortBevoegdheid.Beperkt, BevoegdheidUitkomst.NietVastgesteld)]
    [InlineData(SoortBevoegdheid.BeperkteVolmacht, BevoegdheidUitkomst.NietVastgesteld)]
    [InlineData(SoortBevoegdheid.NietVastgesteld, BevoegdheidUitkomst.NietVastgesteld)]
    public void Judge_GoesByTheAuthority(SoortBevoegdheid bevoegdheid, BevoegdheidUitkomst expected) =>
        Assert.Equal(new Bevoegdheidsoordeel(expected, "A. de Vries, Bestuurder"), Judge(new Functionaris("A. de Vries", "Bestuurder", bevoegdheid)));

    [Fact]
    public void Judge_SuspendedOrDeceased_OverrulesTheAuthority() => Assert.Equal(
        BevoegdheidUitkomst.Belemmerd,
        Judge(new Functionaris("A. de Vries", "Bestuurder", SoortBevoegdheid.AlleenZelfstandig, IsBelemmerd: true)).Uitkomst);

    [Fact]
    public void Judge_CompanyEndedOrUnderAdministration_OverrulesEverything()
    {
        var functionaris = new Functionaris("A. de Vries", "Bestuurder", SoortBevoegdheid.AlleenZelfstandig);

        Assert.Equal(BevoegdheidUitkomst.BedrijfBelemmerd, Bevoegdheidstoets.Judge(Inschrijving(functionaris) with { UitgeschrevenOp = new(2026, 1, 1) }, "Anna", "de Vries").Uitkomst);
        Assert.Equal(
            new Bevoegdheidsoordeel(BevoegdheidUitkomst.BedrijfBelemmerd, "Curator"),
            Bevoegdheidstoets.Judge(Inschrijving(functionaris) with { BijzondereRechtstoestand = "Curator" }, "Anna", "de Vries"));
    }

    [Theory]
    [InlineData("Anna Maria de Vries", true)]
    [InlineData("A.M. DE VRIES", true)]
    [InlineData("Ánna de Vriés", true)]
    [InlineData("B. de Vries", false)]
    [InlineData("A. Vries", false)]
    [InlineData("A. van de Vries", false)]
    public void Judge_ComparesSurnameAndFirstLetter(string inRegister, bool same) => Assert.Equal(
        same ? BevoegdheidUitkomst.VolledigBevoegd : BevoegdheidUitkomst.NietGevonden,
        Judge(new Functionaris(inRegister, "Bestuurder", SoortBevoegdheid.AlleenZelfstandig)).Uitkomst);

    [Fact]
    public void Judge_TwoOfTheSameName_BothMustBeAuthorised() => Assert.Equal(
        BevoegdheidUitkomst.NietVastgesteld,
        Judge(new("A. de Vries", "Bestuurder", SoortBevoegdheid.AlleenZelfstandig), new("Arie de Vries", "Bestuurder", SoortBevoegdheid.Gezamenlijk)).Uitkomst);

    [Fact]
    public void Judge_OnlyALegalPersonActs_SaysSo() => Assert.Equal(
        new Bevoegdheidsoordeel(BevoegdheidUitkomst.ViaRechtspersoon, "Bestuur A. de Vries BV, Bestuurder"),
        Judge(new Functionaris("Bestuur A. de Vries BV", "Bestuurder", SoortBevoegdheid.AlleenZelfstandig, IsRechtspersoon: true)));

    private static Bevoegdheidsoordeel Judge(params Functionaris[] functionarissen) => Bevoegdheidstoets.Judge(Inschrijving(functionarissen), "Anna", "de Vries");

    private static Inschrijving Inschrijving(params Functionaris[] functionarissen) => new()
    {
        KvkNummer = KvkNummer.Parse("68750110"),
        Naam = "Test BV",
        Rechtsvorm = "Besloten Vennootschap",
        Functionarissen = functionarissen,
    };
}
