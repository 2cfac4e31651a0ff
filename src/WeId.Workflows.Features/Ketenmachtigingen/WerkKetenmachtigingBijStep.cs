using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Ketenmachtigingen;

/// <summary>Ends the ketenmachtigingen whose last day has passed, and looks whether any is left.</summary>
internal sealed class WerkKetenmachtigingBijStep(WeIdDbContext db) : IStepHandler
{
    public const string Loopt = "Loopt";
    public const string Afgelopen = "Afgelopen";

    public static StepDescriptor Description { get; } = new("WeId.WerkKetenmachtigingBij")
    {
        TitleNl = "Ketenmachtiging bijwerken",
        TitleEn = "Bring the ketenmachtiging up to date",
        Outcomes = [Loopt, Afgelopen],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var handeling = new Handeling(context.ExecutionId, context.Now);
        var actief = await db.Ketenmachtigingen.Where(k => k.AanvraagId == context.AanvraagId && k.Status == KetenmachtigingStatus.Actief).ToListAsync(ct);
        foreach (var ketenmachtiging in actief.Where(k => k.Einddatum < handeling.Today))
        {
            ketenmachtiging.Expire(handeling).OrThrow();
            db.Audit.Add(AuditRegel.Of(handeling, "KetenmachtigingVerlopen", context.AanvraagId, JsonSerializer.Serialize(new { ketenmachtiging = ketenmachtiging.Id })));
        }

        return new StepResult.Completed(actief.Exists(k => k.Status is KetenmachtigingStatus.Actief) ? Loopt : Afgelopen);
    }
}
