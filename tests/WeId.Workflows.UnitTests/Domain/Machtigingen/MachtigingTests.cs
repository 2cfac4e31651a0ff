using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Machtigingen;

public class MachtigingTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);
    private static readonly Dienst Omzetbelasting = new(Given.Id(), Dienstverlener.BelastingdienstOin, "Aangifte omzetbelasting", "VAT return", Betrouwbaarheidsniveau.Eh3);
    private static readonly Dienst Verzuim = new(Given.Id(), "00000004003214345001", "Verzuimmelder", "Absence reporting", Betrouwbaarheidsniveau.Eh2Plus);
    private static readonly Dienst Hoog = new(Given.Id(), "00000004003214345001", "Zwaar", "Heavy", Betrouwbaarheidsniveau.Eh4);

    //
    [Fact]
    public void Create_BeginsTodayAndIsBeingProcessed()
    {
        var machtiging = Create(MachtigingBereik.Of(Verzuim)).Value!;

        Assert.Equal((Today, MachtigingStatus.InVerwerking, true), (machtiging.Startdatum, machtiging.Status, machtiging.IsOpen));
    }

    //
    [Theory]
    [InlineData("2026-03-03", false)]
    [InlineData("2026-03-04", true)]
    [InlineData("2031-03-03", true)]
    [InlineData("2031-03-04", false)]
    public void Create_Einddatum_LiesBetweenTomorrowAndFiveYears(string einddatum, bool succeeds)
    {
        var result = Create(MachtigingBereik.Of(Verzuim), DateOnly.Parse(einddatum, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(succeeds, result.Succeeded);
        Assert.Equal(succeeds ? [] : [new EinddatumOutOfRange(new(2026, 3, 4), new(2031, 3, 3)) { Field = "Einddatum" }], result.Refusals);
    }

    // 29 February plus five years is 28 February.
    [Fact]
    public void Create_OnTheLeapDay_AtMostUntilTheTwentyEighth()
    {
        var handeling = new Handeling(Given.Id(), new DateTimeOffset(2028, 2, 29, 12, 0, 0, TimeSpan.Zero));

        Assert.True(Machtiging.Create(handeling, Given.Id(), Koppeling(), MachtigingBereik.Of(Verzuim), new(2033, 2, 28)).Succeeded);
        Assert.False(Machtiging.Create(handeling, Given.Id(), Koppeling(), MachtigingBereik.Of(Verzuim), new(2033, 3, 1)).Succeeded);
    }

    //
    [Fact]
    public void Create_DienstAboveTheLevel_IsRefused() =>
        Assert.Equal([new NiveauTooLowForMachtiging("EH4", "EH3")], Create(MachtigingBereik.Of(Hoog)).Refusals);

    [Fact]
    public void Create_AlgemeneBevoegdheidAboveTheLevel_IsRefused() =>
        Assert.Equal([new NiveauTooLowForMachtiging("EH4", "EH3")], Create(MachtigingBereik.UpTo(Betrouwbaarheidsniveau.Eh4)).Refusals);

    //
    [Theory]
    [InlineData(KoppelingStatus.WachtenOpActivatie)]
    [InlineData(KoppelingStatus.Geschorst)]
    [InlineData(KoppelingStatus.Beeindigd)]
    public void Create_KoppelingThatDoesNotWork_IsRefused(KoppelingStatus status) =>
        Assert.Equal([new MiddelNotActief(status)], Create(MachtigingBereik.Of(Verzuim), koppeling: Koppeling(status: status)).Refusals);

    //
    [Fact]
    public void Create_BelastingdienstmiddelElsewhere_IsRefused()
    {
        var koppeling = Koppeling(type: MiddelType.Belastingdienst);

        Assert.Equal([new MachtigingNotForBelastingdienstmiddel()], Create(MachtigingBereik.Of(Verzuim), koppeling: koppeling).Refusals);
        Assert.True(Create(MachtigingBereik.Of(Omzetbelasting), koppeling: koppeling).Succeeded);
    }

    // what a bereik gives is looked at anew, so a dienst that came later is in it, and one whose level rose is not.
    [Fact]
    public void Covers_AlgemeneBevoegdheid_IsEveryDienstUpToItsLevelAndThatOfTheKoppeling()
    {
        var machtiging = Active(MachtigingBereik.UpTo(Betrouwbaarheidsniveau.Eh3));
        var later = new Dienst(Given.Id(), "00000001804770531000", "Nieuw", "New", Betrouwbaarheidsniveau.Eh3);

        Assert.Equal([true, true, true, false], new[] { Omzetbelasting, Verzuim, later, Hoog }.Select(d => machtiging.Covers(d, Koppeling(), Today)));
        Assert.False(machtiging.Covers(Omzetbelasting with { MinimaalNiveau = Betrouwbaarheidsniveau.Eh4 }, Koppeling(Betrouwbaarheidsniveau.Eh4), Today));
    }

    [Fact]
    public void Covers_Dienstverlener_IsAllOfThatOne()
    {
        var machtiging = Active(MachtigingBereik.Of(new Dienstverlener(Verzuim.Oin, "UWV")));

        Assert.Equal([true, false, false], new[] { Verzuim, Omzetbelasting, Hoog }.Select(d => machtiging.Covers(d, Koppeling(), Today)));
    }

    [Theory]
    [InlineData(KoppelingStatus.Geschorst)]
    [InlineData(KoppelingStatus.Beeindigd)]
    public void Covers_KoppelingThatIsOff_IsNothing(KoppelingStatus status) =>
        Assert.False(Active(MachtigingBereik.Of(Verzuim)).Covers(Verzuim, Koppeling(status: status), Today));

    //
    [Fact]
    public void Covers_Belastingdienstmiddel_IsTheBelastingdienstOnly()
    {
        var machtiging = Active(MachtigingBereik.UpTo(Betrouwbaarheidsniveau.Eh3));

        Assert.True(machtiging.Covers(Omzetbelasting, Koppeling(type: MiddelType.Belastingdienst), Today));
        Assert.False(machtiging.Covers(Verzuim, Koppeling(type: MiddelType.Belastingdienst), Today));
    }

    [Fact]
    public void Covers_DayAfterTheEinddatum_IsNothing()
    {
        var machtiging = Active(MachtigingBereik.Of(Verzuim), new(2026, 6, 1));

        Assert.True(machtiging.Covers(Verzuim, Koppeling(), new(2026, 6, 1)));
        Assert.False(machtiging.Covers(Verzuim, Koppeling(), new(2026, 6, 2)));
    }

    //
    [Theory]
    [InlineData("2026-05-03", true)]
    [InlineData("2026-05-04", false)]
    public void IsBijnaVerlopen_WithinTwoMonths(string einddatum, bool expected) => Assert.Equal(
        expected, Active(MachtigingBereik.Of(Verzuim), DateOnly.Parse(einddatum, System.Globalization.CultureInfo.InvariantCulture)).IsBijnaVerlopen(Today));

    //
    [Fact]
    public void Announce_CanBeUndoneForThreeSecondsAndIsDefinitiveAfterThem()
    {
        var undone = Active(MachtigingBereik.Of(Verzuim));
        Assert.Null(undone.Announce(At(0)));
        Assert.NotNull(undone.Withdraw(At(2)));
        Assert.Null(undone.Undo(At(2)));
        Assert.Equal(MachtigingStatus.Actief, undone.Status);

        var withdrawn = Active(MachtigingBereik.Of(Verzuim));
        withdrawn.Announce(At(0));
        Assert.NotNull(withdrawn.Undo(At(3)));
        Assert.Null(withdrawn.Withdraw(At(3)));
        Assert.Equal((MachtigingStatus.Ingetrokken, false), (withdrawn.Status, withdrawn.IsOpen));
    }

    // five years count from the day of the change, not from the begin.
    [Fact]
    public void ChangeEinddatum_CountsFromTheDayOfTheChange()
    {
        var machtiging = Active(MachtigingBereik.Of(Verzuim));
        var later = new Handeling(Given.Id(), new DateTimeOffset(2027, 5, 1, 12, 0, 0, TimeSpan.Zero));

        Assert.Null(machtiging.ChangeEinddatum(later, new(2032, 5, 1)));
        Assert.NotNull(machtiging.ChangeEinddatum(later, new(2032, 5, 2)));
        Assert.Equal((Today, new(2032, 5, 1), new DateOnly(2027, 5, 1)), (machtiging.Startdatum, machtiging.Einddatum, machtiging.GewijzigdOp));
    }

    [Fact]
    public void Expire_OnTheLastDay_IsRefused()
    {
        var machtiging = Active(MachtigingBereik.Of(Verzuim), new(2026, 6, 1));

        Assert.Equal(new MachtigingNotVerlopen(new(2026, 6, 1)), machtiging.Expire(new Handeling(Given.Id(), new DateTimeOffset(2026, 6, 1, 21, 59, 59, TimeSpan.Zero))));
        Assert.Null(machtiging.Expire(new Handeling(Given.Id(), new DateTimeOffset(2026, 6, 1, 22, 0, 0, TimeSpan.Zero))));
        Assert.Equal(MachtigingStatus.Verlopen, machtiging.Status);
    }

    [Fact]
    public void End_WhatHasEnded_IsRefused()
    {
        var machtiging = Create(MachtigingBereik.Of(Verzuim)).Value!;
        machtiging.Fail(At(0));

        Assert.Equal(new MachtigingNotActief(MachtigingStatus.Mislukt), machtiging.End(At(1), Given.Id()));
        Assert.Null(machtiging.AanvraagId);
    }

    // of a dienstverlener its lowest dienst is enough, since the others follow with a higher level; the beheerder needs the highest.
    [Fact]
    public void Bereik_Dienstverlener_NeedsTheLowestOfItsDienstenAndTheBeheerderTheHighest()
    {
        var bereik = MachtigingBereik.Of(new Dienstverlener(Verzuim.Oin, "UWV"), [Verzuim, Hoog]);

        Assert.Empty(bereik.RefuseFor(Koppeling(Betrouwbaarheidsniveau.Eh2Plus)));
        Assert.Equal([new NiveauTooLowForMachtiging("EH2+", "EH2")], bereik.RefuseFor(Koppeling(Betrouwbaarheidsniveau.Eh2)));
        Assert.Equal(new MachtigingAboveOwn("EH4", "EH3"), bereik.RefuseBy(Koppeling()));
        Assert.Null(bereik.RefuseBy(Koppeling(Betrouwbaarheidsniveau.Eh4)));
    }

    // also while the register has not taken it yet.
    [Fact]
    public void ChangeEinddatum_InVerwerking_IsTaken()
    {
        var machtiging = Create(MachtigingBereik.Of(Verzuim)).Value!;

        Assert.Null(machtiging.ChangeEinddatum(At(1), new(2029, 1, 1)));
        Assert.Equal((new DateOnly(2029, 1, 1), MachtigingStatus.InVerwerking), (machtiging.Einddatum, machtiging.Status));
    }

    // taking power away asks nothing of the user; giving more does.
    [Fact]
    public void RefuseWijziging_UserWhoIsOff_OnlyEarlier()
    {
        var machtiging = Active(MachtigingBereik.Of(Verzuim));
        var geschorst = Koppeling(Betrouwbaarheidsniveau.Eh2, KoppelingStatus.Geschorst);

        Assert.Empty(machtiging.RefuseWijziging(At(1), geschorst, MachtigingBereik.Of(Verzuim), new(2027, 1, 1)));
        Assert.Equal(
            [new MiddelNotActief(KoppelingStatus.Geschorst), new NiveauTooLowForMachtiging("EH2+", "EH2")],
            machtiging.RefuseWijziging(At(1), geschorst, MachtigingBereik.Of(Verzuim), new(2029, 1, 1)));
    }

    // a wrong one can be taken back while the register is away, and that can be undone.
    [Fact]
    public void Announce_InVerwerking_NeverBegins()
    {
        var undone = Create(MachtigingBereik.Of(Verzuim)).Value!;
        Assert.Null(undone.Announce(At(0)));
        Assert.False(undone.Covers(Verzuim, Koppeling(), Today));
        Assert.Null(undone.Undo(At(1)));
        Assert.Equal((MachtigingStatus.InVerwerking, false), (undone.Status, undone.WachtOpRegister));

        var withdrawn = Create(MachtigingBereik.Of(Verzuim)).Value!;
        withdrawn.Announce(At(0));
        Assert.Null(withdrawn.Withdraw(At(3)));
        Assert.Equal((MachtigingStatus.Ingetrokken, true), (withdrawn.Status, withdrawn.WachtOpRegister));
    }

    // The register answers within the three seconds: undone, it works.
    [Fact]
    public void Confirm_WithdrawalAnnounced_GoesOnAndIsKnownAfterAnUndo()
    {
        var machtiging = Create(MachtigingBereik.Of(Verzuim)).Value!;
        machtiging.Announce(At(0));
        Assert.Null(machtiging.Confirm());
        Assert.NotNull(machtiging.Confirm());
        Assert.Equal(MachtigingStatus.IntrekkingAangekondigd, machtiging.Status);
        Assert.True(machtiging.Covers(Verzuim, Koppeling(), Today));

        machtiging.Undo(At(1));
        Assert.Equal(MachtigingStatus.Actief, machtiging.Status);
    }

    [Fact]
    public void Fail_WithdrawalAnnouncedBeforeTheRegisterHadIt_HasFailed()
    {
        var machtiging = Create(MachtigingBereik.Of(Verzuim)).Value!;
        machtiging.Announce(At(0));
        Assert.Null(machtiging.Fail(At(1)));

        var active = Active(MachtigingBereik.Of(Verzuim));
        active.Announce(At(0));
        Assert.NotNull(active.Fail(At(1)));
    }

    // §5.4: nothing outlives its last day, wherever its message got stuck.
    [Fact]
    public void Expire_InVerwerkingOrAnnounced_EndsToo()
    {
        var later = new Handeling(Given.Id(), new DateTimeOffset(2028, 1, 2, 12, 0, 0, TimeSpan.Zero));
        var waiting = Create(MachtigingBereik.Of(Verzuim)).Value!;
        var announced = Active(MachtigingBereik.Of(Verzuim));
        announced.Announce(At(0));

        Assert.Null(waiting.Expire(later));
        Assert.Null(announced.Expire(later));
    }

    // what has passed its last day begins anew, with a startdatum of its own.
    [Fact]
    public void ChangeEinddatum_LastDayPassed_IsRefused()
    {
        var machtiging = Active(MachtigingBereik.Of(Verzuim));
        var later = new Handeling(Given.Id(), new DateTimeOffset(2028, 1, 2, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(new MachtigingNotActief(MachtigingStatus.Verlopen), machtiging.ChangeEinddatum(later, new(2029, 1, 1)));
        Assert.Equal([new MachtigingNotActief(MachtigingStatus.Verlopen)], machtiging.RefuseWijziging(later, Koppeling(), MachtigingBereik.Of(Verzuim), new(2029, 1, 1)));
    }

    private static Handeling At(int seconds) => new(Given.Id(), TestWorld.Begin.AddSeconds(seconds));

    private static Result<Machtiging> Create(MachtigingBereik bereik, DateOnly? einddatum = null, Organisatiekoppeling? koppeling = null) =>
        Machtiging.Create(At(0), Given.Id(), koppeling ?? Koppeling(), bereik, einddatum ?? new(2028, 1, 1));

    private static Machtiging Active(MachtigingBereik bereik, DateOnly? einddatum = null)
    {
        var machtiging = Create(bereik, einddatum, Koppeling(Betrouwbaarheidsniveau.Eh4)).Value!;
        machtiging.Confirm();
        return machtiging;
    }

    private static Organisatiekoppeling Koppeling(
        Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh3, KoppelingStatus status = KoppelingStatus.Actief, MiddelType type = MiddelType.Regulier)
    {
        var middel = new EhMiddel(Given.Id(), Given.Id(), niveau, TweedeFactor.Sms, TestWorld.Begin);
        if (type is MiddelType.Belastingdienst)
        {
            middel.ClaimBelastingdienst(KvkNummer.Parse("68750110"));
            middel.ChangeType(type);
        }

        return Given.WithMiddel(Given.Koppeling(middel, Given.Organisatie(), Rol.Gebruiker, status), middel);
    }
}
