namespace WeId.Workflows.Domain.Machtigingen;

/// <summary>The services at which one logs in with eHerkenning, and who offers them.</summary>
public interface IDienstencatalogus
{
    /// <summary>All of them, as they are offered now.</summary>
    Task<Dienstenaanbod> GetAsync(CancellationToken ct);
}

/// <summary>What the catalogue holds.</summary>
public sealed record Dienstenaanbod(IReadOnlyList<Dienstverlener> Dienstverleners, IReadOnlyList<Dienst> Diensten);
