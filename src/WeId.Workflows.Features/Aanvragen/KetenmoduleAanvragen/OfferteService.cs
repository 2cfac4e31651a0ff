using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>A line of an offerte as a colleague fills it in.</summary>
/// <param name="Bedrag">Without btw, as typed.</param>
public sealed record OfferteRegelVoorstel(string? Omschrijving, string? Bedrag, bool Eenmalig);

/// <summary>An offerte as a colleague fills it in.</summary>
/// <param name="Dagen">How long it holds, as typed.</param>
public sealed record OfferteVoorstel(IReadOnlyList<OfferteRegelVoorstel> Regels, string? Dagen, string? Toelichting);

/// <summary>Draws offertes up and takes their answers, from the beheerder himself or by a colleague who got them otherwise.</summary>
public sealed class OfferteService(UseCases useCases, BeoordelingService beoordeling, IOptionsMonitor<Tarieven> tarieven)
{
    /// <summary>Outcome of drawing up.</summary>
    public const string Opgemaakt = nameof(Opgemaakt);

    /// <summary>Outcome of the answer.</summary>
    public const string Geaccepteerd = nameof(Geaccepteerd);

    /// <summary>Outcome of the answer.</summary>
    public const string Geweigerd = nameof(Geweigerd);

    private const int MaxRegels = 20;
    private const int MaxOmschrijving = 150;
    private const int MaxToelichting = 1000;
    private const decimal MaxBedrag = 100_000m;

    /// <summary>The costs and the last day that follow from what was filled in, or every message about it. Also for the preview.</summary>
    public Result<OfferteInhoud> Check(OfferteVoorstel voorstel, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        var refusals = new List<Refusal>();
        var regels = new List<KostenRegel>();
        if (voorstel.Regels.Count is 0 or > MaxRegels)
        {
            refusals.Add(new OfferteEmpty { Field = nameof(OfferteVoorstel.Regels) });
        }

        foreach (var (regel, i) in voorstel.Regels.Select((r, i) => (r, i)))
        {
            var omschrijving = regel.Omschrijving?.Trim() ?? "";
            if (omschrijving.Length == 0)
            {
                refusals.Add(new Required { Field = $"Omschrijving-{i}" });
            }
            else if (omschrijving.Length > MaxOmschrijving || omschrijving.Any(char.IsControl))
            {
                refusals.Add(new NotValid("Tekst") { Field = $"Omschrijving-{i}" });
            }

            if (Amount(regel.Bedrag) is { } bedrag)
            {
                regels.Add(new(KostenSoort.Offerteregel, omschrijving, bedrag, regel.Eenmalig));
            }
            else
            {
                refusals.Add(string.IsNullOrWhiteSpace(regel.Bedrag) ? new Required { Field = $"Bedrag-{i}" } : new NotValid("Bedrag") { Field = $"Bedrag-{i}" });
            }
        }

        if (!int.TryParse(voorstel.Dagen?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var dagen) || dagen is < Offerte.HerinneringDagen or > Offerte.MaxDagen)
        {
            refusals.Add(new NotValid("OfferteDagen") { Field = nameof(OfferteVoorstel.Dagen) });
        }

        var toelichting = string.IsNullOrWhiteSpace(voorstel.Toelichting) ? null : voorstel.Toelichting.Trim();
        if (toelichting is not null && (toelichting.Length > MaxToelichting || Invoer.HasControls(toelichting)))
        {
            refusals.Add(new NotValid("Tekst") { Field = nameof(OfferteVoorstel.Toelichting) });
        }

        return refusals.Count > 0
            ? Result.Refused<OfferteInhoud>(refusals)
            : new OfferteInhoud(new(AbonnementDuur.EenJaar, regels, tarieven.CurrentValue.BtwPercentage), today.AddDays(dagen), toelichting);
    }

    /// <summary>A colleague draws the offerte up; the workflow mails it .</summary>
    public Task<Result<Done>> MaakOpAsync(Handeling handeling, Guid taakId, OfferteVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        var inhoud = Check(voorstel, handeling.Today);
        return !inhoud.Succeeded
            ? Task.FromResult(Result.Refused<Done>(inhoud.Refusals))
            : beoordeling.CompleteAsync(
                handeling,
                taakId,
                TaakSoort.OfferteOpmaken,
                Opgemaakt,
                null,
                "OfferteOpgemaakt",
                async (scope, aanvraagId, token) =>
                {
                    var organisatie = await scope.Db.Aanvragen.Where(a => a.Id == aanvraagId).Select(a => a.OrganisatieId).SingleAsync(token);
                    scope.Db.Offertes.Add(new Offerte(
                        Guid.CreateVersion7(handeling.At), aanvraagId, organisatie, JsonSerializer.Serialize(inhoud.Value.Kosten), inhoud.Value.GeldigTot, inhoud.Value.Toelichting, handeling.At));
                    return null;
                },
                ct);
    }

