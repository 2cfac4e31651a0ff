using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;

namespace WeId.Workflows.Partners.Diensten;

/// <summary>A dienstencatalogus without a network: public Dutch services with invented numbers.</summary>
internal sealed class Voorbeeldcatalogus : IDienstencatalogus
{
    private static readonly Dienstverlener Belastingdienst = new("00000004000000001000", "Belastingdienst");
    private static readonly Dienstverlener Uwv = new("00000004000000002000", "UWV");
    private static readonly Dienstverlener Rvo = new("00000004000000003000", "Rijksdienst voor Ondernemend Nederland");
    private static readonly Dienstverlener Kvk = new("00000004000000004000", "Kamer van Koophandel");
    private static readonly Dienstverlener Douane = new("00000004000000005000", "Douane");
    private static readonly Dienstverlener Logius = new("00000004000000006000", "Logius");

    private static readonly Dienstenaanbod Aanbod = new(
        [Belastingdienst, Uwv, Rvo, Kvk, Douane, Logius],
        [
            Of(Belastingdienst, 1, "Inloggen zakelijk", "Business sign-in", Betrouwbaarheidsniveau.Eh3),
            Of(Belastingdienst, 2, "Loonheffingen aangeven", "Payroll tax returns", Betrouwbaarheidsniveau.Eh3),
            Of(Uwv, 1, "Werkgeversportaal", "Employer portal", Betrouwbaarheidsniveau.Eh3),
            Of(Uwv, 2, "Verzuimmelder", "Sickness absence reports", Betrouwbaarheidsniveau.Eh3),
            Of(Rvo, 1, "Mijn RVO", "My RVO", Betrouwbaarheidsniveau.Eh2Plus),
            Of(Rvo, 2, "Gecombineerde opgave", "Combined declaration", Betrouwbaarheidsniveau.Eh3),
            Of(Kvk, 1, "Mijn KVK", "My KVK", Betrouwbaarheidsniveau.Eh2Plus),
            Of(Kvk, 2, "Jaarrekening deponeren", "Filing annual accounts", Betrouwbaarheidsniveau.Eh3),
            Of(Douane, 1, "Mijn Douane", "My Customs", Betrouwbaarheidsniveau.Eh3),
            Of(Logius, 1, "Digipoort", "Digipoort", Betrouwbaarheidsniveau.Eh4),
        ]);

    public Task<Dienstenaanbod> GetAsync(CancellationToken ct) => Task.FromResult(Aanbod);

    private static Dienst Of(Dienstverlener dienstverlener, int nummer, string naamNl, string naamEn, Betrouwbaarheidsniveau niveau) =>
        new(Guid.Parse($"5d1e0000-0000-4000-8000-{dienstverlener.Oin[9..]}{nummer}"), dienstverlener.Oin, naamNl, naamEn, niveau);
}
