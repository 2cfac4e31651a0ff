using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public sealed class ActivatieTests
{
    private static readonly DateOnly LastDay = new(2026, 3, 31);
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    //
    [Fact]
    public void Complete_StepsLeft_IsRefused()
    {
        var activatie = Begun();
        Validate(activatie);

        Assert.IsType<StepOutOfOrder>(activatie.Complete(At(Noon)));
    }

    [Fact]
    public void Complete_AllStepsDone_IsVoltooid()
    {
        var activatie = AllButTerms();

        Assert.Null(activatie.Complete(At(Noon)));

        Assert.Equal(ActivatieStatus.Voltooid, activatie.Status);
    }

    // until 23:59:59 in Amsterdam, which is 22:00 UTC in summer time.
    [Theory]
    [InlineData("2026-03-31T21:59:59Z", true)]
    [InlineData("2026-03-31T22:00:00Z", false)]
    public void Complete_AroundTheLastMidnight(string instant, bool accepted) =>
        Assert.Equal(accepted, AllButTerms().Complete(At(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture))) is null);

    //
    [Fact]
    public void Complete_Eh3WithoutIdentification_IsRefused() =>
        Assert.IsType<StepOutOfOrder>(AllButTerms(needsIdentificatie: true).Complete(At(Noon)));

    [Fact]
    public void CountWrongCode_FifthTime_Blocks()
    {
        var activatie = New();
        for (var i = 0; i < Activatie.MaxPogingen; i++)
        {
            activatie.CountWrongCode();
        }

        Assert.IsType<ActivatieGeblokkeerd>(activatie.Begin(At(Noon)));
    }

    //
    [Fact]
    public void ValidateEmail_AfterFifteenMinutes_IsRefused()
    {
        var activatie = Begun();
        activatie.SendValidatieCode(At(Noon), "hash");

        Assert.IsType<CodeExpired>(activatie.ValidateEmail(At(Noon.AddMinutes(15)), "hash"));
    }

    [Fact]
    public void ValidateEmail_WrongFiveTimes_NoLongerTakesTheRightOne()
    {
        var activatie = Begun();
        activatie.SendValidatieCode(At(Noon), "hash");
        for (var i = 0; i < Activatie.MaxValidatiePogingen; i++)
        {
            Assert.IsType<CodeWrong>(activatie.ValidateEmail(At(Noon), "other"));
        }

        Assert.IsType<CodeExpired>(activatie.ValidateEmail(At(Noon), "hash"));
    }

    [Fact]
    public void SendValidatieCode_FifthTime_IsRefused()
    {
        var activatie = Begun();
        for (var i = 0; i < Activatie.MaxValidatieVerzendingen; i++)
        {
            Assert.Null(activatie.SendValidatieCode(At(Noon), "hash"));
        }

        Assert.IsType<TooManyCodes>(activatie.SendValidatieCode(At(Noon), "hash"));
    }

    [Fact]
    public void SendValidatieCode_AnHourAfterTheLastOne_CountsAnew()
    {
        var activatie = Begun();
        for (var i = 0; i < Activatie.MaxValidatieVerzendingen; i++)
        {
            activatie.SendValidatieCode(At(Noon), "hash");
        }

        Assert.Null(activatie.SendValidatieCode(At(Noon.AddHours(1)), "hash"));
    }

    //
    [Fact]
    public void Replace_KeepsAPassedIdentificationAndEndsTheOlderOne()
    {
        var activatie = AllButTerms(needsIdentificatie: true);
        activatie.OrderIdentificatie(At(Noon), "ID-1");
        activatie.ReportIdentificatie("ID-1", geslaagd: true);

        var next = activatie.Replace(Given.Id(), "newer", LastDay.AddDays(40), Noon);

        Assert.Equal(ActivatieStatus.Vervangen, activatie.Status);
        Assert.Equal(IdentificatieStatus.Geslaagd, next.Identificatie);
        Assert.IsType<ActivatieIsVerlopen>(activatie.Complete(At(Noon)));
    }

    // who reads the new address may be another than who was identified.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ForgetEmail_AfterAnIdentification_AsksForAnother(bool isReported)
    {
        var activatie = AllButTerms(needsIdentificatie: true);
        activatie.OrderIdentificatie(At(Noon), "ID-1");
        if (isReported)
        {
            activatie.ReportIdentificatie("ID-1", geslaagd: true);
        }

        activatie.ForgetEmail();

        Assert.Equal((IdentificatieStatus.AdresBekend, null), (activatie.Identificatie, activatie.IdentificatieOpdracht));
        Assert.IsType<StepOutOfOrder>(activatie.ReportIdentificatie("ID-1", geslaagd: true));
    }

    private static Activatie New(bool needsIdentificatie = false) =>
        new(Given.Id(), Given.Id(), Given.Id(), "code", LastDay, needsIdentificatie, TestWorld.Begin);

    private static Activatie Begun(bool needsIdentificatie = false)
    {
        var activatie = New(needsIdentificatie);
        activatie.Begin(At(Noon));
        return activatie;
    }

    private static Activatie AllButTerms(bool needsIdentificatie = false)
    {
        var activatie = Begun(needsIdentificatie);
        Validate(activatie);
        activatie.AttachAccount(At(Noon), Given.Id());
        activatie.ConfirmTweedeFactor(At(Noon));
        return activatie;
    }

    private static void Validate(Activatie activatie)
    {
        activatie.SendValidatieCode(At(Noon), "hash");
        activatie.ValidateEmail(At(Noon), "hash");
    }

    private static Handeling At(DateTimeOffset at) => new(Given.Id(), at);
}
