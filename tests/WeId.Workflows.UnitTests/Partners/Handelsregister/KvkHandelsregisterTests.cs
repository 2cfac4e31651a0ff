using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.UnitTests.Partners.Handelsregister;

/// <summary>How the KvK's answers are read.</summary>
public sealed class KvkHandelsregisterTests : IAsyncLifetime
{
    private KvkWereld kvk = null!;

    public async Task InitializeAsync()
    {
        kvk = await KvkWereld.StartAsync();
        kvk.Server.Has("/v1/basisprofielen/69599084", KvkAntwoorden.Eenmanszaak);
        kvk.Server.Has("/v1/basisprofielen/69599084/vestigingen", KvkAntwoorden.Vestigingen);
        kvk.Server.Has("/v1/functionarissen/kvknummer/69599084", KvkAntwoorden.Eigenaar);
    }

    public async Task DisposeAsync() => await kvk.DisposeAsync();

    [Fact]
    public async Task Find_Eenmanszaak_HasItsFirstTradeNameAndNoRsin()
    {
        var inschrijving = await kvk.FindAsync("69599084");

        Assert.Equal(("Test EMZ Dagobert", "Eenmanszaak"), (inschrijving!.Naam, inschrijving.Rechtsvorm));
        Assert.Null(inschrijving.Rsin);
        Assert.True(inschrijving.IsActief);
    }

    [Fact]
    public async Task Find_Hoofdvestiging_GivesTheAddressWithLetterAndAddition()
    {
        var inschrijving = await kvk.FindAsync("69599084");

        Assert.Equal(new Postadres("Abebe Bikilalaan 17B hs", "1034 WL", "Amsterdam"), inschrijving!.BriefAdres);
    }

    [Fact]
    public async Task Find_SeveralVestigingen_ListsThem()
    {
        var inschrijving = await kvk.FindAsync("69599084");

        Assert.Equal([("000038509504", true), ("000038509520", false)], inschrijving!.Vestigingen.Select(v => (v.Nummer.Value, v.IsHoofdvestiging)));
    }

    [Fact]
    public async Task Find_Eenmanszaak_ItsOwnerMaySign()
    {
        var eigenaar = Assert.Single((await kvk.FindAsync("69599084"))!.Functionarissen);

        Assert.Equal(("Dagobert Duck", "Eigenaar", true, false), (eigenaar.Naam, eigenaar.Functie, eigenaar.IsVolledigBevoegd, eigenaar.IsRechtspersoon));
    }

    [Fact]
    public async Task Find_Any_ShowsTheKey()
    {
        await kvk.FindAsync("69599084");

        Assert.Equal(KvkWereld.Sleutel, kvk.Server.ApiSleutel);
    }

