using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Concepten;

/// <summary>A draft as the wizard shows it.</summary>
/// <param name="Hervat">It was there already: he goes on where he was.</param>
public sealed record GeopendConcept<T>(Guid Id, T Formulier, DateTimeOffset GewijzigdOp, bool Hervat, IReadOnlyList<BijlageRij> Bijlagen);

/// <summary>The drafts of wizards: one for each account, organisatie and type, so that a second tab goes on in the same one.</summary>
public sealed class ConceptService(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, IGeheimen geheimen)
{
    /// <summary>The draft of the actor, made when there is none.</summary>
    public async Task<Result<GeopendConcept<T>>> OpenAsync<T>(Handeling handeling, string type, CancellationToken ct)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(handeling);
        if (await FindAsync<T>(handeling, type, ct) is { } kept)
        {
            return kept;
        }

        var made = await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                if (handeling.AccountId is not { } account || handeling.OrganisatieId is not { } organisatie
                    || await scope.Db.BeheerderAsync(handeling, token) is null)
                {
                    return new NotAllowed();
                }

                // Two tabs may open at once: the second finds the draft of the first.
                if (!await Own(scope.Db, handeling).AnyAsync(c => c.Type == type, token))
                {
                    scope.Db.Concepten.Add(new(Guid.CreateVersion7(handeling.At), type, organisatie, account, ConceptInhoud.Write(geheimen, new T()), handeling.At));
                }

                return default(Done);
            },
            ct);
        if (!made.Succeeded)
        {
            return Result.Refused<GeopendConcept<T>>(made.Refusals);
        }

        return await FindAsync<T>(handeling, type, ct) is { } fresh ? fresh with { Hervat = false } : new NotAllowed();
    }

    /// <summary>Keeps what was typed. A draft that was submitted or deleted meanwhile is not brought back.</summary>
    public Task<Result<Done>> SaveAsync<T>(Handeling handeling, Guid conceptId, T formulier, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (await FindOwnAsync(scope.Db, handeling, conceptId, token) is not { } concept)
            {
                return new NotAllowed();
            }

            concept.Save(ConceptInhoud.Write(geheimen, formulier), handeling.At);
            return default(Done);
        },
        ct);

    /// <summary>Throws the draft and its uploads away.</summary>
    public Task<Result<Done>> DeleteAsync(Handeling handeling, Guid conceptId, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (await FindOwnAsync(scope.Db, handeling, conceptId, token) is not { } concept)
            {
                return new NotAllowed();
            }

            scope.Db.Bijlagen.RemoveRange(await scope.Db.Bijlagen.Where(b => b.ConceptId == conceptId && b.AanvraagId == null).ToListAsync(token));
            scope.Db.Concepten.Remove(concept);
            return default(Done);
        },
        ct);

    /// <summary>The draft, when it is the actor's own and he is still beheerder of its organisatie.</summary>
    internal static async Task<Concept?> FindOwnAsync(WeIdDbContext db, Handeling handeling, Guid conceptId, CancellationToken ct) =>
        await db.BeheerderAsync(handeling, ct) is null
            ? null
            : await Own(db, handeling).SingleOrDefaultAsync(c => c.Id == conceptId, ct);

    /// <summary>The draft of a type, under the same conditions.</summary>
    internal static async Task<Concept?> FindOwnAsync(WeIdDbContext db, Handeling handeling, string type, CancellationToken ct) =>
        await db.BeheerderAsync(handeling, ct) is null
            ? null
            : await Own(db, handeling).SingleOrDefaultAsync(c => c.Type == type, ct);

    private static IQueryable<Concept> Own(WeIdDbContext db, Handeling handeling) =>
        db.Concepten.Where(c => c.AccountId == handeling.AccountId && c.OrganisatieId == handeling.OrganisatieId);

    private async Task<GeopendConcept<T>?> FindAsync<T>(Handeling handeling, string type, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is null
            || await Own(db, handeling).AsNoTracking().SingleOrDefaultAsync(c => c.Type == type, ct) is not { } concept)
        {
            return null;
        }

        var bijlagen = await BijlageService.Rows(db, concept.Id).ToListAsync(ct);
        return new(concept.Id, ConceptInhoud.Read<T>(geheimen, concept), concept.GewijzigdOp, Hervat: true, bijlagen);
    }
}
