using CsCheck;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

/// <summary>The specimens are those of ICAO 9303.</summary>
public class MrzTests
{
    private const string Td3 = """
        P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
        L898902C36UTO7408122F1204159ZE184226B<<<<<10
        """;

    /// <summary>Places in the second line of <see cref="Td3"/>: checked fields and their check digits.</summary>
    private static readonly int[] CheckedPlaces = [45, 54, 58, 64, 66, 72, 87, 88];

    private const string Td1 = """
        I<UTOD231458907<<<<<<<<<<<<<<<
        7408122F1204159UTO<<<<<<<<<<<6
        ERIKSSON<<ANNA<MARIA<<<<<<<<<<
        """;

    private const string Td1LongNumber = """
        I<UTOD23145890<7349<<<<<<<<<<<
        3407127M9507122UTO<<<<<<<<<<<2
        STEVENSON<<PETER<JOHN<<<<<<<<<
        """;

    [Fact]
    public void Parse_Passport_ReadsTheFields()
    {
        var mrz = Mrz.Parse(Td3);

        Assert.Equal(MrzFormat.Td3, mrz.Format);
        Assert.Equal("P", mrz.DocumentCode);
        Assert.Equal("UTO", mrz.Issuer);
        Assert.Equal("L898902C3", mrz.DocumentNumber);
        Assert.Equal("UTO", mrz.Nationality);
        Assert.Equal("ERIKSSON", mrz.Achternaam);
        Assert.Equal("ANNA MARIA", mrz.Voornamen);
        Assert.Equal(new(2012, 4, 15), mrz.ValidUntil);
        Assert.Equal(new DateOnly(1974, 8, 12), mrz.BirthDate(today: new(2026, 3, 1)));
    }

    [Fact]
    public void Parse_Card_ReadsTheFields()
    {
        var mrz = Mrz.Parse(Td1);

        Assert.Equal(MrzFormat.Td1, mrz.Format);
        Assert.Equal("I", mrz.DocumentCode);
        Assert.Equal("D23145890", mrz.DocumentNumber);
        Assert.Equal("UTO", mrz.Nationality);
        Assert.Equal("ERIKSSON", mrz.Achternaam);
        Assert.Equal(new(2012, 4, 15), mrz.ValidUntil);
    }

    [Fact]
    public void Parse_CardWithLongNumber_JoinsIt() => Assert.Equal("D23145890734", Mrz.Parse(Td1LongNumber).DocumentNumber);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P<UTOERIKSSON<<ANNA<MARIA")]
    public void TryParse_NoZone_IsRefused(string? text) => Assert.False(Mrz.TryParse(text, out _));

    [Fact]
    public void TryParse_OneDigitMisread_IsRefused() =>
        Gen.Int[0, 7].Select(i => CheckedPlaces[i])
            .Sample(place => !Mrz.TryParse($"{Td3[..place]}{(Td3[place] == '5' ? '6' : '5')}{Td3[(place + 1)..]}", out _), iter: 50);

    [Theory]
    [InlineData("520727", '3')]
    [InlineData("AB2134<<<", '5')]
    public void CheckDigit_ExamplesOfTheStandard(string field, char expected) => Assert.Equal(expected, Mrz.CheckDigit(field));

    [Theory]
    [InlineData(2026, 1974)]
    [InlineData(2080, 2074)]
    public void BirthDate_IsTheLatestThatIsNotInTheFuture(int year, int expected) =>
        Assert.Equal(new DateOnly(expected, 8, 12), Mrz.Parse(Td3).BirthDate(new(year, 1, 1)));

    [Fact]
    public void ToString_ShowsNoPersonalData()
    {
        Assert.Equal("Td3", Mrz.Parse(Td3).ToString());
        Assert.Equal("", default(Mrz).ToString());
    }
}
