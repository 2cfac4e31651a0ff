using System.Globalization;
using System.Text.RegularExpressions;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Domain.Aanvragen;

/// <summary>A change that is asked for by form, online or on paper, and that a person of We-ID judges .</summary>
public enum WijzigingSoort
{
    /// <summary>A new activation letter .</summary>
    Activeringsbrief,

    /// <summary>An OTP device .</summary>
    OtpDevice,

    /// <summary>Other changes of a beheerder or gebruiker .</summary>
    BeheerderGebruiker,

    /// <summary>Registering the BSN of the owner of an eenmanszaak; on paper only .</summary>
    BsnEenmanszaak,

    /// <summary>Company data .</summary>
    Bedrijfsgegevens,

    /// <summary>Another KvK number .</summary>
    KvkNummer,

    /// <summary>From vestigingsnummer to the KvK number alone .</summary>
    Vestigingsnummer,

    /// <summary>Beheermodule EV-MV .</summary>
    EvMv,

    /// <summary>One's own mobile number .</summary>
    EigenMobielNummer,
}

/// <summary>One of the nine forms: its number and what it asks.</summary>
/// <param name="Nummer">As it stands on the paper: <c>WF-01</c>.</param>
public sealed record Wijzigingsformulier(WijzigingSoort Soort, string Nummer, IReadOnlyList<FormulierVeld> Velden)
{
    /// <summary>Longest answer.</summary>
    public const int MaxAntwoord = 1000;

    private static readonly FormulierVeld Gebruiker = new(nameof(Gebruiker), FormulierVeldSoort.Gebruiker);
    private static readonly FormulierVeld Ingangsdatum = new(nameof(Ingangsdatum), FormulierVeldSoort.Datum);
    private static readonly FormulierVeld NieuweGegevens = new(nameof(NieuweGegevens), FormulierVeldSoort.Tekst);
    private static readonly FormulierVeld Toelichting = new(nameof(Toelichting), FormulierVeldSoort.Tekst, Verplicht: false);

    /// <summary>All nine, in the order of the manual (R-280…R-288).</summary>
    public static IReadOnlyList<Wijzigingsformulier> All { get; } =
    [
        Of(WijzigingSoort.Activeringsbrief, Gebruiker),
        Of(WijzigingSoort.OtpDevice, Gebruiker, Keuze("RedenDevice", "Nieuw", "Kwijt", "Defect")),
        Of(WijzigingSoort.BeheerderGebruiker, Gebruiker, Keuze("OnderdeelPersoon", "Naam", "Geboortedatum", "Email", "Mobiel", "Anders"), NieuweGegevens, Toelichting),
        Of(WijzigingSoort.BsnEenmanszaak, new("Eigenaar", FormulierVeldSoort.Regel), new("GeboortedatumEigenaar", FormulierVeldSoort.Datum), new("Bsn", FormulierVeldSoort.AlleenPapier)),
        Of(WijzigingSoort.Bedrijfsgegevens, Keuze("OnderdeelBedrijf", "Bedrijfsnaam", "Adres", "Telefoonnummer", "Rechtsvorm", "Anders"), NieuweGegevens, Ingangsdatum),
        Of(WijzigingSoort.KvkNummer, new("NieuwKvkNummer", FormulierVeldSoort.KvkNummer), Ingangsdatum, Toelichting),
        Of(WijzigingSoort.Vestigingsnummer, Toelichting),
        Of(WijzigingSoort.EvMv, Keuze("Richting", "EnkelvoudigNaarMeervoudig", "MeervoudigNaarEnkelvoudig"), Toelichting),
        Of(WijzigingSoort.EigenMobielNummer, new("NieuwMobielNummer", FormulierVeldSoort.Mobiel), Toelichting),
    ];

    /// <summary>It holds what may not be kept with us, so it goes by post only .</summary>
    public bool AlleenPapier => Soort is WijzigingSoort.BsnEenmanszaak;

    /// <summary>It touches who somebody is, how he signs in or for whom: a second person looks.</summary>
    public bool TweePersonen => Soort is WijzigingSoort.BeheerderGebruiker or WijzigingSoort.BsnEenmanszaak or WijzigingSoort.KvkNummer or WijzigingSoort.EigenMobielNummer;

    /// <summary>What is answered with us, online or by who registers the paper.</summary>
    public IEnumerable<FormulierVeld> Vragen => Velden.Where(v => v.Soort is not FormulierVeldSoort.AlleenPapier);

    /// <summary>The form of a change.</summary>
    public static Wijzigingsformulier For(WijzigingSoort soort) => All.Single(f => f.Soort == soort);

    /// <summary>Only the questions of this form, without the spaces around the answers; what was left empty is not there.</summary>
    public IReadOnlyDictionary<string, string> Clean(IReadOnlyDictionary<string, string> antwoorden)
    {
        ArgumentNullException.ThrowIfNull(antwoorden);
        return Vragen
            .Select(v => (v.Naam, Antwoord: antwoorden.GetValueOrDefault(v.Naam)?.Trim()))
            .Where(v => !string.IsNullOrEmpty(v.Antwoord))
            .ToDictionary(v => v.Naam, v => v.Antwoord!);
    }

    /// <summary>Every answer that is missing or not as it should be, each at its field.</summary>
    public IEnumerable<Refusal> Refusals(IReadOnlyDictionary<string, string> antwoorden)
    {
        ArgumentNullException.ThrowIfNull(antwoorden);
        foreach (var veld in Vragen)
        {
            if (antwoorden.GetValueOrDefault(veld.Naam)?.Trim() is not { Length: > 0 } antwoord)
            {
                if (veld.Verplicht)
                {
                    yield return new Required { Field = veld.Naam };
                }
            }
            else if (veld.Refuse(antwoord) is { } refusal)
            {
                yield return refusal with { Field = veld.Naam };
            }
        }
    }

