using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public class OpzeggingTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    //
    [Theory]
    [InlineData("2026-03-03")]
    [InlineData("2026-03-02")]
    public void LaatsteDag_NotAfterToday_IsRefused(string dag) =>
        Assert.Equal([new OpzegdatumNotInFuture(new(2026, 3, 4)) { Field = "Datum" }], OpDatum(dag).LaatsteDagOf(Koppeling(), Today).Refusals);

    //
    [Fact]
    public void LaatsteDag_MoreThanThreeYearsAhead_IsRefused()
    {
        Assert.Equal(new(2029, 3, 3), OpDatum("2029-03-03").LaatsteDagOf(Koppeling(), Today).Value);
        Assert.Equal([new OpzegdatumTooFar(new(2029, 3, 3)) { Field = "Datum" }], OpDatum("2029-03-04").LaatsteDagOf(Koppeling(), Today).Refusals);
    }

    [Theory]
    [InlineData(KoppelingStatus.WachtenOpGoedkeuring, OpzegMoment.PerDirect, false)]
    [InlineData(KoppelingStatus.WachtenOpActivatie, OpzegMoment.PerDirect, true)]
    [InlineData(KoppelingStatus.WachtenOpActivatie, OpzegMoment.EindeContract, false)]
    [InlineData(KoppelingStatus.ActivatieVerlopen, OpzegMoment.PerDirect, true)]
    [InlineData(KoppelingStatus.Actief, OpzegMoment.EindeContract, true)]
    [InlineData(KoppelingStatus.Beeindigd, OpzegMoment.PerDirect, false)]
    public void LaatsteDag_Status_DecidesWhetherItCanEnd(KoppelingStatus status, OpzegMoment moment, bool can) =>
        Assert.Equal(can, new Opzegging(moment, null, false).LaatsteDagOf(Koppeling(status: status), Today).Succeeded);

    //
    [Theory]
    [InlineData(Rol.Gebruiker, 0, 0, false, null)]
    [InlineData(Rol.Beheerder, 1, 3, false, null)]
    [InlineData(Rol.Beheerder, 0, 3, false, typeof(LaatsteBeheerder))]
    [InlineData(Rol.Beheerder, 0, 3, true, typeof(LaatsteBeheerder))]
    [InlineData(Rol.Beheerder, 0, 0, false, typeof(BedrijfOpzeggenNotConfirmed))]
    [InlineData(Rol.Beheerder, 0, 0, true, null)]
    public void RefuseBezetting_LastBeheerder_OnlyLeavesAnEmptyCompany(Rol rol, int beheerders, int open, bool akkoord, Type? refusal) =>
        Assert.Equal(refusal, new Opzegging(OpzegMoment.PerDirect, null, akkoord).RefuseBezetting(Koppeling(rol), new(beheerders, open))?.GetType());

    [Fact]
    public void EindeOfPeriode_AfterTheFirstPeriod_IsTheEndOfTheRenewedOne()
    {
        var abonnement = Abonnement.Start(AbonnementDuur.EenJaar, new(2024, 2, 29));

        Assert.Equal(new(2025, 2, 27), abonnement.EindeOfPeriode(new(2025, 2, 27)));
        Assert.Equal(new(2026, 2, 27), abonnement.EindeOfPeriode(new(2025, 2, 28)));
        Assert.Equal(new(2028, 2, 28), abonnement.EindeOfPeriode(new(2027, 12, 31)));
    }

    [Fact]
    public void EndOn_EndsTheAbonnementToo()
    {
        var koppeling = Koppeling();

        Assert.Null(koppeling.EndOn(Today));

        Assert.Equal((KoppelingStatus.Beeindigd, Today), (koppeling.Status, koppeling.Abonnement!.Einde));
    }

    private static Opzegging OpDatum(string dag) => new(OpzegMoment.OpDatum, DateOnly.Parse(dag, System.Globalization.CultureInfo.InvariantCulture), false);

    private static Organisatiekoppeling Koppeling(Rol rol = Rol.Beheerder, KoppelingStatus status = KoppelingStatus.Actief)
    {
        var organisatie = Given.Organisatie();
        var middel = new EhMiddel(Given.Id(), Given.Id(), Betrouwbaarheidsniveau.Eh3, TweedeFactor.Sms, TestWorld.Begin);
        if (status is not KoppelingStatus.Actief)
        {
            return Given.Koppeling(middel, organisatie, rol, status);
        }

        var koppeling = new Organisatiekoppeling(Given.Id(), middel.Id, organisatie.Id, rol, middel.Niveau, Given.Id()) { Organisatie = organisatie };
        koppeling.Approve(new Handeling(Given.Id(), TestWorld.Begin), AbonnementDuur.EenJaar);
        koppeling.Activate(new Handeling(Given.Id(), TestWorld.Begin));
        return koppeling;
    }
}
