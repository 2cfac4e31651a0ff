using System.Collections.Concurrent;
using System.Text.Json;

namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>The data of one template: the names that its text may use, in camelCase.</summary>
/// <remarks>
/// A property may be text, a number, a <see cref="decimal"/> (an amount in euros), a <see cref="DateOnly"/>, a
/// <see cref="DateTimeOffset"/> (shown in Amsterdam time), a boolean, or a list of texts or of such records.
/// Every text may also use <c>ontvanger.naam</c> and <c>afzender.naam</c>, <c>.website</c>, <c>.telefoon</c>, <c>.email</c>.
/// </remarks>
public abstract record TemplateGegevens
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly ConcurrentDictionary<string, Type> Added = new();

    /// <summary>Name of the folder in templates.</summary>
    public static string NameOf(Type type) =>
        Names.GetValueOrDefault(type) ?? Added.FirstOrDefault(a => a.Value == type).Key ?? throw new ArgumentException($"{type.Name} belongs to no template.", nameof(type));

    /// <summary>The type whose properties the template uses; null when there is no such template.</summary>
    public static Type? TypeOf(string template) => Types.GetValueOrDefault(template) ?? Added.GetValueOrDefault(template);

    /// <summary>Makes the template of an aanvraag type that another assembly adds known, before the first of it is sent.</summary>
    public static void Add<T>(string template)
        where T : TemplateGegevens => Added[template] = typeof(T);

    /// <summary>Every template of the product and the type of its data.</summary>
    public static IReadOnlyDictionary<string, Type> Types { get; } = new Dictionary<string, Type>
    {
        ["activatiebrief"] = typeof(ActivatiebriefGegevens),
        ["validatiecode"] = typeof(ValidatiecodeGegevens),
        ["sms-inlogcode"] = typeof(SmsInlogcodeGegevens),
        ["herinnering-activatie"] = typeof(HerinneringActivatieGegevens),
        ["activatie-verlopen"] = typeof(ActivatieVerlopenGegevens),
        ["afwijzing"] = typeof(AfwijzingGegevens),
        ["aanvraag-ontvangen"] = typeof(AanvraagOntvangenGegevens),
        ["middel-actief"] = typeof(MiddelActiefGegevens),
        ["otp-device"] = typeof(OtpDeviceGegevens),
        ["wachtwoord-vergeten"] = typeof(WachtwoordVergetenGegevens),
        ["gebruikersnaam-vergeten"] = typeof(GebruikersnaamVergetenGegevens),
        ["brief-retour"] = typeof(BriefRetourGegevens),
        ["beheerder-herinnering"] = typeof(BeheerderHerinneringGegevens),
        ["koppeling-actief"] = typeof(KoppelingActiefGegevens),
        ["middeltype-gewijzigd"] = typeof(MiddeltypeGewijzigdGegevens),
        ["opzegging-bevestigd"] = typeof(OpzeggingBevestigdGegevens),
        ["opzegging-uitgevoerd"] = typeof(OpzeggingUitgevoerdGegevens),
        ["opzegging-niet-uitgevoerd"] = typeof(OpzeggingNietUitgevoerdGegevens),
        ["opzegging-ingetrokken"] = typeof(OpzeggingIngetrokkenGegevens),
        ["aanvulling-gevraagd"] = typeof(AanvullingGevraagdGegevens),
        ["aanvulling-herinnering"] = typeof(AanvullingHerinneringGegevens),
        ["aanvraag-vervallen"] = typeof(AanvraagVervallenGegevens),
        ["aanvraag-ingetrokken"] = typeof(AanvraagIngetrokkenGegevens),
        ["mutatie-ingetrokken"] = typeof(MutatieIngetrokkenGegevens),
        ["contract"] = typeof(ContractGegevens),
        ["contract-opgemaakt"] = typeof(ContractOpgemaaktGegevens),
        ["contract-herinnering"] = typeof(ContractHerinneringGegevens),
        ["contract-onvolledig"] = typeof(ContractOnvolledigGegevens),
        ["contract-vervallen"] = typeof(ContractVervallenGegevens),
        ["organisatie-toegevoegd"] = typeof(OrganisatieToegevoegdGegevens),
        ["schorsing-gemeld"] = typeof(SchorsingGemeldGegevens),
        ["schorsing-herinnering"] = typeof(SchorsingHerinneringGegevens),
        ["schorsing-opgeheven"] = typeof(SchorsingOpgehevenGegevens),
        ["schorsing-beeindigd"] = typeof(SchorsingBeeindigdGegevens),
        ["formulier-ontvangen"] = typeof(FormulierOntvangenGegevens),
        ["wijziging-doorgevoerd"] = typeof(WijzigingDoorgevoerdGegevens),
        ["wijziging-niet-doorgevoerd"] = typeof(WijzigingNietDoorgevoerdGegevens),
        ["vestigingsnummer-verwijderd"] = typeof(VestigingsnummerVerwijderdGegevens),
        ["otp-device-herinnering"] = typeof(OtpDeviceHerinneringGegevens),
        ["otp-device-in-gebruik"] = typeof(OtpDeviceInGebruikGegevens),
        ["otp-device-vervallen"] = typeof(OtpDeviceVervallenGegevens),
        ["machtigingen-gewijzigd"] = typeof(MachtigingenGewijzigdGegevens),
        ["machtigingen-mislukt"] = typeof(MachtigingenMisluktGegevens),
        ["rol-gewijzigd"] = typeof(RolGewijzigdGegevens),
        ["mobiel-gewijzigd"] = typeof(MobielGewijzigdGegevens),
        ["email-bevestigen"] = typeof(EmailBevestigenGegevens),
        ["email-gewijzigd"] = typeof(EmailGewijzigdGegevens),
        ["ketenmachtiging-vastgelegd"] = typeof(KetenmachtigingVastgelegdGegevens),
        ["ketenmachtiging-gewijzigd"] = typeof(KetenmachtigingGewijzigdGegevens),
        ["ketenmachtiging-verloopt"] = typeof(KetenmachtigingVerlooptGegevens),
        ["ketenmachtiging-beeindigd"] = typeof(KetenmachtigingBeeindigdGegevens),
        ["offerte"] = typeof(OfferteGegevens),
        ["offerte-herinnering"] = typeof(OfferteHerinneringGegevens),
        ["offerte-afgelopen"] = typeof(OfferteAfgelopenGegevens),
        ["ketenmodule-beschikbaar"] = typeof(KetenmoduleBeschikbaarGegevens),
        ["ketenuitnodiging"] = typeof(KetenuitnodigingEersteGegevens),
        ["ketenuitnodiging-herinnering"] = typeof(KetenuitnodigingHerinneringGegevens),
        ["ketenuitnodiging-afgelopen"] = typeof(KetenuitnodigingAfgelopenGegevens),
        ["ketenformulier"] = typeof(KetenformulierGegevens),
        ["ketenaanvulling-gevraagd"] = typeof(KetenaanvullingGevraagdGegevens),
        ["ketenaanvulling-herinnering"] = typeof(KetenaanvullingHerinneringGegevens),
    };

    private static Dictionary<Type, string> Names { get; } = Types.ToDictionary(t => t.Value, t => t.Key);

    /// <summary>The data as they are kept in <see cref="Verzending.BeveiligdeGegevens"/>.</summary>
    public byte[] Protect(IGeheimen geheimen)
    {
        ArgumentNullException.ThrowIfNull(geheimen);
        return geheimen.Protect(Verzending.GegevensPurpose, JsonSerializer.SerializeToUtf8Bytes(this, GetType(), Json));
    }

    /// <summary>Reads what <see cref="Protect"/> wrote.</summary>
    /// <exception cref="ArgumentException">There is no such template.</exception>
    /// <exception cref="JsonException">A value is missing or of another type.</exception>
    public static TemplateGegevens Unprotect(string template, byte[] secret, IGeheimen geheimen)
    {
        ArgumentNullException.ThrowIfNull(geheimen);
        var type = TypeOf(template) ?? throw new ArgumentException($"There is no template {template}.", nameof(template));
        return (TemplateGegevens)(JsonSerializer.Deserialize(geheimen.Unprotect(Verzending.GegevensPurpose, secret), type, Json)
            ?? throw new JsonException("The data are null."));
    }
}

