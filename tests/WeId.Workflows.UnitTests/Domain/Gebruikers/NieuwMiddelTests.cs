using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.UnitTests.Domain.Gebruikers;

public sealed class NieuwMiddelTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);
    private static readonly Guid Elsewhere = Guid.Parse("01900000-0000-7000-8000-00000000000a");

    private static readonly NieuwMiddel Complete = new()
    {
        Niveau = Betrouwbaarheidsniveau.Eh3,
        Rol = Rol.Gebruiker,
        Geboortedatum = new(1990, 1, 1),
        DocumentType = DocumentType.Identiteitskaart,
        Documentnummer = "IX1R2K345",
        Vervaldatum = new(2030, 1, 1),
        Bijlagen = [DocumentZijde.Voorzijde, DocumentZijde.Achterzijde],
        IdentificatieAdres = new("Kerkstraat 1", "8823 SJ", "Lollum"),
        TweedeFactor = TweedeFactor.Sms,
        Mobiel = MobielNummer.Parse("0612345678"),
        Akkoord = true,
    };

    [Fact]
    public void Refusals_CompleteRequest_IsAccepted() => Assert.Empty(Check(Complete));

    //
    [Fact]
    public void Refusals_LevelAboveOwn_IsRefusedAtTheLevel()
    {
        var refusal = Assert.Single(Check(Complete with { Niveau = Betrouwbaarheidsniveau.Eh4 }));

        Assert.Equal(new NiveauAboveOwn("EH4", "EH3") { Field = "Niveau" }, refusal);
    }

    //
    [Fact]
    public void Refusals_LegacyLevel_IsRefused() =>
        Assert.IsType<NiveauNotRequestable>(Assert.Single(Check(Complete with { Niveau = Betrouwbaarheidsniveau.Eh2 })));

    //
    [Fact]
    public void Refusals_BeheerderBelowEh2Plus_IsRefusedAtTheRole() =>
        Assert.Contains(Check(Complete with { Niveau = Betrouwbaarheidsniveau.Eh2, Rol = Rol.Beheerder }), r => r is NiveauTooLowForBeheerder { Field: "Rol" });

    //
    [Theory]
    [InlineData("2026-05-03", true)]
    [InlineData("2026-05-02", false)]
    public void Refusals_DocumentMustBeValidForTwoMonths(string vervaldatum, bool accepted)
    {
        var refusals = Check(Complete with { Vervaldatum = DateOnly.Parse(vervaldatum, System.Globalization.CultureInfo.InvariantCulture) });

        Assert.Equal(accepted, !refusals.OfType<DocumentExpiresTooSoon>().Any(r => r.Field == "Vervaldatum"));
    }

    //
    [Fact]
    public void Refusals_NoCopyOfTheDocument_IsRefused() =>
        Assert.IsType<DocumentCopyMissing>(Assert.Single(Check(Complete with { Bijlagen = [] })));

    //
    [Theory]
    [InlineData(DocumentType.Identiteitskaart, "IX1R2K345", true)]
    [InlineData(DocumentType.Rijbewijs, "5012345678", true)]
    [InlineData(DocumentType.NlVreemdelingendocument, "V123AL568", true)]
    [InlineData(DocumentType.Paspoort, "NX1R2K345", false)]
    public void Refusals_OnlyFrontUploaded_IsRefusedWhereTheDocumentHasABack(DocumentType type, string nummer, bool refused)
    {
        var refusals = Check(Complete with { DocumentType = type, Documentnummer = nummer, Bijlagen = [DocumentZijde.Voorzijde] });

        Assert.Equal(refused, refusals.OfType<DocumentBackMissing>().Any(r => r.Field == "Bijlagen"));
    }

    //
    [Fact]
    public void Refusals_FrontAndBackInOneFile_IsAccepted() => Assert.Empty(Check(Complete with { Bijlagen = [DocumentZijde.Beide] }));

    //
    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh3, true)]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, false)]
    public void Refusals_WithoutIdentificatieAdres_IsRefusedFromEh3(Betrouwbaarheidsniveau niveau, bool refused) =>
        Assert.Equal(refused, Check(Complete with { Niveau = niveau, IdentificatieAdres = null }).OfType<IdentificatieAdresMissing>().Any());

    //
    [Fact]
    public void Refusals_WithoutTweedeFactor_IsRefused() =>
        Assert.IsType<TweedeFactorMissing>(Assert.Single(Check(Complete with { TweedeFactor = null })));

    //
    [Fact]
    public void Refusals_SmsWithoutNumber_IsRefused() =>
        Assert.IsType<MobielMissing>(Assert.Single(Check(Complete with { Mobiel = null })));

    [Fact]
    public void Refusals_OtpDeviceWithoutNumber_IsAccepted() =>
        Assert.Empty(Check(Complete with { TweedeFactor = TweedeFactor.OtpDevice, Mobiel = null }));

    //
    [Fact]
    public void Refusals_WithoutAkkoord_IsRefused() => Assert.IsType<AkkoordMissing>(Assert.Single(Check(Complete with { Akkoord = false })));

    //
    [Fact]
    public void Refusals_ForeignOrganisatie_IsRefused() =>
        Assert.IsType<ForeignOrganisatie>(Assert.Single(Check(Complete with { ExtraOrganisaties = [Guid.Empty] })));

    [Fact]
    public void Refusals_LevelAboveOwnInTheOtherOrganisatie_IsRefusedThere()
    {
        var refusals = Complete with { ExtraOrganisaties = [Elsewhere] };

        Assert.Equal(new NiveauAboveOwn("EH3", "EH2+") { Field = "ExtraOrganisaties" }, Assert.Single(Check(refusals)));
    }

    [Fact]
    public void Refusals_SeveralFaults_AreToldAtOnce() =>
        Assert.True(Check(Complete with { Bijlagen = [], Akkoord = false, TweedeFactor = null, Vervaldatum = Today }).Count >= 4);

    private static List<Refusal> Check(NieuwMiddel middel) =>
        [.. middel.Refusals(Betrouwbaarheidsniveau.Eh3, new Dictionary<Guid, Betrouwbaarheidsniveau> { [Elsewhere] = Betrouwbaarheidsniveau.Eh2Plus }, Today)];
}