    private static Wijzigingsformulier Of(WijzigingSoort soort, params IReadOnlyList<FormulierVeld> velden) =>
        new(soort, string.Create(CultureInfo.InvariantCulture, $"WF-{(int)soort + 1:00}"), velden);

    private static FormulierVeld Keuze(string naam, params IReadOnlyList<string> opties) => new(naam, FormulierVeldSoort.Keuze) { Opties = opties };
}

/// <summary>One question of a form.</summary>
/// <param name="Naam">Key of its text and of its answer.</param>
public sealed partial record FormulierVeld(string Naam, FormulierVeldSoort Soort, bool Verplicht = true)
{
    private const int BsnLength = 9;

    /// <summary>The possible answers to a <see cref="FormulierVeldSoort.Keuze"/>.</summary>
    public IReadOnlyList<string> Opties { get; init; } = [];

    /// <summary>Why this is no answer to the question; null when it is one.</summary>
    public Refusal? Refuse(string antwoord)
    {
        ArgumentNullException.ThrowIfNull(antwoord);
        return Soort switch
        {
            FormulierVeldSoort.Gebruiker => Guid.TryParse(antwoord, out _) ? null : new NotValid("Gebruiker"),
            FormulierVeldSoort.Keuze => Opties.Contains(antwoord) ? null : new NotValid("Keuze"),
            FormulierVeldSoort.Datum => DateOnly.TryParseExact(antwoord, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : new NotValid("Datum"),
            FormulierVeldSoort.KvkNummer => Organisaties.KvkNummer.TryParse(antwoord, out _) ? null : new NotValid(nameof(Organisaties.KvkNummer)),
            FormulierVeldSoort.Mobiel => MobielNummer.TryParse(antwoord, out _) ? null : new NotValid(nameof(MobielNummer)),
            FormulierVeldSoort.AlleenPapier => new FormulierOnlyOnPaper(),
            _ => RefuseText(antwoord),
        };
    }

    /// <summary>Why a text that people write cannot be kept; null when it can. A BSN never is, wherever it was typed .</summary>
    public static Refusal? RefuseText(string tekst)
    {
        ArgumentNullException.ThrowIfNull(tekst);
        if (tekst.Length > Wijzigingsformulier.MaxAntwoord || tekst.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
        {
            return new NotValid("Tekst");
        }

        return HoldsBsn(tekst) ? new BsnNotKept() : null;
    }

    /// <summary>Nine digits, with or without dots, spaces or hyphens between them, that pass the check of a BSN.</summary>
    private static bool HoldsBsn(string tekst) => Cijferreeks().Matches(tekst).Any(reeks =>
    {
        var groepen = reeks.Value.Split('.', ' ', '-');
        return Enumerable.Range(0, groepen.Length).Any(van =>
            Enumerable.Range(1, groepen.Length - van).Any(aantal => IsBsn(string.Concat(groepen.Skip(van).Take(aantal)))));
    });

    private static bool IsBsn(string cijfers) =>
        cijfers.Length == BsnLength && cijfers.Any(c => c != '0') && cijfers.Select((c, i) => (c - '0') * (i == BsnLength - 1 ? -1 : BsnLength - i)).Sum() % 11 == 0;

    [GeneratedRegex("[0-9]+(?:[. -][0-9]+)*")]
    private static partial Regex Cijferreeks();
}

/// <summary>What kind of answer a question asks.</summary>
public enum FormulierVeldSoort
{
    /// <summary>One line.</summary>
    Regel,

    /// <summary>A few lines.</summary>
    Tekst,

    /// <summary>One of a few.</summary>
    Keuze,

    /// <summary>A day, kept as <c>2026-03-31</c>.</summary>
    Datum,

    /// <summary>A user of the organisatie, by the id of his koppeling.</summary>
    Gebruiker,

    /// <summary>A KvK number.</summary>
    KvkNummer,

    /// <summary>A mobile number.</summary>
    Mobiel,

    /// <summary>Written on the paper and nowhere else.</summary>
    AlleenPapier,
}

/// <summary>How a form came in.</summary>
public enum FormulierOntvangst
{
    /// <summary>Filled in by a beheerder.</summary>
    Online,

    /// <summary>By post, registered by a medewerker.</summary>
    Papier,
}

/// <summary>This form goes by post only .</summary>
public sealed record FormulierOnlyOnPaper : Refusal;

/// <summary>A BSN is never typed, scanned or kept .</summary>
public sealed record BsnNotKept : Refusal;

/// <summary>The scan of this form holds a BSN, so it is not kept; only the paper is .</summary>
public sealed record ScanNotKept : Refusal;

/// <summary>A form on paper is registered with its scan.</summary>
public sealed record ScanMissing : Refusal;

/// <summary>No organisatie with this KvK number is registered with We-ID.</summary>
public sealed record OrganisatieUnknown : Refusal;

/// <summary>The day of receipt lies in the future.</summary>
public sealed record OntvangenInToekomst : Refusal;

/// <summary>He must be somebody of this organisatie for this change.</summary>
public sealed record InzenderUnknown : Refusal;

/// <summary>The new KvK number is the present one.</summary>
public sealed record KvkNummerIsAlready : Refusal;