/// <summary>The invitation to activate: a letter with a code (EH2+), or a mail with a personal link (EH3, EH4, and again on request).</summary>
public sealed record ActivatiebriefGegevens : TemplateGegevens
{
    /// <summary>Organisation for which the user gets the middel.</summary>
    public required string Organisatie { get; init; }

    /// <summary>KvK number of that organisation.</summary>
    public required string KvkNummer { get; init; }

    /// <summary>Name of the user, as in "Beste …".</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Betrouwbaarheidsniveau, such as <c>EH2+</c>.</summary>
    public required string Niveau { get; init; }

    /// <summary>The activation code; only in a letter, shown as a <see cref="Documenten.Block.Code"/>.</summary>
    public string? Code { get; init; }

    /// <summary>Where the user goes: the page where he types the code, or his personal link.</summary>
    public required string Link { get; init; }

    /// <summary>Last day of activation.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>Whether he must be identified in person or by the app (EH3, EH4).</summary>
    public bool Identificatie { get; init; }

    /// <summary>Whether he has a middel that works, and activates a higher level of it.</summary>
    public bool Upgrade { get; init; }
}

/// <summary>The code that proves that an e-mail address is the user's own.</summary>
public sealed record ValidatiecodeGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>The code.</summary>
    public required string Code { get; init; }

    /// <summary>How long it is valid, in minutes.</summary>
    public required int Minuten { get; init; }
}

