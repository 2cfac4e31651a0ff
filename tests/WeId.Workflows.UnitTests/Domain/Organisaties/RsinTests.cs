using System.Globalization;
using CsCheck;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.UnitTests.Domain.Organisaties;

public class RsinTests
{
    [Theory]
    [InlineData("857587973")]
    [InlineData("992340597")]
    [InlineData("823807071")]
    [InlineData("999000007")]
    [InlineData("999000019")]
    [InlineData("999000020")]
    [InlineData("999000032")]
    [InlineData("999000044")]
    [InlineData("999000056")]
    [InlineData("999000068")]
    [InlineData("999000081")]
    public void Parse_PassesElfproef_KeepsDigits(string text) => Assert.Equal(text, Rsin.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("857587974")]
    [InlineData("123456789")]
    [InlineData("000000000")]
    [InlineData("85758797")]
    [InlineData("85758797X")]
    public void TryParse_FailsElfproef_IsRefused(string? text) => Assert.False(Rsin.TryParse(text, out _));

    [Fact]
    public void TryParse_OneDigitMistyped_IsAlwaysRefused() =>
        Gen.Int[10_000_000, 99_999_999].Select(WithLastDigit)
            .Where(text => Rsin.TryParse(text, out _))
            .SelectMany(text => Gen.Select(Gen.Const(text), Gen.Int[0, 8], Gen.Int[1, 9]))
            .Sample((text, place, shift) => !Rsin.TryParse(Mistype(text, place, shift), out _), iter: 300);

    [Fact]
    public void ToString_Default_IsEmpty() => Assert.Equal("", default(Rsin).ToString());

    /// <summary>The number with the last digit that the elfproef asks for: a valid RSIN, except where that digit would be 10 (one in eleven).</summary>
    private static string WithLastDigit(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text + (text.Select((digit, place) => (digit - '0') * (9 - place)).Sum() % 11).ToString(CultureInfo.InvariantCulture);
    }

    private static string Mistype(string text, int place, int shift) =>
        $"{text[..place]}{(text[place] - '0' + shift) % 10}{text[(place + 1)..]}";
}
