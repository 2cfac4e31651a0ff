using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Partners.Documents.Pdf;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Partners.Channels.Drukker;

/// <summary>
/// Hands letters that wait in the post queue to the print supplier. First the database says which letters a delivery has; then its
/// files are written, the manifest last. Whatever stops it, the next round writes the same files again, or finds them.
/// </summary>
internal sealed class DrukkerLevering(
    IDbContextFactory<WeIdDbContext> contexts,
    IUnitOfWork unitOfWork,
    IGeheimen geheimen,
    DrukkerMap map,
    IOptions<PostOptions> options,
    TimeProvider time,
    ILogger<DrukkerLevering> logger)
{
    // Somebody has to pack the device.
    private static readonly string MetApparaat = TemplateGegevens.NameOf(typeof(OtpDeviceGegevens));

    // So many are a matter of the folder, not of one delivery: nothing more is gathered for it.
    private const int MaxFailing = 3;

    private const int RowsAtOnce = 200;

    /// <summary>Delivers what waits. A delivery that cannot be written stops no other.</summary>
    public async Task RunOnceAsync(CancellationToken ct)
    {
        var failing = 0;
        foreach (var id in await OpenAsync(ct))
        {
            failing += await TryDeliverAsync(id, ct) ? 0 : 1;
        }

        while (failing < MaxFailing && await GatherAsync(ct) is { } id)
        {
            failing += await TryDeliverAsync(id, ct) ? 0 : 1;
        }

        await TidyAsync(ct);
    }

    private async Task<List<Guid>> OpenAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Drukopdrachten.Where(o => o.AfgeleverdOp == null).OrderBy(o => o.Nummer).Select(o => o.Id).ToListAsync(ct);
    }

    private static IQueryable<Verzending> Waiting(WeIdDbContext db) => db.Verzendingen.Where(v =>
        v.Kanaal == VerzendKanaal.Post && v.Status == VerzendStatus.Opgemaakt && v.PostbatchId == null && v.DrukopdrachtId == null && v.Template != MetApparaat);

    /// <returns>The new delivery; null when nothing waits.</returns>
    private async Task<Guid?> GatherAsync(CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            // A round that finds nothing writes nothing: the remembered answers of acts would only pile up.
            if (!await Waiting(db).AnyAsync(ct))
            {
                return null;
            }
        }

        var now = time.GetUtcNow();
        return await unitOfWork.RunAsync<Guid?>(
            Guid.CreateVersion7(now),
            async (services, token) =>
            {
                var db = services.GetRequiredService<WeIdDbContext>();
                var brieven = await Waiting(db).OrderBy(v => v.OpgemaaktOp).ThenBy(v => v.Id).Take(options.Value.MaxBrieven).ToListAsync(token);
                if (brieven.Count == 0)
                {
                    return null;
                }

                var handeling = new Handeling(Guid.CreateVersion7(now), now);
                var opdracht = new Drukopdracht(Guid.CreateVersion7(now), await NextNummerAsync(db, handeling, token), now);
                db.Drukopdrachten.Add(opdracht);
                brieven.ForEach(brief => brief.HandToDrukker(opdracht.Id));
                db.Audit.Add(AuditRegel.Of(
                    handeling, "DrukopdrachtGemaakt", details: JsonSerializer.Serialize(new { drukopdracht = opdracht.Nummer, verzendingen = brieven.Select(b => b.Id) })));
                return opdracht.Id;
            },
            ct);
    }

    /// <summary>The next number of the year. Two transactions that take the same one cannot both commit: the column is unique.</summary>
    private static async Task<string> NextNummerAsync(WeIdDbContext db, Handeling handeling, CancellationToken ct)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"D-{handeling.Today.Year}-");
        var last = await db.Drukopdrachten.Where(o => o.Nummer.StartsWith(prefix)).MaxAsync(o => o.Nummer, ct);
        var next = last is null ? 1 : int.Parse(last.AsSpan(prefix.Length), CultureInfo.InvariantCulture) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{next:000000}");
    }

    private async Task<bool> TryDeliverAsync(Guid id, CancellationToken ct)
    {
        try
        {
            await DeliverAsync(id, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            logger.DrukopdrachtNotDelivered(id, e);
            return false;
        }
    }

    private async Task DeliverAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var opdracht = await db.Drukopdrachten.AsNoTracking().SingleAsync(o => o.Id == id, ct);
        var manifest = opdracht.Manifest ?? await DecideAsync(db, opdracht, ct);
        var count = manifest is null ? 0 : await WriteAsync(db, opdracht, manifest, ct);
        await unitOfWork.RunAsync(
            DerivedId.From(opdracht.Id, "afgeleverd"),
            async (services, token) =>
            {
                (await services.GetRequiredService<WeIdDbContext>().Drukopdrachten.SingleAsync(o => o.Id == opdracht.Id, token)).MarkAfgeleverd(time.GetUtcNow());
                return true;
            },
            ct);
        logger.DrukopdrachtAfgeleverd(opdracht.Nummer, count);
    }

    private static IQueryable<Verzending> LettersOf(WeIdDbContext db, Drukopdracht opdracht) =>
        db.Verzendingen.Where(v => v.DrukopdrachtId == opdracht.Id && v.Status == VerzendStatus.BijDrukker);

    /// <summary>
    /// Decides what the manifest says, before the first file is laid: under its number the supplier never sees anything else, not even
    /// after a crash or from another process.
    /// </summary>
    /// <returns>The manifest; null when no letter is left.</returns>
    private async Task<byte[]?> DecideAsync(WeIdDbContext db, Drukopdracht opdracht, CancellationToken ct)
    {
        var letters = new List<Drukbrief>();
        foreach (var id in await LettersOf(db, opdracht).OrderBy(v => v.OpgemaaktOp).ThenBy(v => v.Id).Select(v => v.Id).ToListAsync(ct))
        {
            // One at a time: together they may be large.
            if (await db.Verzendingen.AsNoTracking().SingleAsync(v => v.Id == id, ct) is not { Status: VerzendStatus.BijDrukker, Document: { } document } brief)
            {
                continue;
            }

            if (Read(brief, document) is { } pdf)
            {
                letters.Add(Drukbrief.Of(brief, pdf.Bytes, pdf.Pages));
            }
            else
            {
                await RefuseAsync(brief, ct);
            }
        }

        return await unitOfWork.RunAsync(
            DerivedId.From(opdracht.Id, "manifest"),
            async (services, token) =>
            {
                var own = services.GetRequiredService<WeIdDbContext>();
                var row = await own.Drukopdrachten.SingleAsync(o => o.Id == opdracht.Id, token);
                var still = (await LettersOf(own, opdracht).Select(v => v.Id).ToListAsync(token)).Select(Drukbrief.FileOf).ToHashSet();
                var left = letters.Where(l => still.Contains(l.File)).ToList();
                if (row.Manifest is null && left.Count > 0)
                {
                    row.SetManifest(new Drukmanifest(1, opdracht.Nummer, opdracht.GemaaktOp, left).ToBytes());
                }

                return row.Manifest;
            },
            ct);
    }

    /// <returns>How many letters lie there now. One that was withdrawn since the manifest was decided is none of them, nor is one that was reported.</returns>
    private async Task<int> WriteAsync(WeIdDbContext db, Drukopdracht opdracht, byte[] manifest, CancellationToken ct)
    {
        var count = 0;
        foreach (var id in Drukmanifest.LettersIn(manifest))
        {
            if (await LettersOf(db, opdracht).AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct) is { Document: { } document } brief)
            {
                map.Put(Drukbrief.FileOf(id), Read(brief, document)?.Bytes ?? throw new InvalidDataException($"Letter {id} of delivery {opdracht.Nummer} cannot be read any more."));
                count++;
            }
        }

        if (count > 0)
        {
            map.Put($"{opdracht.Nummer}.json", manifest);
        }

        return count;
    }

    /// <summary>R-160: what the supplier need not print any more - withdrawn, refused, posted, or given to the postkamer - is not left readable in his folder.</summary>
    private async Task TidyAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var files in map.OutNames().Select(name => (Name: name, Id: Drukbrief.IdOf(name))).Where(f => f.Id is not null).Chunk(RowsAtOnce))
        {
            var ids = files.Select(f => f.Id!.Value).ToList();
            var done = await db.Verzendingen.Where(v => ids.Contains(v.Id) && v.Status != VerzendStatus.BijDrukker).Select(v => v.Id).ToListAsync(ct);
            foreach (var (name, _) in files.Where(f => done.Contains(f.Id!.Value)))
            {
                map.RemoveOut(name);
            }
        }
    }

    /// <returns>Null when it is not what was made up: it is not sent, and must not keep the others waiting.</returns>
    private (byte[] Bytes, int Pages)? Read(Verzending brief, byte[] document)
    {
        try
        {
            var pdf = geheimen.Unprotect(Verzending.DocumentPurpose, document);
            return Hashing.Sha256(pdf) == brief.DocumentHash ? (pdf, PdfPart.Read(pdf).PageCount) : null;
        }
        catch (Exception e) when (e is (System.Security.Cryptography.CryptographicException and not SleutelOntbreektException) or Domain.Documenten.DocumentException)
        {
            return null;
        }
    }

    private Task<bool> RefuseAsync(Verzending brief, CancellationToken ct) => unitOfWork.RunAsync(
        DerivedId.From(brief.Id, "onleesbaar"),
        async (services, token) =>
        {
            var db = services.GetRequiredService<WeIdDbContext>();
            var row = await db.Verzendingen.SingleAsync(v => v.Id == brief.Id, token);
            if (row.Status is not VerzendStatus.BijDrukker)
            {
                return false;
            }

            row.RefuseByDrukker("onleesbaar");
            var now = time.GetUtcNow();
            db.Audit.Add(AuditRegel.Of(new Handeling(Guid.CreateVersion7(now), now), "BriefOnleesbaar", brief.AanvraagId, JsonSerializer.Serialize(new { verzending = brief.Id })));
            return true;
        },
        ct);
}
