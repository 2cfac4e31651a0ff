using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Aanvragen;

namespace WeId.Workflows.UnitTests.Features.Aanvragen;

/// <summary>What a reviewer reads of the Handelsregister: one finding never hides another, and each says of which company it is.</summary>
public sealed class InschrijvingscontrolesTests
{
    private const string Kvk = "68750110";
    private const string Wie = "Test BV Donald (KvK 68750110)";

    private static readonly Inschrijving Gewoon = new()
    {
        KvkNummer = KvkNummer.Parse(Kvk),
        Naam = "Test BV Donald",
        Rechtsvorm = "Besloten Vennootschap",
        Bezoekadres = new("Hizzaarderlaan 3A", "8823 SJ", "Lollum"),
    };

    [Fact]
    public void Of_ARegisteredCompany_SaysSo() => AssertFound(Gewoon, new Controle("KvkInschrijving", true, $"{Wie}, Besloten Vennootschap"));

    [Fact]
    public void Of_AnUnknownNumber_NamesIt() => AssertFound(null, new Controle("KvkOnbekend", false, Kvk));

    [Fact]
    public void Of_ADeregisteredCompany_SaysWhichAndWhen() =>
        AssertFound(Gewoon with { UitgeschrevenOp = new(2026, 1, 31) }, new Controle("KvkUitgeschreven", false, $"{Wie}, 2026-01-31"));

    [Fact]
    public void Of_AShieldedCompanyInBankruptcy_SaysBothWithTheBankruptcyFirst() => AssertFound(
        Gewoon with { IsAfgeschermd = true, Bezoekadres = null, BijzondereRechtstoestand = "Curator" },
        new("KvkRechtstoestand", false, $"{Wie}, Curator"),
        new("KvkAfgeschermd", false, Wie));

    [Fact]
    public void Of_ACompanyWithoutAddress_IsNotCalledShielded() => AssertFound(Gewoon with { Bezoekadres = null }, new Controle("KvkGeenAdres", false, Wie));

    [Fact]
    public void Of_ACompanyWhoseRechtstoestandIsUnknown_DoesNotCallItRegistered() =>
        AssertFound(Gewoon with { IsRechtstoestandBekend = false }, new Controle("KvkRechtstoestandOnbekend", false, Wie));

    // No post goes to a relation.
    [Fact]
    public void Of_AShieldedCompanyWithoutALetter_IsRegistered() => Assert.Equal(
        [new("KvkInschrijving", true, $"{Wie}, Besloten Vennootschap")],
        Inschrijvingscontroles.Of(Kvk, Gewoon with { IsAfgeschermd = true, Bezoekadres = null }, metAdres: false));

    private static void AssertFound(Inschrijving? inschrijving, params Controle[] expected) => Assert.Equal(expected, Inschrijvingscontroles.Of(Kvk, inschrijving, metAdres: true));
}
