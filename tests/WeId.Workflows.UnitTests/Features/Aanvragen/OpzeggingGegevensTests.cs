using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Features.Aanvragen;

/// <summary>What an opzegging keeps .</summary>
public sealed class OpzeggingGegevensTests
{
    private const string Regel = "\"koppelingId\":\"019cb2ec-f680-7cd9-a0c2-c1e517a5ce14\",\"organisatieId\":\"019cb2ec-f680-7cd9-a0c2-c1e517a5ce15\",\"laatsteDag\":\"2026-03-31\"";

    // The consent was one for all companies; what runs keeps it.
    [Theory]
    [InlineData("\"bedrijfAkkoord\":true,", "", true)]
    [InlineData("\"bedrijfAkkoord\":false,", "", false)]
    [InlineData("", ",\"bedrijfAkkoord\":true", true)]
    [InlineData("", ",\"bedrijfAkkoord\":false", false)]
    public void OpzeggingOf_OldOrNewData_KnowsTheConsent(string ofAll, string ofOne, bool akkoord)
    {
        var organisatie = Given.Organisatie();
        var json = $$"""{"moment":"OpDatum","datum":"2026-03-31",{{ofAll}}"koppelingen":[{{{Regel}}{{ofOne}}}]}""";

        var gegevens = AanvraagGegevens.Read<OpzeggingGegevens>(Given.Aanvraag(organisatie, Given.Persoon(), gegevens: json, type: OpzeggingGegevens.Type));

        Assert.Equal(akkoord, gegevens.OpzeggingOf(Assert.Single(gegevens.Koppelingen)).BedrijfAkkoord);
        Assert.Equal(OpzegMoment.OpDatum, gegevens.Moment);
    }
}
