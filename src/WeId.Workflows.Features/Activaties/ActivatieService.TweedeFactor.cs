using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.Features.Activaties;

// The step of the second factor.
public sealed partial class ActivatieService
{
    private const int MaxSmsAnHour = 4;

    /// <summary>Sends an SMS code to the number of the aanvraag.</summary>
    public Task<Result<Done>> SendSmsCodeAsync(string sessie, CancellationToken ct) => RunAsync(
        sessie,
        async (scope, handeling, activatie, middel, token) =>
        {
            if (await AccountAsync(scope.Db, activatie, token) is not { } account
                || activatie.TweedeFactorBevestigd
                || await FactorAsync(scope.Db, activatie, middel, token) is not TweedeFactor.Sms)
            {
                return new StepOutOfOrder();
            }

            if (middel.Persoon.Mobiel is not { } mobiel)
            {
                return new MobielMissing();
            }

            var since = handeling.At.AddHours(-1);
            if (await scope.Db.Verzendingen.CountAsync(v => v.PersoonId == middel.PersoonId && v.Kanaal == VerzendKanaal.Sms && v.AangemaaktOp > since, token) >= MaxSmsAnHour)
            {
                return new TooManyCodes();
            }

            factoren.CreateSmsCode(scope, handeling, account, middel.Persoon.VolledigeNaam, mobiel, middel.PersoonId);
            return new Poging(activatie.Id);
        },
        ct);

    /// <summary>The SMS code.</summary>
    public Task<Result<Done>> ConfirmSmsAsync(string sessie, string code, CancellationToken ct) => RunAsync(
        sessie,
        async (scope, handeling, activatie, middel, token) =>
        {
            if (await AccountAsync(scope.Db, activatie, token) is not { } account
                || await FactorAsync(scope.Db, activatie, middel, token) is not TweedeFactor.Sms)
            {
                return new StepOutOfOrder();
            }

            return factoren.VerifySms(account, code, handeling.At) switch
            {
                CodeWrong => new Poging(null),
                { } refusal => refusal,
                null => ConfirmTweedeFactor(scope.Db, handeling, activatie),
            };
        },
        ct);

    /// <summary>The serial number of the OTP device, and a code that it shows; of a device that he uses already, the code alone.</summary>
    public async Task<Result<Done>> ConfirmOtpAsync(string sessie, string serienummer, string code, CancellationToken ct)
    {
        var key = $"otp:{sessies.Read(sessie)}";
        if (rem.IsShut(key))
        {
            return new TooManyPogingen((int)Pogingenrem.Venster.TotalMinutes);
        }

        var result = await RunAsync(
            sessie,
            async (scope, handeling, activatie, middel, token) =>
            {
                if (await AccountAsync(scope.Db, activatie, token) is not { } account
                    || await FactorAsync(scope.Db, activatie, middel, token) is not TweedeFactor.OtpDevice)
                {
                    return new StepOutOfOrder();
                }

                // He has signed in with it before: only its code is new.
                if (account.IsActief && middel.TweedeFactor is TweedeFactor.OtpDevice)
                {
                    return factoren.VerifyTotp(account, code, handeling.At) is { } wrong
                        ? wrong with { Field = nameof(code) }
                        : ConfirmTweedeFactor(scope.Db, handeling, activatie);
                }

                var serial = OtpApparaat.ParseSerienummer(serienummer);
                if (await scope.Db.OtpApparaten.SingleOrDefaultAsync(o => o.Serienummer == serial && o.EhMiddelId == middel.Id && o.Afschrijving == null, token) is not { } apparaat
                    || middel.OtpSerienummer != serial)
                {
                    // The same answer as for a wrong code: serial numbers cannot be tried out.
                    return new CodeWrong { Field = nameof(code) };
                }

                factoren.SetOtpSecret(account, geheimen.Unprotect(OtpApparaat.GeheimPurpose, apparaat.Geheim), apparaat.Periode);
                return factoren.VerifyTotp(account, code, handeling.At) is { } refusal
                    ? refusal with { Field = nameof(code) }
                    : ConfirmTweedeFactor(scope.Db, handeling, activatie);
            },
            ct);
        if (result.Refusals is [CodeWrong])
        {
            rem.Count(key);
        }

        return result;
    }

    // A middel without second factor gets the one of its upgrade; before that is active he signs in without.
    private static async Task<TweedeFactor?> FactorAsync(WeIdDbContext db, Activatie activatie, EhMiddel middel, CancellationToken ct) =>
        middel.TweedeFactor ?? await db.Upgrades.Where(u => u.AanvraagId == activatie.AanvraagId).Select(u => u.TweedeFactor).SingleOrDefaultAsync(ct);

    private static Result<Poging> ConfirmTweedeFactor(WeIdDbContext db, Handeling handeling, Activatie activatie)
    {
        if (activatie.ConfirmTweedeFactor(handeling) is { } refusal)
        {
            return refusal;
        }

        db.Audit.Add(AuditRegel.Of(handeling, "TweedeFactorBevestigd", activatie.AanvraagId));
        return new Poging(activatie.Id);
    }

    private static async Task<Account?> AccountAsync(WeIdDbContext db, Activatie activatie, CancellationToken ct) =>
        activatie.AccountId is { } id ? await db.Users.SingleOrDefaultAsync(a => a.Id == id, ct) : null;
}
