using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Beoordeling;

namespace WeId.Workflows.UnitTests.Features.Beoordeling;

/// <summary>When an approval is the last one.</summary>
public class EindbesluitTests
{
    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, "Eerste", true)]
    [InlineData(Betrouwbaarheidsniveau.Eh3, "Eerste", false)]
    [InlineData(Betrouwbaarheidsniveau.Eh3, "Tweede", true)]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, "Contract.Eerste", false)]
    [InlineData(Betrouwbaarheidsniveau.Eh3, "Contract.Tweede", false)]
    public void IsFinal_OfAnApproval_FollowsLevelAndStage(Betrouwbaarheidsniveau niveau, string fase, bool isFinal) =>
        Assert.Equal(isFinal, Eindbesluit.IsFinal(goedgekeurd: true, niveau, fase));

    [Theory]
    [InlineData("Eerste")]
    [InlineData("Contract.Eerste")]
    public void IsFinal_OfARejection_IsEveryTime(string fase) => Assert.True(Eindbesluit.IsFinal(goedgekeurd: false, Betrouwbaarheidsniveau.Eh4, fase));

    [Theory]
    [InlineData("Tweede", "Tweede")]
    [InlineData("Contract.Tweede", "Tweede")]
    public void OgenOf_AnyPart_IsTheStage(string fase, string ogen) => Assert.Equal(ogen, Eindbesluit.OgenOf(fase));
}
