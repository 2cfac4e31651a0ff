using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.UnitTests.Domain.Organisaties;

public class KvkNummerTests
{
    [Theory]
    [InlineData("68750110", "68750110")]
    [InlineData("00012345", "00012345")]
    [InlineData(" 6875 0110 ", "68750110")]
    public void Parse_EightDigits_KeepsThem(string text, string expected)
    {
        var nummer = KvkNummer.Parse(text);

        Assert.Equal(expected, nummer.Value);
        Assert.Equal(expected, nummer.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("6875011")]
    [InlineData("687501100")]
    [InlineData("6875011A")]
    [InlineData("٦٨٧٥٠١١٠")]
    public void TryParse_AnythingElse_IsRefused(string? text)
    {
        Assert.False(KvkNummer.TryParse(text, out var nummer));

        Assert.Equal(default, nummer);
    }

    [Fact]
    public void Parse_SevenDigits_Throws() => Assert.Throws<FormatException>(() => KvkNummer.Parse("6875011"));

    [Fact]
    public void ToString_Default_IsEmpty() => Assert.Equal("", default(KvkNummer).ToString());
}
