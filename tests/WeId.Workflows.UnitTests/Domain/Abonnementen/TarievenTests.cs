using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.UnitTests.Domain.Abonnementen;

public sealed class TarievenTests
{
    private readonly Tarieven tarieven = new();

    //
    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, AbonnementDuur.EenJaar, 19.75)]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, AbonnementDuur.DrieJaar, 48.00)]
    [InlineData(Betrouwbaarheidsniveau.Eh3, AbonnementDuur.EenJaar, 32.50)]
    [InlineData(Betrouwbaarheidsniveau.Eh4, AbonnementDuur.DrieJaar, 90.00)]
    public void ForNieuweGebruiker_OneOrganisatieWithSms_CostsTheLevelOnly(Betrouwbaarheidsniveau niveau, AbonnementDuur duur, decimal bedrag) =>
        Assert.Equal(bedrag, tarieven.ForNieuweGebruiker(niveau, TweedeFactor.Sms, [], duur).Exclusief);

    //
    [Fact]
    public void ForNieuweGebruiker_ExtraOrganisaties_EachCostAKoppeling()
    {
        var kosten = tarieven.ForNieuweGebruiker(Betrouwbaarheidsniveau.Eh2Plus, TweedeFactor.Sms, ["A", "B"], AbonnementDuur.EenJaar);

        Assert.Equal(19.75m + 12.50m + 12.50m, kosten.Exclusief);
        Assert.Equal(["A", "B"], kosten.Regels.Where(r => r.Soort is KostenSoort.Koppeling).Select(r => r.Toelichting));
    }

    //
    [Fact]
    public void ForNieuweGebruiker_OtpDevice_IsChargedOnce()
    {
        var kosten = tarieven.ForNieuweGebruiker(Betrouwbaarheidsniveau.Eh2Plus, TweedeFactor.OtpDevice, [], AbonnementDuur.DrieJaar);

        Assert.Contains(new KostenRegel(KostenSoort.OtpDevice, null, 40m, Eenmalig: true), kosten.Regels);
        Assert.Equal(88m, kosten.Exclusief);
    }

    [Fact]
    public void Kostenoverzicht_Btw_IsRoundedToCentsAndAdded()
    {
        var kosten = tarieven.ForNieuweGebruiker(Betrouwbaarheidsniveau.Eh2Plus, TweedeFactor.Sms, [], AbonnementDuur.EenJaar);

        Assert.Equal(4.15m, kosten.Btw);
        Assert.Equal(23.90m, kosten.Inclusief);
    }

    //
    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, 12.50)]
    [InlineData(Betrouwbaarheidsniveau.Eh3, 17.50)]
    public void ForActiveringsbrief_CostsByLevel(Betrouwbaarheidsniveau niveau, decimal bedrag) =>
        Assert.Equal(bedrag, tarieven.ForActiveringsbrief(niveau).Exclusief);

    [Fact]
    public void Abonnement_OverTheLeapDay_EndsTheDayBeforeItsAnniversary() =>
        Assert.Equal(new DateOnly(2031, 2, 27), Abonnement.Start(AbonnementDuur.DrieJaar, new(2028, 2, 29)).Einde);
}
