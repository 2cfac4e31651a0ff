using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public class EmailadresTests
{
    [Theory]
    [InlineData(" Donald@Example.NL ", "Donald@example.nl")]
    [InlineData("d.duck+test@mail.example.org", "d.duck+test@mail.example.org")]
    [InlineData("o'brien@example.org", "o'brien@example.org")]
    [InlineData("info@café.example", "info@xn--caf-dma.example")]
    public void Parse_Address_IsKept(string text, string expected) => Assert.Equal(expected, Emailadres.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("donald")]
    [InlineData("donald@")]
    [InlineData("@example.org")]
    [InlineData("donald@example")]
    [InlineData("donald@example.")]
    [InlineData("donald@example..org")]
    [InlineData("donald@-example.org")]
    [InlineData("donald@127.0.0.1")]
    [InlineData("don ald@example.org")]
    [InlineData(".donald@example.org")]
    [InlineData("don..ald@example.org")]
    [InlineData("a@b@example.org")]
    [InlineData("donald@example.org\r\nBcc: x@example.org")]
    [InlineData("Donald <donald@example.org>")]
    public void TryParse_NoAddress_IsRefused(string? text) => Assert.False(Emailadres.TryParse(text, out _));

    [Fact]
    public void TryParse_LongerThan254_IsRefused() =>
        Assert.False(Emailadres.TryParse($"a@{string.Join('.', Enumerable.Repeat(new string('b', 60), 5))}.nl", out _));

    [Fact]
    public void Equals_OnlyCaseDiffers_IsTrue()
    {
        var one = Emailadres.Parse("Donald@example.org");
        var other = Emailadres.Parse("donald@EXAMPLE.org");

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void ToString_Default_IsEmpty() => Assert.Equal("", default(Emailadres).ToString());
}
