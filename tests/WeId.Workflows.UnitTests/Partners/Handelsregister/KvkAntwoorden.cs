namespace WeId.Workflows.UnitTests.Partners.Handelsregister;

/// <summary>Answers in the KvK's shapes, about its fictitious companies.</summary>
internal static class KvkAntwoorden
{
    public const string Onbekend =
        """{"fout":[{"code":"IPD0005","omschrijving":"Op basis van het KVK-nummer 12345678 kan het product niet worden geleverd."}]}""";

    public const string NietsGevonden =
        """{"fout":[{"code":"IPD5200","omschrijving":"Er zijn geen gegevens gevonden die voldoen aan de opgegeven zoekparameters."}]}""";

    public const string Eenmanszaak =
        """
        {
          "kvkNummer": "69599084", "indNonMailing": "Ja", "naam": "Test EMZ Dagobert", "formeleRegistratiedatum": "20170710",
          "materieleRegistratie": { "datumAanvang": "20170108" }, "totaalWerkzamePersonen": 1,
          "handelsnamen": [{ "naam": "Tweede handelsnaam 1MZ", "volgorde": 1 }, { "naam": "Test EMZ Dagobert", "volgorde": 0 }],
          "sbiActiviteiten": [{ "sbiCode": "1011", "sbiOmschrijving": "Slachterijen (geen pluimvee-)", "indHoofdactiviteit": "Ja" }],
          "links": [
            { "rel": "self", "href": "https://api.kvk.nl/test/api/v1/basisprofielen/69599084" },
            { "rel": "vestigingen", "href": "https://api.kvk.nl/test/api/v1/basisprofielen/69599084/vestigingen" }
          ],
          "_embedded": {
            "hoofdvestiging": {
              "vestigingsnummer": "000038509504", "kvkNummer": "69599084", "eersteHandelsnaam": "Test EMZ Dagobert", "indHoofdvestiging": "Ja",
              "adressen": [{
                "type": "bezoekadres", "indAfgeschermd": "Nee", "volledigAdres": "Abebe Bikilalaan 17 1034WL Amsterdam",
                "straatnaam": "Abebe Bikilalaan", "huisnummer": 17, "huisletter": "B", "huisnummerToevoeging": "hs",
                "postcode": "1034WL", "plaats": "Amsterdam", "land": "Nederland"
              }]
            },
            "eigenaar": { "rechtsvorm": "Eenmanszaak", "uitgebreideRechtsvorm": "Eenmanszaak" }
          }
        }
        """;

    public const string Vestigingen =
        """
        {
          "kvkNummer": "69599084", "aantalCommercieleVestigingen": 2, "totaalAantalVestigingen": 2,
          "vestigingen": [
            { "vestigingsnummer": "000038509504", "eersteHandelsnaam": "Test EMZ Dagobert", "indHoofdvestiging": "Ja", "volledigAdres": "Abebe Bikilalaan 17 1034WL Amsterdam" },
            { "vestigingsnummer": "000038509520", "eersteHandelsnaam": "Test EMZ Nevenvestiging Govert", "indHoofdvestiging": "Nee", "volledigAdres": "Geneinde 1 6222AA Maastricht" }
          ]
        }
        """;

    public const string Zoekresultaat =
        """
        {
          "pagina": 1, "resultatenPerPagina": 10, "totaal": 1,
          "resultaten": [{
            "kvkNummer": "69599084", "vestigingsnummer": "000038509520", "naam": "Test EMZ Nevenvestiging Govert",
            "adres": { "binnenlandsAdres": { "type": "bezoekadres", "straatnaam": "Geneinde", "plaats": "Maastricht" } }, "type": "nevenvestiging",
            "links": [{ "rel": "basisprofiel", "href": "https://api.kvk.nl/test/api/v1/basisprofielen/69599084" }]
          }]
        }
        """;

    public const string Eigenaar =
        """{ "kvkNummer": "69599084", "eigenaar": { "functie": "Eigenaar", "natuurlijkPersoon": { "volledigeNaam": "Dagobert Duck", "geboortedatum": "19470100" } } }""";

    /// <summary>A rechtspersoon without a company: its addresses stand with the eigenaar.</summary>
    public static string Rechtspersoon(string adressen = Adres, string registratie = """{ "datumAanvang": "19991103" }""", string naam = "\"Global Conron\"") =>
        $$"""
        {
          "kvkNummer": "90000749", "naam": {{naam}}, "statutaireNaam": {{naam}}, "materieleRegistratie": {{registratie}},
          "links": [{ "rel": "self", "href": "https://api.kvk.nl/test/api/v1/basisprofielen/90000749" }],
          "_embedded": { "eigenaar": { "rsin": "992340597", "rechtsvorm": "Vereniging van Eigenaars", "adressen": [{{adressen}}] } }
        }
        """;

    public const string Adres =
        """{ "type": "bezoekadres", "indAfgeschermd": "Nee", "straatnaam": "Blaauwweg", "huisnummer": 163, "postcode": "3328XD", "plaats": "Dordrecht", "land": "Nederland" }""";

    public const string Afgeschermd = """{ "type": "bezoekadres", "indAfgeschermd": "Ja", "land": "Nederland" }""";

    public const string Postbus =
        """{ "type": "correspondentieadres", "indAfgeschermd": "Nee", "postbusnummer": 21, "postcode": "7300AA", "plaats": "Apeldoorn", "land": "Nederland" }""";

    public const string Buitenland =
        """{ "type": "bezoekadres", "indAfgeschermd": "Nee", "straatHuisnummer": "Wetstraat 16", "postcodeWoonplaats": "1000 Brussel", "land": "België" }""";

    /// <summary>One bestuurder, with what is to be said about him.</summary>
    public static string Bestuurder(string gegevens, string persoon = "") =>
        $$"""{ "kvkNummer": "90000749", "bestuurders": [{ "functie": "Bestuurder", {{gegevens}} "natuurlijkPersoon": { {{persoon}} "volledigeNaam": "Katrien Duck" } }] }""";
}
