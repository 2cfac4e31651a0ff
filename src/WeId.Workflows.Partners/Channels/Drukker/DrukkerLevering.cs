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

    /// <summary>Delivers what waits.</summary>
    public async Task RunOnceAsync(CancellationToken ct)
    {
        await DeliverAsync(ct);
        while (await GatherAsync(ct))
        {
            await DeliverAsync(ct);
        }
    }

    private static IQueryable<Verzending> Waiting(WeIdDbContext db) => db.Verzendingen.Where(v =>
        v.Kanaal == VerzendKanaal.Post && v.Status == VerzendStatus.Opgemaakt && v.PostbatchId == null && v.DrukopdrachtId == null && v.Template != MetApparaat);

    private async Task<bool> GatherAsync(CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            // A round that finds nothing writes nothing: the remembered answers of acts would only pile up.
            if (!await Waiting(db).AnyAsync(ct))
            {
                return false;
            }
        }

        var now = time.GetUtcNow();
        return await unitOfWork.RunAsync(
            Guid.CreateVersion7(now),
            async (services, token) =>
            {
                var db = services.GetRequiredService<WeIdDbContext>();
                var brieven = await Waiting(db).OrderBy(v => v.OpgemaaktOp).ThenBy(v => v.Id).Take(options.Value.MaxBrieven).ToListAsync(token);
                if (brieven.Count == 0)
                {
                    return false;
                }

                var handeling = new Handeling(Guid.CreateVersion7(now), now);
                var opdracht = new Drukopdracht(Guid.CreateVersion7(now), await NextNummerAsync(db, handeling, token), now);
                db.Drukopdrachten.Add(opdracht);
                brieven.ForEach(brief => brief.HandToDrukker(opdracht.Id));
                db.Audit.Add(AuditRegel.Of(
                    handeling, "DrukopdrachtGemaakt", details: JsonSerializer.Serialize(new { drukopdracht = opdracht.Nummer, verzendingen = brieven.Select(b => b.Id) })));
                return true;
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

    private async Task DeliverAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var opdracht in await db.Drukopdrachten.AsNoTracking().Where(o => o.AfgeleverdOp == null).OrderBy(o => o.Nummer).ToListAsync(ct))
        {
            var count = await WriteAsync(db, opdracht, ct);
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
    }

    /// <returns>How many letters were delivered. One that was withdrawn meanwhile is none of them.</returns>
    private async Task<int> WriteAsync(WeIdDbContext db, Drukopdracht opdracht, CancellationToken ct)
    {
        var manifest = $"{opdracht.Nummer}.json";
        var ids = await db.Verzendingen
            .Where(v => v.DrukopdrachtId == opdracht.Id && v.Status == VerzendStatus.BijDrukker)
            .OrderBy(v => v.OpgemaaktOp).ThenBy(v => v.Id)
            .Select(v => v.Id)
            .ToListAsync(ct);

        // The supplier may have begun with it: what he sees does not change any more.
        if (ids.Count == 0 || map.HasOut(manifest))
        {
            return ids.Count;
        }

        var letters = new List<Drukbrief>();
        foreach (var id in ids)
        {
            // One at a time: together they may be large.
            var brief = await db.Verzendingen.AsNoTracking().SingleAsync(v => v.Id == id, ct);
            if (brief is not { Status: VerzendStatus.BijDrukker, Document: { } document })
            {
                continue;
            }

            if (Read(brief, document) is not { } pdf)
            {
                await RefuseAsync(brief, ct);
                continue;
            }

            map.Put(Drukbrief.FileOf(id), pdf.Bytes);
            letters.Add(Drukbrief.Of(brief, pdf.Bytes, pdf.Pages));
        }

        if (letters.Count > 0)
        {
            map.Put(manifest, new Drukmanifest(1, opdracht.Nummer, opdracht.GemaaktOp, letters).ToBytes());
        }

        return letters.Count;
    }

    /// <returns>Null when it is not what was made up: it is not sent, and must not keep the others waiting.</returns>
    private (byte[] Bytes, int Pages)? Read(Verzending brief, byte[] document)
    {
        try
        {
            var pdf = geheimen.Unprotect(Verzending.DocumentPurpose, document);
            return Hashing.Sha256(pdf) == brief.DocumentHash ? (pdf, PdfPart.Read(pdf).PageCount) : null;
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or Domain.Documenten.DocumentException)
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
