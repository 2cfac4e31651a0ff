using System.Globalization;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Partners.Handelsregister;

/// <summary>Reads the KvK's words as ours. What they leave open stays open: nobody becomes authorised by a gap.</summary>
internal static class KvkMapping
{
    private const string Ja = "Ja";
    private const int Meerderjarig = 18;

    /// <summary>The registration.</summary>
    /// <exception cref="HandelsregisterNietBereikbaarException">Number or name is missing, or it is about another company.</exception>
    public static Inschrijving ToInschrijving(KvkNummer asked, KvkBasisprofiel profiel, KvkVestigingen? vestigingen, KvkFunctionarissen? functionarissen, DateOnly vandaag)
    {
        if (profiel.KvkNummer != asked.Value)
        {
            throw Unreadable("Basisprofiel", "is about another company");
        }

        var eigenaar = profiel.Embedded?.Eigenaar;
        var adressen = profiel.Embedded?.Hoofdvestiging?.Adressen ?? eigenaar?.Adressen ?? [];
        var bezoekadres = Adres(adressen, "bezoekadres");
        var correspondentieadres = Adres(adressen, "correspondentieadres");
        return new()
        {
            KvkNummer = asked,
            Naam = Naam(profiel),
            Rsin = Rsin.TryParse(eigenaar?.Rsin, out var rsin) ? rsin : null,
            Rechtsvorm = eigenaar?.Rechtsvorm ?? eigenaar?.UitgebreideRechtsvorm ?? "Onbekend",
            UitgeschrevenOp = Datum(profiel.MaterieleRegistratie?.DatumEinde),
            BijzondereRechtstoestand = Rechtstoestand(functionarissen),
            IsRechtstoestandBekend = functionarissen is not null,
            Bezoekadres = bezoekadres,
            Correspondentieadres = correspondentieadres,
            IsAfgeschermd = bezoekadres is null && correspondentieadres is null && adressen.Any(IsAfgeschermd),
            Vestigingen = [.. (vestigingen?.Vestigingen ?? []).Select(ToVestiging)],
            Functionarissen = functionarissen is null ? [] : Functionarissen(functionarissen, vandaag),
        };
    }

    private static string Naam(KvkBasisprofiel profiel) =>
        new[]
        {
            profiel.StatutaireNaam,
            profiel.Handelsnamen?.OrderBy(h => h.Volgorde).FirstOrDefault()?.Naam,
            profiel.Naam,
        }.FirstOrDefault(naam => !string.IsNullOrWhiteSpace(naam)) ?? throw Unreadable("Basisprofiel", "has no name");

    private static bool IsAfgeschermd(KvkAdres adres) => adres.IndAfgeschermd == Ja;

    private static Postadres? Adres(IReadOnlyList<KvkAdres> adressen, string type) =>
        adressen.FirstOrDefault(a => a.Type == type && !IsAfgeschermd(a)) switch
        {
            null => null,
            { StraatHuisnummer: { } straat, PostcodeWoonplaats: { } plaats, Land: { } land } => new(straat, "", plaats, land),
            { Postbusnummer: { } postbus, Postcode: { } postcode, Plaats: { } plaats } => new($"Postbus {postbus}", Spaced(postcode), plaats),
            { Straatnaam: { } straat, Postcode: { } postcode, Plaats: { } plaats } adres => new(Straat(straat, adres), Spaced(postcode), plaats),
            _ => null,
        };

    private static string Straat(string straat, KvkAdres adres)
    {
        var nummer = $"{adres.Huisnummer}{adres.Huisletter}";
        return string.Join(' ', new[] { straat, nummer, adres.HuisnummerToevoeging }.Where(deel => !string.IsNullOrWhiteSpace(deel)));
    }

    private static string Spaced(string text) => Postcode.TryParse(text, out var postcode) ? postcode.Value : text;

    private static Vestiging ToVestiging(KvkVestiging vestiging) => Vestigingsnummer.TryParse(vestiging.Vestigingsnummer, out var nummer)
        ? new(nummer, vestiging.EersteHandelsnaam ?? "", vestiging.IndHoofdvestiging == Ja)
        : throw Unreadable("Vestigingen", "has a vestiging without a number");

