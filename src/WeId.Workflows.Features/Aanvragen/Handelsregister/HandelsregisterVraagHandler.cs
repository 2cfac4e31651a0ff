using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Handelsregister;

/// <summary>The question of an aanvraag to the Handelsregister, as an outbox message.</summary>
internal sealed record HandelsregisterVraag(Guid AanvraagId, Guid WaitId, IReadOnlyList<string> KvkNummers)
{
    public const string MessageType = "handelsregister.vraag";
}

/// <summary>Asks, adds what was found to the checks of the aanvraag, and ends the wait, in one commit.</summary>
internal sealed class HandelsregisterVraagHandler(IHandelsregister handelsregister, UseCases useCases, AanvraagSoorten soorten, TimeProvider time) : IOutboxHandler
{
    public string Type => HandelsregisterVraag.MessageType;

    public async Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        var vraag = Read(message);
        var answers = await AskAsync(vraag, ct);
        var handeling = new Handeling(message.Id, time.GetUtcNow());
        await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                var aanvraag = await scope.Db.Aanvragen.SingleAsync(a => a.Id == vraag.AanvraagId, token);
                List<Controle> found =
                [
                    .. answers.SelectMany(a => Inschrijvingscontroles.Of(a.Nummer, a.Inschrijving, metAdres: true)),
                    .. await soorten.Of(aanvraag).CompareAsync(scope.Db, aanvraag, [.. answers.Select(a => a.Inschrijving).OfType<Inschrijving>()], token),
                ];

                // The deadline may have been first; then the reviewer has gone on without the answer.
                if (await scope.WaitStore.FindAsync(vraag.WaitId, token) is not { } wait
                    || !await scope.Waits.CloseAsync(wait, found.TrueForAll(c => c.Ok) ? "Ok" : "Afwijking", Nothing, "event", handeling.At, token))
                {
                    return default(Done);
                }

                aanvraag.RecordControles(Controles.Write([.. Controles.Read(aanvraag.Controles), .. found]));
                return default(Done);
            },
            ct);
    }

    /// <summary>No answer will come: the aanvraag goes on without it. An id of its own: under the message's id a later success would be taken for done.</summary>
    public Task GiveUpAsync(OutboxMessage message, CancellationToken ct)
    {
        var vraag = Read(message);
        var handeling = new Handeling(DerivedId.From(message.Id, $"opgegeven/{message.Attempts}"), time.GetUtcNow());
        return useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                if (await scope.WaitStore.FindAsync(vraag.WaitId, token) is { } wait)
                {
                    await scope.Waits.CloseAsync(wait, RaadpleegHandelsregisterStep.NietBereikbaar, Nothing, "event", handeling.At, token);
                }

                return default(Done);
            },
            ct);
    }

    private static Dictionary<string, object?> Nothing { get; } = [];

    private static HandelsregisterVraag Read(OutboxMessage message) => JsonSerializer.Deserialize<HandelsregisterVraag>(message.Payload)
        ?? throw new PermanentFailureException("The question is empty.");

    private async Task<List<(string Nummer, Inschrijving? Inschrijving)>> AskAsync(HandelsregisterVraag vraag, CancellationToken ct)
    {
        var answers = new List<(string, Inschrijving?)>();
        try
        {
            foreach (var nummer in vraag.KvkNummers)
            {
                answers.Add((nummer, await handelsregister.FindAsync(KvkNummer.Parse(nummer), ct)));
            }
        }
        catch (HandelsregisterWeigertException e)
        {
            throw new PermanentFailureException("The Handelsregister refuses the question.", e);
        }

        return answers;
    }
}
