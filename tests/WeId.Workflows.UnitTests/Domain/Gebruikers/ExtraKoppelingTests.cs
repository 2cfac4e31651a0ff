using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public class ExtraKoppelingTests
{
    private static readonly Guid Tweede = Given.Id();

    [Fact]
    public void Refusals_OwnOrganisatieAtOwnLevel_AreNone() => Assert.Empty(Check(Extra()));

    //
    [Fact]
    public void Refusals_AboveTheLevelOfTheBeheerderHere_IsRefused() =>
        Assert.Contains(new NiveauAboveOwn("EH3", "EH2+"), Check(Extra(), eigen: Betrouwbaarheidsniveau.Eh2Plus));

    //
    [Fact]
    public void Refusals_AboveTheLevelOfTheBeheerderThere_IsRefused() =>
        Assert.Equal([new NiveauAboveOwn("EH3", "EH2+") { Field = "Organisaties" }], Check(Extra(), daar: Betrouwbaarheidsniveau.Eh2Plus));

    //
    [Fact]
    public void Refusals_OrganisatieOfWhichHeIsNoBeheerder_IsRefused() =>
        Assert.Equal([new ForeignOrganisatie { Field = "Organisaties" }], Check(Extra() with { Organisaties = [Given.Id()] }));

    [Fact]
    public void Refusals_OrganisatieThatHasTheUserAlready_IsRefused() => Assert.Equal(
        [new AlreadyGekoppeld("Tweede BV") { Field = "Organisaties" }],
        Extra().Refusals(Betrouwbaarheidsniveau.Eh3, Eigen(Betrouwbaarheidsniveau.Eh3), new Dictionary<Guid, string> { [Tweede] = "Tweede BV" }));

    //
    [Fact]
    public void Refusals_MutatieInBehandeling_IsRefused()
    {
        var extra = Extra();
        extra.Bron.EhMiddel.BeginMutatie(Given.Id());

        Assert.Equal([new MutatieInBehandeling()], Check(extra));
    }

    //
    [Fact]
    public void Refusals_Belastingdienstmiddel_IsRefused()
    {
        var extra = Extra();
        extra.Bron.EhMiddel.ClaimBelastingdienst(Given.Organisatie().KvkNummer);
        extra.Bron.EhMiddel.ChangeType(MiddelType.Belastingdienst);

        Assert.Equal([new BelastingdienstmiddelNotKoppelbaar()], Check(extra));
    }

    [Fact]
    public void Refusals_MiddelThatWaitsForActivation_IsRefused() =>
        Assert.Equal([new MiddelNotActief(KoppelingStatus.WachtenOpActivatie)], Check(Extra(isActief: false)));

    // a level that is never asked for any more.
    [Fact]
    public void Refusals_LegacyLevel_IsRefused() => Assert.Equal([new NiveauNotRequestable("EH2")], Check(Extra(Betrouwbaarheidsniveau.Eh2)));

    [Fact]
    public void Refusals_NothingFilledIn_NamesEachField() => Assert.Equal(
        ["Rol", "Akkoord", "Organisaties"],
        Check(Extra() with { Rol = null, Akkoord = false, Organisaties = [] }).Select(r => r.Field));

    private static List<Refusal> Check(
        ExtraKoppeling extra, Betrouwbaarheidsniveau eigen = Betrouwbaarheidsniveau.Eh3, Betrouwbaarheidsniveau daar = Betrouwbaarheidsniveau.Eh3) =>
        [.. extra.Refusals(eigen, Eigen(daar), new Dictionary<Guid, string>())];

    private static Dictionary<Guid, Betrouwbaarheidsniveau> Eigen(Betrouwbaarheidsniveau niveau) => new() { [Tweede] = niveau };

    private static ExtraKoppeling Extra(Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh3, bool isActief = true)
    {
        var middel = new EhMiddel(Given.Id(), Given.Id(), niveau, TweedeFactor.Sms, TestWorld.Begin);
        var handeling = new Handeling(Given.Id(), TestWorld.Begin);
        var koppeling = new Organisatiekoppeling(Given.Id(), middel.Id, Given.Id(), Rol.Gebruiker, niveau, Given.Id()) { EhMiddel = middel };
        koppeling.Approve(handeling, AbonnementDuur.EenJaar);
        if (isActief)
        {
            koppeling.Activate(handeling);
        }

        return new(koppeling, Rol.Gebruiker, [Tweede], Akkoord: true);
    }
}
