using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Ketenmachtigingen;

/// <summary>Changes ketenmachtigingen that were recorded: each change holds at once, and its workflow tells both companies.</summary>
public sealed class KetenBeheer(UseCases useCases, IOptionsMonitor<KetenInstellingen> instellingen)
{
    /// <summary>Gives one another last day, by who gave it (§5.5).</summary>
    public Task<Result<Done>> VerlengAsync(Handeling handeling, Guid ketenmachtigingId, KetenDuur duur, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            ArgumentNullException.ThrowIfNull(duur);
            if (await scope.Db.BeheerderAsync(handeling, token) is not { } beheerder
                || await scope.Db.Ketenmachtigingen.SingleOrDefaultAsync(k => k.Id == ketenmachtigingId && k.GeverKvk == beheerder.Organisatie.KvkNummer, token) is not { } ketenmachtiging)
            {
                return new NotAllowed();
            }

            var dag = duur.LaatsteDag(handeling.Today);
            var refusals = new[]
            {
                Ketenafgifte.RefuseBeheerder(beheerder, instellingen.CurrentValue.MinimumNiveau),
                ketenmachtiging.Niveau > beheerder.Niveau ? new NiveauAboveOwn(ketenmachtiging.Niveau.Label(), beheerder.Niveau.Label()) : null,
                dag.Succeeded ? ketenmachtiging.Extend(dag.Value, handeling.Today) : null,
            }.OfType<Refusal>().Concat(dag.Refusals).ToList();
            if (refusals.Count > 0)
            {
                return Result.Refused<Done>(refusals);
            }

            await scope.AnnounceAsync(handeling, "KetenmachtigingVerlengd", [ketenmachtiging], token);
            return default(Done);
        },
        ct);

    /// <summary>Withdraws one at once, by who gave it or by who got it (§5.5). What takes power away needs no level.</summary>
    public Task<Result<Done>> TrekInAsync(Handeling handeling, Guid ketenmachtigingId, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (await scope.Db.BeheerderAsync(handeling, token) is not { } beheerder
                || await scope.Db.Ketenmachtigingen.SingleOrDefaultAsync(
                    k => k.Id == ketenmachtigingId && (k.GeverKvk == beheerder.Organisatie.KvkNummer || k.IntermediairKvk == beheerder.Organisatie.KvkNummer), token) is not { } ketenmachtiging)
            {
                return new NotAllowed();
            }

            if (ketenmachtiging.Withdraw(handeling.At) is { } refusal)
            {
                return refusal;
            }

            await scope.AnnounceAsync(handeling, "KetenmachtigingIngetrokken", [ketenmachtiging], token);
            return default(Done);
        },
        ct);

    /// <summary>Removes an intermediair with everything that the company gave it .</summary>
    public Task<Result<Done>> VerwijderIntermediairAsync(Handeling handeling, KvkNummer intermediair, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (await scope.Db.BeheerderAsync(handeling, token) is not { } beheerder
                || await scope.Db.GegevenAan(beheerder.Organisatie.KvkNummer, intermediair).ToListAsync(token) is not { Count: > 0 } gegeven)
            {
                return new NotAllowed();
            }

            if (gegeven.Select(k => k.Withdraw(handeling.At)).OfType<Refusal>().ToList() is { Count: > 0 } refusals)
            {
                return Result.Refused<Done>(refusals);
            }

            await scope.AnnounceAsync(handeling, "KetenmachtigingIngetrokken", gegeven, token);
            return default(Done);
        },
        ct);
}
