using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>OTP devices that were asked for and not taken into use, whichever aanvraag asked for them.</summary>
internal static class OtpOnderweg
{
    /// <summary>Whether one is on its way to this user: asked for by an aanvraag of its own or by form.</summary>
    public static Task<bool> IsOtpOnderwegAsync(this WeIdDbContext db, Guid persoonId, CancellationToken ct) => db.Aanvragen.AnyAsync(
        a => a.PersoonId == persoonId
            && (a.Status == AanvraagStatus.Ingediend || a.Status == AanvraagStatus.InBeoordeling || a.Status == AanvraagStatus.AanvullingGevraagd || a.Status == AanvraagStatus.InUitvoering)
            && (a.Type == "otp-device" || (a.Type == "wijzigingsformulier" && a.Gegevens.Contains("\"soort\":\"OtpDevice\""))),
        ct);

    /// <summary>The serial number of the device that the postkamer has sent for an aanvraag; null while it has not.</summary>
    public static async Task<(string Serienummer, DateTimeOffset Op)?> UitgegevenOtpAsync(this WeIdDbContext db, Guid aanvraagId, CancellationToken ct) =>
        await db.Taken.AsNoTracking()
            .SingleOrDefaultAsync(t => t.AanvraagId == aanvraagId && t.Soort == TaakSoort.OtpUitgifte && t.Status == TaakStatus.Besloten, ct) is { Toelichting: { } serienummer, BeslotenOp: { } op }
            ? (serienummer, op)
            : null;

    /// <summary>
    /// Devices that went to somebody who does not use them and never will: his aanvraag was withdrawn before the device was his
    /// second factor, it lapsed, or his eHerkenning has ended.
    /// </summary>
    public static IQueryable<OtpApparaat> VergeefsUitgegeven(this WeIdDbContext db) => db.OtpApparaten.Where(o =>
        o.EhMiddelId != null
        && o.Afschrijving == null
        && !db.EhMiddelen.Any(m => m.Id == o.EhMiddelId
            && ((m.OtpSerienummer == o.Serienummer
                    && m.TweedeFactor == TweedeFactor.OtpDevice
                    && db.Koppelingen.Any(k => k.EhMiddelId == m.Id && k.Status != KoppelingStatus.Beeindigd && k.Status != KoppelingStatus.Afgekeurd))
                || db.Aanvragen.Any(a => a.PersoonId == m.PersoonId
                    && (a.Status == AanvraagStatus.Ingediend || a.Status == AanvraagStatus.InBeoordeling || a.Status == AanvraagStatus.AanvullingGevraagd || a.Status == AanvraagStatus.InUitvoering)
                    && db.Taken.Any(t => t.AanvraagId == a.Id && t.Soort == TaakSoort.OtpUitgifte && t.Status == TaakStatus.Besloten && t.Toelichting == o.Serienummer)))));

    /// <summary>Makes this device the second factor, and writes off those that he had before.</summary>
    public static async Task SwitchToOtpDeviceAsync(this WeIdDbContext db, EhMiddel middel, string serienummer, DateTimeOffset at, CancellationToken ct)
    {
        middel.SwitchToOtpDevice(serienummer);
        foreach (var oud in await db.OtpApparaten.Where(o => o.EhMiddelId == middel.Id && o.Serienummer != serienummer).ToListAsync(ct))
        {
            oud.WriteOff(OtpAfschrijving.Vervangen, at);
        }
    }
}