    /// <summary>A curator or bewindvoerder is there for a company only in such a state; his function names it.</summary>
    private static string? Rechtstoestand(KvkFunctionarissen? functionarissen) =>
        functionarissen?.FunctionarissenBijzondereRechtstoestand is [var eerste, ..] ? eerste.Functie ?? "Bijzondere rechtstoestand" : null;

    private static Functionaris[] Functionarissen(KvkFunctionarissen answer, DateOnly vandaag)
    {
        if (answer is { Eigenaar: null, Bestuurders: null, Aansprakelijken: null, Gemachtigden: null, PubliekrechtelijkeFunctionarissen: null, FunctionarissenBijzondereRechtstoestand: null, OverigeFunctionarissen: null })
        {
            throw Unreadable("Functionarissen", "has no kind of functionaris that we know");
        }

        // Other functionarissen, such as commissarissen and keepers of the books, do not act for the company.
        var acting = new[] { answer.Bestuurders, answer.Aansprakelijken, answer.Gemachtigden, answer.PubliekrechtelijkeFunctionarissen }
            .SelectMany(soort => soort ?? [])
            .Select(f => ToFunctionaris(f, f.Functie ?? "Onbekend", Bevoegdheid(f), vandaag));
        return answer.Eigenaar is { NatuurlijkPersoon: not null } eigenaar
            ? [ToFunctionaris(eigenaar, "Eigenaar", SoortBevoegdheid.Onbeperkt, vandaag), .. acting]
            : [.. acting];
    }

    private static Functionaris ToFunctionaris(KvkFunctionaris functionaris, string functie, SoortBevoegdheid bevoegdheid, DateOnly vandaag)
    {
        var naam = functionaris.NatuurlijkPersoon?.VolledigeNaam ?? functionaris.Rechtspersoon?.Naam ?? throw Unreadable("Functionarissen", "has one without a name");
        return new(naam, functie, bevoegdheid, functionaris.NatuurlijkPersoon is null, IsBelemmerd(functionaris, vandaag));
    }

    private static bool IsBelemmerd(KvkFunctionaris functionaris, DateOnly vandaag)
    {
        var persoon = functionaris.NatuurlijkPersoon;
        return (functionaris.Schorsing is { DatumAanvang: not null } schorsing && !(Datum(schorsing.DatumEinde) < vandaag))
            || Has(functionaris.Rechtspersoon?.BijzondereRechtstoestand)
            || Has(persoon?.BijzondereRechtstoestand)
            || Has(persoon?.BeperkingInRechtshandeling)
            || Has(persoon?.DatumOverlijden)
            || (Datum(persoon?.Geboortedatum) is { } geboren && geboren.AddYears(Meerderjarig) > vandaag);
    }

    private static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);

    private static SoortBevoegdheid Bevoegdheid(KvkFunctionaris functionaris) => (functionaris.SoortBevoegdheid ?? functionaris.TypeVolmacht) switch
    {
        "Alleen/zelfstandig bevoegd" => SoortBevoegdheid.AlleenZelfstandig,
        "Onbeperkt bevoegd" => SoortBevoegdheid.Onbeperkt,
        "Gezamenlijk bevoegd" => SoortBevoegdheid.Gezamenlijk,
        "Beperkt bevoegd" => SoortBevoegdheid.Beperkt,
        "Volledige volmacht" => SoortBevoegdheid.VolledigeVolmacht,
        "Beperkte volmacht" => SoortBevoegdheid.BeperkteVolmacht,
        _ => SoortBevoegdheid.NietVastgesteld,
    };

    private static DateOnly? Datum(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Of old registrations only the year or the month may be known.
        var known = text.Length == 8 ? $"{text[..4]}{Known(text[4..6])}{Known(text[6..])}" : text;
        return DateOnly.TryParseExact(known, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var datum)
            ? datum
            : throw Unreadable("Basisprofiel", "has a date that is none");
    }

    private static string Known(string part) => part == "00" ? "01" : part;

    private static HandelsregisterNietBereikbaarException Unreadable(string api, string fault) => new($"The answer of the Handelsregister ({api}) {fault}.");
}
