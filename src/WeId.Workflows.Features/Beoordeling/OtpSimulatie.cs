using Microsoft.EntityFrameworkCore;
using OtpNet;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Stands in for the display of an OTP device; used in Development only, where no device exists.</summary>
public sealed class OtpSimulatie(IDbContextFactory<WeIdDbContext> contexts, IGeheimen geheimen, TimeProvider time)
{
    /// <summary>The code of this moment and the seconds that it still lasts; null for an unknown device.</summary>
    public async Task<(string Code, int Seconds)?> ReadAsync(string serienummer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var apparaat = await db.OtpApparaten.AsNoTracking().SingleOrDefaultAsync(o => o.Serienummer == serienummer, ct);
        if (apparaat is null)
        {
            return null;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var totp = new Totp(geheimen.Unprotect(OtpApparaat.GeheimPurpose, apparaat.Geheim), apparaat.Periode ?? TweedeFactoren.UsualPeriod);
        return (totp.ComputeTotp(now), totp.RemainingSeconds(now));
    }
}
