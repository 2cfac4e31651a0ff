using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>All of these diensten for all of these users, until one einddatum .</summary>
/// <param name="Gebruikers">Their koppelingen.</param>
public sealed record ToekenVoorstel(IReadOnlyCollection<MachtigingKeuze> Diensten, IReadOnlyCollection<Guid> Gebruikers, DateOnly? Einddatum);

/// <summary>What it comes to, before it is done .</summary>
/// <param name="Nieuw">Combinations that are not there yet; they begin today .</param>
/// <param name="Gewijzigd">Those whose einddatum is overwritten .</param>
/// <param name="Ongewijzigd">Those that have this einddatum already.</param>
/// <param name="Geweigerd">Users who cannot have all of it, each with every reason; while there are any, nothing is done.</param>
public sealed record ToekenOverzicht(
    int Nieuw, int Gewijzigd, int Ongewijzigd, IReadOnlyList<string> Diensten, int Gebruikers, DateOnly Einddatum, IReadOnlyList<GeweigerdeGebruiker> Geweigerd);

/// <summary>A user who cannot have all that was chosen.</summary>
public sealed record GeweigerdeGebruiker(Guid KoppelingId, string Naam, IReadOnlyList<Refusal> Redenen);

/// <summary>What was done.</summary>
public sealed record ToekenUitkomst(int Nieuw, int Gewijzigd, int Ongewijzigd);

/// <summary>
/// Gives machtigingen: to one user from his details (R-201…R-208), or to thousands from the rubriek (R-231…R-254). One commit; existing
/// ones get the new einddatum. Nothing can be withdrawn at once with it: the earliest einddatum is tomorrow.
/// </summary>
public sealed class Toekennen(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts)
{
    /// <summary>More at once would keep everybody else waiting for one commit.</summary>
    public const int MaxPerKeer = 25_000;

    /// <summary>What the voorstel would do now; changes nothing.</summary>
    public async Task<Result<ToekenOverzicht>> PreviewAsync(Handeling handeling, ToekenVoorstel voorstel, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var plan = await ToekenPlan.MakeAsync(db, handeling, voorstel, ct);
        return plan.Succeeded ? plan.Value.Overzicht : Result.Refused<ToekenOverzicht>(plan.Refusals);
    }

    /// <summary>Does it: all, or nothing with every reason why.</summary>
    public Task<Result<ToekenUitkomst>> RunAsync(Handeling handeling, ToekenVoorstel voorstel, CancellationToken ct) => useCases.RunAsync<ToekenUitkomst>(
        handeling,
        async (scope, token) =>
        {
            var made = await ToekenPlan.MakeAsync(scope.Db, handeling, voorstel, token);
            if (!made.Succeeded)
            {
                return Result.Refused<ToekenUitkomst>(made.Refusals);
            }

            var (plan, overzicht) = (made.Value, made.Value.Overzicht);
            if (overzicht.Geweigerd.Count > 0)
            {
                return Result.Refused<ToekenUitkomst>([.. overzicht.Geweigerd.SelectMany(g => g.Redenen).Distinct()]);
            }

            scope.Db.Machtigingen.AddRange(plan.Nieuw);
            Record(scope, handeling, "MachtigingToegevoegd", plan.Nieuw, overzicht.Einddatum);
            Record(scope, handeling, "MachtigingGewijzigd", plan.Gewijzigd, overzicht.Einddatum);
            RegisterBericht.Add(
                scope.Outbox,
                handeling,
                plan.OrganisatieId,
                plan.Nieuw.Select(m => (m, MachtigingWijziging.Toegevoegd)).Concat(plan.Gewijzigd.Select(m => (m, MachtigingWijziging.Gewijzigd))));
            return new ToekenUitkomst(overzicht.Nieuw, overzicht.Gewijzigd, overzicht.Ongewijzigd);
        },
        ct);

