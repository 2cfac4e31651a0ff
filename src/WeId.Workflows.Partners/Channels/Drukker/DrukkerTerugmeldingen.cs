using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Partners.Channels.Drukker;

/// <summary>
/// Takes the reports of the print supplier. A file counts as a whole or not at all; what it says is committed before the file is
/// moved, so that a file which lies there after a crash is only moved. No file stops another.
/// </summary>
internal sealed class DrukkerTerugmeldingen(IUnitOfWork unitOfWork, DrukkerMap map, TimeProvider time, ILogger<DrukkerTerugmeldingen> logger)
{
    private static readonly Guid Namespace = new("5b0f6f1e-7f0c-4c58-9d1f-3b8f5a0c2d11");

    // What changed since the last look may still be being written.
    private readonly Dictionary<string, (long Length, DateTime At)> seen = new(StringComparer.Ordinal);

    /// <summary>Takes every file that lies there.</summary>
    public async Task RunOnceAsync(CancellationToken ct)
    {
        foreach (var report in map.Reports())
        {
            try
            {
                await TakeAsync(report, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                logger.TerugmeldingFailed(e);
            }
        }
    }

    private async Task TakeAsync(FileInfo report, CancellationToken ct)
    {
        if (report.LinkTarget is not null)
        {
            await RefuseAsync(report, "", "it is a link", ct);
            return;
        }

        if (report.Name.Length > Terugmelding.MaxBestand || !report.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            await RefuseAsync(report, "", "its name is too long, or not made of letters, digits, '.', '_' and '-'", ct);
            return;
        }

        if (report.Extension is not ".json")
        {
            await RefuseAsync(report, "", "its name does not end in .json", ct);
            return;
        }

        if (DrukkerMap.Read(report, DrukkerMap.MaxBytes) is not { } bytes)
        {
            // Another process took it, or it became a link: the next look tells.
            return;
        }

        if (bytes.Length > DrukkerMap.MaxBytes)
        {
            await RefuseAsync(report, "", $"it is larger than {DrukkerMap.MaxBytes} bytes", ct);
            return;
        }

        var (bestand, fout) = Terugmeldingbestand.Read(bytes);
        var hash = Hashing.Sha256(bytes);
        if (bestand is null)
        {
            var stand = (report.Length, report.LastWriteTimeUtc);
            if (!seen.TryGetValue(report.Name, out var before) || before != stand)
            {
                seen[report.Name] = stand;
                return;
            }

            await RefuseAsync(report, hash, fout!, ct);
            return;
        }

        var id = DerivedId.From(Namespace, $"{report.Name}/{hash}");
        if (await RecordAsync(report, id, bestand, ct) is { } reden)
        {
            await RefuseAsync(report, hash, reden, ct);
            return;
        }

        foreach (var letter in bestand.Letters.Where(l => l.Stand is Briefstand.Gepost))
        {
            // It may hold a code.
            map.RemoveOut(Drukbrief.FileOf(letter.VerzendingId));
        }

        map.Process(report, id);
        seen.Remove(report.Name);
    }

    /// <returns>Null when what it says is written now, or was before; else why not.</returns>
    private async Task<string?> RecordAsync(FileInfo report, Guid id, Terugmeldingbestand bestand, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return await unitOfWork.RunAsync(
            Guid.CreateVersion7(now),
            async (services, token) =>
            {
                var db = services.GetRequiredService<WeIdDbContext>();
                if (await db.Terugmeldingen.AsNoTracking().SingleOrDefaultAsync(t => t.Kenmerk == bestand.Id, token) is { } earlier)
                {
                    // The same file that was committed and not moved yet; else he sent it twice.
                    return earlier.Id == id && !map.IsProcessed(id, report.Name) ? null : $"the id {bestand.Id} was reported before, in {earlier.Bestand}";
                }

                var ids = bestand.Letters.Select(l => l.VerzendingId).ToList();
                var brieven = await db.Verzendingen.Where(v => ids.Contains(v.Id) && v.DrukopdrachtId != null).ToDictionaryAsync(v => v.Id, token);
                var opdrachten = await db.Drukopdrachten.AsNoTracking()
                    .Where(o => db.Verzendingen.Any(v => ids.Contains(v.Id) && v.DrukopdrachtId == o.Id))
                    .ToDictionaryAsync(o => o.Id, o => AmsterdamTime.DateOf(o.GemaaktOp), token);
                var faults = bestand.Letters
                    .Select(l => Fault(l, brieven.GetValueOrDefault(l.VerzendingId), opdrachten, AmsterdamTime.DateOf(now)) is { } fault ? $"letter {l.VerzendingId:N}: {fault}" : null)
                    .OfType<string>()
                    .ToList();
                if (faults.Count > 0)
                {
                    return string.Join("; ", faults);
                }

                var skipped = new List<string>();
                foreach (var letter in bestand.Letters)
                {
                    var brief = brieven[letter.VerzendingId];
                    if (Elsewhere(letter, brief) is { } elsewhere)
                    {
                        skipped.Add($"letter {letter.VerzendingId:N}: {elsewhere}");
                        Note(db, brief, "DrukkerMeldingNietVerwerkt", new { verzending = brief.Id, gemeld = letter.Stand.ToString(), stand = brief.Status.ToString() }, now);
                    }
                    else
                    {
                        Apply(db, brief, letter, now);
                    }
                }

                db.Terugmeldingen.Add(new(id, report.Name, bestand.Id, skipped.Count > 0 ? $"it counted, but not for {string.Join("; ", skipped)}" : null, now));
                return null;
            },
            ct);
    }

    private static string? Fault(Briefmelding letter, Verzending? brief, Dictionary<Guid, DateOnly> opdrachten, DateOnly today)
    {
        if (brief is null)
        {
            return "it was not delivered";
        }

        if (!string.Equals(letter.Sha256, brief.DocumentHash, StringComparison.OrdinalIgnoreCase))
        {
            return "its sha256 is another one";
        }

        return letter.Op is { } op && (op > today || op < opdrachten[brief.DrukopdrachtId!.Value])
            ? "postedOn lies in the future, or before its delivery"
            : null;
    }

    /// <summary>What we did with the letter before the supplier reported is no fault of his file, but operations must know when it may be posted twice, or not at all.</summary>
    private static string? Elsewhere(Briefmelding letter, Verzending brief) => (brief.Status, letter.Stand) switch
    {
        // Withdrawn while he had it: nothing is left to record.
        (VerzendStatus.BijDrukker or VerzendStatus.Vervallen, _) => null,
        (VerzendStatus.Verzonden, Briefstand.Geweigerd) => brief.PostbatchId is null ? "reported as refused, after it was posted" : null,
        (VerzendStatus.Verzonden, _) when brief.PostbatchId is null => null,
        (_, Briefstand.Geweigerd) => null,
        (VerzendStatus.Mislukt, var stand) => $"reported as {Word(stand)}, after it was refused",
        (_, var stand) => $"reported as {Word(stand)}, but the postkamer has it or posted it",
    };

    private static string Word(Briefstand stand) => stand is Briefstand.Gepost ? "posted" : "accepted";

    private static void Apply(WeIdDbContext db, Verzending brief, Briefmelding letter, DateTimeOffset now)
    {
        if (brief.Status is not VerzendStatus.BijDrukker)
        {
            return;
        }

        switch (letter.Stand)
        {
            case Briefstand.Aangenomen:
                brief.RecordAangenomen(now);
                return;
            case Briefstand.Gepost:
                brief.MarkVerzonden(hash: null, Within(letter.Op!.Value, brief.OpgemaaktOp!.Value, now));
                break;
            case Briefstand.Geweigerd:
                brief.RefuseByDrukker(letter.Reden!);
                break;
        }

        Note(
            db,
            brief,
            letter.Stand is Briefstand.Gepost ? "BriefGepostDoorDrukker" : "BriefGeweigerdDoorDrukker",
            new { verzending = brief.Id, op = letter.Op, reden = letter.Reden },
            now);
    }

    private static void Note(WeIdDbContext db, Verzending brief, string wat, object details, DateTimeOffset now) =>
        db.Audit.Add(AuditRegel.Of(new Handeling(Guid.CreateVersion7(now), now), wat, brief.AanvraagId, JsonSerializer.Serialize(details)));

    // He knows the day only: the noon of it, unless that is too early or still to come.
    private static DateTimeOffset Within(DateOnly day, DateTimeOffset from, DateTimeOffset to)
    {
        var noon = AmsterdamTime.StartOf(day).AddHours(12);
        return noon < from ? from : noon > to ? to : noon;
    }

    private async Task RefuseAsync(FileInfo report, string hash, string reden, CancellationToken ct)
    {
        // Gone: another process has dealt with it.
        if (!File.Exists(report.FullName))
        {
            return;
        }

        // The same file after a crash is the same operation; the same name later is another one.
        var operation = DerivedId.From(Namespace, $"{report.Name}/{hash}/{report.LastWriteTimeUtc.Ticks}/geweigerd");
        var name = SafeName(report.Name);
        await unitOfWork.RunAsync(
            operation,
            (services, _) =>
            {
                services.GetRequiredService<WeIdDbContext>().Terugmeldingen.Add(new(Guid.CreateVersion7(time.GetUtcNow()), name, null, reden, time.GetUtcNow()));
                return Task.FromResult(true);
            },
            ct);
        map.Refuse(report, name, reden);
        seen.Remove(report.Name);
        logger.TerugmeldingRefused(reden);
    }

    private static string SafeName(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_')).TrimStart('.');
        return safe.Length > Terugmelding.MaxBestand ? safe[..Terugmelding.MaxBestand] : safe;
    }
}
