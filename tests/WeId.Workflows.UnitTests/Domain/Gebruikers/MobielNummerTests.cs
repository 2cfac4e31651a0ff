using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

/// <summary>The mobile number of R-108.</summary>
public class MobielNummerTests
{
    [Theory]
    [InlineData("0612345678", "+31612345678")]
    [InlineData("06-12 34 56 78", "+31612345678")]
    [InlineData("+31 (0)6 12345678", "+31612345678")]
    [InlineData("0031612345678", "+31612345678")]
    [InlineData("+32 470 12 34 56", "+32470123456")]
    [InlineData("+1 212 555 0123", "+12125550123")]
    public void Parse_MobileNumber_BecomesE164(string text, string expected) => Assert.Equal(expected, MobielNummer.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0201234567")]
    [InlineData("061234567")]
    [InlineData("0900 1234")]
    [InlineData("0612345678 ext 12")]
    [InlineData("zes twaalf")]
    public void TryParse_CannotReceiveSms_IsRefused(string? text) => Assert.False(MobielNummer.TryParse(text, out _));

    [Theory]
    [InlineData("0612345678", false)]
    [InlineData("+32470123456", true)]
    public void IsForeign_ByCountryCode(string text, bool expected) => Assert.Equal(expected, MobielNummer.Parse(text).IsForeign);

    [Fact]
    public void Masked_DutchNumber_ShowsLastTwoDigits() => Assert.Equal("+31*******78", MobielNummer.Parse("0612345678").Masked);

    [Fact]
    public void ToString_Default_IsEmpty()
    {
        Assert.Equal("", default(MobielNummer).ToString());
        Assert.Equal("", default(MobielNummer).Masked);
        Assert.False(default(MobielNummer).IsForeign);
    }
}