    // One row for each user, as he gets one mail.
    private static void Record(UseCaseScope scope, Handeling handeling, string wat, IEnumerable<Machtiging> machtigingen, DateOnly einddatum)
    {
        foreach (var gebruiker in machtigingen.GroupBy(m => m.KoppelingId))
        {
            scope.Db.Audit.Add(AuditRegel.Of(
                handeling, wat, details: JsonSerializer.Serialize(new { koppeling = gebruiker.Key, machtigingen = gebruiker.Select(m => m.Id), einddatum })));
        }
    }
}

/// <summary>A voorstel held against the rows of this moment. What is to change has been changed in its context, and is not saved yet.</summary>
internal sealed class ToekenPlan
{
    private ToekenPlan(Guid organisatieId, ToekenOverzicht overzicht, IReadOnlyList<Machtiging> nieuw, IReadOnlyList<Machtiging> gewijzigd) =>
        (OrganisatieId, Overzicht, Nieuw, Gewijzigd) = (organisatieId, overzicht, nieuw, gewijzigd);

    public Guid OrganisatieId { get; }

    public ToekenOverzicht Overzicht { get; }

    public IReadOnlyList<Machtiging> Nieuw { get; }

    public IReadOnlyList<Machtiging> Gewijzigd { get; }

    public static async Task<Result<ToekenPlan>> MakeAsync(WeIdDbContext db, Handeling handeling, ToekenVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return new NotAllowed();
        }

        var keuzes = voorstel.Diensten.Distinct().ToList();
        var gekozen = (await db.AanbodAsync(CultureInfo.CurrentUICulture, ct)).Where(a => keuzes.Contains(a.Keuze)).ToList();
        if (Refuse(handeling, voorstel, keuzes.Count, gekozen.Count) is { Count: > 0 } refusals)
        {
            return Result.Refused<ToekenPlan>(refusals);
        }

        var ids = voorstel.Gebruikers.Distinct().ToList();
        var koppelingen = await db.Koppelingen
            .Include(k => k.EhMiddel)
            .Where(k => k.OrganisatieId == beheerder.OrganisatieId && ids.Contains(k.Id) && k.Status != KoppelingStatus.Beeindigd && k.Status != KoppelingStatus.Afgekeurd)
            .ToListAsync(ct);
        if (koppelingen.Count != ids.Count)
        {
            return new NotAllowed();
        }

