using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.OtpBestellingen;

/// <summary>What a beheerder asks for.</summary>
/// <param name="KoppelingId">The user in the organisatie of the act.</param>
/// <param name="GetoondeKosten">The sum without btw that he agreed with.</param>
public sealed record OtpVoorstel(Guid KoppelingId, OtpReden? Reden, bool Akkoord, decimal? GetoondeKosten);

/// <summary>What the page of the aanvraag shows.</summary>
/// <param name="Belet">Why no device can be asked for, whatever is chosen; null when one can.</param>
public sealed record OtpKeuzes(string Naam, string Organisatie, TweedeFactor? TweedeFactor, string? Serienummer, bool IsActief, Refusal? Belet);

/// <summary>A beheerder asks for an OTP device for a user, in place of SMS or of a device that is lost or broken .</summary>
public sealed class OtpBestellingSubmit(UseCases useCases, Indiener indiener, IDbContextFactory<WeIdDbContext> contexts, IOptionsMonitor<Tarieven> tarieven)
{
    /// <returns>Null when the actor is no beheerder of the organisatie, or when it has no such user.</returns>
    public async Task<OtpKeuzes?> FindAsync(Handeling handeling, Guid koppelingId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, handeling, koppelingId, ct) is not var (beheerder, koppeling)
            ? null
            : new(
                koppeling.EhMiddel.Persoon.VolledigeNaam,
                beheerder.Organisatie.Naam,
                koppeling.EhMiddel.TweedeFactor,
                koppeling.EhMiddel.OtpSerienummer,
                koppeling.Status is KoppelingStatus.Actief,
                await RefuseAsync(db, beheerder, koppeling, ct));
    }

    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, OtpVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        var version = await indiener.VersionAsync(OtpBestellingGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(handeling, (scope, token) => SubmitAsync(scope, handeling, voorstel, version, token), ct);
    }

    private async Task<Result<Indiening>> SubmitAsync(UseCaseScope scope, Handeling handeling, OtpVoorstel voorstel, int version, CancellationToken ct)
    {
        if (await FindAsync(scope.Db, handeling, voorstel.KoppelingId, ct) is not var (beheerder, koppeling))
        {
            return new NotAllowed();
        }

        var kosten = tarieven.CurrentValue.ForOtpDevice();
        var refusals = new List<Refusal>();
        if (await RefuseAsync(scope.Db, beheerder, koppeling, ct) is { } belet)
        {
            refusals.Add(belet);
        }

        if (voorstel.Reden is null)
        {
            refusals.Add(new Required { Field = nameof(OtpVoorstel.Reden) });
        }

        if (!voorstel.Akkoord)
        {
            refusals.Add(new AkkoordMissing { Field = nameof(OtpVoorstel.Akkoord) });
        }

        if (voorstel.GetoondeKosten != kosten.Exclusief)
        {
            refusals.Add(new KostenChanged(voorstel.GetoondeKosten ?? 0, kosten.Exclusief) { Field = nameof(OtpVoorstel.GetoondeKosten) });
        }

        if (refusals.Count > 0)
        {
            return Result.Refused<Indiening>(refusals);
        }

        var gegevens = new OtpBestellingGegevens(koppeling.Id, voorstel.Reden!.Value, koppeling.EhMiddel.TweedeFactor);
        var nieuw = new NieuweAanvraag(OtpBestellingGegevens.Type, version, koppeling.OrganisatieId, beheerder.EhMiddel.PersoonId, gegevens)
        {
            PersoonId = koppeling.EhMiddel.PersoonId,
            Kosten = kosten,
        };
        var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, ct);
        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }

    private static async Task<(Organisatiekoppeling Beheerder, Organisatiekoppeling Koppeling)?> FindAsync(WeIdDbContext db, Handeling handeling, Guid koppelingId, CancellationToken ct) =>
        await db.BeheerderAsync(handeling, ct) is { } beheerder
            && await db.Koppelingen.Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
                .SingleOrDefaultAsync(k => k.Id == koppelingId && k.OrganisatieId == beheerder.OrganisatieId, ct) is { IsVisible: true } koppeling
            ? (beheerder, koppeling)
            : null;

    private static async Task<Refusal?> RefuseAsync(WeIdDbContext db, Organisatiekoppeling beheerder, Organisatiekoppeling koppeling, CancellationToken ct)
    {
        if (koppeling.Status is not (KoppelingStatus.Actief or KoppelingStatus.WachtenOpActivatie))
        {
            return new OtpDeviceNotPossible(koppeling.Status);
        }

        if (koppeling.Niveau > beheerder.Niveau)
        {
            return new NiveauAboveOwn(koppeling.Niveau.Label(), beheerder.Niveau.Label());
        }

        return await db.IsOtpOnderwegAsync(koppeling.EhMiddel.PersoonId, ct) ? new OtpDeviceOnderweg() : null;
    }
}
