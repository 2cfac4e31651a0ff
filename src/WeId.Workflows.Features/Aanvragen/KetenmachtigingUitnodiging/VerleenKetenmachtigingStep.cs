using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>What the relation granted holds from now on; what it gave otherwise in the meantime stays as it is.</summary>
internal sealed class VerleenKetenmachtigingStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.VerleenKetenmachtiging")
    {
        TitleNl = "Ketenmachtigingen vastleggen",
        TitleEn = "Record the ketenmachtigingen",
        Grants = "Ketenmachtiging",
        DemandsReview = "WeId.VraagBeoordeling",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var niveau = AanvraagGegevens.Read<KetenmachtigingUitnodigingGegevens>(aanvraag).Niveau;
        await Goedkeuring.RequireAsync(db, context.AanvraagId, niveau.NeedsSecondReviewer() ? 2 : 1, ct);
        var uitnodiging = await db.KetenUitnodigingen.SingleAsync(u => u.AanvraagId == context.AanvraagId, ct);
        uitnodiging.Grant().OrThrow();
        var intermediair = await db.Organisaties.AsNoTracking().SingleAsync(o => o.Id == uitnodiging.OrganisatieId, ct);
        var keuze = JsonSerializer.Deserialize<RelatieKeuze>(uitnodiging.Keuze!)!;
        var geldig = await db.GegevenAan(uitnodiging.RelatieKvk, intermediair.KvkNummer).ToListAsync(ct);
        db.AddKetenmachtigingen(
            new Handeling(context.ExecutionId, context.Now),
            context.AanvraagId,
            geverOrganisatieId: null,
            new(uitnodiging.RelatieKvk, uitnodiging.RelatieNaam, uitnodiging.Email.Value),
            new(intermediair.KvkNummer, intermediair.Naam, null),
            keuze.Dekkingen.Where(d => !geldig.Exists(k => k.Soort == d.Soort && k.Sleutel == d.Sleutel)),
            keuze.Einddatum);
        return new StepResult.Completed("Done");
    }
}
