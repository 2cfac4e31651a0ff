using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public class RolWisselTests
{
    private static readonly Organisatie Organisatie = Given.Organisatie();
    private static readonly Organisatiekoppeling Beheerder = Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Beheerder);

    //
    [Theory]
    [InlineData(Rol.Gebruiker, Rol.Beheerder)]
    [InlineData(Rol.Beheerder, Rol.Gebruiker)]
    public void Apply_NothingAgainstIt_ChangesTheRole(Rol van, Rol naar)
    {
        var koppeling = Koppeling(Betrouwbaarheidsniveau.Eh2Plus, van);

        Assert.Empty(Apply(koppeling, naar));

        Assert.Equal(naar, koppeling.Rol);
    }

    //
    [Fact]
    public void Apply_OwnRolToGebruiker_IsRefused()
    {
        Assert.Equal([new EigenRol()], Apply(Beheerder, Rol.Gebruiker));
        Assert.Equal(Rol.Beheerder, Beheerder.Rol);
    }

    // the beheerder who acts may have planned his own end.
    [Fact]
    public void Apply_NobodyElseStaysBeheerder_IsRefused()
    {
        var koppeling = Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Beheerder);

        Assert.Equal([new LaatsteBeheerder("Test BV Donald")], new RolWissel(koppeling, Rol.Gebruiker).Apply(Beheerder, new Bezetting(0, 3)));

        Assert.Equal(Rol.Beheerder, koppeling.Rol);
    }

    // Who has not activated is no active beheerder whom they could miss.
    [Fact]
    public void Apply_NobodyElseStaysBeheerderButHeWaitsForActivation_ChangesTheRole() =>
        Assert.Empty(new RolWissel(Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Beheerder, KoppelingStatus.WachtenOpActivatie), Rol.Gebruiker).Apply(Beheerder, new Bezetting(0, 3)));

    //
    [Fact]
    public void Apply_ToBeheerderBelowEh2Plus_IsRefused() =>
        Assert.Equal([new NiveauTooLowForBeheerder("EH2")], Apply(Koppeling(Betrouwbaarheidsniveau.Eh2, Rol.Gebruiker), Rol.Beheerder));

    //
    [Fact]
    public void Apply_ToBeheerderWithABelastingdienstmiddel_IsRefused()
    {
        var koppeling = Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker);
        koppeling.EhMiddel.ClaimBelastingdienst(Organisatie.KvkNummer);
        koppeling.EhMiddel.ChangeType(MiddelType.Belastingdienst);

        Assert.Equal([new RolNotForBelastingdienstmiddel()], Apply(koppeling, Rol.Beheerder));
    }

    //
    [Fact]
    public void Apply_MutatieInBehandeling_IsRefused()
    {
        var koppeling = Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker);
        koppeling.EhMiddel.BeginMutatie(Given.Id());

        Assert.Equal([new MutatieInBehandeling()], Apply(koppeling, Rol.Beheerder));
    }

    // he can neither make nor unmake a beheerder above his own level.
    [Theory]
    [InlineData(Rol.Gebruiker, Rol.Beheerder)]
    [InlineData(Rol.Beheerder, Rol.Gebruiker)]
    public void Apply_AboveTheLevelOfTheBeheerder_IsRefused(Rol van, Rol naar) =>
        Assert.Equal([new RolAboveOwn("EH4", "EH3")], Apply(Koppeling(Betrouwbaarheidsniveau.Eh4, van), naar));

    // We-ID is deciding about it.
    [Theory]
    [InlineData(KoppelingStatus.WachtenOpGoedkeuring)]
    [InlineData(KoppelingStatus.Geschorst)]
    public void Apply_WhileWeIdDecides_IsRefused(KoppelingStatus status) =>
        Assert.Equal([new RolNotChangeable(status)], Apply(Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker, status), Rol.Beheerder));

    [Fact]
    public void Apply_TheRolThatHeHas_IsRefused() =>
        Assert.Equal([new RolIsAlready(Rol.Gebruiker) { Field = "Naar" }], Apply(Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker), Rol.Gebruiker));

    [Fact]
    public void Apply_NoRolChosen_IsRefused() =>
        Assert.Equal([new Required { Field = "Naar" }], Apply(Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker), null));

    //
    [Theory]
    [InlineData(KoppelingStatus.Actief)]
    [InlineData(KoppelingStatus.WachtenOpActivatie)]
    public void RefuseMobiel_ActiveOrWaitingForActivation_IsAllowed(KoppelingStatus status) =>
        Assert.Null(Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker, status).RefuseMobielBy(Beheerder));

    //
    [Theory]
    [InlineData(KoppelingStatus.WachtenOpGoedkeuring)]
    [InlineData(KoppelingStatus.ActivatieVerlopen)]
    [InlineData(KoppelingStatus.Geschorst)]
    public void RefuseMobiel_AtAnotherStatus_IsRefused(KoppelingStatus status) =>
        Assert.Equal(new MobielNotChangeable(status), Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker, status).RefuseMobielBy(Beheerder));

    //
    [Fact]
    public void RefuseMobiel_HisOwn_IsRefused() => Assert.Equal(new EigenMobiel(), Beheerder.RefuseMobielBy(Beheerder));

    //
    [Fact]
    public void RefuseMobiel_OtpDevice_IsRefused() =>
        Assert.Equal(new NoSmsChosen(), Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker, factor: TweedeFactor.OtpDevice).RefuseMobielBy(Beheerder));

    //
    [Theory]
    [InlineData(KoppelingStatus.WachtenOpGoedkeuring, false)]
    [InlineData(KoppelingStatus.WachtenOpActivatie, true)]
    [InlineData(KoppelingStatus.ActivatieVerlopen, false)]
    [InlineData(KoppelingStatus.Actief, false)]
    [InlineData(KoppelingStatus.Geschorst, false)]
    public void RefuseEmail_OnlyWaitingForActivation_IsAllowed(KoppelingStatus status, bool mag) =>
        Assert.Equal(mag ? null : new EmailNotChangeable(status), Koppeling(Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker, status).RefuseEmail());

    private static IReadOnlyList<Refusal> Apply(Organisatiekoppeling koppeling, Rol? naar) => new RolWissel(koppeling, naar).Apply(Beheerder, new Bezetting(1, 3));

    private static Organisatiekoppeling Koppeling(
        Betrouwbaarheidsniveau niveau, Rol rol, KoppelingStatus status = KoppelingStatus.Actief, TweedeFactor factor = TweedeFactor.Sms)
    {
        var middel = new EhMiddel(Given.Id(), Given.Id(), niveau, factor, TestWorld.Begin);
        var koppeling = Given.WithMiddel(Given.Koppeling(middel, Organisatie, rol, status), middel);
        typeof(Organisatiekoppeling).GetProperty(nameof(Organisatiekoppeling.Organisatie))!.SetValue(koppeling, Organisatie);
        return koppeling;
    }
}
