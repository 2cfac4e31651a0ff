using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Beoordeling;

namespace WeId.Workflows.UnitTests.Features.Beoordeling;

public sealed class ChecklistTests
{
    [Theory]
    [InlineData(DocumentType.Paspoort, false)]
    [InlineData(DocumentType.Identiteitskaart, true)]
    [InlineData(DocumentType.Rijbewijs, true)]
    [InlineData(DocumentType.NlVreemdelingendocument, true)]
    public void For_AsksForTheBackSideWhereThereIsOne(DocumentType type, bool expected) =>
        Assert.Equal(expected, Checklist.For(type).Any(p => p.Code == "VoorEnAchter"));

    [Fact]
    public void Check_EveryPointAkkoord_AllowsApproval() =>
        Assert.Empty(Checklist.Check(Checklist.For(DocumentType.Rijbewijs), Answers(DocumentType.Rijbewijs)));

    [Fact]
    public void Check_PointThatIsNotAkkoord_RefusesApproval()
    {
        var answers = Answers(DocumentType.Paspoort);
        answers["Leesbaar"] = PuntAntwoord.NietAkkoord;

        Assert.Equal([new ChecklistNotAkkoord { Field = "Leesbaar" }], Checklist.Check(Checklist.For(DocumentType.Paspoort), answers));
    }

    [Fact]
    public void Check_PointThatEveryDocumentHas_CannotBeNvt()
    {
        var answers = Answers(DocumentType.Paspoort);
        answers["Leesbaar"] = PuntAntwoord.Nvt;

        Assert.Equal([new ChecklistIncomplete { Field = "Leesbaar" }], Checklist.Check(Checklist.For(DocumentType.Paspoort), answers));
    }

    private static Dictionary<string, PuntAntwoord> Answers(DocumentType type) => Checklist.For(type).ToDictionary(p => p.Code, _ => PuntAntwoord.Akkoord);
}