        var bestaand = await ExistingAsync(db, ids, gekozen, ct);
        return await MakeAsync(db, handeling, beheerder, gekozen, koppelingen, bestaand, voorstel.Einddatum!.Value, ct);
    }

    // What is wrong whoever the users are.
    private static List<Refusal> Refuse(Handeling handeling, ToekenVoorstel voorstel, int keuzes, int gekozen)
    {
        var aantal = (long)keuzes * voorstel.Gebruikers.Count;
        return
        [
            .. new Refusal?[] { keuzes == 0 ? new Required() : gekozen < keuzes ? new DienstNotInCatalogus() : null }
                .OfType<Refusal>().Select(r => r with { Field = nameof(ToekenVoorstel.Diensten) }),
            .. voorstel.Gebruikers.Count == 0 ? [new Required { Field = nameof(ToekenVoorstel.Gebruikers) }] : Array.Empty<Refusal>(),
            .. new[]
            {
                voorstel.Einddatum is { } einddatum
                    ? Machtiging.RefuseEinddatum(handeling, einddatum)
                    : new Required { Field = nameof(ToekenVoorstel.Einddatum) },
                aantal > Toekennen.MaxPerKeer ? new TeVeelMachtigingen(aantal, Toekennen.MaxPerKeer) { Field = nameof(ToekenVoorstel.Gebruikers) } : null,
            }.OfType<Refusal>(),
        ];
    }

    private static async Task<Dictionary<(Guid KoppelingId, MachtigingKeuze Keuze), Machtiging>> ExistingAsync(
        WeIdDbContext db, List<Guid> koppelingen, List<MachtigingAanbod> gekozen, CancellationToken ct)
    {
        // By user alone: by what they are for, a database may choose to look through those of the whole company.
        var open = await db.Machtigingen
            .Where(m => koppelingen.Contains(m.KoppelingId)
                && (m.Status == MachtigingStatus.InVerwerking || m.Status == MachtigingStatus.Actief || m.Status == MachtigingStatus.IntrekkingAangekondigd))
            .ToListAsync(ct);
        var keuzes = gekozen.Select(g => g.Keuze).ToHashSet();
        return open.Select(m => (Machtiging: m, Keuze: MachtigingKeuze.Of(m))).Where(m => keuzes.Contains(m.Keuze)).ToDictionary(m => (m.Machtiging.KoppelingId, m.Keuze), m => m.Machtiging);
    }

    private static async Task<Result<ToekenPlan>> MakeAsync(
        WeIdDbContext db,
        Handeling handeling,
        Organisatiekoppeling beheerder,
        List<MachtigingAanbod> gekozen,
        List<Organisatiekoppeling> koppelingen,
        Dictionary<(Guid KoppelingId, MachtigingKeuze Keuze), Machtiging> bestaand,
        DateOnly einddatum,
        CancellationToken ct)
    {
        var (nieuw, gewijzigd, ongewijzigd) = (new List<Machtiging>(), new List<Machtiging>(), 0);
        var geweigerd = new Dictionary<Guid, IReadOnlyList<Refusal>>();
        foreach (var koppeling in koppelingen)
        {
            var redenen = new List<Refusal>();
            foreach (var aanbod in gekozen)
            {
                // §2.3: no power above his own level. What ends earlier takes power away: that needs no level.
                var machtiging = bestaand.GetValueOrDefault((koppeling.Id, aanbod.Keuze));
                List<Refusal> refusals = [.. new[] { machtiging is null || einddatum > machtiging.Einddatum ? aanbod.Bereik.RefuseBy(beheerder) : null }.OfType<Refusal>()];
                if (machtiging is null)
                {
                    var made = Machtiging.Create(handeling, Guid.CreateVersion7(handeling.At), koppeling, aanbod.Bereik, einddatum);
                    refusals.AddRange(made.Refusals);
                    nieuw.AddRange(refusals.Count == 0 ? [made.Value!] : []);
                }
                else
                {
                    refusals.AddRange(machtiging.RefuseWijziging(handeling, koppeling, aanbod.Bereik, einddatum));
                    if (refusals.Count == 0 && machtiging.Einddatum == einddatum)
                    {
                        ongewijzigd++;
                    }
                    else if (refusals.Count == 0)
                    {
                        machtiging.ChangeEinddatum(handeling, einddatum);
                        gewijzigd.Add(machtiging);
                    }
                }

                redenen.AddRange(refusals);
            }

            if (redenen.Count > 0)
            {
                geweigerd[koppeling.Id] = [.. redenen.Distinct()];
            }
        }

        return new ToekenPlan(
            beheerder.OrganisatieId,
            new(nieuw.Count, gewijzigd.Count, ongewijzigd, [.. gekozen.Select(g => g.VolledigeNaam)], koppelingen.Count, einddatum, await NamedAsync(db, geweigerd, ct)),
            nieuw,
            gewijzigd);
    }

    private static async Task<IReadOnlyList<GeweigerdeGebruiker>> NamedAsync(WeIdDbContext db, Dictionary<Guid, IReadOnlyList<Refusal>> geweigerd, CancellationToken ct)
    {
        if (geweigerd.Count == 0)
        {
            return [];
        }

        var ids = geweigerd.Keys.ToList();
        var personen = await db.Koppelingen.AsNoTracking().Where(k => ids.Contains(k.Id)).Select(k => new { k.Id, k.EhMiddel.Persoon }).ToListAsync(ct);
        return
        [
            .. personen.OrderBy(p => p.Persoon.Achternaam, StringComparer.CurrentCulture).ThenBy(p => p.Persoon.Voornamen, StringComparer.CurrentCulture)
                .Select(p => new GeweigerdeGebruiker(p.Id, p.Persoon.VolledigeNaam, geweigerd[p.Id])),
        ];
    }
}
