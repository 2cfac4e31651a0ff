using WeId.Workflows.Features.Beoordeling;

namespace WeId.Workflows.UnitTests.Features.Beoordeling;

public sealed class AfkeurredenenTests
{
    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public void Text_EveryReason_HasASentence(string taal) =>
        Assert.All(Afkeurredenen.Codes, code => Assert.NotEqual(code, Afkeurredenen.Text(code, taal)));

    [Fact]
    public void Compose_PutsOneReasonOnALine_AndTheExplanationLast() =>
        Assert.Equal(
            "The copy of the identity document is hard to read.\nFirst line second line",
            Afkeurredenen.Compose(["KopieOnleesbaar", "Anders"], "First line\nsecond  line", "en"));
}
