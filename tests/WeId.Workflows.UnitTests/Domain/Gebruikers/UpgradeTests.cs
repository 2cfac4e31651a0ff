using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public class UpgradeTests
{
    private static readonly Handeling Nu = new(Given.Id(), TestWorld.Begin);

    //
    [Fact]
    public void Approve_LeavesTheOldLevelAndReplacesTheAbonnement()
    {
        var koppeling = Koppeling();
        var upgrade = Upgrade(koppeling);

        Assert.Null(upgrade.Approve(Nu, AbonnementDuur.DrieJaar));

        Assert.Equal((Betrouwbaarheidsniveau.Eh2Plus, Betrouwbaarheidsniveau.Eh2Plus), (koppeling.Niveau, koppeling.EhMiddel.Niveau));
        Assert.Equal((AbonnementDuur.DrieJaar, Nu.Today), (koppeling.Abonnement!.Duur, koppeling.Abonnement.Begin));
        Assert.Equal(AbonnementDuur.EenJaar, upgrade.VervangenAbonnement!.Duur);
        Assert.Equal(Nu.Today.AddDays(30), upgrade.UiterlijkActiverenOp);
    }

    //
    [Fact]
    public void Activate_RaisesMiddelAndKoppelingenAndFreesTheMiddel()
    {
        var koppeling = Koppeling();
        var (ook, niet) = (Andere(koppeling), Andere(koppeling));
        ((List<Organisatiekoppeling>)koppeling.EhMiddel.Koppelingen).AddRange([koppeling, ook, niet]);
        var upgrade = Upgrade(koppeling, ookVoor: ook.Id);
        koppeling.EhMiddel.BeginMutatie(upgrade.AanvraagId);
        upgrade.Approve(Nu, AbonnementDuur.EenJaar);

        Assert.Null(upgrade.Activate(Nu));

        Assert.Equal((Betrouwbaarheidsniveau.Eh3, TweedeFactor.Sms, null), (koppeling.EhMiddel.Niveau, koppeling.EhMiddel.TweedeFactor, koppeling.EhMiddel.MutatieAanvraagId));
        Assert.Equal((Betrouwbaarheidsniveau.Eh3, Rol.Beheerder), (koppeling.Niveau, koppeling.Rol));
        Assert.Equal((Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker), (ook.Niveau, ook.Rol));
        Assert.Equal(Betrouwbaarheidsniveau.Eh2Plus, niet.Niveau);
    }

    //
    [Fact]
    public void Activate_WithoutSecondFactor_GivesTheChosenOne()
    {
        var koppeling = Koppeling(Betrouwbaarheidsniveau.Eh2, factor: null);
        var upgrade = Upgrade(koppeling, factor: TweedeFactor.OtpDevice);
        upgrade.Approve(Nu, AbonnementDuur.EenJaar);
        Assert.Null(koppeling.EhMiddel.TweedeFactor);

        upgrade.Activate(Nu);

        Assert.Equal(TweedeFactor.OtpDevice, koppeling.EhMiddel.TweedeFactor);
    }

    //
    [Fact]
    public void Expire_FreesTheMiddel_AndInviteAgainLocksIt()
    {
        var koppeling = Koppeling();
        var upgrade = Upgrade(koppeling);
        koppeling.EhMiddel.BeginMutatie(upgrade.AanvraagId);
        upgrade.Approve(Nu, AbonnementDuur.EenJaar);
        var later = Nu with { At = Nu.At.AddDays(31) };

        Assert.Null(upgrade.Expire(later));
        Assert.Null(koppeling.EhMiddel.MutatieAanvraagId);
        Assert.Null(upgrade.InviteAgain(later));
        Assert.Equal((upgrade.AanvraagId, later.Today.AddDays(30)), (koppeling.EhMiddel.MutatieAanvraagId!.Value, upgrade.UiterlijkActiverenOp!.Value));
    }

    //
    [Fact]
    public void InviteAgain_WhenTheMiddelIsLockedOrChanged_IsRefused()
    {
        var koppeling = Koppeling(Betrouwbaarheidsniveau.Eh3);
        var upgrade = Upgrade(koppeling, Betrouwbaarheidsniveau.Eh4);
        upgrade.Approve(Nu, AbonnementDuur.EenJaar);
        upgrade.Expire(Nu, isBlocked: true);
        koppeling.EhMiddel.BeginMutatie(Given.Id());

        Assert.Equal(new MutatieInBehandeling(), upgrade.InviteAgain(Nu));

        koppeling.EhMiddel.ClaimBelastingdienst(Given.Organisatie().KvkNummer);
        koppeling.EhMiddel.ChangeType(MiddelType.Belastingdienst);
        Assert.Equal(new BelastingdienstmiddelNotUpgradable(), upgrade.InviteAgain(Nu));
    }

    internal static Organisatiekoppeling Koppeling(
        Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh2Plus,
        TweedeFactor? factor = TweedeFactor.Sms,
        string? mobiel = "+31612345678",
        DateOnly? vervaldatum = null,
        Rol rol = Rol.Gebruiker,
        KoppelingStatus status = KoppelingStatus.Actief)
    {
        var persoon = Given.Persoon(mobiel: mobiel);
        persoon.RecordDocument(new(DocumentType.Identiteitskaart, "345", "hash", vervaldatum ?? new(2030, 1, 1), TestWorld.Begin));
        var middel = new EhMiddel(Given.Id(), persoon.Id, niveau, factor, TestWorld.Begin) { Persoon = persoon };
        var koppeling = new Organisatiekoppeling(Given.Id(), middel.Id, Given.Id(), rol, niveau, Given.Id()) { EhMiddel = middel };
        koppeling.Approve(Nu, AbonnementDuur.EenJaar);
        if (status is KoppelingStatus.Actief)
        {
            koppeling.Activate(Nu);
        }

        return koppeling;
    }

    private static Organisatiekoppeling Andere(Organisatiekoppeling koppeling)
    {
        var andere = new Organisatiekoppeling(Given.Id(), koppeling.EhMiddelId, Given.Id(), Rol.Gebruiker, koppeling.Niveau, Given.Id()) { EhMiddel = koppeling.EhMiddel };
        andere.Approve(Nu, AbonnementDuur.EenJaar);
        andere.Activate(Nu);
        return andere;
    }

    private static Upgrade Upgrade(
        Organisatiekoppeling koppeling, Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh3, TweedeFactor? factor = null, params Guid[] ookVoor) =>
        new(Given.Id(), koppeling, niveau, Rol.Beheerder, factor, ookVoor, Given.Id()) { Koppeling = koppeling, EhMiddel = koppeling.EhMiddel };
}
