using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public sealed class OrganisatiekoppelingTests
{
    //
    [Fact]
    public void New_IsAtOnceVisibleAsWachtenOpGoedkeuring()
    {
        var koppeling = Requested();

        Assert.Equal(KoppelingStatus.WachtenOpGoedkeuring, koppeling.Status);
        Assert.True(koppeling.IsVisible);
    }

    //
    [Fact]
    public void Approve_GivesThirtyDaysAndAnAbonnement()
    {
        var koppeling = Approved(on: new(2026, 3, 1));

        Assert.Equal(new DateOnly(2026, 3, 31), koppeling.UiterlijkActiverenOp);
        Assert.Equal(new Abonnement(AbonnementDuur.EenJaar, new(2026, 3, 1), new(2027, 2, 28)), koppeling.Abonnement);
    }

    [Fact]
    public void Approve_Twice_IsRefused() =>
        Assert.Equal(
            new NotWaitingForGoedkeuring(KoppelingStatus.WachtenOpActivatie),
            Approved(on: new(2026, 3, 1)).Approve(On(new(2026, 3, 2)), AbonnementDuur.EenJaar));

    //
    [Fact]
    public void Reject_HidesIt()
    {
        var koppeling = Requested();

        Assert.Null(koppeling.Reject());

        Assert.False(koppeling.IsVisible);
    }

    //
    [Fact]
    public void Activate_OnTheLastDay_IsActief()
    {
        var koppeling = Approved(on: new(2026, 3, 1));

        Assert.Null(koppeling.Activate(On(new(2026, 3, 31))));

        Assert.Equal(KoppelingStatus.Actief, koppeling.Status);
    }

    //
    [Fact]
    public void Activate_OneDayTooLate_IsRefused() =>
        Assert.Equal(new ActivatieIsVerlopen(new(2026, 3, 31)), Approved(on: new(2026, 3, 1)).Activate(On(new(2026, 4, 1))));

    [Fact]
    public void Activate_BeforeApproval_IsRefused() =>
        Assert.Equal(new NotWaitingForActivatie(KoppelingStatus.WachtenOpGoedkeuring), Requested().Activate(On(new(2026, 3, 1))));

    [Fact]
    public void Expire_OnTheLastDay_IsRefused() =>
        Assert.Equal(new NotYetVerlopen(new(2026, 3, 31)), Approved(on: new(2026, 3, 1)).Expire(On(new(2026, 3, 31))));

    //
    [Fact]
    public void InviteAgain_AfterExpiry_GivesThirtyNewDays()
    {
        var koppeling = Approved(on: new(2026, 3, 1));
        koppeling.Expire(On(new(2026, 4, 1)));

        Assert.Null(koppeling.InviteAgain(On(new(2026, 4, 10))));

        Assert.Equal(KoppelingStatus.WachtenOpActivatie, koppeling.Status);
        Assert.Equal(new DateOnly(2026, 5, 10), koppeling.UiterlijkActiverenOp);
    }

    [Fact]
    public void InviteAgain_WhileActief_IsRefused() =>
        Assert.Equal(
            new NotVerlopen(KoppelingStatus.Actief),
            Given.Koppeling(Middel(), Given.Organisatie(), Rol.Gebruiker, KoppelingStatus.Actief).InviteAgain(On(new(2026, 3, 1))));

    //
    [Fact]
    public void End_HidesIt() =>
        Assert.False(Given.Koppeling(Middel(), Given.Organisatie(), Rol.Gebruiker, KoppelingStatus.Beeindigd).IsVisible);

    private static EhMiddel Middel() => new(Given.Id(), Given.Id(), Betrouwbaarheidsniveau.Eh2Plus, TweedeFactor.Sms, TestWorld.Begin);

    private static Organisatiekoppeling Requested() =>
        Given.Koppeling(Middel(), Given.Organisatie(), Rol.Gebruiker, KoppelingStatus.WachtenOpGoedkeuring);

    private static Organisatiekoppeling Approved(DateOnly on)
    {
        var koppeling = Requested();
        koppeling.Approve(On(on), AbonnementDuur.EenJaar);
        return koppeling;
    }

    private static Handeling On(DateOnly day) => new(Given.Id(), new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero));
}
