using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public class NiveauverhogingTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);
    private static readonly Documentopgave Geen = new(null, null, null, []);

    //
    [Fact]
    public void Refusals_HigherLevelUpToOnesOwn_AreNone() => Assert.Empty(Check(Verhoging(Colleague())));

    //
    [Fact]
    public void Refusals_AboveOnesOwnLevel_IsRefused() =>
        Assert.Equal([new NiveauAboveOwn("EH4", "EH3") { Field = "Niveau" }], Check(Verhoging(Colleague()) with { Niveau = Betrouwbaarheidsniveau.Eh4 }));

    //
    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh3)]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus)]
    public void Refusals_NotHigher_IsRefused(Betrouwbaarheidsniveau niveau) =>
        Assert.Equal([new NiveauNotHigher("EH3") { Field = "Niveau" }], Check(Verhoging(Colleague(Betrouwbaarheidsniveau.Eh3)) with { Niveau = niveau }));

    //
    [Fact]
    public void Refusals_TheLegacyLevel_IsRefused() =>
        Assert.Contains(new NiveauNotRequestable("EH2") { Field = "Niveau" }, Check(Verhoging(Colleague()) with { Niveau = Betrouwbaarheidsniveau.Eh2 }));

    //
    [Fact]
    public void Refusals_OnesOwnMiddel_IsRefused()
    {
        var beheerder = Colleague(Betrouwbaarheidsniveau.Eh3, rol: Rol.Beheerder);

        Assert.Contains(new OwnMiddelNotUpgradable(), Check(Verhoging(beheerder) with { Niveau = Betrouwbaarheidsniveau.Eh4 }, beheerder));
    }

    //
    [Fact]
    public void Refusals_MutatieInBehandeling_IsRefused()
    {
        var koppeling = Colleague();
        koppeling.EhMiddel.BeginMutatie(Given.Id());

        Assert.Equal([new MutatieInBehandeling()], Check(Verhoging(koppeling)));
    }

    //
    [Fact]
    public void Refusals_Belastingdienstmiddel_IsRefused()
    {
        var koppeling = Colleague(Betrouwbaarheidsniveau.Eh3);
        koppeling.EhMiddel.ClaimBelastingdienst(Given.Organisatie().KvkNummer);
        koppeling.EhMiddel.ChangeType(MiddelType.Belastingdienst);

        Assert.Equal(
            [new BelastingdienstmiddelNotUpgradable()],
            Check(Verhoging(koppeling) with { Niveau = Betrouwbaarheidsniveau.Eh4 }, Colleague(Betrouwbaarheidsniveau.Eh4, rol: Rol.Beheerder)));
    }

    [Fact]
    public void Refusals_NotActive_IsRefused() =>
        Assert.Contains(new MiddelNotActief(KoppelingStatus.WachtenOpActivatie), Check(Verhoging(Colleague(status: KoppelingStatus.WachtenOpActivatie))));

    // what is known cannot be changed.
    [Fact]
    public void Refusals_KnownDocumentOrMobielStatedAgain_IsRefused() => Assert.Equal(
        [new KnownDataNotChangeable { Field = "DocumentType" }, new KnownDataNotChangeable { Field = "Mobiel" }],
        Check(Verhoging(Colleague()) with { Document = Geen with { Nummer = "IX1R2K345" }, Mobiel = MobielNummer.Parse("0687654321") }));

    //
    [Theory]
    [InlineData(TweedeFactor.Sms)]
    [InlineData(TweedeFactor.OtpDevice)]
    public void Refusals_SecondFactorFromEh2PlusOn_IsRefused(TweedeFactor factor) =>
        Assert.Equal([new TweedeFactorStays { Field = "TweedeFactor" }], Check(Verhoging(Colleague()) with { TweedeFactor = factor }));

    //
    [Fact]
    public void Refusals_LegacyWithoutSecondFactor_AsksForOne()
    {
        var legacy = Colleague(Betrouwbaarheidsniveau.Eh2, factor: null, mobiel: null);

        Assert.Equal([new TweedeFactorMissing { Field = "TweedeFactor" }], Check(Verhoging(legacy)));
        Assert.Equal([new MobielMissing { Field = "Mobiel" }], Check(Verhoging(legacy) with { TweedeFactor = TweedeFactor.Sms }));
        Assert.Empty(Check(Verhoging(legacy) with { TweedeFactor = TweedeFactor.OtpDevice }));
    }

    // two months from today is the last day on which the recorded document will do.
    [Theory]
    [InlineData(2026, 5, 3, false)]
    [InlineData(2026, 5, 2, true)]
    public void Refusals_RecordedDocument_IsAskedAgainWhenItExpiresTooSoon(int jaar, int maand, int dag, bool isAsked)
    {
        var koppeling = Colleague(vervaldatum: new(jaar, maand, dag));
        var opgave = new Documentopgave(DocumentType.Identiteitskaart, "IX1R2K345", new(2030, 1, 1), [DocumentZijde.Voorzijde]);

        Assert.Equal(
            isAsked ? [new DocumentBackMissing(DocumentType.Identiteitskaart) { Field = "Bijlagen" }] : [new KnownDataNotChangeable { Field = "DocumentType" }],
            Check(Verhoging(koppeling) with { Document = opgave }));
    }

    //
    [Fact]
    public void Refusals_WithoutAddress_IsRefusedFromEh3On() =>
        Assert.Equal([new IdentificatieAdresMissing { Field = "IdentificatieStraat" }], Check(Verhoging(Colleague()) with { IdentificatieAdres = null }));

    //
    [Fact]
    public void Refusals_FurtherOrganisaties_AreJudgedOneByOne()
    {
        var (vreemd, laag, bekend) = (Given.Id(), Given.Id(), Given.Id());

        var refusals = (Verhoging(Colleague()) with { Organisaties = [vreemd, laag, bekend] }).Refusals(
            Beheerder(),
            new Dictionary<Guid, Betrouwbaarheidsniveau> { [laag] = Betrouwbaarheidsniveau.Eh2Plus, [bekend] = Betrouwbaarheidsniveau.Eh3 },
            new Dictionary<Guid, string> { [bekend] = "Bekend BV" },
            Today);

        Assert.Equal(
            [
                new ForeignOrganisatie { Field = "Organisaties" },
                new NiveauAboveOwn("EH3", "EH2+") { Field = "Organisaties" },
                new AlreadyGekoppeld("Bekend BV") { Field = "Organisaties" },
            ],
            refusals);
    }

    //
    [Fact]
    public void Refusals_WithoutConsent_IsRefused() => Assert.Equal([new AkkoordMissing { Field = "Akkoord" }], Check(Verhoging(Colleague()) with { Akkoord = false }));

    private static List<Refusal> Check(Niveauverhoging verhoging, Organisatiekoppeling? aanvrager = null) =>
        [.. verhoging.Refusals(aanvrager ?? Beheerder(), new Dictionary<Guid, Betrouwbaarheidsniveau>(), new Dictionary<Guid, string>(), Today)];

    private static Organisatiekoppeling Beheerder() => Colleague(Betrouwbaarheidsniveau.Eh3, rol: Rol.Beheerder);

    private static Niveauverhoging Verhoging(Organisatiekoppeling koppeling) => new(koppeling)
    {
        Niveau = Betrouwbaarheidsniveau.Eh3,
        Rol = Rol.Gebruiker,
        Document = Geen,
        IdentificatieAdres = new("Kerkstraat 1", "8823 SJ", "Lollum"),
        Akkoord = true,
    };

    private static Organisatiekoppeling Colleague(
        Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh2Plus,
        TweedeFactor? factor = TweedeFactor.Sms,
        string? mobiel = "+31612345678",
        DateOnly? vervaldatum = null,
        Rol rol = Rol.Gebruiker,
        KoppelingStatus status = KoppelingStatus.Actief) => UpgradeTests.Koppeling(niveau, factor, mobiel, vervaldatum, rol, status);
}
