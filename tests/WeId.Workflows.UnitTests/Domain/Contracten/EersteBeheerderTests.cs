using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.UnitTests.Domain.Contracten;

/// <summary>What a wettelijk vertegenwoordiger may ask for (R-002…R-005).</summary>
public class EersteBeheerderTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);
    private static readonly Functionaris Voorzitter = new("N. Noorman", "Voorzitter", SoortBevoegdheid.AlleenZelfstandig);

    private static readonly Inschrijving Noord = new()
    {
        KvkNummer = KvkNummer.Parse("90000102"),
        Naam = "Test Stichting Noord",
        Rechtsvorm = "Stichting",
        Bezoekadres = new("Kerkepad 4", "9799 ST", "Thesinge"),
        Functionarissen = [Voorzitter],
    };

    // There is no beheerder whose level would be the limit.
    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus)]
    [InlineData(Betrouwbaarheidsniveau.Eh3)]
    [InlineData(Betrouwbaarheidsniveau.Eh4)]
    public void Refusals_EveryRequestableLevel_IsAllowed(Betrouwbaarheidsniveau niveau) => Assert.Empty(Compleet(niveau).Refusals(Noord, Today));

    //
    [Fact]
    public void Refusals_BelowEh2Plus_IsRefused()
    {
        var refusals = Compleet(Betrouwbaarheidsniveau.Eh2).Refusals(Noord, Today);

        Assert.Equal([new NiveauNotRequestable("EH2") { Field = "Niveau" }, new NiveauTooLowForBeheerder("EH2") { Field = "Rol" }], refusals);
    }

    [Fact]
    public void Refusals_AnotherRoleThanBeheerder_IsNotAskedFor() =>
        Assert.Empty((Compleet(Betrouwbaarheidsniveau.Eh2Plus) with { Middel = Middel(Betrouwbaarheidsniveau.Eh2Plus) with { Rol = Rol.Gebruiker } }).Refusals(Noord, Today));

    //
    [Fact]
    public void Refusals_WithoutConsents_NamesEach() => Assert.Equal(
        [new ToestemmingMissing { Field = "AkkoordTarieven" }, new ToestemmingMissing { Field = "AkkoordVerklaring" }],
        (Compleet(Betrouwbaarheidsniveau.Eh2Plus) with { AkkoordTarieven = false, AkkoordVerklaring = false }).Refusals(Noord, Today));

    [Fact]
    public void Refusals_ACuratorActs_IsRefused() => Assert.Equal(
        [new BijzondereRechtstoestand("Curator") { Field = "Ondertekenaars" }],
        Compleet(Betrouwbaarheidsniveau.Eh2Plus).Refusals(Noord with { BijzondereRechtstoestand = "Curator" }, Today));

    // per organisatie as registered with We-ID.
    [Theory]
    [InlineData(KoppelingStatus.Actief, typeof(BedrijfHeeftBeheerder))]
    [InlineData(KoppelingStatus.Geschorst, typeof(BedrijfHeeftBeheerder))]
    [InlineData(KoppelingStatus.WachtenOpGoedkeuring, typeof(EersteBeheerderLoopt))]
    [InlineData(KoppelingStatus.WachtenOpActivatie, typeof(EersteBeheerderLoopt))]
    [InlineData(KoppelingStatus.ActivatieVerlopen, typeof(EersteBeheerderLoopt))]
    [InlineData(KoppelingStatus.Beeindigd, null)]
    [InlineData(KoppelingStatus.Afgekeurd, null)]
    public void RefuseBedrijf_ByItsBeheerder(KoppelingStatus status, Type? refusal) =>
        Assert.Equal(refusal, EersteBeheerder.RefuseBedrijf("Test Stichting Noord", [status])?.GetType());

    [Fact]
    public void RefuseBedrijf_WithoutBeheerder_IsNull() => Assert.Null(EersteBeheerder.RefuseBedrijf("Test Stichting Noord", []));

    // Until a contract that came on its last day has been looked at, and longer.
    [Fact]
    public void Link_WorksForSixMonths()
    {
        var at = new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
        var toegang = new AanvraagToegang(Guid.Empty, Guid.Empty, "hash", at);

        Assert.True(toegang.IsGeldig(at.AddMonths(6).AddSeconds(-1)));
        Assert.False(toegang.IsGeldig(at.AddMonths(6)));
    }

    [Fact]
    public void Link_UsedAgain_KeepsTheFirstTime()
    {
        var at = new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
        var toegang = new AanvraagToegang(Guid.Empty, Guid.Empty, "hash", at);

        Assert.Equal((true, false, at), (toegang.Use(at), toegang.Use(at.AddDays(1)), toegang.GebruiktOp));
    }

    private static EersteBeheerder Compleet(Betrouwbaarheidsniveau niveau) => new(Middel(niveau), [Voorzitter], AkkoordTarieven: true, AkkoordVerklaring: true);

    private static NieuwMiddel Middel(Betrouwbaarheidsniveau niveau) => new()
    {
        Niveau = niveau,
        Geboortedatum = new(1990, 4, 1),
        DocumentType = DocumentType.Identiteitskaart,
        Documentnummer = "IX1R2K345",
        Vervaldatum = new(2030, 1, 1),
        Bijlagen = [DocumentZijde.Beide],
        IdentificatieAdres = new("Kerkstraat 1", "8823 SJ", "Lollum"),
        TweedeFactor = TweedeFactor.Sms,
        Mobiel = MobielNummer.Parse("0612345678"),
    };
}
