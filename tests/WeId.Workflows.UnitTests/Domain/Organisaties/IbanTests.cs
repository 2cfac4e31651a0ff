using CsCheck;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.UnitTests.Domain.Organisaties;

/// <summary>The rekeningnummer of R-063.</summary>
public class IbanTests
{
    private static readonly string[] Valid =
    [
        "NL91ABNA0417164300", "NL69INGB0123456789", "NL20INGB0001234567",
        "NL02ABNA0123456789", "NL44RABO0123456789", "NL13TEST0123456789",
    ];

    [Theory]
    [InlineData("NL91ABNA0417164300", "NL91ABNA0417164300")]
    [InlineData("nl91 abna 0417 1643 00", "NL91ABNA0417164300")]
    [InlineData("NL69INGB0123456789", "NL69INGB0123456789")]
    [InlineData("NL20INGB0001234567", "NL20INGB0001234567")]
    [InlineData("NL02ABNA0123456789", "NL02ABNA0123456789")]
    [InlineData("NL44RABO0123456789", "NL44RABO0123456789")]
    [InlineData("NL13TEST0123456789", "NL13TEST0123456789")]
    [InlineData("BE68 5390 0754 7034", "BE68539007547034")]
    [InlineData("GB29NWBK60161331926819", "GB29NWBK60161331926819")]
    public void Parse_RightCheckDigits_KeepsCompactForm(string text, string expected) => Assert.Equal(expected, Iban.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("NL91ABNA0417164301")]
    [InlineData("NL92ABNA0417164300")]
    [InlineData("NL91ABNA041716430")]
    [InlineData("NL91-ABNA-0417-1643-00")]
    [InlineData("0417164300")]
    public void TryParse_WrongShapeOrDigits_IsRefused(string? text) => Assert.False(Iban.TryParse(text, out _));

    [Fact]
    public void Grouped_DutchNumber_HasGroupsOfFour() =>
        Assert.Equal("NL91 ABNA 0417 1643 00", Iban.Parse("NL91ABNA0417164300").Grouped);

    [Fact]
    public void TryParse_TwoNeighboursSwapped_IsAlwaysRefused() =>
        Gen.Select(Gen.Int[0, 5].Select(i => Valid[i]), Gen.Int[4, 16])
            .Where((text, place) => text[place] != text[place + 1])
            .Sample((text, place) => !Iban.TryParse($"{text[..place]}{text[place + 1]}{text[place]}{text[(place + 2)..]}", out _), iter: 300);

    [Fact]
    public void ToString_Default_IsEmpty() => Assert.Equal("", default(Iban).ToString());
}
