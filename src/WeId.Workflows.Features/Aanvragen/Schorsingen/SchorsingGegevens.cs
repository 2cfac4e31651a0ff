using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Aanvragen.Schorsingen;

/// <summary>The own data of a suspension, fixed when it was reported.</summary>
/// <param name="Toelichting">Of the reporter, for the reviewer; null when he gave none.</param>
/// <param name="MutatieIngetrokken">A change of the middel that was in behandeling ended with it.</param>
/// <param name="Koppelingen">What it has switched off.</param>
public sealed record SchorsingGegevens(
    Guid MiddelId, SchorsingReden Reden, string? Toelichting, SchorsingMelder Melder, bool MutatieIngetrokken, IReadOnlyList<SchorsingRegel> Koppelingen)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "schorsing";
}

/// <summary>One koppeling that is off.</summary>
public sealed record SchorsingRegel(Guid KoppelingId, Guid OrganisatieId);
