using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>By which a beheerder chooses what a machtiging is for.</summary>
/// <param name="Sleutel">Uuid of the dienst, OIN of the dienstverlener, or the label of the level.</param>
public sealed record MachtigingKeuze(MachtigingSoort Soort, string Sleutel)
{
    /// <summary>Of a machtiging that was given.</summary>
    public static MachtigingKeuze Of(Machtiging machtiging)
    {
        ArgumentNullException.ThrowIfNull(machtiging);
        return new(machtiging.Soort, machtiging.DienstUuid?.ToString() ?? machtiging.Oin ?? machtiging.Niveau!.Value.Label());
    }

    internal static MachtigingKeuze Of(MachtigingSoort soort, string sleutelOfTelling) =>
        new(soort, soort is MachtigingSoort.Algemeen ? Enum.Parse<Betrouwbaarheidsniveau>(sleutelOfTelling).Label() : sleutelOfTelling);

    internal static MachtigingKeuze Of(MachtigingBereik bereik) => new(bereik.Soort, bereik.Dienst?.Uuid.ToString() ?? bereik.Oin ?? bereik.Niveau!.Value.Label());

    /// <summary>As it stands in the address of a page.</summary>
    public override string ToString() => $"{Soort}:{Sleutel}";

    /// <summary>Reads it from an address; null when it is none.</summary>
    public static MachtigingKeuze? Parse(string? text) =>
        text?.Split(':', 2) is [var soort, { Length: > 0 } sleutel] && Enum.TryParse<MachtigingSoort>(soort, out var found) && Enum.IsDefined(found) ? new(found, sleutel) : null;
}

/// <summary>What the catalogue lets one give: a dienst, all diensten of one dienstverlener, or all up to a level .</summary>
/// <param name="Dienstverlener">Who offers it; null for an algemene bevoegdheid.</param>
public sealed record MachtigingAanbod(MachtigingKeuze Keuze, string Naam, string? Dienstverlener, MachtigingBereik Bereik)
{
    /// <summary>Its name with the dienstverlener, where the name does not say it already.</summary>
    public string VolledigeNaam => Keuze.Soort is MachtigingSoort.Dienst ? $"{Naam} ({Dienstverlener})" : Naam;

    /// <summary>Whether every word occurs in its name or that of its dienstverlener.</summary>
    public bool Matches(string? zoek) => (zoek ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .All(w => Naam.Contains(w, StringComparison.OrdinalIgnoreCase) || Dienstverlener?.Contains(w, StringComparison.OrdinalIgnoreCase) is true);
}

/// <summary>The catalogue as beheerders choose from it.</summary>
internal static class AanbodRows
{
    /// <summary>First what is general, then each dienstverlener with its diensten.</summary>
    public static async Task<List<MachtigingAanbod>> AanbodAsync(this WeIdDbContext db, CultureInfo taal, CancellationToken ct)
    {
        // Tracked: a new machtiging hangs on its dienst, and must not add it again.
        var diensten = (await db.Diensten.ToListAsync(ct)).ToLookup(d => d.Oin);
        var dienstverleners = await db.Dienstverleners.ToListAsync(ct);
        var order = StringComparer.Create(taal, ignoreCase: true);
        return
        [
            .. Niveaus.Requestable.Select(n => Of(MachtigingBereik.UpTo(n), null, taal)),
            .. dienstverleners.Where(d => diensten[d.Oin].Any()).OrderBy(d => d.Naam, order).SelectMany(d => (IEnumerable<MachtigingAanbod>)
            [
                Of(MachtigingBereik.Of(d, [.. diensten[d.Oin]]), d.Naam, taal),
                .. diensten[d.Oin].Select(s => Of(MachtigingBereik.Of(s), d.Naam, taal)).OrderBy(a => a.Naam, order),
            ]),
        ];
    }

    private static MachtigingAanbod Of(MachtigingBereik bereik, string? dienstverlener, CultureInfo taal) => new(
        MachtigingKeuze.Of(bereik), MachtigingNamen.Of(bereik, dienstverlener, taal), dienstverlener, bereik);
}
