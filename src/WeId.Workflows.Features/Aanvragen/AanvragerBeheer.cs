using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>Whether the aanvrager still manages what his aanvraag touches, as things are now: he may have left since he asked .</summary>
internal static class AanvragerBeheer
{
    /// <summary>The finding for the reviewer; null when the type does not ask it.</summary>
    public static async Task<Controle?> CheckBeheerAsync(this WeIdDbContext db, AanvraagSoort soort, Aanvraag aanvraag, CancellationToken ct)
    {
        if (soort.VraagtBeheer(aanvraag) is not { } vanaf)
        {
            return null;
        }

        var (wel, niet) = await LoadAsync(db, soort, aanvraag, vanaf, ct);
        return niet.Count == 0 ? new("AanvragerBeheer", true, string.Join("; ", wel)) : new("AanvragerBeheer", false, string.Join("; ", niet));
    }

    /// <summary>Why it cannot be approved; null when it can.</summary>
    public static async Task<Refusal?> RefuseBeheerAsync(this WeIdDbContext db, AanvraagSoort soort, Aanvraag aanvraag, CancellationToken ct) =>
        soort.VraagtBeheer(aanvraag) is { } vanaf && (await LoadAsync(db, soort, aanvraag, vanaf, ct)).Niet is { Count: > 0 } niet ? new AanvragerNoBeheerder(string.Join("; ", niet)) : null;

    private static async Task<(IReadOnlyList<string> Wel, IReadOnlyList<string> Niet)> LoadAsync(
        WeIdDbContext db, AanvraagSoort soort, Aanvraag aanvraag, Betrouwbaarheidsniveau vanaf, CancellationToken ct)
    {
        var ids = soort.Organisaties(aanvraag).ToList();
        var namen = await db.Organisaties.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Naam, ct);
        var eigen = (await db.BeheerderKoppelingen(aanvraag.AanvragerId)
            .Where(k => ids.Contains(k.OrganisatieId))
            .Select(k => new { k.OrganisatieId, k.Niveau })
            .ToListAsync(ct))
            .Where(k => k.Niveau >= vanaf)
            .ToDictionary(k => k.OrganisatieId, k => k.Niveau);
        return (
            [.. ids.Where(eigen.ContainsKey).Select(id => $"{namen[id]} ({eigen[id].Label()})")],
            [.. ids.Where(id => !eigen.ContainsKey(id)).Select(id => namen[id])]);
    }
}
