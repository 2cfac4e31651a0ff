using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public class DocumentnummerControleTests
{
    [Theory]
    [InlineData(DocumentType.Paspoort, "NX1R2K345")]
    [InlineData(DocumentType.Paspoort, "nx 1r2k345")]
    [InlineData(DocumentType.Identiteitskaart, "IX1R2K345")]
    [InlineData(DocumentType.Rijbewijs, "5012345678")]
    [InlineData(DocumentType.NlVreemdelingendocument, "V123AL568")]
    public void Check_NumberOfItsKind_IsOk(DocumentType type, string nummer) => Assert.Equal(default, DocumentnummerControle.Check(type, nummer));

    [Theory]
    [InlineData(DocumentType.Paspoort, "XR1001R58", DocumentnummerReden.FirstLetter)]
    [InlineData(DocumentType.Paspoort, "IX1R2K345", DocumentnummerReden.FirstLetter)]
    [InlineData(DocumentType.Identiteitskaart, "EM0000000", DocumentnummerReden.FirstLetter)]
    [InlineData(DocumentType.Rijbewijs, "ABC123", DocumentnummerReden.Format)]
    [InlineData(DocumentType.NlVreemdelingendocument, "IR1234567", DocumentnummerReden.OlderFormat)]
    [InlineData(DocumentType.NlVreemdelingendocument, "V10345678", DocumentnummerReden.OlderFormat)]
    public void Check_UnusualNumber_Warns(DocumentType type, string nummer, DocumentnummerReden reden) =>
        Assert.Equal(new(DocumentnummerOordeel.Warning, reden), DocumentnummerControle.Check(type, nummer));

    [Theory]
    [InlineData(DocumentType.Paspoort, "O12345678", DocumentnummerReden.LetterO)]
    [InlineData(DocumentType.Paspoort, "NX1R2K34", DocumentnummerReden.Format)]
    [InlineData(DocumentType.Paspoort, "NX1R2K34A", DocumentnummerReden.Format)]
    [InlineData(DocumentType.Identiteitskaart, "I12345678", DocumentnummerReden.Format)]
    [InlineData(DocumentType.NlVreemdelingendocument, "V123AL5689", DocumentnummerReden.Format)]
    [InlineData(DocumentType.Rijbewijs, " ", DocumentnummerReden.Missing)]
    [InlineData(DocumentType.Paspoort, null, DocumentnummerReden.Missing)]
    public void Check_ImpossibleNumber_IsError(DocumentType type, string? nummer, DocumentnummerReden reden) =>
        Assert.Equal(new(DocumentnummerOordeel.Error, reden), DocumentnummerControle.Check(type, nummer));

    [Fact]
    public void Check_DigitZero_WarnsOnlyForNewDocuments()
    {
        var before = DocumentnummerControle.Check(DocumentType.Paspoort, "NX1R0K345", issuedOn: new(2019, 12, 31));
        var after = DocumentnummerControle.Check(DocumentType.Paspoort, "NX1R0K345", issuedOn: new(2020, 1, 1));

        Assert.Equal(default, before);
        Assert.Equal(new(DocumentnummerOordeel.Warning, DocumentnummerReden.DigitZero), after);
    }

    /// <summary>R-101.</summary>
    [Theory]
    [InlineData(DocumentType.Paspoort, false)]
    [InlineData(DocumentType.Identiteitskaart, true)]
    [InlineData(DocumentType.Rijbewijs, true)]
    [InlineData(DocumentType.NlVreemdelingendocument, true)]
    public void HasBackSide_ByType(DocumentType type, bool expected) => Assert.Equal(expected, type.HasBackSide());
}
