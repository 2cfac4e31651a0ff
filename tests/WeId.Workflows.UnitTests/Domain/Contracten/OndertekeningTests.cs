using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.UnitTests.Domain.Contracten;

/// <summary>How many must sign, and who may .</summary>
public class OndertekeningTests
{
    private static readonly Functionaris Alleen = new("A. Alleen", "Bestuurder", SoortBevoegdheid.AlleenZelfstandig);
    private static readonly Functionaris Rechtspersoon = new("Bestuur BV", "Bestuurder", SoortBevoegdheid.AlleenZelfstandig, IsRechtspersoon: true);

    //
    [Theory]
    [InlineData(SoortBevoegdheid.AlleenZelfstandig)]
    [InlineData(SoortBevoegdheid.Onbeperkt)]
    [InlineData(SoortBevoegdheid.VolledigeVolmacht)]
    public void Refusals_OneWhoMaySignAlone_IsEnoughAtEveryLevel(SoortBevoegdheid bevoegdheid)
    {
        var wie = Alleen with { Bevoegdheid = bevoegdheid };

        Assert.All(Niveaus.Requestable, niveau => Assert.Empty(For(niveau, wie).Refusals([wie])));
    }

    // EH2+ two, EH3 the majority of all who may not sign alone.
    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, 2, 2)]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, 5, 2)]
    [InlineData(Betrouwbaarheidsniveau.Eh3, 2, 2)]
    [InlineData(Betrouwbaarheidsniveau.Eh3, 3, 2)]
    [InlineData(Betrouwbaarheidsniveau.Eh3, 4, 3)]
    [InlineData(Betrouwbaarheidsniveau.Eh3, 5, 3)]
    public void Nodig_OfThoseWhoSignTogether_FollowsTheLevel(Betrouwbaarheidsniveau niveau, int samen, int nodig)
    {
        var allen = Samen(samen);

        Assert.Equal(nodig, For(niveau, allen).Nodig([allen[0]]));
        Assert.Empty(For(niveau, allen).Refusals(allen[..nodig]));
    }

    [Theory]
    [InlineData(SoortBevoegdheid.Gezamenlijk)]
    [InlineData(SoortBevoegdheid.Beperkt)]
    [InlineData(SoortBevoegdheid.BeperkteVolmacht)]
    [InlineData(SoortBevoegdheid.NietVastgesteld)]
    public void Refusals_AnyLimitation_IsNotEnoughAlone(SoortBevoegdheid bevoegdheid)
    {
        Functionaris[] allen = [Alleen with { Bevoegdheid = bevoegdheid }, .. Samen(1)];

        Assert.Equal([new TeWeinigTekenaars(2)], For(Betrouwbaarheidsniveau.Eh2Plus, allen).Refusals(allen[..1]));
    }

    // EH4 allows no limitation.
    [Fact]
    public void Refusals_AtEh4_WithALimitation_IsRefused()
    {
        Functionaris[] allen = [Alleen, .. Samen(2)];
        var samen = For(Betrouwbaarheidsniveau.Eh4, allen);

        Assert.Contains(new TekenaarBeperktBevoegd(allen[1].Naam), samen.Refusals([allen[1]]));
        Assert.Equal([Alleen], samen.Kiesbaar);
    }

    [Fact]
    public void Belet_AtEh4_WithoutAnybodyWhoSignsAlone_SaysSo() =>
        Assert.Equal(new NiemandTekenbevoegd("EH4"), For(Betrouwbaarheidsniveau.Eh4, Samen(3)).Belet());

    [Fact]
    public void Belet_OneWhoMayNotSignAlone_SaysSo() =>
        Assert.Equal(new NiemandTekenbevoegd("EH2+"), For(Betrouwbaarheidsniveau.Eh2Plus, Samen(1)).Belet());

    // §2.5: somebody else acts for the company.
    [Fact]
    public void Refusals_WithABijzondereRechtstoestand_IsRefusedWhoeverSigns() =>
        Assert.Equal(
            [new BijzondereRechtstoestand("Curator")],
            new Ondertekening(Inschrijving(Alleen) with { BijzondereRechtstoestand = "Curator" }, Betrouwbaarheidsniveau.Eh2Plus).Refusals([Alleen]));

    // §2.5: suspended, deceased, a minor or limited in his acts.
    [Fact]
    public void Refusals_SomebodyWhoIsBelemmerd_IsRefused()
    {
        var belemmerd = Alleen with { Naam = "B. Belemmerd", IsBelemmerd = true };

        Assert.Contains(new TekenaarMagNiet("B. Belemmerd"), For(Betrouwbaarheidsniveau.Eh2Plus, Alleen, belemmerd).Refusals([belemmerd]));
    }

    [Fact]
    public void Nodig_SomebodyWhoIsBelemmerd_DoesNotCountForTheMajority()
    {
        Functionaris[] allen = [.. Samen(3), Alleen with { Bevoegdheid = SoortBevoegdheid.Gezamenlijk, IsBelemmerd = true }];

        Assert.Equal(2, For(Betrouwbaarheidsniveau.Eh3, allen).Samen);
    }

    [Fact]
    public void Refusals_ALegalPerson_IsForTheReviewer() => Assert.Empty(For(Betrouwbaarheidsniveau.Eh3, Rechtspersoon).Refusals([Rechtspersoon]));

    [Fact]
    public void Refusals_MoreThanNeeded_IsRefused() =>
        Assert.Equal([new TeVeelTekenaars(1)], For(Betrouwbaarheidsniveau.Eh3, Alleen, Rechtspersoon).Refusals([Alleen, Rechtspersoon]));

    [Fact]
    public void Refusals_NobodyChosen_IsRefused() => Assert.Equal([new Required()], For(Betrouwbaarheidsniveau.Eh3, Alleen).Refusals([]));

    private static Functionaris[] Samen(int aantal) =>
        [.. Enumerable.Range(1, aantal).Select(i => new Functionaris($"S. Samen {i}", "Bestuurder", SoortBevoegdheid.Gezamenlijk))];

    private static Ondertekening For(Betrouwbaarheidsniveau niveau, params Functionaris[] functionarissen) => new(Inschrijving(functionarissen), niveau);

    private static Inschrijving Inschrijving(params Functionaris[] functionarissen) => new()
    {
        KvkNummer = KvkNummer.Parse("68750110"),
        Naam = "Test BV Donald",
        Rechtsvorm = "Besloten Vennootschap",
        Functionarissen = functionarissen,
    };
}
