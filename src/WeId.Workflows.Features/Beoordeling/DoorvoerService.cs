using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>What became of a change that was to be carried out by hand.</summary>
/// <param name="Doorgevoerd">False: it turned out not to be possible.</param>
/// <param name="Op">Since when it holds; null: today.</param>
/// <param name="Toelichting">For the aanvrager; required when it was not possible.</param>
public sealed record Doorvoering(bool Doorgevoerd, DateOnly? Op, string? Toelichting);

/// <summary>Records that an approved change was carried out by hand, or why not (R-282…R-287).</summary>
public sealed class DoorvoerService(BeoordelingService taken)
{
    /// <summary>Outcome.</summary>
    public const string Doorgevoerd = nameof(Doorgevoerd);

    /// <summary>Outcome.</summary>
    public const string NietMogelijk = nameof(NietMogelijk);

    /// <summary>Ends the task; what was written goes to the aanvrager, so it may hold no BSN.</summary>
    public Task<Result<Done>> RunAsync(Handeling handeling, Guid taakId, Doorvoering doorvoering, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(doorvoering);
        return taken.RunAsync(
            handeling,
            taakId,
            async (scope, taak, medewerker, token) =>
            {
                if (taak.Soort is not TaakSoort.WijzigingDoorvoeren)
                {
                    return new NotAllowed();
                }

                if (await BeoordelingService.ConflictAsync(scope.Db, taak, medewerker, token) is { } conflict)
                {
                    return conflict;
                }

                var toelichting = string.IsNullOrWhiteSpace(doorvoering.Toelichting) ? null : doorvoering.Toelichting.Trim();
                var op = doorvoering.Op ?? handeling.Today;
                if (Check(handeling, doorvoering.Doorgevoerd, op, toelichting) is { } refusal)
                {
                    return refusal;
                }

                var uitkomst = doorvoering.Doorgevoerd ? Doorgevoerd : NietMogelijk;
                if (taak.Decide(medewerker.Id, uitkomst, toelichting, JsonSerializer.Serialize(new Vastlegging(op)), handeling.At) is { } notHis)
                {
                    return await BeoordelingService.FirstAsync(scope.Db, taak, token) ?? notHis;
                }

                scope.Db.Audit.Add(AuditRegel.Of(
                    handeling, doorvoering.Doorgevoerd ? "WijzigingDoorgevoerd" : "WijzigingNietMogelijk", taak.AanvraagId, JsonSerializer.Serialize(new { taak = taak.Id, op })));
                return await BeoordelingService.CloseAsync(scope, handeling, taak, uitkomst, token);
            },
            ct);
    }

    /// <summary>Since when a change holds that was carried out by hand.</summary>
    internal static DateOnly DoorgevoerdOp(BeoordelingsTaak taak) =>
        taak.Checklist is { } json ? JsonSerializer.Deserialize<Vastlegging>(json)!.Op : AmsterdamTime.DateOf(taak.BeslotenOp!.Value);

    private static Refusal? Check(Handeling handeling, bool doorgevoerd, DateOnly op, string? toelichting)
    {
        if (doorgevoerd && op > handeling.Today)
        {
            return new OntvangenInToekomst { Field = nameof(Doorvoering.Op) };
        }

        if (toelichting is null)
        {
            return doorgevoerd ? null : new Required { Field = nameof(Doorvoering.Toelichting) };
        }

        return FormulierVeld.RefuseText(toelichting) is { } refusal ? refusal with { Field = nameof(Doorvoering.Toelichting) } : null;
    }

    private sealed record Vastlegging(DateOnly Op);
}
