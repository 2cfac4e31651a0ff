using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.UnitTests.Domain.Verzendingen;

public class PostbatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Medewerker = Guid.Parse("01900000-0000-7000-8000-000000000001");
    private static readonly Guid BatchId = Guid.Parse("01900000-0000-7000-8000-000000000002");

    [Fact]
    public void MarkGepost_OnceUndone_IsRefused()
    {
        var batch = new Postbatch(BatchId, "P-2026-000001", Medewerker, Noon);

        Assert.Null(batch.Undo(Medewerker, Noon));

        Assert.Equal(new PostbatchGesloten("P-2026-000001"), batch.MarkGepost(Medewerker, Noon));
        Assert.Equal((PostbatchStatus.Ongedaan, Noon), (batch.Status, batch.GeslotenOp));
    }

    [Fact]
    public void PutInPostbatch_ALetterThatIsInOne_Throws()
    {
        var brief = Brief();
        brief.PutInPostbatch(BatchId);

        Assert.Throws<InvalidOperationException>(() => brief.PutInPostbatch(Medewerker));
    }

    [Fact]
    public void PutInPostbatch_ALetterThatIsNotMadeUp_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Nieuw().PutInPostbatch(BatchId));

    [Fact]
    public void MarkRetour_OfALetterThatWasNotPosted_IsRefused() => Assert.Equal(new BriefNietGepost(), Brief().MarkRetour(RetourReden.Verhuisd, Medewerker, Noon));

    [Fact]
    public void MarkRetour_ASecondTime_IsRefusedAndKeepsTheFirstReason()
    {
        var brief = Brief();
        brief.MarkVerzonden(hash: null, Noon);
        brief.MarkRetour(RetourReden.Verhuisd, Medewerker, Noon);

        Assert.Equal(new BriefAlRetour(), brief.MarkRetour(RetourReden.Geweigerd, Medewerker, Noon.AddDays(1)));
        Assert.Equal((RetourReden.Verhuisd, Noon), (brief.RetourReden, brief.RetourOp));
    }

    private static Verzending Nieuw() => Verzending.Create(
        new() { Kanaal = VerzendKanaal.Post, Template = "contract", Taal = "nl", OntvangerNaam = "Anna", Adres = "Straat 1" }, Noon);

    private static Verzending Brief()
    {
        var brief = Nieuw();
        brief.MarkOpgemaakt([1], [1], "ab", Noon);
        return brief;
    }
}
