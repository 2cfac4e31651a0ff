using System.Text.Json.Serialization;

namespace WeId.Workflows.Partners.Handelsregister;

// What we read of the KvK's answers: Zoeken 2.1, Basisprofiel 1.5, Functionarissen 1.0. Whatever may be absent is nullable.

/// <summary>The body of a refusal.</summary>
internal sealed record KvkFouten(IReadOnlyList<KvkFout>? Fout);

/// <summary>One reason of a refusal, such as <c>IPD0005</c>.</summary>
internal sealed record KvkFout(string? Code);

/// <summary>Answer of Zoeken.</summary>
internal sealed record KvkZoekresultaten(IReadOnlyList<KvkZoekresultaat>? Resultaten);

/// <summary>A vestiging or rechtspersoon that was found. Its other data may be behind: only the number is used.</summary>
internal sealed record KvkZoekresultaat(string? KvkNummer);

/// <summary>Answer of Basisprofiel.</summary>
internal sealed record KvkBasisprofiel(
    string? KvkNummer,
    string? Naam,
    string? StatutaireNaam,
    KvkRegistratie? MaterieleRegistratie,
    IReadOnlyList<KvkHandelsnaam>? Handelsnamen,
    IReadOnlyList<KvkLink>? Links,
    [property: JsonPropertyName("_embedded")] KvkEmbedded? Embedded);

/// <summary>Days as <c>yyyymmdd</c>, with <c>00</c> for a month or day that nobody knows.</summary>
internal sealed record KvkRegistratie(string? DatumEinde);

/// <summary>A trade name; the lowest number is the first one.</summary>
internal sealed record KvkHandelsnaam(string? Naam, int Volgorde);

/// <summary>Says which further answers there are.</summary>
internal sealed record KvkLink(string? Rel);

/// <summary>Parts of a Basisprofiel; a rechtspersoon without a company has no hoofdvestiging.</summary>
internal sealed record KvkEmbedded(KvkHoofdvestiging? Hoofdvestiging, KvkEigenaar? Eigenaar);

/// <summary>The main vestiging.</summary>
internal sealed record KvkHoofdvestiging(IReadOnlyList<KvkAdres>? Adressen);

/// <summary>Who the company belongs to; its addresses are there only when there is no hoofdvestiging.</summary>
internal sealed record KvkEigenaar(string? Rsin, string? Rechtsvorm, string? UitgebreideRechtsvorm, IReadOnlyList<KvkAdres>? Adressen);

/// <summary>An address, in Dutch parts or in the two lines of one abroad.</summary>
internal sealed record KvkAdres(
    string? Type,
    string? IndAfgeschermd,
    string? Straatnaam,
    int? Huisnummer,
    string? Huisletter,
    string? HuisnummerToevoeging,
    int? Postbusnummer,
    string? Postcode,
    string? Plaats,
    string? StraatHuisnummer,
    string? PostcodeWoonplaats,
    string? Land);

/// <summary>Answer of Basisprofiel for the vestigingen.</summary>
internal sealed record KvkVestigingen(IReadOnlyList<KvkVestiging>? Vestigingen);

/// <summary>One vestiging.</summary>
internal sealed record KvkVestiging(string? Vestigingsnummer, string? EersteHandelsnaam, string? IndHoofdvestiging);

/// <summary>Answer of Functionarissen: the owner of an eenmanszaak and the six kinds of functionaris of the register.</summary>
internal sealed record KvkFunctionarissen(
    KvkFunctionaris? Eigenaar,
    IReadOnlyList<KvkFunctionaris>? Bestuurders,
    IReadOnlyList<KvkFunctionaris>? Aansprakelijken,
    IReadOnlyList<KvkFunctionaris>? Gemachtigden,
    IReadOnlyList<KvkFunctionaris>? PubliekrechtelijkeFunctionarissen,
    IReadOnlyList<KvkFunctionaris>? FunctionarissenBijzondereRechtstoestand,
    IReadOnlyList<KvkFunctionaris>? OverigeFunctionarissen);

/// <summary>Somebody with a function: a person or an organisation.</summary>
internal sealed record KvkFunctionaris(
    string? Functie,
    string? SoortBevoegdheid,
    string? TypeVolmacht,
    KvkSchorsing? Schorsing,
    KvkPersoon? NatuurlijkPersoon,
    KvkRechtspersoon? Rechtspersoon);

/// <summary>A suspension; it lasts through its last day, and while it has none.</summary>
internal sealed record KvkSchorsing(string? DatumAanvang, string? DatumEinde);

/// <summary>A person.</summary>
internal sealed record KvkPersoon(
    string? VolledigeNaam,
    string? Geboortedatum,
    string? DatumOverlijden,
    string? BijzondereRechtstoestand,
    string? BeperkingInRechtshandeling);

/// <summary>An organisation that acts for another.</summary>
internal sealed record KvkRechtspersoon(string? Naam, string? BijzondereRechtstoestand);
