using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Domain.Machtigingen;

/// <summary>An organisation at whose services one logs in with eHerkenning.</summary>
/// <param name="Oin">Its identification number, 20 digits.</param>
public sealed record Dienstverlener(string Oin, string Naam)
{
    /// <summary>The Belastingdienst: the only one at which a Belastingdienstmiddel works .</summary>
    public const string BelastingdienstOin = "00000001003214345000";
}

/// <summary>A service of the dienstencatalogus. The dienstverlener sets its level .</summary>
/// <param name="Uuid">Under which powers are registered.</param>
public sealed record Dienst(Guid Uuid, string Oin, string NaamNl, string NaamEn, Betrouwbaarheidsniveau MinimaalNiveau);
