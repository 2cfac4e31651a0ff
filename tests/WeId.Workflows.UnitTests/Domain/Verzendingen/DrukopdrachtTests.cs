using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.UnitTests.Domain.Verzendingen;

public class DrukopdrachtTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Opdracht = Guid.Parse("01900000-0000-7000-8000-000000000001");

    [Fact]
    public void HandToDrukker_ALetterThatIsInABatch_Throws()
    {
        var brief = Opgemaakt();
        brief.PutInPostbatch(Opdracht);

        Assert.Throws<InvalidOperationException>(() => brief.HandToDrukker(Opdracht));
    }

    [Fact]
    public void HandToDrukker_ALetterThatCameFromThere_Throws()
    {
        var brief = BijDrukker();
        brief.RefuseByDrukker("X");
        brief.ReturnToPostkamer();

        Assert.Throws<InvalidOperationException>(() => brief.HandToDrukker(Opdracht));
    }

    // what held a code is readable nowhere once it is posted.
    [Fact]
    public void MarkVerzonden_OfALetterAtThePrintSupplier_WipesIt()
    {
        var brief = BijDrukker();

        brief.MarkVerzonden(hash: null, Noon);

        Assert.Equal((VerzendStatus.Verzonden, null), (brief.Status, brief.Document));
    }

    [Fact]
    public void RefuseByDrukker_KeepsWhatThePostkamerPrintsAfterThat()
    {
        var brief = BijDrukker();
        brief.RefuseByDrukker("PAPER_SIZE");

        Assert.Null(brief.ReturnToPostkamer());

        Assert.Equal((VerzendStatus.Opgemaakt, "PAPER_SIZE"), (brief.Status, brief.DrukkerReden));
        Assert.NotNull(brief.Document);
        Assert.Equal(new BriefNietBijDrukker(), brief.ReturnToPostkamer());
    }

    [Fact]
    public void ReturnToPostkamer_OfALetterThatWasNeverThere_IsRefused() => Assert.Equal(new BriefNietBijDrukker(), Opgemaakt().ReturnToPostkamer());

    [Fact]
    public void SetAdres_OfALetterThatWaitsForIt_LetsItBeMadeUp()
    {
        var brief = Nieuw();
        brief.WaitForAdres();

        brief.SetAdres("A. Jansen", "Straat 1\n1234 AB  Plaats", [1]);

        Assert.Equal((VerzendStatus.Klaargezet, "A. Jansen", "Straat 1\n1234 AB  Plaats"), (brief.Status, brief.OntvangerNaam, brief.Adres));
        Assert.Throws<InvalidOperationException>(() => brief.SetAdres("A. Jansen", "Straat 2", [1]));
    }

    [Fact]
    public void WaitForAdres_OfALetterThatIsMadeUp_Throws() => Assert.Throws<InvalidOperationException>(Opgemaakt().WaitForAdres);

    private static Verzending BijDrukker()
    {
        var brief = Opgemaakt();
        brief.HandToDrukker(Opdracht);
        return brief;
    }

    private static Verzending Opgemaakt()
    {
        var brief = Nieuw();
        brief.MarkOpgemaakt([1], [2], new string('0', 64), Noon);
        return brief;
    }

    private static Verzending Nieuw() => Verzending.Create(
        new() { Kanaal = VerzendKanaal.Post, Template = "contract", Taal = "nl", OntvangerNaam = "Anna", Adres = "Straat 1" }, Noon);
}
