using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Partners.Handelsregister;

namespace WeId.Workflows.UnitTests.Partners.Handelsregister;

public class TestHandelsregisterTests
{
    private readonly TestHandelsregister register = new();

    [Fact]
    public async Task Find_KnownBv_HasRsinVestigingenAndFunctionarissen()
    {
        var inschrijving = await register.FindAsync(KvkNummer.Parse("68750110"), CancellationToken.None);

        Assert.Equal("Test BV Donald", inschrijving!.Naam);
        Assert.Equal(Rsin.Parse("857587973"), inschrijving.Rsin);
        Assert.Equal(["000037178598", "000037178601"], inschrijving.Vestigingen.Select(v => v.Nummer.Value));
        Assert.Contains(inschrijving.Functionarissen, f => f.IsVolledigBevoegd);
        Assert.True(inschrijving.IsActief);
    }

    [Fact]
    public async Task Find_Eenmanszaak_HasNoRsin()
    {
        var inschrijving = await register.FindAsync(KvkNummer.Parse("69599084"), CancellationToken.None);

        Assert.Null(inschrijving!.Rsin);
    }

    [Fact]
    public async Task Find_Afgeschermd_HasNoAddressForALetter()
    {
        var inschrijving = await register.FindAsync(KvkNummer.Parse("90001354"), CancellationToken.None);

        Assert.True(inschrijving!.IsAfgeschermd);
        Assert.Null(inschrijving.BriefAdres);
    }

    [Fact]
    public async Task Find_Uitgeschreven_IsNotActief()
    {
        var inschrijving = await register.FindAsync(KvkNummer.Parse("96354429"), CancellationToken.None);

        Assert.False(inschrijving!.IsActief);
    }

    [Fact]
    public async Task Find_CompanyWithAThousandVestigingen_ListsThemAll()
    {
        var inschrijving = await register.FindAsync(KvkNummer.Parse("90006577"), CancellationToken.None);

        Assert.Equal(1000, inschrijving!.Vestigingen.Select(v => v.Nummer).Distinct().Count());
    }

    [Theory]
    [InlineData("90004973")]
    [InlineData("90002903")]
    public async Task Find_ErrorNumber_IsNotReachable(string nummer) =>
        await Assert.ThrowsAsync<HandelsregisterNietBereikbaarException>(() => register.FindAsync(KvkNummer.Parse(nummer), CancellationToken.None));

    [Fact]
    public async Task Find_UnknownNumber_IsNull() => Assert.Null(await register.FindAsync(KvkNummer.Parse("12345678"), CancellationToken.None));

    [Fact]
    public async Task FindByVestiging_Known_GivesItsCompany()
    {
        var inschrijving = await register.FindByVestigingAsync(Vestigingsnummer.Parse("000037143557"), CancellationToken.None);

        Assert.Equal("68727720", inschrijving!.KvkNummer.Value);
    }

    [Fact]
    public void All_Companies_AreTheTwentyThreeOfTheTestSet() => Assert.Equal(23, register.All.Count);
}
