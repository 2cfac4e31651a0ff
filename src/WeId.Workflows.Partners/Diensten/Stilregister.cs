using WeId.Workflows.Domain.Machtigingen;

namespace WeId.Workflows.Partners.Diensten;

/// <summary>A machtigingenregister without a network: it takes everything.</summary>
internal sealed class Stilregister : IMachtigingenregister
{
    public Task<IReadOnlyCollection<Guid>> RecordAsync(IReadOnlyCollection<MachtigingStand> standen, CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<Guid>>([]);
}
