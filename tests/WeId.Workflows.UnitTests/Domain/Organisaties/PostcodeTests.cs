using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.UnitTests.Domain.Organisaties;

public class PostcodeTests
{
    [Theory]
    [InlineData("1034WL", "1034 WL")]
    [InlineData("1034 wl", "1034 WL")]
    [InlineData("9999 ZZ", "9999 ZZ")]
    public void Parse_Postcode_IsKeptWithSpace(string text, string expected) => Assert.Equal(expected, Postcode.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("0234 AB")]
    [InlineData("1234 SA")]
    [InlineData("1234 SD")]
    [InlineData("1234 SS")]
    [InlineData("1234")]
    [InlineData("1234 ABC")]
    [InlineData("12345 A")]
    public void TryParse_NoDutchPostcode_IsRefused(string? text) => Assert.False(Postcode.TryParse(text, out _));

    [Fact]
    public void ToString_Default_IsEmpty() => Assert.Equal("", default(Postcode).ToString());
}
