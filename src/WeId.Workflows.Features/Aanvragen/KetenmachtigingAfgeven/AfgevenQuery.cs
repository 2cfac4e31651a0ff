using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingAfgeven;

/// <summary>What a company can give an intermediair.</summary>
/// <param name="Belet">Why this beheerder can give nothing; null when he can.</param>
/// <param name="Eigen">His level: he gives nothing that needs more.</param>
public sealed record AfgevenKeuzes(Refusal? Belet, Betrouwbaarheidsniveau Eigen, IReadOnlyList<KetenDekking> Dekkingen);

/// <summary>The intermediair that was chosen.</summary>
/// <param name="Email">Where it heard of the last one; null when it has none yet.</param>
/// <param name="Kosten">Of a new intermediair; null when it has ketenmachtigingen of this company already.</param>
/// <param name="Gegeven">What it has already.</param>
public sealed record GekozenBedrijf(KvkNummer KvkNummer, string Naam, string? Email, Kostenoverzicht? Kosten, IReadOnlySet<KetenKeuze> Gegeven);

/// <summary>Reads what can be given, and to whom (R-265…R-268).</summary>
public sealed class AfgevenQuery(
    IDbContextFactory<WeIdDbContext> contexts, IDienstencatalogus catalogus, Handelsregisterblik handelsregister, IOptionsMonitor<Tarieven> tarieven, IOptionsMonitor<KetenInstellingen> instellingen)
{
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<AfgevenKeuzes?> FindAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.BeheerderAsync(handeling, ct) is { } beheerder
            ? new(Ketenafgifte.RefuseBeheerder(beheerder, instellingen.CurrentValue.MinimumNiveau), beheerder.Niveau, KetenDekking.AllOf(await catalogus.GetAsync(ct)))
            : null;
    }

    /// <summary>Looks the intermediair up in the Handelsregister.</summary>
    /// <param name="kvkNummer">As typed.</param>
    public async Task<Result<GekozenBedrijf>> SelecteerAsync(Handeling handeling, string? kvkNummer, CancellationToken ct)
    {
        KvkNummer? kvk = KvkNummer.TryParse(kvkNummer, out var nummer) ? nummer : null;
        var gevonden = kvk is null ? new(null) : await handelsregister.FindAsync(nummer, nameof(Ketenafgifte.Intermediair), ct);
        if (gevonden.Refusal is { } silent)
        {
            return silent;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return new NotAllowed();
        }

        if (Ketenafgifte.RefuseIntermediair(beheerder, kvk, gevonden.Inschrijving) is { } refusal)
        {
            return refusal;
        }

        var gegeven = await db.GegevenAan(beheerder.Organisatie.KvkNummer, nummer).AsNoTracking().OrderByDescending(k => k.VastgelegdOp).ToListAsync(ct);
        var naam = gevonden.Inschrijving!.Naam;
        return new GekozenBedrijf(
            nummer,
            naam,
            gegeven.Select(k => k.IntermediairEmail).FirstOrDefault(),
            gegeven.Count == 0 ? tarieven.CurrentValue.ForNieuweIntermediair(naam) : null,
            gegeven.Select(k => new KetenKeuze(k.Soort, k.Sleutel)).ToHashSet());
    }
}
