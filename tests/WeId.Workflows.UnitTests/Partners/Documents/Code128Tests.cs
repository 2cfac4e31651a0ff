using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.UnitTests.Partners.Documents;

public class Code128Tests
{
    // Start B 104, "W" 55 × 1, "e" 69 × 2, "-" 13 × 3: 336 mod 103 = 27. Worked out by hand from ISO/IEC 15417.
    [Fact]
    public void Encode_AText_IsStartCharactersChecksumAndStop() => Assert.Equal(
        "211214" + "311321" + "112214" + "122132" + "312212" + "2331112",
        string.Concat(Code128.Encode("We-")));

    [Fact]
    public void Encode_EveryCharacter_HasSymbolsOfElevenModulesThatDiffer()
    {
        var symbols = Enumerable.Range(' ', 95).Select(c => string.Concat(Code128.Encode(((char)c).ToString()).Skip(6).Take(6))).ToList();

        Assert.Equal(95, symbols.Distinct().Count());
        Assert.All(symbols, symbol => Assert.Equal(11, symbol.Sum(c => c - '0')));
    }

    [Fact]
    public void Encode_WhatTheSetDoesNotHave_IsRefused() => Assert.Throws<DocumentException>(() => Code128.Encode("é"));
}
