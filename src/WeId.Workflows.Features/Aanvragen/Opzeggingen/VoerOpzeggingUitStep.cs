using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>
/// Ends the koppelingen that are due, each only when one active beheerder stays: looked at once more in this
/// very transaction, since much can have changed since the submission.
/// </summary>
internal sealed class VoerOpzeggingUitStep(UseCaseScope scope, Beeindiging beeindiging) : IStepHandler
{
    public const string Alles = "Alles";
    public const string Deels = "Deels";
    public const string Geblokkeerd = "Geblokkeerd";
    public const string NogGeblokkeerd = "NogGeblokkeerd";

    public static StepDescriptor Description { get; } = new("WeId.VoerOpzeggingUit")
    {
        TitleNl = "Opzegging uitvoeren",
        TitleEn = "Carry out the opzegging",
        Outcomes = [Alles, Deels, Geblokkeerd, NogGeblokkeerd],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var db = scope.Db;
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        if (aanvraag.Status is not AanvraagStatus.InUitvoering)
        {
            throw new InvalidOperationException($"Aanvraag {aanvraag.Id} is {aanvraag.Status}: nothing is ended for it.");
        }

        var handeling = new Handeling(context.ExecutionId, context.Now);
        var gegevens = AanvraagGegevens.Read<OpzeggingGegevens>(aanvraag);
        var ids = gegevens.Koppelingen.Select(k => k.KoppelingId).ToList();
        var koppelingen = await db.Koppelingen.Include(k => k.Organisatie).Include(k => k.EhMiddel).Where(k => ids.Contains(k.Id)).ToDictionaryAsync(k => k.Id, ct);
        var open = gegevens.Koppelingen.Where(r => koppelingen[r.KoppelingId].CanEnd).ToList();
        var due = open.Where(r => !gegevens.IsPlanned || r.Einde <= context.Now).ToList();
        var ended = new List<Organisatiekoppeling>();
        var isNew = false;
        foreach (var regel in due)
        {
            var koppeling = koppelingen[regel.KoppelingId];
            if (await beeindiging.EndAsync(scope, handeling, aanvraag.Id, gegevens.OpzeggingOf(regel), koppeling, regel.LaatsteDag, ct) is null)
            {
                ended.Add(koppeling);
            }
            else
            {
                isNew |= !regel.UitstelGemeld;
            }
        }

        if (ended.Count > 0 && aanvraag.PersoonId is { } persoon)
        {
            await beeindiging.FinishAsync(scope, handeling, aanvraag.Id, persoon, ended, endsLocking: !gegevens.IsPlanned, ct);
        }

        if (due.Count > 0 && ended.Count == 0)
        {
            return new StepResult.Completed(isNew ? Geblokkeerd : NogGeblokkeerd);
        }

        // What was refused in the same run is told after what has ended.
        return new StepResult.Completed(open.Count > ended.Count ? Deels : Alles);
    }
}
