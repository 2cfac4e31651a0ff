using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public class TypeWisselTests
{
    [Fact]
    public void Refusals_Eh3Gebruiker_AreNone() => Assert.Empty(Check(Wissel()));

    //
    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus)]
    [InlineData(Betrouwbaarheidsniveau.Eh4)]
    public void Refusals_OtherLevel_IsRefused(Betrouwbaarheidsniveau niveau) =>
        Assert.Contains(new BelastingdienstmiddelOnlyEh3(niveau.Label()) { Field = "Naar" }, Check(Wissel(niveau), eigen: Betrouwbaarheidsniveau.Eh4));

    //
    [Fact]
    public void Refusals_Beheerder_IsRefused() => Assert.Contains(new BelastingdienstmiddelNotForBeheerder { Field = "Naar" }, Check(Wissel(rol: Rol.Beheerder)));

    //
    [Fact]
    public void Refusals_MoreOrganisaties_IsRefused() =>
        Assert.Contains(new BelastingdienstmiddelOnlyOneOrganisatie { Field = "Naar" }, Wissel().Refusals(Betrouwbaarheidsniveau.Eh3, heeftAndereKoppeling: true, isVergeven: false));

    //
    [Fact]
    public void Refusals_NothingFilledIn_NamesEachField() => Assert.Equal(
        ["Naar", "Duur", "Akkoord"],
        Check(Wissel() with { Naar = null, Duur = null, Akkoord = false }).Select(r => r.Field));

    [Fact]
    public void Refusals_TheTypeThatItHas_IsRefused() =>
        Assert.Equal([new TypeIsAlready(MiddelType.Regulier) { Field = "Naar" }], Check(Wissel() with { Naar = MiddelType.Regulier }));

    //
    [Fact]
    public void Refusals_AboveTheLevelOfTheBeheerder_IsRefused() =>
        Assert.Contains(new NiveauAboveOwn("EH3", "EH2+"), Check(Wissel(), eigen: Betrouwbaarheidsniveau.Eh2Plus));

    //
    [Fact]
    public void Refusals_MutatieInBehandeling_IsRefused()
    {
        var wissel = Wissel();
        wissel.Koppeling.EhMiddel.BeginMutatie(Given.Id());

        Assert.Contains(new MutatieInBehandeling(), Check(wissel));
    }

    [Fact]
    public void ChangeType_WithoutThePlaceOfTheCompany_IsAnError() =>
        Assert.Throws<InvalidOperationException>(() => Wissel().Koppeling.EhMiddel.ChangeType(MiddelType.Belastingdienst));

    private static List<Refusal> Check(TypeWissel wissel, Betrouwbaarheidsniveau eigen = Betrouwbaarheidsniveau.Eh3) =>
        [.. wissel.Refusals(eigen, heeftAndereKoppeling: false, isVergeven: false)];

    private static TypeWissel Wissel(Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh3, Rol rol = Rol.Gebruiker)
    {
        var organisatie = Given.Organisatie();
        var middel = new EhMiddel(Given.Id(), Given.Id(), niveau, TweedeFactor.Sms, TestWorld.Begin);
        var handeling = new Handeling(Given.Id(), TestWorld.Begin);
        var koppeling = new Organisatiekoppeling(Given.Id(), middel.Id, organisatie.Id, rol, niveau, Given.Id()) { EhMiddel = middel };
        koppeling.Approve(handeling, AbonnementDuur.EenJaar);
        koppeling.Activate(handeling);
        return new(koppeling, MiddelType.Belastingdienst, AbonnementDuur.EenJaar, Akkoord: true);
    }
}
