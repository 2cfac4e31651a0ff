using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.UnitTests.Domain.Organisaties;

public class VestigingsnummerTests
{
    [Theory]
    [InlineData("000037178598")]
    [InlineData("990064773193")]
    public void Parse_TwelveDigits_KeepsThem(string text) => Assert.Equal(text, Vestigingsnummer.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("37178598")]
    [InlineData("0000371785980")]
    [InlineData("00003717859-")]
    public void TryParse_AnythingElse_IsRefused(string? text) => Assert.False(Vestigingsnummer.TryParse(text, out _));

    [Fact]
    public void ToString_Default_IsEmpty() => Assert.Equal("", default(Vestigingsnummer).ToString());
}
