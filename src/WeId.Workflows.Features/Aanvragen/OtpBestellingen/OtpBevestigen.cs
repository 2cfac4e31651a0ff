using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.OtpBestellingen;

/// <summary>A user takes the OTP device that was sent to him into use; until then his present factor works .</summary>
public sealed class OtpBevestigen
{
    private readonly UseCases useCases;
    private readonly IDbContextFactory<WeIdDbContext> contexts;
    private readonly TweedeFactoren factoren;
    private readonly IGeheimen geheimen;
    private readonly Pogingenrem rem;

    internal OtpBevestigen(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, TweedeFactoren factoren, IGeheimen geheimen, Pogingenrem rem)
    {
        this.useCases = useCases;
        this.contexts = contexts;
        this.factoren = factoren;
        this.geheimen = geheimen;
        this.rem = rem;
    }

    /// <summary>Whether a device is on its way to whoever is signed in.</summary>
    public async Task<bool> IsOnderwegAsync(Handeling handeling, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Waiting(db, handeling).AnyAsync(ct);
    }

    /// <summary>Makes the device his second factor, when the code is one of the device that was sent to him.</summary>
    public async Task<Result<Done>> RunAsync(Handeling handeling, string serienummer, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        var key = $"otp-bevestigen:{handeling.AccountId}";
        if (rem.IsShut(key))
        {
            return new TooManyPogingen((int)Pogingenrem.Venster.TotalMinutes);
        }

        var result = await useCases.RunAsync<Done>(handeling, (scope, token) => ConfirmAsync(scope, handeling, serienummer, code, token), ct);
        if (result.Refusals is [CodeWrong])
        {
            rem.Count(key);
        }

        return result;
    }

    private static IQueryable<WorkflowWait> Waiting(WeIdDbContext db, Handeling handeling) => db.Waits.Where(
        w => w.Name == WachtOpOtpBevestigingStep.WaitName
            && w.Status == WaitStatus.Open
            && db.Aanvragen.Any(a => a.Id == w.AanvraagId && db.Users.Any(u => u.Id == handeling.AccountId && u.IsActief && u.PersoonId == a.PersoonId)));

    private async Task<Result<Done>> ConfirmAsync(UseCaseScope scope, Handeling handeling, string serienummer, string code, CancellationToken ct)
    {
        var db = scope.Db;
        if (await Waiting(db, handeling).SingleOrDefaultAsync(ct) is not { } wait || await db.UitgegevenOtpAsync(wait.AanvraagId, ct) is not { } uitgegeven)
        {
            return new NoOtpDeviceOnderweg();
        }

        var account = await db.Users.SingleAsync(u => u.Id == handeling.AccountId, ct);
        var middel = await db.EhMiddelen.SingleAsync(m => m.PersoonId == account.PersoonId, ct);
        var apparaat = await db.OtpApparaten.SingleAsync(o => o.Serienummer == uitgegeven.Serienummer, ct);
        if (OtpApparaat.ParseSerienummer(serienummer) != apparaat.Serienummer || apparaat.EhMiddelId != middel.Id || apparaat.Afschrijving is not null)
        {
            // The same answer as for a wrong code: serial numbers cannot be tried out.
            return new CodeWrong { Field = nameof(code) };
        }

        factoren.SetOtpSecret(account, geheimen.Unprotect(OtpApparaat.GeheimPurpose, apparaat.Geheim), apparaat.Periode);
        if (factoren.VerifyTotp(account, code, handeling.At) is { } wrong)
        {
            return wrong with { Field = nameof(code) };
        }

        await db.SwitchToOtpDeviceAsync(middel, apparaat.Serienummer, handeling.At, ct);
        db.Audit.Add(AuditRegel.Of(handeling, "OtpDeviceInGebruik", wait.AanvraagId, JsonSerializer.Serialize(new { serienummer = apparaat.Serienummer })));
        return await scope.Waits.CloseAsync(wait, WachtOpOtpBevestigingStep.Bevestigd, new Dictionary<string, object?>(), handeling.AccountId.ToString()!, handeling.At, ct)
            ? default(Done)
            : new NoOtpDeviceOnderweg();
    }
}