    /// <summary>A colleague registers the answer that came by mail or on paper .</summary>
    /// <param name="toelichting">How it came, or why not; required for a refusal of the offerte.</param>
    public Task<Result<Done>> RegistreerAsync(Handeling handeling, Guid taakId, bool geaccepteerd, string? toelichting, CancellationToken ct)
    {
        var tekst = string.IsNullOrWhiteSpace(toelichting) ? null : toelichting.Trim();
        return tekst is null ? Refused(new Required())
            : Invoer.HasControls(tekst) ? Refused(new NotValid("Tekst"))
            : beoordeling.CompleteAsync(
                handeling,
                taakId,
                TaakSoort.AntwoordVerwerken,
                geaccepteerd ? Geaccepteerd : Geweigerd,
                tekst,
                "OfferteBeantwoord",
                (scope, aanvraagId, token) => AnswerAsync(scope, handeling, aanvraagId, geaccepteerd, token),
                ct);

        static Task<Result<Done>> Refused(Refusal refusal) => Task.FromResult<Result<Done>>(refusal with { Field = nameof(toelichting) });
    }

    /// <summary>The beheerder answers on his page.</summary>
    /// <param name="akkoord">He agrees with the costs; without meaning when he declines.</param>
    public Task<Result<Done>> BeantwoordAsync(Handeling handeling, Guid aanvraagId, bool geaccepteerd, bool akkoord, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (await scope.Db.BeheerderAsync(handeling, token) is not { } beheerder
                || !await scope.Db.Offertes.AnyAsync(o => o.AanvraagId == aanvraagId && o.OrganisatieId == beheerder.OrganisatieId, token))
            {
                return new NotAllowed();
            }

            if (geaccepteerd && !akkoord)
            {
                return new Domain.Gebruikers.AkkoordMissing { Field = nameof(akkoord) };
            }

            if (await AnswerAsync(scope, handeling, aanvraagId, geaccepteerd, token) is { } refusal)
            {
                return refusal;
            }

            // The task of the colleague, the deadline and this click end the same wait, so only one of them wins.
            if (await scope.WaitStore.FindOpenAsync(aanvraagId, WachtOpOfferteAntwoordStep.WaitName, token) is not { } wait
                || !await scope.Waits.CloseAsync(wait, geaccepteerd ? Geaccepteerd : Geweigerd, new Dictionary<string, object?>(), handeling.AccountId!.Value.ToString(), handeling.At, token))
            {
                return new SomebodyWasFirst("");
            }

            (await scope.Db.Taken.SingleOrDefaultAsync(t => t.WaitId == wait.Id, token))?.Withdraw();
            scope.Db.Audit.Add(AuditRegel.Of(
                handeling, "OfferteBeantwoord", aanvraagId, JsonSerializer.Serialize(new { uitkomst = geaccepteerd ? Geaccepteerd : Geweigerd })));
            return default(Done);
        },
        ct);

    private static async Task<Refusal?> AnswerAsync(UseCaseScope scope, Handeling handeling, Guid aanvraagId, bool geaccepteerd, CancellationToken ct)
    {
        var offerte = await scope.Db.Offertes.SingleAsync(o => o.AanvraagId == aanvraagId, ct);
        var aanvraag = await scope.Db.Aanvragen.SingleAsync(a => a.Id == aanvraagId, ct);
        return geaccepteerd
            ? offerte.Accept(handeling) ?? aanvraag.Accept(handeling.At)
            : offerte.Decline(handeling) ?? aanvraag.Withdraw();
    }

    // Both notations are read, since people copy amounts from elsewhere; a thousands separator is refused rather than guessed.
    private static decimal? Amount(string? typed) =>
        decimal.TryParse(typed?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount is >= 0 and <= MaxBedrag
            && decimal.Round(amount, 2) == amount
            ? amount
            : null;
}

/// <summary>What stands in an offerte.</summary>
/// <param name="GeldigTot">Last day on which it can be accepted.</param>
public sealed record OfferteInhoud(Kostenoverzicht Kosten, DateOnly GeldigTot, string? Toelichting);
