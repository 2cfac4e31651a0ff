using WeId.Workflows.Domain.Contracten;

namespace WeId.Workflows.UnitTests.Domain.Contracten;

/// <summary>The states of a paper contract .</summary>
public class ContractTests
{
    private static readonly DateTimeOffset Made = new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guid Scan = Guid.Parse("01900000-0000-7000-8000-000000000009");

    [Fact]
    public void NummerOf_AnAanvraag_HasItsNumberAndTheVersion() => Assert.Equal("C-2026-004711-2", Contract.NummerOf("A-2026-004711", 2));

    [Fact]
    public void Normalize_WhatWasTyped_IgnoresSpacesAndCase() => Assert.Equal("C-2026-004711-2", Contract.Normalize(" c-2026- 004711-2 "));

    // three calendar months.
    [Fact]
    public void Uiterlijk_IsThreeCalendarMonthsLater() => Assert.Equal(new DateOnly(2027, 2, 28), New().Uiterlijk);

    [Fact]
    public void Download_Twice_KeepsTheFirstMoment()
    {
        var contract = New();

        contract.Download(Made.AddHours(1));
        contract.Download(Made.AddDays(1));

        Assert.Equal((ContractStatus.Gedownload, Made.AddHours(1)), (contract.Status, contract.GedownloadOp!.Value));
    }

    [Fact]
    public void Receive_WhatIsNotAwaited_IsRefused()
    {
        var contract = New();
        contract.Receive(Scan, Made);

        Assert.Equal(new ContractNietVerwacht("C-2026-004711-1", ContractStatus.Ontvangen), contract.Receive(Scan, Made));
    }

    [Fact]
    public void Accept_BeforeThePaperCame_IsRefused() => Assert.Equal(new ContractNietOntvangen(ContractStatus.Opgemaakt), New().Accept());

    [Fact]
    public void Return_AfterThePaperCame_KeepsWhatWasWrong()
    {
        var contract = New();
        contract.Receive(Scan, Made);

        Assert.Null(contract.Return("Een handtekening ontbreekt."));
        Assert.Equal((ContractStatus.Onvolledig, "Een handtekening ontbreekt."), (contract.Status, contract.Toelichting));
    }

    [Fact]
    public void Lapse_AfterTheDecision_ChangesNothing()
    {
        var contract = New();
        contract.Receive(Scan, Made);
        contract.Accept();

        contract.Lapse();

        Assert.Equal(ContractStatus.Geaccepteerd, contract.Status);
    }

    private static Contract New() => new(Guid.Parse("01900000-0000-7000-8000-000000000007"), Guid.Parse("01900000-0000-7000-8000-000000000008"), "C-2026-004711-1", 1, Scan, 2, Made);
}
