using Microsoft.Extensions.Configuration;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>The addresses that stand in letters and mails, under the public address of this installation.</summary>
/// <remarks>Setting <c>PubliekeUrl</c>: scheme and host as people reach it. Default: <c>http://localhost:5000</c>, for a first try.</remarks>
public sealed class PubliekeLinks(IConfiguration configuration)
{
    private readonly string root = (configuration["PubliekeUrl"] ?? "http://localhost:5000").TrimEnd('/');

    /// <summary>Where an activation code is typed.</summary>
    public string Activeren => $"{root}/activeren";

    /// <summary>Where a user takes a new OTP device into use.</summary>
    public string OtpInGebruikNemen => $"{root}/profiel/otp-device";

    /// <summary>Where one signs in.</summary>
    public string Inloggen => $"{root}/inloggen";

    /// <summary>Where a new password is chosen, with the key that allows it.</summary>
    public string WachtwoordHerstellen(string sleutel) => $"{root}/wachtwoord-herstellen?sleutel={Uri.EscapeDataString(sleutel)}";

    /// <summary>
    /// The personal link. The code stands behind the #, which browsers keep to themselves: no server, log or scanner that
    /// fetches the link sees it, and opening the page does nothing yet.
    /// </summary>
    public string Persoonlijk(string code) => $"{Activeren}#{code}";

    /// <summary>A user in the beheermodule, folded open.</summary>
    public string Gebruiker(Guid organisatieId, Guid koppelingId) => $"{root}/beheer/{organisatieId}/gebruikers?open={koppelingId}";

    /// <summary>The page on which an aanvraag is followed, and answered.</summary>
    public string AanvraagVolgen(Guid organisatieId, Guid aanvraagId) => $"{root}/beheer/{organisatieId}/aanvragen/{aanvraagId}";

    /// <summary>The same for who cannot sign in yet, with the code behind the # as in <see cref="Persoonlijk"/>.</summary>
    public string AanvraagPersoonlijk(string code) => $"{root}/aanvragen/volgen#{code}";

    /// <summary>A task in the back office.</summary>
    public string Taak(Guid taakId) => $"{root}/backoffice/taken/{taakId}";

    /// <summary>The overview in which an aanvraag is seen, as the status of its user.</summary>
    public string Aanvraag(Guid organisatieId) => $"{root}/beheer/{organisatieId}/gebruikers";

    /// <summary>The personal link of a relation, with its code behind the # as in <see cref="Persoonlijk"/>.</summary>
    public string Ketenuitnodiging(string code) => $"{root}/ketenuitnodiging#{code}";

    /// <summary>The personal link with which a relation answers a question about its form.</summary>
    public string Ketenaanvulling(string code) => $"{root}/ketenuitnodiging/aanvulling#{code}";

    /// <summary>The page of an offerte in the beheermodule.</summary>
    public string Offerte(Guid organisatieId, Guid aanvraagId) => $"{root}/beheer/{organisatieId}/ketenmachtigingen/offerte/{aanvraagId}";

    /// <summary>The ketenmachtigingen of relations in the beheermodule.</summary>
    public string Relaties(Guid organisatieId) => $"{root}/beheer/{organisatieId}/ketenmachtigingen/relaties";
}
