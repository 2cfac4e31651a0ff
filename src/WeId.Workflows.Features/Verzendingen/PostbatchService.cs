using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>A batch that was made, and how many letters are in it.</summary>
public sealed record PostbatchGemaakt(Guid Id, string Nummer, int Aantal);

/// <summary>Letters are gathered into a batch, printed as one file, and posted or put back together.</summary>
public sealed class PostbatchService(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, IGeheimen geheimen, IBriefBundel bundel)
{
    /// <summary>Gathers the letters that wait, the oldest first, into a new batch.</summary>
    public Task<Result<PostbatchGemaakt>> GatherAsync(Handeling handeling, CancellationToken ct) => useCases.RunAsync<PostbatchGemaakt>(
        handeling,
        async (scope, token) =>
        {
            var db = scope.Db;
            if (await db.MedewerkerAsync(handeling, StafRol.Postkamer, token) is not { } medewerker)
            {
                return new NotAllowed();
            }

            var brieven = await db.Verzendingen
                .Where(v => v.Kanaal == VerzendKanaal.Post && v.Status == VerzendStatus.Opgemaakt && v.PostbatchId == null)
                .OrderBy(v => v.OpgemaaktOp).ThenBy(v => v.Id)
                .Take(Postbatch.MaxBrieven)
                .ToListAsync(token);
            if (brieven.Count == 0)
            {
                return new GeenBrieven();
            }

            var batch = new Postbatch(Guid.CreateVersion7(handeling.At), await NextNummerAsync(db, handeling, token), medewerker.Id, handeling.At);
            db.Postbatches.Add(batch);
            brieven.ForEach(brief => brief.PutInPostbatch(batch.Id));
            Note(db, handeling, "PostbatchGemaakt", batch, brieven.Select(b => b.Id));
            return new PostbatchGemaakt(batch.Id, batch.Nummer, brieven.Count);
        },
        ct);

    /// <summary>
    /// The letters of an open batch as one PDF, to be printed. Each view is noted. One that cannot be read fails alone: the others are
    /// printed, and the postkamer is shown which one is to be made anew.
    /// </summary>
    public async Task<Result<byte[]>> OpenAsync(Handeling handeling, Guid batchId, CancellationToken ct)
    {
        var noted = await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                if (await FindAsync(scope.Db, handeling, batchId, token) is not ({ Status: PostbatchStatus.Open } batch, _))
                {
                    return new NotAllowed();
                }

                Note(scope.Db, handeling, "PostbatchGeopend", batch, await Brieven(scope.Db, batchId).Select(b => b.Id).ToListAsync(token));
                return default(Done);
            },
            ct);
        if (!noted.Succeeded)
        {
            return Result.Refused<byte[]>(noted.Refusals);
        }

        // After the transaction: many letters would keep every other writer waiting.
        await using var db = await contexts.CreateDbContextAsync(ct);
        var nummer = await db.Postbatches.Where(b => b.Id == batchId).Select(b => b.Nummer).SingleAsync(ct);
        var brieven = (await Brieven(db, batchId).AsNoTracking().ToListAsync(ct)).ConvertAll(b => (b.Id, Pdf: geheimen.Lees(b) is { } pdf && bundel.CanTake(pdf) ? pdf : null));
        await FailAsync(handeling, [.. brieven.Where(b => b.Pdf is null).Select(b => b.Id)], ct);
        List<byte[]> leesbaar = [.. brieven.Select(b => b.Pdf).OfType<byte[]>()];
        return leesbaar.Count == 0 ? new GeenBrieven() : bundel.Make($"Postbatch {nummer}", leesbaar);
    }

    /// <summary>The whole batch lies in the letter box: the readable form of its letters is wiped.</summary>
    /// <returns>How many letters were posted. One that was withdrawn meanwhile is none of them.</returns>
    public Task<Result<int>> MarkPostedAsync(Handeling handeling, Guid batchId, CancellationToken ct) => CloseAsync(
        handeling,
        batchId,
        "PostbatchGepost",
        (batch, medewerker) => batch.MarkGepost(medewerker.Id, handeling.At),
        brief => brief.MarkVerzonden(hash: null, handeling.At),
        ct);

    /// <summary>Gives the batch up before it is posted: its letters wait again.</summary>
    /// <returns>How many do.</returns>
    public Task<Result<int>> UndoAsync(Handeling handeling, Guid batchId, CancellationToken ct) => CloseAsync(
        handeling,
        batchId,
        "PostbatchOngedaan",
        (batch, medewerker) => batch.Undo(medewerker.Id, handeling.At),
        brief => brief.TakeOutOfPostbatch(),
        ct);

    /// <summary>The next number of the year. Two transactions that take the same one cannot both commit: the column is unique.</summary>
    private static async Task<string> NextNummerAsync(WeIdDbContext db, Handeling handeling, CancellationToken ct)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"P-{handeling.Today.Year}-");
        var last = await db.Postbatches.Where(b => b.Nummer.StartsWith(prefix)).MaxAsync(b => b.Nummer, ct);
        var next = last is null ? 1 : int.Parse(last.AsSpan(prefix.Length), CultureInfo.InvariantCulture) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{next:000000}");
    }

    private static async Task<(Postbatch? Batch, Medewerker? Medewerker)> FindAsync(WeIdDbContext db, Handeling handeling, Guid batchId, CancellationToken ct) =>
        await db.MedewerkerAsync(handeling, StafRol.Postkamer, ct) is { } medewerker
            ? (await db.Postbatches.SingleOrDefaultAsync(b => b.Id == batchId, ct), medewerker)
            : (null, null);

    private static IQueryable<Verzending> Brieven(WeIdDbContext db, Guid batchId) => db.Verzendingen
        .Where(v => v.PostbatchId == batchId && v.Status == VerzendStatus.Opgemaakt)
        .OrderBy(v => v.OpgemaaktOp).ThenBy(v => v.Id);

    private static void Note(WeIdDbContext db, Handeling handeling, string wat, Postbatch batch, IEnumerable<Guid> verzendingen) =>
        db.Audit.Add(AuditRegel.Of(handeling, wat, details: JsonSerializer.Serialize(new { batch = batch.Nummer, verzendingen })));

    private Task<Result<int>> CloseAsync(
        Handeling handeling, Guid batchId, string wat, Func<Postbatch, Medewerker, Refusal?> close, Action<Verzending> end, CancellationToken ct) => useCases.RunAsync<int>(
        handeling,
        async (scope, token) =>
        {
            if (await FindAsync(scope.Db, handeling, batchId, token) is not ({ } batch, { } medewerker))
            {
                return new NotAllowed();
            }

            if (close(batch, medewerker) is { } refusal)
            {
                return refusal;
            }

            var brieven = await Brieven(scope.Db, batchId).ToListAsync(token);
            brieven.ForEach(end);
            Note(scope.Db, handeling, wat, batch, brieven.Select(b => b.Id));
            return brieven.Count;
        },
        ct);

    private async Task FailAsync(Handeling handeling, List<Guid> onleesbaar, CancellationToken ct)
    {
        if (onleesbaar.Count == 0)
        {
            return;
        }

        var eigen = handeling with { OperationId = DerivedId.From(handeling.OperationId, "onleesbaar") };
        await useCases.RunAsync<Done>(
            eigen,
            async (scope, token) =>
            {
                foreach (var brief in await scope.Db.Verzendingen.Where(v => onleesbaar.Contains(v.Id) && v.Status == VerzendStatus.Opgemaakt).ToListAsync(token))
                {
                    scope.Db.FailUnreadable(eigen, brief);
                }

                return default(Done);
            },
            ct);
    }
}
