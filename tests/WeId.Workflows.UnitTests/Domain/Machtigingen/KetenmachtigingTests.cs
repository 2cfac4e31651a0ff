using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Machtigingen;

public class KetenmachtigingTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);
    private static readonly KvkNummer Katrien = KvkNummer.Parse("68727720");
    private static readonly KetenDekking Belasting = new(KetenSoort.Dienst, "1", "Belastingdienst", "Tax", Betrouwbaarheidsniveau.Eh3);

    [Fact]
    public void Refusals_AllRight_AreNone() => Assert.Empty(Check(Afgifte()));

    // §1.Y 17
    [Fact]
    public void Refusals_Belastingdienstmiddel_IsRefused() =>
        Assert.Contains(new KetenNotWithBelastingdienstmiddel(), Check(Afgifte(Beheerder(Betrouwbaarheidsniveau.Eh3, MiddelType.Belastingdienst))));

    //
    [Fact]
    public void Refusals_BelowTheLevelOfTheSetting_IsRefused() =>
        Assert.Contains(new KetenNiveauTooLow("EH3", "EH2+"), Check(Afgifte(Beheerder(Betrouwbaarheidsniveau.Eh2Plus)), Betrouwbaarheidsniveau.Eh3));

    // five years from today, 29 February becomes the 28th.
    [Theory]
    [InlineData(5, "2028-02-29", "2033-02-28")]
    [InlineData(1, "2026-03-03", "2027-03-03")]
    public void LaatsteDag_Years_CountFromToday(int jaren, string vandaag, string dag) =>
        Assert.Equal(Day(dag), new KetenDuur(jaren, null).LaatsteDag(Day(vandaag)).Value);

    [Theory]
    [InlineData("2026-03-04")]
    [InlineData("2031-03-03")]
    public void LaatsteDag_DayInTheTerm_IsThatDay(string dag) => Assert.Equal(Day(dag), new KetenDuur(null, Day(dag)).LaatsteDag(Today).Value);

    [Fact]
    public void LaatsteDag_Today_IsTooSoon() =>
        Assert.Equal([new KetenmachtigingEndsTooSoon(new(2026, 3, 4)) { Field = "Einddatum" }], new KetenDuur(null, Today).LaatsteDag(Today).Refusals);

    [Fact]
    public void LaatsteDag_OverFiveYears_IsTooLong() =>
        Assert.Equal([new KetenmachtigingTooLong(new(2031, 3, 3)) { Field = "Einddatum" }], new KetenDuur(null, new(2031, 3, 4)).LaatsteDag(Today).Refusals);

    // Through the last day, in Amsterdam.
    [Fact]
    public void IsGeldig_LastDay_IsTheLast()
    {
        var ketenmachtiging = Ketenmachtiging();

        Assert.True(ketenmachtiging.IsGeldig(new(2027, 3, 3)));
        Assert.False(ketenmachtiging.IsGeldig(new(2027, 3, 4)));
        Assert.IsType<KetenmachtigingNotVerlopen>(ketenmachtiging.Expire(At("2027-03-03T22:59:59Z")));
        Assert.Null(ketenmachtiging.Expire(At("2027-03-03T23:00:00Z")));
    }

    // §5.5: an end is an end.
    [Fact]
    public void Ended_NothingFollows()
    {
        var ketenmachtiging = Ketenmachtiging();
        Assert.Null(ketenmachtiging.Withdraw(TestWorld.Begin));

        Assert.IsType<KetenmachtigingNotActief>(ketenmachtiging.Withdraw(TestWorld.Begin));
        Assert.IsType<KetenmachtigingNotActief>(ketenmachtiging.Extend(new(2028, 1, 1), Today));
        Assert.IsType<KetenmachtigingNotActief>(ketenmachtiging.EndWithBedrijf(TestWorld.Begin));
    }

    // §5.3g
    [Fact]
    public void Offerte_AfterItsLastDay_CannotBeAccepted()
    {
        var offerte = new Offerte(Given.Id(), Given.Id(), Given.Id(), "{}", new(2026, 4, 2), null, TestWorld.Begin);

        Assert.IsType<OfferteIsVerlopen>(offerte.Accept(At("2026-04-02T22:00:00Z")));
        Assert.Null(offerte.Accept(At("2026-04-02T21:59:59Z")));
        Assert.IsType<OfferteNotOpen>(offerte.Decline(At("2026-04-02T21:59:59Z")));
    }

    // nothing is signed before something was chosen, and post has two weeks at least.
    [Fact]
    public void Uitnodiging_Answers_InTheirOrder()
    {
        var uitnodiging = new KetenUitnodiging(Given.Id(), Given.Id(), Given.Id(), Katrien, "Katrien", Emailadres.Parse("k@katrien.example"), At("2026-03-03T09:00:00Z"));
        uitnodiging.Renew("hash");

        Assert.IsType<KetenUitnodigingNotOpen>(uitnodiging.Sign(At("2026-03-04T09:00:00Z")));
        Assert.Null(uitnodiging.Choose(At("2026-04-02T09:00:00Z"), "K. Duck", "{}"));
        Assert.Null(uitnodiging.AnnouncePost(At("2026-04-02T09:00:00Z")));
        Assert.Equal(new DateOnly(2026, 4, 16), uitnodiging.Uiterlijk);
        Assert.Null(uitnodiging.SleutelHash);
        Assert.IsType<KetenUitnodigingNotOpen>(uitnodiging.Decline(At("2026-04-03T09:00:00Z")));
        Assert.Null(uitnodiging.Receive(At("2026-04-16T09:00:00Z")));
        Assert.Null(uitnodiging.Reject());
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static Handeling At(string instant) => new(Given.Id(), DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    private static Ketenmachtiging Ketenmachtiging() => new(
        Given.Id(), Given.Id(), null, new(KvkNummer.Parse("68750110"), "Donald", null), new(Katrien, "Katrien", null), Belasting, new(2027, 3, 3), At("2026-03-03T09:00:00Z"));

    private static Organisatiekoppeling Beheerder(Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh3, MiddelType type = MiddelType.Regulier)
    {
        var organisatie = Given.Organisatie();
        var middel = new EhMiddel(Given.Id(), Given.Id(), niveau, TweedeFactor.Sms, TestWorld.Begin);
        if (type is MiddelType.Belastingdienst)
        {
            middel.ClaimBelastingdienst(organisatie.KvkNummer);
            middel.ChangeType(type);
        }

        return new Organisatiekoppeling(Given.Id(), middel.Id, organisatie.Id, Rol.Beheerder, niveau, Given.Id()) { EhMiddel = middel, Organisatie = organisatie };
    }

    private static Ketenafgifte Afgifte(Organisatiekoppeling? beheerder = null) =>
        new(beheerder ?? Beheerder(), Katrien, Emailadres.Parse("k@katrien.example"), [Belasting], new(3, null), Akkoord: true);

    private static List<Refusal> Check(Ketenafgifte afgifte, Betrouwbaarheidsniveau minimum = Betrouwbaarheidsniveau.Eh2Plus) =>
        [.. afgifte.Refusals(new Inschrijving { KvkNummer = Katrien, Naam = "Katrien", Rechtsvorm = "Naamloze Vennootschap" }, [], minimum, Today)];
}
