using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Bijlagen;

/// <summary>An upload as the wizard shows it.</summary>
public sealed record BijlageRij(Guid Id, DocumentZijde Zijde, string Bestandsnaam, long Bytes);

/// <summary>Uploads in a draft: looked into, encrypted, replaced, removed.</summary>
public sealed class BijlageService(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, IBijlageInspector inspector, DocumentKluis kluis)
{
    private static readonly Eigenaar Visitor = new(Guid.Empty, Guid.Empty);

    /// <summary>Whether the draft is the actor's own, asked before a byte of an upload is read.</summary>
    public async Task<bool> IsOwnAsync(Handeling handeling, Guid conceptId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ConceptService.FindOwnAsync(db, handeling, conceptId, ct) is not null;
    }

    /// <summary>The uploads of a draft; empty when it is not the actor's own.</summary>
    public async Task<IReadOnlyList<BijlageRij>> ListAsync(Handeling handeling, Guid conceptId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ConceptService.FindOwnAsync(db, handeling, conceptId, ct) is null ? [] : await Rows(db, conceptId).ToListAsync(ct);
    }

    /// <summary>Stores an upload; it takes the place of what showed the same side, so a draft never has more than two.</summary>
    /// <returns>Its id, or why it is not kept.</returns>
    public async Task<Result<Guid>> StoreAsync(Handeling handeling, Guid conceptId, DocumentZijde zijde, string bestandsnaam, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        ArgumentNullException.ThrowIfNull(bestandsnaam);
        return await IsOwnAsync(handeling, conceptId, ct)
            ? await StoreAsync(handeling, conceptId, zijde, bestandsnaam, content, (db, token) => OwnerAsync(db, handeling, conceptId, token), ct)
            : new NotAllowed();
    }

    /// <summary>Takes an upload out of a draft.</summary>
    public Task<Result<Done>> RemoveAsync(Handeling handeling, Guid conceptId, DocumentZijde zijde, CancellationToken ct) =>
        RemoveAsync(handeling, conceptId, zijde, (db, token) => OwnerAsync(db, handeling, conceptId, token), ct);

    /// <summary>The uploads of a visitor who is not signed in; the caller knows that they are his.</summary>
    internal async Task<IReadOnlyList<BijlageRij>> ListOfVisitorAsync(Guid conceptId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Rows(db, conceptId).ToListAsync(ct);
    }

    /// <summary>The same as for a beheerder, for a visitor who is not signed in; the caller knows that the draft is his.</summary>
    /// <param name="isOpen">Whether the draft still takes files, asked in the transaction; null: it does.</param>
    internal Task<Result<Guid>> StoreOfVisitorAsync(
        Handeling handeling, Guid conceptId, DocumentZijde zijde, string bestandsnaam, ReadOnlyMemory<byte> content, CancellationToken ct, DraftCheck? isOpen = null) =>
        StoreAsync(handeling, conceptId, zijde, bestandsnaam, content, (db, token) => VisitorAsync(db, isOpen, token), ct);

    /// <summary>The same as for a beheerder, for a visitor who is not signed in; the caller knows that the draft is his.</summary>
    /// <inheritdoc cref="StoreOfVisitorAsync" path="/param[@name='isOpen']" />
    internal Task<Result<Done>> RemoveOfVisitorAsync(Handeling handeling, Guid conceptId, DocumentZijde zijde, CancellationToken ct, DraftCheck? isOpen = null) =>
        RemoveAsync(handeling, conceptId, zijde, (db, token) => VisitorAsync(db, isOpen, token), ct);

    internal static IQueryable<BijlageRij> Rows(WeIdDbContext db, Guid conceptId) => db.Bijlagen
        .AsNoTracking()
        .Where(b => b.ConceptId == conceptId && b.AanvraagId == null)
        .OrderBy(b => b.GeuploadOp)
        .Select(b => new BijlageRij(b.Id, b.Zijde, b.Bestandsnaam, b.Bytes));

    private static async Task<Eigenaar?> OwnerAsync(WeIdDbContext db, Handeling handeling, Guid conceptId, CancellationToken ct) =>
        await ConceptService.FindOwnAsync(db, handeling, conceptId, ct) is { } concept ? new(concept.OrganisatieId, concept.AccountId) : null;

    private static async Task<Eigenaar?> VisitorAsync(WeIdDbContext db, DraftCheck? isOpen, CancellationToken ct) => isOpen is null || await isOpen(db, ct) ? Visitor : null;

    private async Task<Result<Guid>> StoreAsync(
        Handeling handeling,
        Guid conceptId,
        DocumentZijde zijde,
        string bestandsnaam,
        ReadOnlyMemory<byte> content,
        Func<WeIdDbContext, CancellationToken, Task<Eigenaar?>> owner,
        CancellationToken ct)
    {
        // Before the transaction: reading a large image would keep every other writer waiting.
        var inspectie = inspector.Inspect(bestandsnaam, content, ct);
        if (inspectie is BijlageInspectie.Geweigerd refused)
        {
            return refused.Reden;
        }

        var accepted = (BijlageInspectie.Geaccepteerd)inspectie;
        return await useCases.RunAsync<Guid>(
            handeling,
            async (scope, token) =>
            {
                if (await owner(scope.Db, token) is not { } eigenaar)
                {
                    return new NotAllowed();
                }

                var replaced = await scope.Db.Bijlagen
                    .Where(b => b.ConceptId == conceptId && b.AanvraagId == null)
                    .ToListAsync(token);
                scope.Db.Bijlagen.RemoveRange(replaced.Where(b => b.Zijde.Overlaps(zijde)));

                var id = Guid.CreateVersion7(handeling.At);
                var (secret, key) = kluis.Encrypt(id, accepted.Content);
                scope.Db.Bijlagen.Add(new(
                    id, conceptId, eigenaar.OrganisatieId, eigenaar.AccountId, zijde, Bestandsnaam.Of(bestandsnaam),
                    accepted.ContentType, content.Length, secret, key, handeling.At));
                scope.Db.Audit.Add(AuditRegel.Of(handeling, "BijlageGeupload"));
                return id;
            },
            ct);
    }

    private Task<Result<Done>> RemoveAsync(
        Handeling handeling, Guid conceptId, DocumentZijde zijde, Func<WeIdDbContext, CancellationToken, Task<Eigenaar?>> owner, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (await owner(scope.Db, token) is null)
            {
                return new NotAllowed();
            }

            scope.Db.Bijlagen.RemoveRange(await scope.Db.Bijlagen
                .Where(b => b.ConceptId == conceptId && b.AanvraagId == null && b.Zijde == zijde)
                .ToListAsync(token));
            return default(Done);
        },
        ct);

    private sealed record Eigenaar(Guid OrganisatieId, Guid AccountId);

    /// <summary>Asks the database about a draft.</summary>
    internal delegate Task<bool> DraftCheck(WeIdDbContext db, CancellationToken ct);
}
