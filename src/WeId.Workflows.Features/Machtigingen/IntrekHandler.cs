using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>A withdrawal that was announced, as an outbox message for when its bedenktijd has passed.</summary>
internal sealed record IntrekBericht(Guid MachtigingId, Guid OrganisatieId, Guid? AccountId)
{
    public const string MessageType = "machtiging.intrekken";

    public static string KeyOf(Guid machtigingId) => $"machtiging:{machtigingId:N}";

    /// <summary>Adds it; it is carried out whether or not anybody still looks .</summary>
    public static void Add(IOutbox outbox, Handeling handeling, Machtiging machtiging) => outbox.Add(
        DerivedId.From(handeling.OperationId, MessageType),
        MessageType,
        KeyOf(machtiging.Id),
        new IntrekBericht(machtiging.Id, machtiging.OrganisatieId, handeling.AccountId),
        new OutboxOptions(DueAt: handeling.At + Machtiging.Bedenktijd, Priority: RegisterBericht.PriorityOfEndings));
}

/// <summary>Withdraws for good, three seconds after the announcement. One that was undone, or announced again since, stays.</summary>
internal sealed class IntrekHandler(UseCases useCases, TimeProvider time) : IOutboxHandler
{
    public string Type => IntrekBericht.MessageType;

    public Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        var bericht = message.ReadPayload<IntrekBericht>();
        var handeling = new Handeling(message.Id, time.GetUtcNow()) { AccountId = bericht.AccountId, OrganisatieId = bericht.OrganisatieId };
        return WithdrawAsync(useCases, handeling, bericht.MachtigingId, ct).OrFailAsync();
    }

    /// <summary>Withdraws it, unless that was undone or has been done.</summary>
    public static Task<Result<Done>> WithdrawAsync(UseCases useCases, Handeling handeling, Guid machtigingId, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            var machtiging = await scope.Db.Machtigingen.SingleAsync(m => m.Id == machtigingId, token);
            if (machtiging.Withdraw(handeling) is null)
            {
                scope.Db.Audit.Add(AuditRegel.Of(
                    handeling with { OrganisatieId = machtiging.OrganisatieId },
                    "MachtigingIngetrokken",
                    details: JsonSerializer.Serialize(new { machtiging = machtiging.Id, koppeling = machtiging.KoppelingId })));
                RegisterBericht.Add(scope.Outbox, handeling, machtiging.OrganisatieId, [(machtiging, MachtigingWijziging.Ingetrokken)]);
            }

            return default(Done);
        },
        ct);
}
