using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Handelsregister;

/// <summary>
/// Asks the Handelsregister about every organisatie of the aanvraag: by the outbox, since steps do no I/O, and waits for
/// the answer. When it is refused, or stays away for a day, the reviewer goes on without it.
/// </summary>
internal sealed class RaadpleegHandelsregisterStep(WeIdDbContext db, AanvraagSoorten soorten, IOutbox outbox) : IStepHandler
{
    /// <summary>Outcome when no answer came.</summary>
    public const string NietBereikbaar = nameof(NietBereikbaar);

    private static readonly TimeSpan Geduld = TimeSpan.FromDays(1);

    public static StepDescriptor Description { get; } = new("WeId.RaadpleegHandelsregister")
    {
        TitleNl = "Handelsregister raadplegen",
        TitleEn = "Consult the Handelsregister",
        Outcomes = ["Ok", "Afwijking", NietBereikbaar],
        Waits = [new StepWait(null, [new StepTerm(Geduld, NietBereikbaar)])],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var organisaties = soorten.Of(aanvraag).TeControleren(aanvraag).ToList();
        var nummers = await db.Organisaties.Where(o => organisaties.Contains(o.Id)).Select(o => o.KvkNummer).Distinct().ToListAsync(ct);
        var wait = context.NewWait(deadline: context.Now + Geduld, onDeadline: NietBereikbaar);

        // A key of its own: while the register does not answer, nothing else of the aanvraag is held up.
        outbox.Add(
            DerivedId.From(context.ExecutionId, HandelsregisterVraag.MessageType),
            HandelsregisterVraag.MessageType,
            $"handelsregister:{context.AanvraagId:N}",
            new HandelsregisterVraag(context.AanvraagId, wait.Id, [.. nummers.Select(n => n.Value)]));
        return new StepResult.WaitFor([wait]);
    }
}