/// <summary>The code that a user types when he signs in.</summary>
public sealed record SmsInlogcodeGegevens : TemplateGegevens
{
    /// <summary>The code.</summary>
    public required string Code { get; init; }

    /// <summary>How long it is valid, in minutes.</summary>
    public required int Minuten { get; init; }
}

/// <summary>Reminds the user that he has not activated yet; holds no code or link of his own.</summary>
public sealed record HerinneringActivatieGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Organisation for which he gets the middel.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Betrouwbaarheidsniveau.</summary>
    public required string Niveau { get; init; }

    /// <summary>Last day of activation.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>Whether the invitation was a letter, not a mail.</summary>
    public required bool PerPost { get; init; }

    /// <summary>The letter came back, and its code has ended.</summary>
    public bool Teruggekomen { get; init; }
}

/// <summary>Tells the beheerder that a user did not activate in time.</summary>
public sealed record ActivatieVerlopenGegevens : TemplateGegevens
{
    /// <summary>Name of the user who did not activate.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Organisation for which he would get the middel.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Last day of activation, now past.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>The page of that user in the beheermodule.</summary>
    public required string Link { get; init; }

    /// <summary>The higher level that he has not activated; empty when he has no middel that works yet.</summary>
    public string UpgradeNaar { get; init; } = "";
}

/// <summary>Tells the aanvrager why his aanvraag was turned down.</summary>
public sealed record AfwijzingGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag, such as A-2026-004711.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>What was asked for, such as "nieuwe gebruiker".</summary>
    public required string Soort { get; init; }

    /// <summary>Organisation for which it was.</summary>
    public required string Organisatie { get; init; }

    /// <summary>The reasons, one sentence each, at least one.</summary>
    public required IReadOnlyList<string> Redenen { get; init; }
}

