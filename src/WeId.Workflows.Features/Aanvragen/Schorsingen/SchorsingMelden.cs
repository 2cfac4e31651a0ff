using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Schorsingen;

/// <summary>What somebody reports.</summary>
/// <param name="KoppelingId">Whose middel; null: his own.</param>
/// <param name="Akkoord">He knows that the middel works nowhere from now on.</param>
public sealed record SchorsingVoorstel(Guid? KoppelingId, SchorsingReden? Reden, string? Toelichting, bool Akkoord);

/// <summary>
/// Suspends a middel at once, whatever else is running: in this very transaction it is off in every organisatie, nobody is signed in with it any
/// more, and the mutatie that was in behandeling has ended. Its workflow tells those concerned and asks a reviewer what is to follow.
/// </summary>
public sealed class SchorsingMelden(UseCases useCases, Indiener indiener, Intrekking intrekking)
{
    /// <summary>Longest explanation.</summary>
    public const int MaxToelichting = 1000;

    /// <summary>Reports; a repeat with the same operation id answers the same aanvraag.</summary>
    /// <param name="handeling">Of a beheerder in his organisatie; of a reviewer, or of the user himself, in no organisatie.</param>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, SchorsingVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        var version = await indiener.VersionAsync(SchorsingGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(handeling, (scope, token) => SuspendAsync(scope, handeling, voorstel, version, token), ct);
    }

    private async Task<Result<Indiening>> SuspendAsync(UseCaseScope scope, Handeling handeling, SchorsingVoorstel voorstel, int version, CancellationToken ct)
    {
        var db = scope.Db;
        if (await db.FindMeldingAsync(handeling, voorstel.KoppelingId, ct) is not { } melding)
        {
            return new NotAllowed();
        }

        var refusals = Refusals(voorstel);
        var middel = await db.EhMiddelen.Include(m => m.Koppelingen).ThenInclude(k => k.Organisatie).SingleAsync(m => m.Id == melding.MiddelId, ct);
        var koppelingen = middel.Koppelingen.Where(k => k.Status is KoppelingStatus.Actief or KoppelingStatus.Geschorst).ToList();
        if (await db.LopendeSchorsingAsync(middel.PersoonId, ct) is not null)
        {
            refusals.Add(new AlGeschorst());
        }
        else if (koppelingen.Count == 0)
        {
            refusals.Add(new MiddelNotActief(middel.Koppelingen.Where(k => k.IsVisible).Select(k => k.Status).DefaultIfEmpty(KoppelingStatus.Beeindigd).First()));
        }

        if (refusals.Count > 0)
        {
            return Result.Refused<Indiening>(refusals);
        }

        // The aanvraag is of the organisatie of the beheerder who reports, and otherwise of the first in which the middel worked.
        var organisatie = handeling.OrganisatieId ?? koppelingen.OrderBy(k => k.GeactiveerdOp).ThenBy(k => k.Id).First().OrganisatieId;
        var gegevens = new SchorsingGegevens(
            middel.Id,
            voorstel.Reden!.Value,
            string.IsNullOrWhiteSpace(voorstel.Toelichting) ? null : voorstel.Toelichting.Trim(),
            melding.Melder,
            middel.MutatieAanvraagId is not null,
            [.. koppelingen.OrderByDescending(k => k.OrganisatieId == organisatie).ThenBy(k => k.Id).Select(k => new SchorsingRegel(k.Id, k.OrganisatieId))]);
        var nieuw = new NieuweAanvraag(SchorsingGegevens.Type, version, organisatie, melding.PersoonId ?? middel.PersoonId, gegevens) { PersoonId = middel.PersoonId };
        var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, ct);

        // Carried out from the first moment on: a beheerder cannot withdraw it.
        aanvraag.Accept(handeling.At).OrThrow();
        koppelingen.Where(k => k.Status is KoppelingStatus.Actief).ToList().ForEach(k => k.Suspend().OrThrow());
        await db.HerzieMachtigingenAsync(scope.Outbox, handeling, [.. koppelingen.Select(k => k.Id)], ct);
        foreach (var account in await db.Users.Where(u => u.PersoonId == middel.PersoonId).ToListAsync(ct))
        {
            account.IsActief = false;
            account.EndSessions();
        }

        if (middel.MutatieAanvraagId is { } mutatie)
        {
            await intrekking.WithdrawForAsync(scope, handeling, mutatie, ct);
        }

        if (melding.MedewerkerId is { } medewerker)
        {
            // Who has switched it off does not decide alone what is to follow.
            db.BetrokkenMedewerkers.Add(new(aanvraag.Id, medewerker, "Melding", handeling.At));
        }

        db.Audit.Add(AuditRegel.Of(
            handeling, "MiddelGeschorst", aanvraag.Id, JsonSerializer.Serialize(new { middel = middel.Id, reden = gegevens.Reden.ToString(), melder = gegevens.Melder.ToString() })));
        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }

    private static List<Refusal> Refusals(SchorsingVoorstel voorstel)
    {
        var refusals = new List<Refusal>();
        if (voorstel.Reden is null)
        {
            refusals.Add(new Required { Field = nameof(SchorsingVoorstel.Reden) });
        }

        if (voorstel.Toelichting is { } toelichting && (toelichting.Length > MaxToelichting || Invoer.HasControls(toelichting)))
        {
            refusals.Add(new NotValid("Tekst") { Field = nameof(SchorsingVoorstel.Toelichting) });
        }

        if (!voorstel.Akkoord)
        {
            refusals.Add(new SchorsingNotConfirmed { Field = nameof(SchorsingVoorstel.Akkoord) });
        }

        return refusals;
    }
}
