using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>A letter in the post queue or out of it.</summary>
/// <param name="Batch">Number of its batch; null: in none.</param>
public sealed record BriefRij(
    Guid Id,
    string Onderwerp,
    string Template,
    string Ontvanger,
    string Adres,
    string? AanvraagNummer,
    VerzendStatus Status,
    DateTimeOffset? OpgemaaktOp,
    DateTimeOffset? VerzondenOp,
    string? Batch);

/// <summary>A batch that is not posted.</summary>
/// <param name="Door">Who made it.</param>
/// <param name="Brieven">Its letters, also those that were withdrawn since.</param>
public sealed record PostbatchRij(Guid Id, string Nummer, string Door, DateTimeOffset GemaaktOp, IReadOnlyList<BriefRij> Brieven);

/// <summary>The letters for the postkamer.</summary>
/// <param name="Wachtend">How many wait and are in no batch.</param>
/// <param name="Opgemaakt">The first of them, as many as fit into one batch.</param>
/// <param name="Onleesbaar">The first of those that could not be read when they were to be printed, and that no other print replaces.</param>
/// <param name="Verzonden">The latest <see cref="PostkamerService.MaxVerzonden"/>.</param>
public sealed record Postkamer(
    int Wachtend, IReadOnlyList<BriefRij> Opgemaakt, IReadOnlyList<PostbatchRij> Batches, IReadOnlyList<BriefRij> Onleesbaar, IReadOnlyList<BriefRij> Verzonden);

/// <summary>Opens, prints and posts letters. A letter with a code can be read until it is posted; then only its redacted copy.</summary>
public sealed class PostkamerService(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, IGeheimen geheimen)
{
    /// <summary>How many posted letters the page shows.</summary>
    public const int MaxVerzonden = 50;

    private const int MaxWoorden = 8;