/// <summary>Confirms that an aanvraag came in.</summary>
public sealed record AanvraagOntvangenGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>What was asked for.</summary>
    public required string Soort { get; init; }

    /// <summary>Organisation for which it is.</summary>
    public required string Organisatie { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset OntvangenOp { get; init; }

    /// <summary>For whom the middel is; empty when the aanvraag is about nobody.</summary>
    public string Gebruiker { get; init; } = "";

    /// <summary>Betrouwbaarheidsniveau; empty when no middel is asked for.</summary>
    public string Niveau { get; init; } = "";

    /// <summary>Name of a <see cref="Gebruikers.TweedeFactor"/>; empty when no middel is asked for.</summary>
    public string TweedeFactor { get; init; } = "";

    /// <summary>The lines of the kostenoverzicht; empty when it costs nothing.</summary>
    public IReadOnlyList<KostenRegelGegevens> Kosten { get; init; } = [];

    /// <summary>Whether nothing of the costs comes back each year.</summary>
    public bool Eenmalig { get; init; }

    /// <summary>Whether it is carried out without anybody judging it first.</summary>
    public bool ZonderBeoordeling { get; init; }

    /// <summary>Whether the costs are for three years at once, not per year.</summary>
    public bool DrieJaar { get; init; }

    /// <summary>Sum without btw.</summary>
    public decimal Exclusief { get; init; }

    /// <summary>The btw in percent, as written in the language of the reader; empty when it costs nothing.</summary>
    public string BtwPercentage { get; init; } = "";

    /// <summary>The btw.</summary>
    public decimal Btw { get; init; }

    /// <summary>What is paid.</summary>
    public decimal Inclusief { get; init; }

    /// <summary>The aanvraag in the beheermodule.</summary>
    public required string Link { get; init; }
}

/// <summary>One line of the kostenoverzicht; the template has its words.</summary>
public sealed record KostenRegelGegevens
{
    /// <summary>Name of an <see cref="Abonnementen.KostenSoort"/>.</summary>
    public required string Soort { get; init; }

    /// <summary>What tells lines of a kind apart, such as the level; empty when there is nothing to tell.</summary>
    public string Toelichting { get; init; } = "";

    /// <summary>Amount without btw.</summary>
    public required decimal Bedrag { get; init; }

    /// <summary>Charged once, whatever the duration.</summary>
    public bool Eenmalig { get; init; }
}

/// <summary>Tells the user that his middel works.</summary>
public sealed record MiddelActiefGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Organisation for which he can sign in.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Betrouwbaarheidsniveau.</summary>
    public required string Niveau { get; init; }

    /// <summary>Whether he may use the beheermodule.</summary>
    public required bool Beheerder { get; init; }

    /// <summary>The page where he signs in to his profile or the beheermodule.</summary>
    public required string Link { get; init; }
}

/// <summary>The letter that goes with an OTP device.</summary>
public sealed record OtpDeviceGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Organisation that ordered it.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Serial number on the back of the device.</summary>
    public required string Serienummer { get; init; }

    /// <summary>The page where he activates, or takes the device into use.</summary>
    public required string Link { get; init; }

    /// <summary>He signs in already, so the device takes the place of his present factor .</summary>
    public bool InGebruikNemen { get; init; }
}

/// <summary>The link by which a user chooses a new password.</summary>
public sealed record WachtwoordVergetenGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>His personal link.</summary>
    public required string Link { get; init; }

    /// <summary>How long it is valid, in minutes.</summary>
    public required int Minuten { get; init; }
}

/// <summary>Tells a user his gebruikersnaam.</summary>
public sealed record GebruikersnaamVergetenGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>His gebruikersnaam.</summary>
    public required string Gebruikersnaam { get; init; }

    /// <summary>The page where he signs in.</summary>
    public required string Link { get; init; }
}

/// <summary>Tells the beheerder on day 25 that a user has not activated yet.</summary>
public sealed record BeheerderHerinneringGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Organisation for which he gets the middel.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Last day of activation.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>The page of that user in the beheermodule.</summary>
    public required string Link { get; init; }

    /// <summary>The higher level that he has not activated; empty when he has no middel that works yet.</summary>
    public string UpgradeNaar { get; init; } = "";

    /// <summary>The letter came back, and its code has ended.</summary>
    public bool Teruggekomen { get; init; }
}
