using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Partners.Channels;

/// <summary>Letters: the verzending itself is the queue of the postkamer, where an employee prints and posts them.</summary>
internal sealed class PostChannel : IChannel
{
    public VerzendKanaal Kanaal => VerzendKanaal.Post;

    public Task<string> SendAsync(Zending zending, CancellationToken ct) =>
        Task.FromResult(Hashing.Sha256(zending.Bericht.Pdf ?? throw new PermanentFailureException("The letter was not made up.")));
}
