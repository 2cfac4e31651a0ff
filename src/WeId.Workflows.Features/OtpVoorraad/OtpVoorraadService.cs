using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.OtpVoorraad;

/// <summary>A device as the page of the stock shows it.</summary>
/// <param name="Gebruiker">To whom it was sent; null when to nobody.</param>
/// <param name="IsVergeefs">It was sent, and nobody uses it or is going to.</param>
public sealed record OtpRij(
    string Serienummer, OtpApparaatStatus Status, bool IsVergeefs, string? Gebruiker, DateTimeOffset? UitgegevenOp, string? TrackTrace, OtpAfschrijving? Afschrijving, DateTimeOffset? AfgeschrevenOp);

/// <summary>The stock.</summary>
/// <param name="Voorraad">How many can be sent.</param>
/// <param name="Uitgegeven">How many were sent and are not written off.</param>
/// <param name="Rijen">The first <see cref="OtpVoorraadService.MaxRijen"/> that were asked for.</param>
public sealed record OtpStand(int Voorraad, int Uitgegeven, IReadOnlyList<OtpRij> Rijen)
{
    /// <summary>Below this many it is time to order.</summary>
    public const int Bestelniveau = 10;

    /// <summary>Whether it is time to order.</summary>
    public bool IsLow => Voorraad < Bestelniveau;
}

/// <summary>What was taken in of a delivery.</summary>
/// <param name="Bekend">How many were there already, with the same secret.</param>
public sealed record OtpIngevoerd(int Nieuw, int Bekend);

/// <summary>The stock of OTP devices: the postkamer takes deliveries in and writes devices off. Secrets are kept encrypted only.</summary>
public sealed class OtpVoorraadService(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, IGeheimen geheimen)
{
    /// <summary>How many devices the page shows at most.</summary>
    public const int MaxRijen = 50;

    /// <summary>The stock; null for who does not work there.</summary>
    /// <param name="zoek">The begin of a serial number; empty: those that changed last.</param>
    public async Task<OtpStand?> ListAsync(Handeling handeling, string zoek, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(zoek);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.MedewerkerAsync(handeling, StafRol.Postkamer, ct) is null)
        {
            return null;
        }

