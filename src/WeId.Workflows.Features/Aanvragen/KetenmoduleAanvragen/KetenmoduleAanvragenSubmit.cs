using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>What a beheerder asks for.</summary>
/// <param name="Relaties">As typed.</param>
public sealed record KetenmoduleVoorstel(string? Relaties, string? Toelichting);

/// <summary>A beheerder asks for the ketenmodule: all refusals at once, or the aanvraag and the start of its workflow. It costs nothing yet.</summary>
public sealed class KetenmoduleAanvragenSubmit(UseCases useCases, Indiener indiener)
{
    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, KetenmoduleVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        var version = await indiener.VersionAsync(KetenmoduleAanvragenGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(
            handeling,
            async (scope, token) =>
            {
                if (await scope.Db.BeheerderAsync(handeling, token) is not { } beheerder)
                {
                    return new NotAllowed();
                }

                if (await RefuseAsync(scope.Db, beheerder.OrganisatieId, token) is { } refusal)
                {
                    return refusal;
                }

                var toelichting = string.IsNullOrWhiteSpace(voorstel.Toelichting) ? null : voorstel.Toelichting.Trim();
                if (Check(voorstel, toelichting) is { Count: > 0 } refusals)
                {
                    return Result.Refused<Indiening>(refusals);
                }

                var gegevens = new KetenmoduleAanvragenGegevens(int.Parse(voorstel.Relaties!.Trim(), CultureInfo.InvariantCulture), toelichting);
                var aanvraag = await indiener.AddAsync(
                    scope, handeling, new NieuweAanvraag(KetenmoduleAanvragenGegevens.Type, version, beheerder.OrganisatieId, beheerder.EhMiddel.PersoonId, gegevens), token);
                return new Indiening(aanvraag.Id, aanvraag.Nummer);
            },
            ct);
    }

    /// <summary>Why this organisatie cannot ask for it now; null when it can.</summary>
    internal static async Task<Refusal?> RefuseAsync(WeIdDbContext db, Guid organisatieId, CancellationToken ct)
    {
        if (await db.Ketenmodules.AnyAsync(m => m.OrganisatieId == organisatieId, ct))
        {
            return new KetenmoduleIsBeschikbaar();
        }

        var loopt = await db.Aanvragen
            .Where(a => a.OrganisatieId == organisatieId
                && a.Type == KetenmoduleAanvragenGegevens.Type
                && (a.Status == AanvraagStatus.Ingediend || a.Status == AanvraagStatus.InBeoordeling || a.Status == AanvraagStatus.InUitvoering))
            .Select(a => a.Nummer)
            .FirstOrDefaultAsync(ct);
        return loopt is null ? null : new KetenmoduleIsAangevraagd(loopt);
    }

    private static List<Refusal> Check(KetenmoduleVoorstel voorstel, string? toelichting)
    {
        var refusals = new List<Refusal>();
        if (!int.TryParse(voorstel.Relaties?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var relaties)
            || relaties is < 1 or > KetenmoduleAanvragenGegevens.MaxRelaties)
        {
            refusals.Add(string.IsNullOrWhiteSpace(voorstel.Relaties)
                ? new Required { Field = nameof(KetenmoduleVoorstel.Relaties) }
                : new NotValid("Aantal") { Field = nameof(KetenmoduleVoorstel.Relaties) });
        }

        if (toelichting is not null && (toelichting.Length > KetenmoduleAanvragenGegevens.MaxToelichting || toelichting.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))))
        {
            refusals.Add(new NotValid("Tekst") { Field = nameof(KetenmoduleVoorstel.Toelichting) });
        }

        return refusals;
    }
}
