using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Aanvragen;

public sealed class AanvullingTests
{
    private static readonly Guid Persoon = Given.Id();

    // Asked on Tuesday 3 March.
    [Fact]
    public void Ask_CountsTheDaysFromTheDayAfter() => Assert.Equal(new DateOnly(2026, 3, 17), Gevraagd().Uiterlijk);

    [Fact]
    public void Answer_JustBeforeMidnightOfTheLastDay_IsKept()
    {
        var aanvulling = Gevraagd();

        Assert.Null(aanvulling.Answer("Hier is het.", metKopie: true, Persoon, At(new(2026, 3, 17, 22, 59, 59, TimeSpan.Zero))));

        Assert.Equal((AanvullingStatus.Beantwoord, "Hier is het.", Persoon), (aanvulling.Status, aanvulling.Antwoord, aanvulling.BeantwoordDoor));
    }

    [Fact]
    public void Answer_FromMidnight_IsTooLate()
    {
        var aanvulling = Gevraagd();

        Assert.Equal(new AanvullingTooLate(new(2026, 3, 17)), aanvulling.Answer("Hier is het.", false, Persoon, At(new(2026, 3, 17, 23, 0, 0, TimeSpan.Zero))));

        Assert.Equal(AanvullingStatus.Gevraagd, aanvulling.Status);
    }

    [Fact]
    public void Answer_Twice_IsRefusedAndTheFirstOneStays()
    {
        var aanvulling = Gevraagd();
        aanvulling.Answer("Eerst.", false, Persoon, At(TestWorld.Begin));

        Assert.Equal(new AanvullingNotGevraagd(), aanvulling.Answer("Nog iets.", false, Given.Id(), At(TestWorld.Begin)));

        Assert.Equal("Eerst.", aanvulling.Antwoord);
    }

    [Fact]
    public void Close_AfterTheAnswer_LeavesTheAnswer()
    {
        var aanvulling = Gevraagd();
        aanvulling.Answer("Eerst.", false, Persoon, At(TestWorld.Begin));

        aanvulling.Close();

        Assert.Equal(AanvullingStatus.Beantwoord, aanvulling.Status);
    }

    [Fact]
    public void Aanvraag_GoesToAndFroOnlyBetweenReviewAndSupplement()
    {
        var aanvraag = Given.Aanvraag(Given.Organisatie(), Given.Persoon());
        Assert.NotNull(aanvraag.AskAanvulling());
        aanvraag.PutInBeoordeling();

        Assert.Null(aanvraag.AskAanvulling());
        Assert.True(aanvraag.IsUndecided);
        Assert.NotNull(aanvraag.Approve(TestWorld.Begin));
        Assert.Null(aanvraag.ReceiveAanvulling());

        Assert.Equal(AanvraagStatus.InBeoordeling, aanvraag.Status);
    }

    private static Aanvulling Gevraagd() => new(
        Given.Id(),
        new BeoordelingsTaak(Given.Id(), Given.Id(), Given.Id(), TaakSoort.Beoordeling, "Beoordelaar", "Eerste", TestWorld.Begin, new(2026, 3, 10)),
        ["KopieOnleesbaar"],
        null,
        Given.Id(),
        At(TestWorld.Begin),
        Aanvulling.TermijnDagen);

    private static Handeling At(DateTimeOffset at) => new(Given.Id(), at);
}