        var begin = new string([.. zoek.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        var apparaten = db.OtpApparaten.AsNoTracking();
        var rijen = await apparaten
            .Where(o => o.Serienummer.StartsWith(begin))
            .OrderBy(o => o.Afschrijving != null)
            .ThenBy(o => o.EhMiddelId == null)
            .ThenByDescending(o => o.UitgegevenOp)
            .ThenBy(o => o.Serienummer)
            .Take(MaxRijen)
            .Select(o => new
            {
                Apparaat = o,
                IsVergeefs = db.VergeefsUitgegeven().Any(v => v.Serienummer == o.Serienummer),
                Persoon = db.EhMiddelen.Where(m => m.Id == o.EhMiddelId).Select(m => m.Persoon).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return new(
            await apparaten.CountAsync(o => o.EhMiddelId == null && o.Afschrijving == null, ct),
            await apparaten.CountAsync(o => o.EhMiddelId != null && o.Afschrijving == null, ct),
            [.. rijen.Select(r => new OtpRij(
                r.Apparaat.Serienummer, r.Apparaat.Status, r.IsVergeefs, r.Persoon?.VolledigeNaam, r.Apparaat.UitgegevenOp, r.Apparaat.TrackTrace, r.Apparaat.Afschrijving, r.Apparaat.AfgeschrevenOp))]);
    }

    /// <summary>Takes a delivery in: all of it, or nothing and why. The same file again changes nothing.</summary>
    public async Task<Result<OtpIngevoerd>> ImportAsync(Handeling handeling, byte[] bestand, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        ArgumentNullException.ThrowIfNull(bestand);
        var read = OtpLeverbestand.Read(bestand);
        return await useCases.RunAsync<OtpIngevoerd>(
            handeling,
            async (scope, token) =>
            {
                // Before anything of the file is told: not everybody may ask whether we have a serial number.
                if (await scope.Db.MedewerkerAsync(handeling, StafRol.Postkamer, token) is null)
                {
                    return new NotAllowed();
                }

                return read.Succeeded ? await AddAsync(scope.Db, handeling, bestand, read.Value, token) : Result.Refused<OtpIngevoerd>(read.Refusals);
            },
            ct);
    }

    /// <summary>
    /// Takes a device out of the stock, or one that was sent in vain. One that somebody uses is written off when another takes its
    /// place, or at the end of his middel.
    /// </summary>
    public Task<Result<Done>> WriteOffAsync(Handeling handeling, string serienummer, OtpAfschrijving reden, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (reden is not (OtpAfschrijving.Defect or OtpAfschrijving.Kwijt) || await FindAsync(scope.Db, handeling, serienummer, token) is not { } apparaat)
            {
                return new NotAllowed();
            }

            if (apparaat.Status is not OtpApparaatStatus.Voorraad && !await scope.Db.VergeefsUitgegeven().AnyAsync(o => o.Serienummer == serienummer, token))
            {
                return new SomebodyWasFirst("");
            }

            apparaat.WriteOff(reden, handeling.At);
            scope.Db.Audit.Add(AuditRegel.Of(handeling, "OtpAfgeschreven", null, JsonSerializer.Serialize(new { serienummer, reden = reden.ToString() })));
            return default(Done);
        },
        ct);

    /// <summary>Puts a device back into the stock that was sent in vain and came back unopened, or never left.</summary>
    public Task<Result<Done>> TakeBackAsync(Handeling handeling, string serienummer, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (await FindAsync(scope.Db, handeling, serienummer, token) is not { } apparaat)
            {
                return new NotAllowed();
            }

            if (!await scope.Db.VergeefsUitgegeven().AnyAsync(o => o.Serienummer == serienummer, token))
            {
                return new SomebodyWasFirst("");
            }

            (await scope.Db.EhMiddelen.SingleAsync(m => m.Id == apparaat.EhMiddelId, token)).ReturnOtpDevice(serienummer);
            apparaat.TakeBack().OrThrow();
            scope.Db.Audit.Add(AuditRegel.Of(handeling, "OtpTeruggenomen", null, JsonSerializer.Serialize(new { serienummer })));
            return default(Done);
        },
        ct);

    private static async Task<OtpApparaat?> FindAsync(WeIdDbContext db, Handeling handeling, string serienummer, CancellationToken ct) =>
        await db.MedewerkerAsync(handeling, StafRol.Postkamer, ct) is null ? null : await db.OtpApparaten.SingleOrDefaultAsync(o => o.Serienummer == serienummer, ct);

    private async Task<Result<OtpIngevoerd>> AddAsync(WeIdDbContext db, Handeling handeling, byte[] bestand, List<OtpLevering> levering, CancellationToken ct)
    {
        var nummers = levering.Select(d => d.Serienummer).ToList();
        var bekend = await db.OtpApparaten.Where(o => nummers.Contains(o.Serienummer)).ToDictionaryAsync(o => o.Serienummer, ct);
        var faults = levering
            .Where(d => bekend.TryGetValue(d.Serienummer, out var known) && !IsSame(known, d))
            .Take(OtpLeverbestand.MaxFaults)
            .Select(d => (Refusal)new OtpLeveringGeweigerd(d.Regel, OtpLeveringFout.AnderGeheim))
            .ToList();
        if (faults.Count > 0)
        {
            return Result.Refused<OtpIngevoerd>(faults);
        }

        var nieuw = levering.Where(d => !bekend.ContainsKey(d.Serienummer)).ToList();
        db.OtpApparaten.AddRange(nieuw.Select(d => new OtpApparaat(d.Serienummer, geheimen.Protect(OtpApparaat.GeheimPurpose, d.Geheim)) { Periode = d.Periode, GeleverdOp = handeling.At }));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bestand));
        db.Audit.Add(AuditRegel.Of(handeling, "OtpLeveringIngevoerd", null, JsonSerializer.Serialize(new { nieuw = nieuw.Count, bekend = bekend.Count, hash })));
        return new OtpIngevoerd(nieuw.Count, bekend.Count);
    }

    private bool IsSame(OtpApparaat known, OtpLevering device) => known.Periode == device.Periode
        && CryptographicOperations.FixedTimeEquals(geheimen.Unprotect(OtpApparaat.GeheimPurpose, known.Geheim), device.Geheim);
}
