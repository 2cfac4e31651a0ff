using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public sealed class NiveausTests
{
    //
    [Fact]
    public void Requestable_IsEh2PlusEh3AndEh4InThatOrder() =>
        Assert.Equal(["EH2+", "EH3", "EH4"], Niveaus.Requestable.Select(n => n.Label()));

    [Fact]
    public void Order_HigherIsMoreReliable() =>
        Assert.True(Betrouwbaarheidsniveau.Eh2 < Betrouwbaarheidsniveau.Eh2Plus
            && Betrouwbaarheidsniveau.Eh2Plus < Betrouwbaarheidsniveau.Eh3
            && Betrouwbaarheidsniveau.Eh3 < Betrouwbaarheidsniveau.Eh4);

    //
    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh2, false)]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, true)]
    [InlineData(Betrouwbaarheidsniveau.Eh4, true)]
    public void AllowsBeheerder_FromEh2Plus(Betrouwbaarheidsniveau niveau, bool allowed) => Assert.Equal(allowed, niveau.AllowsBeheerder());

    //
    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, false)]
    [InlineData(Betrouwbaarheidsniveau.Eh3, true)]
    [InlineData(Betrouwbaarheidsniveau.Eh4, true)]
    public void NeedsIdentificatie_FromEh3(Betrouwbaarheidsniveau niveau, bool needs) => Assert.Equal(needs, niveau.NeedsIdentificatie());

    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, false)]
    [InlineData(Betrouwbaarheidsniveau.Eh3, true)]
    [InlineData(Betrouwbaarheidsniveau.Eh4, true)]
    public void NeedsSecondReviewer_FromEh3(Betrouwbaarheidsniveau niveau, bool needs) => Assert.Equal(needs, niveau.NeedsSecondReviewer());

    //
    [Fact]
    public void Rol_HasExactlyTwo() => Assert.Equal(["Gebruiker", "Beheerder"], Enum.GetNames<Rol>());

    //
    [Fact]
    public void TweedeFactor_IsSmsOrOtpDevice() => Assert.Equal(["Sms", "OtpDevice"], Enum.GetNames<TweedeFactor>());

    //
    [Fact]
    public void DocumentType_HasTheFourKinds() =>
        Assert.Equal(["Paspoort", "Identiteitskaart", "Rijbewijs", "NlVreemdelingendocument"], Enum.GetNames<DocumentType>());
}
