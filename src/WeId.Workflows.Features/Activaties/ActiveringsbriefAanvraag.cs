using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Activaties;

/// <summary>The own data of an aanvraag for a new activation letter.</summary>
internal sealed record ActiveringsbriefAanvraag(Guid KoppelingId, Betrouwbaarheidsniveau Niveau)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "activeringsbrief";
}
