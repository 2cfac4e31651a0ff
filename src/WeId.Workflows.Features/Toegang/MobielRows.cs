using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Toegang;

/// <summary>The number to which codes go.</summary>
internal static class MobielRows
{
    /// <summary>Gives the person another number: codes that went to the old one lapse, and what was proved with it in an activation no longer counts .</summary>
    public static async Task ChangeMobielAsync(this WeIdDbContext db, Handeling handeling, Persoon persoon, MobielNummer mobiel, CancellationToken ct)
    {
        persoon.ChangeMobiel(mobiel);
        if (await db.Users.SingleOrDefaultAsync(a => a.PersoonId == persoon.Id, ct) is { } account)
        {
            account.SmsCodeHash = null;
            account.SmsCodeGeldigTot = null;

            // Somebody who is just giving such a code, or just getting one, must not win from this.
            account.ConcurrencyStamp = handeling.OperationId.ToString();

            // Who has lost his telephone may be signed in on it.
            account.EndSessions();
        }

        foreach (var activatie in await db.Activaties
            .Where(a => a.Status != ActivatieStatus.Voltooid && a.Status != ActivatieStatus.Vervangen && db.EhMiddelen.Any(m => m.Id == a.EhMiddelId && m.PersoonId == persoon.Id))
            .ToListAsync(ct))
        {
            activatie.ForgetTweedeFactor();
        }
    }
}
