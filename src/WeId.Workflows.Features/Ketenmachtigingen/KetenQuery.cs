using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Ketenmachtigingen;

/// <summary>One ketenmachtiging as its overview shows it.</summary>
/// <param name="Partij">The other company.</param>
/// <param name="PartijEmail">Where the other company hears of it; null: its beheerders at We-ID do.</param>
/// <param name="LooptAf">It ends within two months.</param>
public sealed record KetenRij(Guid Id, string Partij, string PartijKvk, string? PartijEmail, string Dienst, string Niveau, DateOnly Startdatum, DateOnly Einddatum, bool LooptAf);

/// <summary>The ketenmachtigingen that hold, of the company of the act.</summary>
public sealed class KetenQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <summary>What the company has given, by intermediair .</summary>
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public Task<IReadOnlyList<KetenRij>?> AfgegevenAsync(Handeling handeling, CancellationToken ct) => ListAsync(handeling, isGever: true, ct);

    /// <summary>What its relations have given the company.</summary>
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public Task<IReadOnlyList<KetenRij>?> OntvangenAsync(Handeling handeling, CancellationToken ct) => ListAsync(handeling, isGever: false, ct);

    private async Task<IReadOnlyList<KetenRij>?> ListAsync(Handeling handeling, bool isGever, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        var kvk = beheerder.Organisatie.KvkNummer;
        var today = handeling.Today;
        var rows = await db.Ketenmachtigingen.AsNoTracking()
            .Where(k => k.Status == KetenmachtigingStatus.Actief && k.Einddatum >= today && (isGever ? k.GeverKvk == kvk : k.IntermediairKvk == kvk))
            .ToListAsync(ct);
        var grens = today.AddMonths(WachtOpKetenmachtigingStep.HerinneringMaanden);
        var taal = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return
        [
            .. rows.Select(k => new KetenRij(
                    k.Id,
                    isGever ? k.IntermediairNaam : k.GeverNaam,
                    (isGever ? k.IntermediairKvk : k.GeverKvk).Value,
                    isGever ? k.IntermediairEmail : k.GeverEmail,
                    k.Naam(taal),
                    k.Niveau.Label(),
                    k.Startdatum,
                    k.Einddatum,
                    k.Einddatum <= grens))
                .OrderBy(k => k.Partij, StringComparer.CurrentCulture).ThenBy(k => k.Dienst, StringComparer.CurrentCulture),
        ];
    }
}
