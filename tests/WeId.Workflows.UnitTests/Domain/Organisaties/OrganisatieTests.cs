using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Organisaties;

public class OrganisatieTests
{
    private static readonly Vestigingsnummer Linked = Vestigingsnummer.Parse("000037178598");

    //
    [Fact]
    public void RefuseZelfOmzetten_OneVestiging_IsAllowed() => Assert.Null(WithVestiging().RefuseZelfOmzetten(Inschrijving(1)));

    //
    [Fact]
    public void RefuseZelfOmzetten_SeveralVestigingen_IsRefused() => Assert.Equal(new MoreVestigingen(2), WithVestiging().RefuseZelfOmzetten(Inschrijving(2)));

    [Fact]
    public void RefuseZelfOmzetten_NotRegistered_IsRefused() => Assert.Equal(new KvkNotIngeschreven(), WithVestiging().RefuseZelfOmzetten(null));

    [Fact]
    public void RefuseZelfOmzetten_RegistrationEnded_IsRefused() =>
        Assert.Equal(new KvkNotIngeschreven(), WithVestiging().RefuseZelfOmzetten(Inschrijving(1) with { UitgeschrevenOp = new(2026, 1, 1) }));

    [Fact]
    public void RefuseZelfOmzetten_WithoutVestigingsnummer_IsRefused() => Assert.Equal(new NoVestigingsnummer(), Given.Organisatie().RefuseZelfOmzetten(Inschrijving(1)));

    [Fact]
    public void RemoveVestigingsnummer_Twice_IsRefusedTheSecondTime()
    {
        var organisatie = WithVestiging();

        Assert.Null(organisatie.RemoveVestigingsnummer());
        Assert.Equal(new NoVestigingsnummer(), organisatie.RemoveVestigingsnummer());
    }

    // apart from the vestigingsnummer there is no act that changes company data.
    [Fact]
    public void CompanyData_HaveNoPublicSetter() => Assert.DoesNotContain(
        typeof(Organisatie).GetProperties().Where(p => p.SetMethod is { IsPublic: true } set && set.ReturnParameter.GetRequiredCustomModifiers().Length == 0),
        p => p.DeclaringType == typeof(Organisatie));

    private static Organisatie WithVestiging() =>
        new(Given.Id(), KvkNummer.Parse("68750110"), Linked, "Test BV Donald", new Postadres("Hizzaarderlaan 3A", "8823 SJ", "Lollum"), TestWorld.Begin);

    private static Inschrijving Inschrijving(int vestigingen) => new()
    {
        KvkNummer = KvkNummer.Parse("68750110"),
        Naam = "Test BV Donald",
        Rechtsvorm = "Besloten Vennootschap",
        Vestigingen = [.. Enumerable.Range(0, vestigingen).Select(i => new Vestiging(Vestigingsnummer.Parse($"00003717859{8 - i}"), "Vestiging", i == 0))],
    };
}
