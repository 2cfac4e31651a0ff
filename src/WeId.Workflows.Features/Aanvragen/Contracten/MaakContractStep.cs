using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>Makes a new print of the contract in place of one that came back incomplete.</summary>
internal sealed class MaakContractStep(WeIdDbContext db, ContractMaker maker) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.MaakContract")
    {
        TitleNl = "Nieuw contract opmaken",
        TitleEn = "Make up a new contract",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        var vorige = await db.RequireContractAsync(context.AanvraagId, ct);
        var taal = await db.Personen.Where(p => p.Id == aanvraag.AanvragerId).Select(p => p.Taal).SingleAsync(ct);
        var afspraak = AanvraagGegevens.Read<MetContract>(aanvraag).Contract;
        maker.Add(db, aanvraag, afspraak, vorige.Versie + 1, taal, new Handeling(context.ExecutionId, context.Now));
        return new StepResult.Completed("Done");
    }
}
