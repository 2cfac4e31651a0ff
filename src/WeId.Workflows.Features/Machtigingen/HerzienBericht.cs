using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>Something of a company changed that holds for all its machtigingen: the register hears of them again, piece by piece.</summary>
/// <param name="Na">The last machtiging of the piece before; null: from the first on.</param>
internal sealed record HerzienBericht(Guid OrganisatieId, Guid? Na)
{
    public const string MessageType = "machtigingen.herzien";

    /// <summary>Adds the message for the first piece, or for the next one.</summary>
    /// <param name="cause">The act or message that asks for it.</param>
    public static void Add(IOutbox outbox, Guid cause, Guid organisatieId, Guid? na = null) => outbox.Add(
        DerivedId.From(cause, MessageType), MessageType, RegisterBericht.KeyOf(organisatieId), new HerzienBericht(organisatieId, na));
}

/// <summary>Tells the register of one piece, and asks for the next.</summary>
internal sealed class HerzienHandler(UseCases useCases, TimeProvider time) : IOutboxHandler
{
    public string Type => HerzienBericht.MessageType;

    public Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        var bericht = message.ReadPayload<HerzienBericht>();
        var handeling = new Handeling(message.Id, time.GetUtcNow()) { OrganisatieId = bericht.OrganisatieId };
        return useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                var open = scope.Db.Machtigingen.AsNoTracking().Open(handeling.Today).Where(m => m.OrganisatieId == bericht.OrganisatieId);
                var stuk = await (bericht.Na is { } na ? open.Where(m => m.Id.CompareTo(na) > 0) : open).OrderBy(m => m.Id).Take(RegisterBericht.MaxRegels).ToListAsync(token);
                RegisterBericht.Add(scope.Outbox, handeling, bericht.OrganisatieId, stuk.Select(m => (m, MachtigingWijziging.Herzien)));
                if (stuk.Count == RegisterBericht.MaxRegels)
                {
                    HerzienBericht.Add(scope.Outbox, message.Id, bericht.OrganisatieId, stuk[^1].Id);
                }

                return default(Done);
            },
            ct).OrFailAsync();
    }
}