    [Fact]
    public async Task Find_WithoutACompany_HasTheAddressOfTheRechtspersoonAndNobodyAsksForVestigingen()
    {
        var inschrijving = await FindRechtspersoonAsync(KvkAntwoorden.Rechtspersoon());

        Assert.Equal(("Global Conron", Rsin.Parse("992340597")), (inschrijving!.Naam, inschrijving.Rsin));
        Assert.Equal(new Postadres("Blaauwweg 163", "3328 XD", "Dordrecht"), inschrijving.Bezoekadres);
        Assert.DoesNotContain(kvk.Server.Requests, path => path.EndsWith("/vestigingen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Find_PostElsewhere_GoesToThePostbus()
    {
        var inschrijving = await FindRechtspersoonAsync(KvkAntwoorden.Rechtspersoon($"{KvkAntwoorden.Adres}, {KvkAntwoorden.Postbus}"));

        Assert.Equal(new Postadres("Postbus 21", "7300 AA", "Apeldoorn"), inschrijving!.BriefAdres);
    }

    [Fact]
    public async Task Find_AddressAbroad_HasItsCountry()
    {
        var inschrijving = await FindRechtspersoonAsync(KvkAntwoorden.Rechtspersoon(KvkAntwoorden.Buitenland));

        Assert.Equal(["Wetstraat 16", "1000 Brussel", "België"], inschrijving!.BriefAdres!.Regels);
    }

    [Fact]
    public async Task Find_ShieldedAddress_HasNoneForALetter()
    {
        var inschrijving = await FindRechtspersoonAsync(KvkAntwoorden.Rechtspersoon(KvkAntwoorden.Afgeschermd));

        Assert.True(inschrijving!.IsAfgeschermd);
        Assert.Null(inschrijving.BriefAdres);
    }

    [Fact]
    public async Task Find_ShieldedAddressAndOpenPostbus_HasOneForALetter()
    {
        var inschrijving = await FindRechtspersoonAsync(KvkAntwoorden.Rechtspersoon($"{KvkAntwoorden.Afgeschermd}, {KvkAntwoorden.Postbus}"));

        Assert.False(inschrijving!.IsAfgeschermd);
        Assert.Equal("Postbus 21", inschrijving.BriefAdres!.Straat);
    }

    [Theory]
    [InlineData("20241231", 2024, 12, 31)]
    [InlineData("20240000", 2024, 1, 1)]
    public async Task Find_EndedRegistration_IsUitgeschreven(string datumEinde, int year, int month, int day)
    {
        var inschrijving = await FindRechtspersoonAsync(KvkAntwoorden.Rechtspersoon(registratie: $$"""{ "datumEinde": "{{datumEinde}}" }"""));

        Assert.Equal(new DateOnly(year, month, day), inschrijving!.UitgeschrevenOp);
        Assert.False(inschrijving.IsActief);
    }

    [Theory]
    [InlineData("soortBevoegdheid", "Alleen/zelfstandig bevoegd", SoortBevoegdheid.AlleenZelfstandig, true)]
    [InlineData("soortBevoegdheid", "Onbeperkt bevoegd", SoortBevoegdheid.Onbeperkt, true)]
    [InlineData("soortBevoegdheid", "Gezamenlijk bevoegd", SoortBevoegdheid.Gezamenlijk, false)]
    [InlineData("soortBevoegdheid", "Beperkt bevoegd", SoortBevoegdheid.Beperkt, false)]
    [InlineData("typeVolmacht", "Volledige volmacht", SoortBevoegdheid.VolledigeVolmacht, true)]
    [InlineData("typeVolmacht", "Beperkte volmacht", SoortBevoegdheid.BeperkteVolmacht, false)]
    [InlineData("soortBevoegdheid", "In woorden van morgen", SoortBevoegdheid.NietVastgesteld, false)]
    [InlineData("onbekend", "Onbeperkt bevoegd", SoortBevoegdheid.NietVastgesteld, false)]
    public async Task Find_Bevoegdheid_IsWhatTheRegisterSaysAndNoMore(string field, string words, SoortBevoegdheid soort, bool isVolledig)
    {
        var bestuurder = await FindBestuurderAsync(KvkAntwoorden.Bestuurder($"\"{field}\": \"{words}\","));

        Assert.Equal(("Katrien Duck", soort, isVolledig), (bestuurder.Naam, bestuurder.Bevoegdheid, bestuurder.IsVolledigBevoegd));
    }

    [Theory]
    [InlineData("\"schorsing\": { \"datumAanvang\": \"20260101\" },", "", true)]
    [InlineData("\"schorsing\": { \"datumAanvang\": \"20250101\", \"datumEinde\": \"20250601\" },", "", false)]
    [InlineData("\"schorsing\": { \"datumAanvang\": \"20260101\", \"datumEinde\": \"20260301\" },", "", true)]
    [InlineData("", "\"datumOverlijden\": \"20260201\",", true)]
    [InlineData("", "\"bijzondereRechtstoestand\": \"Faillissement\",", true)]
    [InlineData("", "\"beperkingInRechtshandeling\": \"Ondercuratelestelling\",", true)]
    [InlineData("", "\"geboortedatum\": \"20080302\",", true)]
    [InlineData("", "\"geboortedatum\": \"20080301\",", false)]
    public async Task Find_WhatStandsInTheWay_OverrulesTheBevoegdheid(string gegevens, string persoon, bool isBelemmerd)
    {
        var bestuurder = await FindBestuurderAsync(KvkAntwoorden.Bestuurder($"\"soortBevoegdheid\": \"Onbeperkt bevoegd\", {gegevens}", persoon));

        Assert.Equal((isBelemmerd, !isBelemmerd), (bestuurder.IsBelemmerd, bestuurder.IsVolledigBevoegd));
    }

    [Fact]
    public async Task Find_CompanyAsBestuurder_IsMarkedAsRechtspersoon()
    {
        var bestuurder = await FindBestuurderAsync(
            """{ "bestuurders": [{ "functie": "Bestuurder", "soortBevoegdheid": "Alleen/zelfstandig bevoegd", "rechtspersoon": { "naam": "Test Bestuur BV", "kvkNummer": "42264003" } }] }""");

        Assert.Equal(("Test Bestuur BV", true), (bestuurder.Naam, bestuurder.IsRechtspersoon));
    }

    [Fact]
    public async Task Find_Curator_TellsTheRechtstoestandAndIsNoFunctionaris()
    {
        kvk.Server.Has("/v1/functionarissen/kvknummer/90000749", """{ "functionarissenBijzondereRechtstoestand": [{ "functie": "Curator", "natuurlijkPersoon": { "volledigeNaam": "C. Rator" } }] }""");

        var inschrijving = await FindRechtspersoonAsync(KvkAntwoorden.Rechtspersoon());

        Assert.Equal("Curator", inschrijving!.BijzondereRechtstoestand);
        Assert.Empty(inschrijving.Functionarissen);
    }

    [Fact]
    public async Task Find_WithoutSubscriptionForFunctionarissen_DoesNotAskForThem()
    {
        await using var without = await KvkWereld.StartAsync("Handelsregister:Functionarissen", "false");
        without.Server.Has("/v1/basisprofielen/90000749", KvkAntwoorden.Rechtspersoon());

        var inschrijving = await without.FindAsync("90000749");
        Assert.Empty(inschrijving!.Functionarissen);
        Assert.False(inschrijving.IsRechtstoestandBekend);

        Assert.Equal(["/v1/basisprofielen/90000749"], without.Server.Requests);
    }

    [Fact]
    public async Task Find_UnknownNumber_IsNull() => Assert.Null(await kvk.FindAsync("12345678"));

    [Fact]
    public async Task FindByVestiging_Known_GivesItsCompany()
    {
        kvk.Server.Has("/v2/zoeken", KvkAntwoorden.Zoekresultaat);

        var inschrijving = await kvk.FindByVestigingAsync("000038509520");

        Assert.Equal("69599084", inschrijving!.KvkNummer.Value);
        Assert.Equal("/v2/zoeken?vestigingsnummer=000038509520&inclusiefInactieveRegistraties=true", kvk.Server.Requests[0]);
    }

    [Fact]
    public async Task FindByVestiging_NothingFound_IsNull()
    {
        kvk.Server.Refuses("/v2/zoeken", 404, KvkAntwoorden.NietsGevonden);

        Assert.Null(await kvk.FindByVestigingAsync("000000000001"));
    }

    [Fact]
    public async Task FindByVestiging_TheSearchIsBehind_BelievesTheProfile()
    {
        kvk.Server.Has("/v2/zoeken", KvkAntwoorden.Zoekresultaat);

        Assert.Null(await kvk.FindByVestigingAsync("000038509999"));
    }

    private Task<Inschrijving?> FindRechtspersoonAsync(string profiel)
    {
        kvk.Server.Has("/v1/basisprofielen/90000749", profiel);
        return kvk.FindAsync("90000749");
    }

    private async Task<Functionaris> FindBestuurderAsync(string functionarissen)
    {
        kvk.Server.Has("/v1/functionarissen/kvknummer/90000749", functionarissen);
        return Assert.Single((await FindRechtspersoonAsync(KvkAntwoorden.Rechtspersoon()))!.Functionarissen);
    }
}
