using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Partners.Channels.Drukker;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Web.Operations;

/// <summary>What operations see of the print supplier, and what they can do; no names, addresses or contents.</summary>
internal sealed class DrukkerBeheer(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, IOptions<PostOptions> options, TimeProvider time)
{
    private const int Rows = 200;

    /// <summary>What asks for attention.</summary>
    public async Task<DrukkerStand> ReadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);

        // Until the end of the last day, by the calendar of Amsterdam.
        var before = AmsterdamTime.StartOf(AmsterdamTime.DateOf(time.GetUtcNow()).AddDays(-options.Value.BevestigenBinnenDagen));
        var brieven = await db.Verzendingen.AsNoTracking()
            .Where(v => v.Kanaal == VerzendKanaal.Post
                && ((v.Status == VerzendStatus.Mislukt && v.DrukopdrachtId != null && v.PostbatchId == null)
                    || (v.Status == VerzendStatus.BijDrukker && db.Drukopdrachten.Any(o => o.Id == v.DrukopdrachtId && o.AfgeleverdOp < before))))
            .OrderBy(v => v.OpgemaaktOp).ThenBy(v => v.Id)
            .Take(Rows)
            .Select(v => new DrukkerBrief(
                v.Id,
                v.Template,
                v.AanvraagId,
                db.Aanvragen.Where(a => a.Id == v.AanvraagId).Select(a => a.Nummer).FirstOrDefault(),
                db.Drukopdrachten.Where(o => o.Id == v.DrukopdrachtId).Select(o => o.Nummer).First(),
                db.Drukopdrachten.Where(o => o.Id == v.DrukopdrachtId).Select(o => o.AfgeleverdOp).First(),
                v.DrukkerAangenomenOp,
                v.DrukkerReden))
            .ToListAsync(ct);
        return new(
            brieven,
            await db.Drukopdrachten.AsNoTracking().Where(o => o.AfgeleverdOp == null).OrderBy(o => o.Nummer).Take(Rows).Select(o => new DrukkerWacht(o.Nummer, o.GemaaktOp)).ToListAsync(ct),
            await db.Terugmeldingen.AsNoTracking()
                .Where(t => t.Reden != null && t.AfgehandeldOp == null)
                .OrderByDescending(t => t.OntvangenOp)
                .Take(Rows)
                .Select(t => new DrukkerBestand(t.Id, t.Bestand, t.Reden!, t.OntvangenOp))
                .ToListAsync(ct));
    }

    /// <summary>Lets the postkamer print a letter that the print supplier refused or does not report on.</summary>
    /// <remarks>The look at the folder takes its file away, so that the supplier who did not take it yet does not print it as well.</remarks>
    public Task<Result<Done>> ToPostkamerAsync(Handeling handeling, Guid verzendingId, CancellationToken ct) => RunAsync(
        handeling,
        async (db, token) =>
        {
            if (await db.Verzendingen.SingleOrDefaultAsync(v => v.Id == verzendingId, token) is not { } brief)
            {
                return new NotAllowed();
            }

            db.Audit.Add(AuditRegel.Of(handeling, "BriefNaarPostkamer", brief.AanvraagId, JsonSerializer.Serialize(new { verzending = brief.Id })));
            return brief.ReturnToPostkamer();
        },
        ct);

    /// <summary>Takes a file that was refused off the list.</summary>
    public Task<Result<Done>> SettleAsync(Handeling handeling, Guid terugmeldingId, CancellationToken ct) => RunAsync(
        handeling,
        async (db, token) =>
        {
            if (await db.Terugmeldingen.SingleOrDefaultAsync(t => t.Id == terugmeldingId && t.Reden != null, token) is not { } bestand)
            {
                return new NotAllowed();
            }

            bestand.Settle(handeling.At);
            db.Audit.Add(AuditRegel.Of(handeling, "TerugmeldingAfgehandeld", details: JsonSerializer.Serialize(new { bestand = bestand.Bestand })));
            return null;
        },
        ct);

    private Task<Result<Done>> RunAsync(Handeling handeling, Func<WeIdDbContext, CancellationToken, Task<Refusal?>> act, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) => await scope.Db.MedewerkerAsync(handeling, StafRol.Operator, token) is null
            ? new NotAllowed()
            : await act(scope.Db, token) is { } refusal ? refusal : default(Done),
        ct);
}

/// <summary>What of the print supplier asks for attention.</summary>
/// <param name="Brieven">Letters that he refused, or did not report as posted in time.</param>
/// <param name="Wachten">Deliveries that do not lie in his folder yet.</param>
/// <param name="Bestanden">Files of his that were refused.</param>
internal sealed record DrukkerStand(IReadOnlyList<DrukkerBrief> Brieven, IReadOnlyList<DrukkerWacht> Wachten, IReadOnlyList<DrukkerBestand> Bestanden)
{
    public bool IsEmpty => Brieven.Count + Wachten.Count + Bestanden.Count == 0;
}

/// <summary>A letter that the print supplier has or had.</summary>
/// <param name="Reden">His code for why he refused it; null: he does not report on it.</param>
internal sealed record DrukkerBrief(
    Guid Id, string Template, Guid? AanvraagId, string? Nummer, string Opdracht, DateTimeOffset? AfgeleverdOp, DateTimeOffset? AangenomenOp, string? Reden);

/// <summary>A delivery that does not lie in the folder yet.</summary>
internal sealed record DrukkerWacht(string Nummer, DateTimeOffset Sinds);

/// <summary>A file that was refused.</summary>
internal sealed record DrukkerBestand(Guid Id, string Bestand, string Reden, DateTimeOffset Op);
