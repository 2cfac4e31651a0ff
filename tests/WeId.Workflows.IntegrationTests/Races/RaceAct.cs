using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Beoordeling;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>Something that somebody does to an aanvraag, with what he is told.</summary>
/// <param name="NeedsFreeTask">Whether it makes sense only on a task that nobody has.</param>
/// <param name="NeedsDeadline">Whether the deadline must have come.</param>
internal sealed record RaceAct(string Name, Func<RaceWorld, Zaak, Task<string>> RunAsync, bool NeedsFreeTask = false, bool NeedsDeadline = false)
{
    private static readonly Besluit Approval = new(
        true, Checklist.For(DocumentType.Paspoort).ToDictionary(p => p.Code, _ => PuntAntwoord.Akkoord), [], null);

    private static readonly Besluit Rejection = new(false, new Dictionary<string, PuntAntwoord>(), [Afkeurredenen.Codes[0]], "De scan is onleesbaar.");

    /// <summary>Every act; each raced against itself is the same operation twice.</summary>
    public static IReadOnlyList<RaceAct> All { get; } =
    [
        new("A keurt goed", (w, z) => DecideAsync(w, z, w.A, "goedkeuren", Approval)),
        new("A wijst af in een tweede venster", (w, z) => DecideAsync(w, z, w.A, "afwijzen", Rejection)),
        new("B wijst af", (w, z) => DecideAsync(w, z, w.B, "afwijzen door B", Rejection)),
        new("A neemt", async (w, z) => Told(await w.Beoordeling.ClaimAsync(w.Act(z, "nemen", w.A), z.TaakId, CancellationToken.None)), NeedsFreeTask: true),
        new("B neemt", async (w, z) => Told(await w.Beoordeling.ClaimAsync(w.Act(z, "nemen door B", w.B), z.TaakId, CancellationToken.None))),
        new("A geeft terug", async (w, z) => Told(await w.Beoordeling.ReleaseAsync(w.Act(z, "teruggeven", w.A), z.TaakId, CancellationToken.None))),
        new("afbreken", async (w, z) => $"{await w.EngineAsync(e => e.CancelAsync(new(z.Operation("afbreken"), z.AanvraagId, "operations"), CancellationToken.None))}"),
        new("termijn", async (w, _) => $"{await w.RunTimersAsync()} verlopen", NeedsDeadline: true),
        new("migreren", async (w, z) => Told(await w.EngineAsync(e => e.MigrateAsync(new(z.Operation("migreren"), z.AanvraagId, 2), CancellationToken.None)))),
        new("opnieuw", async (w, z) => $"{await w.EngineAsync(e => e.RetryAsync(new(z.Operation("opnieuw"), z.IncidentId), CancellationToken.None))}"),
        new("overslaan", async (w, z) => $"{await w.EngineAsync(e => e.SkipAsync(new(z.Operation("overslaan"), z.IncidentId, "Fout"), CancellationToken.None))}"),
    ];

    private static async Task<string> DecideAsync(RaceWorld world, Zaak zaak, Guid account, string wat, Besluit besluit) =>
        Told(await world.Beoordeling.DecideAsync(world.Act(zaak, wat, account), zaak.TaakId, besluit, CancellationToken.None));

    private static string Told(Result<Done> result) => result.Succeeded ? "gelukt" : string.Join(", ", result.Refusals);

    private static string Told(MigrationPlan plan) =>
        plan.IsPossible ? $"naar versie {plan.ToVersion}" : string.Join(", ", plan.Refusals.Select(r => r.Obstacle));
}
