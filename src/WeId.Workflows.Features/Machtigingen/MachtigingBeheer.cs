using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>Changes one machtiging of one user (R-211… ). The register and the user hear of it after the commit.</summary>
public sealed class MachtigingBeheer(UseCases useCases)
{
    /// <summary>Gives it another last day, shorter or longer .</summary>
    public Task<Result<Done>> WijzigEinddatumAsync(Handeling handeling, Guid machtigingId, DateOnly? einddatum, CancellationToken ct) => RunAsync(
        handeling,
        machtigingId,
        (scope, beheerder, machtiging, token) => einddatum is { } dag
            ? ChangeAsync(scope, handeling, beheerder, machtiging, dag, token)
            : Task.FromResult<Result<Done>>(new Required { Field = nameof(Machtiging.Einddatum) }),
        ct);

    /// <summary>Extends it by 5, 3 or 1 years from today .</summary>
    public Task<Result<Done>> VerlengAsync(Handeling handeling, Guid machtigingId, int jaren, CancellationToken ct) => RunAsync(
        handeling,
        machtigingId,
        (scope, beheerder, machtiging, token) => Machtiging.VerlengJaren.Contains(jaren) && handeling.Today.AddYears(jaren) > machtiging.Einddatum
            ? ChangeAsync(scope, handeling, beheerder, machtiging, handeling.Today.AddYears(jaren), token)
            : Task.FromResult<Result<Done>>(new Required { Field = nameof(Machtiging.Einddatum) }),
        ct);

    /// <summary>Announces that it is withdrawn; after three seconds that is definitive, whether or not the page is still open .</summary>
    public Task<Result<Done>> TrekInAsync(Handeling handeling, Guid machtigingId, CancellationToken ct) => RunAsync(
        handeling,
        machtigingId,
        (scope, _, machtiging, _) =>
        {
            if (machtiging.Announce(handeling) is { } refusal)
            {
                return Task.FromResult<Result<Done>>(refusal);
            }

            Record(scope, handeling, "MachtigingIntrekkingAangekondigd", machtiging);
            IntrekBericht.Add(scope.Outbox, handeling, machtiging);
            return Task.FromResult<Result<Done>>(default(Done));
        },
        ct);

    /// <summary>Takes the announcement back, while its three seconds last.</summary>
    public Task<Result<Done>> MaakOngedaanAsync(Handeling handeling, Guid machtigingId, CancellationToken ct) => RunAsync(
        handeling,
        machtigingId,
        (scope, _, machtiging, _) =>
        {
            if (machtiging.Undo(handeling) is { } refusal)
            {
                return Task.FromResult<Result<Done>>(refusal);
            }

            Record(scope, handeling, "MachtigingIntrekkingOngedaan", machtiging);
            return Task.FromResult<Result<Done>>(default(Done));
        },
        ct);

    private static async Task<Result<Done>> ChangeAsync(
        UseCaseScope scope, Handeling handeling, Organisatiekoppeling beheerder, Machtiging machtiging, DateOnly einddatum, CancellationToken ct)
    {
        if (machtiging.IsOpen && machtiging.Einddatum == einddatum)
        {
            return default(Done);
        }

        var keuze = MachtigingKeuze.Of(machtiging);
        var koppeling = await scope.Db.Koppelingen.Include(k => k.EhMiddel).SingleAsync(k => k.Id == machtiging.KoppelingId, ct);
        if ((await scope.Db.AanbodAsync(CultureInfo.CurrentUICulture, ct)).Find(a => a.Keuze == keuze) is not { } aanbod)
        {
            return new DienstNotInCatalogus();
        }

        var refusals = machtiging.RefuseWijziging(handeling, koppeling, aanbod.Bereik, einddatum);
        if (einddatum > machtiging.Einddatum && aanbod.Bereik.RefuseBy(beheerder) is { } aboveOwn)
        {
            refusals = [.. refusals, aboveOwn];
        }

        if (refusals.Count > 0)
        {
            return Result.Refused<Done>(refusals);
        }

        var was = machtiging.Einddatum;
        machtiging.ChangeEinddatum(handeling, einddatum);
        scope.Db.Audit.Add(AuditRegel.Of(
            handeling,
            "MachtigingGewijzigd",
            details: JsonSerializer.Serialize(new { koppeling = machtiging.KoppelingId, machtigingen = new[] { machtiging.Id }, einddatum, was })));
        RegisterBericht.Add(scope.Outbox, handeling, machtiging.OrganisatieId, [(machtiging, MachtigingWijziging.Gewijzigd)]);
        return default(Done);
    }

    private static void Record(UseCaseScope scope, Handeling handeling, string wat, Machtiging machtiging) => scope.Db.Audit.Add(AuditRegel.Of(
        handeling, wat, details: JsonSerializer.Serialize(new { machtiging = machtiging.Id, koppeling = machtiging.KoppelingId })));

    private Task<Result<Done>> RunAsync(
        Handeling handeling, Guid machtigingId, Func<UseCaseScope, Organisatiekoppeling, Machtiging, CancellationToken, Task<Result<Done>>> change, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) => await scope.Db.BeheerderAsync(handeling, token) is { } beheerder
            && await scope.Db.Machtigingen.SingleOrDefaultAsync(m => m.Id == machtigingId && m.OrganisatieId == beheerder.OrganisatieId, token) is { } machtiging
                ? await change(scope, beheerder, machtiging, token)
                : new NotAllowed(),
        ct);
}
