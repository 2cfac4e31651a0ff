using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Partners.Identificatie;

namespace WeId.Workflows.UnitTests.Partners.Identificatie;

public class GesimuleerdeIdentificatiepartnerTests
{
    private static readonly IdentificatieAanvraag Aanvraag = new()
    {
        Ordernummer = "ID-2026-000001",
        Naam = "Janneke Jansen",
        Geboortedatum = new(1980, 2, 29),
        DocumentType = "Paspoort",
        Wijze = IdentificatieWijze.App,
    };

    private readonly GesimuleerdeIdentificatiepartner partner = new();

    [Fact]
    public async Task Order_Twice_IsOneOrderWithOnePage()
    {
        var first = await partner.OrderAsync(Aanvraag, CancellationToken.None);
        var second = await partner.OrderAsync(Aanvraag, CancellationToken.None);

        Assert.Equal(first, second);
        Assert.Single(partner.Orders);
    }

    [Fact]
    public async Task Order_AgainAfterItsResult_KeepsTheResult()
    {
        await partner.OrderAsync(Aanvraag, CancellationToken.None);
        partner.Report(Aanvraag.Ordernummer, IdentificatieResultaat.Geslaagd);

        await partner.OrderAsync(Aanvraag, CancellationToken.None);

        Assert.Equal(IdentificatieResultaat.Geslaagd, (await partner.FindAsync(Aanvraag.Ordernummer, CancellationToken.None))!.Resultaat);
    }

    [Theory]
    [InlineData(IdentificatieResultaat.Geslaagd)]
    [InlineData(IdentificatieResultaat.Afwijking)]
    [InlineData(IdentificatieResultaat.NietVerschenen)]
    public async Task Report_SameResultTwice_IsTheSameEvent(IdentificatieResultaat resultaat)
    {
        await partner.OrderAsync(Aanvraag, CancellationToken.None);

        Assert.Equal(partner.Report(Aanvraag.Ordernummer, resultaat).EventId, partner.Report(Aanvraag.Ordernummer, resultaat).EventId);
    }

    [Fact]
    public async Task Find_UnknownOrder_IsNull() => Assert.Null(await partner.FindAsync("ID-2026-000002", CancellationToken.None));
}
