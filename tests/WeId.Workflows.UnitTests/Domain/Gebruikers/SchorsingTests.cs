using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public class SchorsingTests
{
    [Fact]
    public void Suspend_Active_IsOffButVisible()
    {
        var koppeling = Koppeling(KoppelingStatus.Actief);

        Assert.Null(koppeling.Suspend());
        Assert.Equal((KoppelingStatus.Geschorst, true, true), (koppeling.Status, koppeling.IsVisible, koppeling.CanEnd));
    }

    [Theory]
    [InlineData(KoppelingStatus.WachtenOpGoedkeuring)]
    [InlineData(KoppelingStatus.WachtenOpActivatie)]
    [InlineData(KoppelingStatus.ActivatieVerlopen)]
    [InlineData(KoppelingStatus.Geschorst)]
    [InlineData(KoppelingStatus.Beeindigd)]
    public void Suspend_WhatDoesNotWork_IsRefused(KoppelingStatus status) => Assert.Equal(new MiddelNotActief(status), Koppeling(status).Suspend());

    [Fact]
    public void Lift_WorksAsBefore()
    {
        var koppeling = Koppeling(KoppelingStatus.Geschorst);

        Assert.Null(koppeling.Lift());
        Assert.Equal(new NotGeschorst(KoppelingStatus.Actief), koppeling.Lift());
    }

    // the beheerder whose middel is suspended may be the only one.
    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 2, false)]
    public void RefuseBezetting_SuspendedBeheerder_CountsAsTheOneToKeep(int beheerders, int open, bool refused)
    {
        var organisatie = Given.Organisatie();
        var koppeling = Given.Koppeling(Middel(), organisatie, Rol.Beheerder, KoppelingStatus.Geschorst);
        typeof(Organisatiekoppeling).GetProperty(nameof(Organisatiekoppeling.Organisatie))!.SetValue(koppeling, organisatie);

        var refusal = new Opzegging(OpzegMoment.PerDirect, null, BedrijfAkkoord: false).RefuseBezetting(koppeling, new(beheerders, open));

        Assert.Equal(refused ? new LaatsteBeheerder(organisatie.Naam) : null, refusal);
    }

    // A mutatie of a suspended middel is refused by the rules that every mutatie has.
    [Fact]
    public void Mutatie_Suspended_IsRefused()
    {
        var koppeling = Given.WithMiddel(Koppeling(KoppelingStatus.Geschorst), Middel());

        Assert.Contains(
            new MiddelNotActief(KoppelingStatus.Geschorst),
            new TypeWissel(koppeling, MiddelType.Belastingdienst, AbonnementDuur.EenJaar, Akkoord: true).Refusals(Betrouwbaarheidsniveau.Eh3, heeftAndereKoppeling: false, isVergeven: false));
        Assert.Contains(
            new MiddelNotActief(KoppelingStatus.Geschorst),
            new ExtraKoppeling(koppeling, Rol.Gebruiker, [], Akkoord: true).Refusals(Betrouwbaarheidsniveau.Eh3, new Dictionary<Guid, Betrouwbaarheidsniveau>(), new Dictionary<Guid, string>()));
        Assert.Equal([new NotOpzegbaar(KoppelingStatus.Geschorst)], new Opzegging(OpzegMoment.EindeContract, null, false).LaatsteDagOf(koppeling, new(2026, 3, 3)).Refusals);
        Assert.True(new Opzegging(OpzegMoment.PerDirect, null, false).LaatsteDagOf(koppeling, new(2026, 3, 3)).Succeeded);
    }

    private static EhMiddel Middel() => new(Given.Id(), Given.Id(), Betrouwbaarheidsniveau.Eh3, TweedeFactor.Sms, TestWorld.Begin);

    private static Organisatiekoppeling Koppeling(KoppelingStatus status) => Given.Koppeling(Middel(), Given.Organisatie(), Rol.Gebruiker, status);
}