    /// <summary>The post queue; null for who does not work there.</summary>
    public async Task<Postkamer?> ListAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.MedewerkerAsync(handeling, StafRol.Postkamer, ct) is null)
        {
            return null;
        }

        var brieven = db.Verzendingen.AsNoTracking().Where(v => v.Kanaal == VerzendKanaal.Post);
        var wachtend = brieven.Where(v => v.Status == VerzendStatus.Opgemaakt && v.PostbatchId == null);
        var onleesbaar = brieven.Where(v => v.Status == VerzendStatus.Mislukt && v.OpgemaaktOp != null && v.DrukkerReden == null && !db.Verzendingen.Any(h => h.HerdrukVanId == v.Id));
        return new Postkamer(
            await wachtend.CountAsync(ct),
            await Rows(db, wachtend.OrderBy(v => v.OpgemaaktOp).ThenBy(v => v.Id).Take(Postbatch.MaxBrieven)).ToListAsync(ct),
            await BatchesAsync(db, brieven, ct),
            await Rows(db, onleesbaar.OrderBy(v => v.OpgemaaktOp).Take(MaxVerzonden)).ToListAsync(ct),
            await Rows(db, brieven.Where(v => v.Status == VerzendStatus.Verzonden).OrderByDescending(v => v.VerzondenOp).Take(MaxVerzonden)).ToListAsync(ct));
    }

    /// <summary>
    /// The latest letters, wherever they stand, with these words in the name, the address or the number of the aanvraag: what stands
    /// in the window of an envelope that came back. Null for who does not work there.
    /// </summary>
    public async Task<IReadOnlyList<BriefRij>?> FindAsync(Handeling handeling, string zoek, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(zoek);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.MedewerkerAsync(handeling, StafRol.Postkamer, ct) is null)
        {
            return null;
        }

        var brieven = db.Verzendingen.AsNoTracking().Where(v => v.Kanaal == VerzendKanaal.Post);

        // PostgreSQL takes no U+0000, not even to look for.
        foreach (var word in zoek.Replace('\0', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWoorden))
        {
            // LIKE minds case on one database and not on another; lower() is the same on all. The strings are compared there, not here.
#pragma warning disable CA1304, CA1311, CA1862
            var lower = word.ToLowerInvariant();
            brieven = brieven.Where(v => v.OntvangerNaam.ToLower().Contains(lower)
                || v.Adres.ToLower().Contains(lower)
                || db.Aanvragen.Any(a => a.Id == v.AanvraagId && a.Nummer.ToLower().Contains(lower)));
#pragma warning restore CA1304, CA1311, CA1862
        }

        return await Rows(db, brieven.OrderByDescending(v => v.AangemaaktOp).ThenBy(v => v.Id).Take(MaxVerzonden)).ToListAsync(ct);
    }

    /// <summary>The letter as PDF, to be printed; refused once it was posted. Each view is noted.</summary>
    public Task<Result<byte[]>> OpenAsync(Handeling handeling, Guid verzendingId, CancellationToken ct) => ReadAsync(
        handeling,
        verzendingId,
        "BriefGeopend",
        (db, brief) =>
        {
            if (brief.Status is not VerzendStatus.Opgemaakt)
            {
                return null;
            }

            var pdf = geheimen.Lees(brief);
            if (pdf is null)
            {
                db.FailUnreadable(handeling, brief);
            }

            return pdf;
        },
        ct);

    /// <summary>The copy with dots for the code.</summary>
    public Task<Result<byte[]>> OpenCopyAsync(Handeling handeling, Guid verzendingId, CancellationToken ct) => ReadAsync(
        handeling, verzendingId, "BriefkopieGeopend", (_, brief) => brief.GeredigeerdDocument, ct);

    /// <summary>The letter lies in the letter box: its readable form is wiped.</summary>
    public Task<Result<Done>> MarkPostedAsync(Handeling handeling, Guid verzendingId, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (await scope.Db.BriefAsync(handeling, verzendingId, token) is not { } verzending)
            {
                return new NotAllowed();
            }

            if (verzending.Status is not VerzendStatus.Opgemaakt)
            {
                return new SomebodyWasFirst("");
            }

            if (await scope.Db.Postbatches.Where(b => b.Id == verzending.PostbatchId).Select(b => b.Nummer).SingleOrDefaultAsync(token) is { } nummer)
            {
                return new BriefInPostbatch(nummer);
            }

            verzending.MarkVerzonden(hash: null, handeling.At);
            scope.Db.Audit.Add(AuditRegel.Of(handeling, "BriefGepost", verzending.AanvraagId, JsonSerializer.Serialize(new { verzending = verzending.Id })));
            return default(Done);
        },
        ct);

    private static async Task<List<PostbatchRij>> BatchesAsync(WeIdDbContext db, IQueryable<Verzending> brieven, CancellationToken ct)
    {
        var batches = await db.Postbatches.AsNoTracking()
            .Where(b => b.Status == PostbatchStatus.Open)
            .OrderBy(b => b.GemaaktOp)
            .Select(b => new { b.Id, b.Nummer, b.GemaaktOp, Door = db.Medewerkers.Where(m => m.Id == b.GemaaktDoor).Select(m => m.Naam).First() })
            .ToListAsync(ct);
        var ids = batches.ConvertAll(b => (Guid?)b.Id);
        var rows = (await Rows(db, brieven.Where(v => ids.Contains(v.PostbatchId)).OrderBy(v => v.OpgemaaktOp).ThenBy(v => v.Id)).ToListAsync(ct)).ToLookup(r => r.Batch);
        return [.. batches.Select(b => new PostbatchRij(b.Id, b.Nummer, b.Door, b.GemaaktOp, [.. rows[b.Nummer]]))];
    }

    private static IQueryable<BriefRij> Rows(WeIdDbContext db, IQueryable<Verzending> brieven) => brieven.Select(v => new BriefRij(
        v.Id,
        v.Onderwerp ?? "",
        v.Template,
        v.OntvangerNaam,
        v.Adres,
        db.Aanvragen.Where(a => a.Id == v.AanvraagId).Select(a => a.Nummer).FirstOrDefault(),
        v.Status,
        v.OpgemaaktOp,
        v.VerzondenOp,
        db.Postbatches.Where(b => b.Id == v.PostbatchId).Select(b => b.Nummer).FirstOrDefault()));

    private async Task<Result<byte[]>> ReadAsync(Handeling handeling, Guid verzendingId, string wat, Func<WeIdDbContext, Verzending, byte[]?> read, CancellationToken ct)
    {
        // What a unit of work answers is stored for repeats; a letter with a code must not be.
        var pdf = default(byte[]);
        await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                var verzending = await scope.Db.BriefAsync(handeling, verzendingId, token);
                pdf = verzending is null ? null : read(scope.Db, verzending);
                scope.Db.Audit.Add(AuditRegel.Of(
                    handeling, pdf is null ? "BriefGeweigerd" : wat, verzending?.AanvraagId, JsonSerializer.Serialize(new { verzending = verzendingId })));
                return default(Done);
            },
            ct);
        return pdf is null ? new NotAllowed() : pdf;
    }
}
