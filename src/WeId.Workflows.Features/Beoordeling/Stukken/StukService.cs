using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Beoordeling.Stukken;

/// <summary>A document of an aanvraag as a page shows it.</summary>
public sealed record StukRij(Guid Id, string Soort, string Bestandsnaam, long Bytes);

/// <summary>The documents that stay with an aanvraag, for who has one of its tasks: scanned paper is registered, replaced, opened and taken out again.</summary>
public sealed class StukService(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, IBijlageInspector inspector, DocumentKluis kluis)
{
    private const int MaxSoortLength = 40;

    /// <summary>Whether the actor has this task, asked before a byte of an upload is read.</summary>
    public async Task<bool> IsOwnAsync(Handeling handeling, Guid taakId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindTaakAsync(db, handeling, taakId, ct) is not null;
    }

    /// <summary>What was registered with this task; empty for who does not have it.</summary>
    public async Task<IReadOnlyList<StukRij>> ListAsync(Handeling handeling, Guid taakId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindTaakAsync(db, handeling, taakId, ct) is null
            ? []
            : await db.Dossierstukken.AsNoTracking()
                .Where(s => s.TaakId == taakId)
                .OrderBy(s => s.OntvangenOp)
                .Select(s => new StukRij(s.Id, s.Soort, s.Bestandsnaam, s.Versleuteld.Length))
                .ToListAsync(ct);
    }

    /// <summary>Registers a scan with the task; it takes the place of an earlier one of the same kind.</summary>
    /// <returns>Its id, or why it is not kept.</returns>
    public async Task<Result<Guid>> StoreAsync(Handeling handeling, Guid taakId, string soort, string bestandsnaam, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        ArgumentException.ThrowIfNullOrEmpty(soort);
        ArgumentNullException.ThrowIfNull(bestandsnaam);
        if (soort.Length > MaxSoortLength || !await IsOwnAsync(handeling, taakId, ct))
        {
            return new NotAllowed();
        }

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
                if (await FindTaakAsync(scope.Db, handeling, taakId, token) is not { } taak)
                {
                    return new NotAllowed();
                }

                await RemoveAsync(scope.Db, handeling, taak, soort, token);
                var stuk = Seal(taak.AanvraagId, taak.Id, soort, bestandsnaam, accepted, handeling.At);
                scope.Db.Dossierstukken.Add(stuk);
                scope.Db.Audit.Add(AuditRegel.Of(handeling, "StukGeregistreerd", taak.AanvraagId, JsonSerializer.Serialize(new { taak = taakId, stuk = stuk.Id, soort, stuk.Hash })));
                return stuk.Id;
            },
            ct);
    }

    /// <summary>Takes a scan out of the task with which it was registered.</summary>
    public Task<Result<Done>> RemoveAsync(Handeling handeling, Guid taakId, string soort, CancellationToken ct) => useCases.RunAsync<Done>(
        handeling,
        async (scope, token) =>
        {
            if (await FindTaakAsync(scope.Db, handeling, taakId, token) is not { } taak)
            {
                return new NotAllowed();
            }

            await RemoveAsync(scope.Db, handeling, taak, soort, token);
            return default(Done);
        },
        ct);

    /// <summary>The bytes of any document of the aanvraag of his task; each view is noted.</summary>
    public async Task<Result<DocumentInzage.Document>> OpenAsync(Handeling handeling, Guid taakId, Guid stukId, CancellationToken ct)
    {
        // What a unit of work answers is stored for repeats; the bytes of a document must not be.
        var stuk = default(Dossierstuk);
        await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                var taak = await FindTaakAsync(scope.Db, handeling, taakId, token);
                stuk = taak is null
                    ? null
                    : await scope.Db.Dossierstukken.AsNoTracking().SingleOrDefaultAsync(s => s.Id == stukId && s.AanvraagId == taak.AanvraagId, token);
                scope.Db.Audit.Add(AuditRegel.Of(
                    handeling, stuk is null ? "StukGeweigerd" : "StukBekeken", taak?.AanvraagId, JsonSerializer.Serialize(new { taak = taakId, stuk = stukId })));
                return default(Done);
            },
            ct);
        return stuk is null ? new NotAllowed() : new DocumentInzage.Document(stuk.ContentType, kluis.Decrypt(stuk));
    }

    /// <summary>Encrypts a document that was looked into, for use cases that receive one otherwise than with a task.</summary>
    internal Dossierstuk Seal(Guid aanvraagId, Guid? taakId, string soort, string bestandsnaam, BijlageInspectie.Geaccepteerd accepted, DateTimeOffset at) =>
        kluis.Seal(aanvraagId, soort, Bestandsnaam.Of(bestandsnaam), accepted.ContentType, accepted.Content, at, taakId);

    // Its hash stays in the audit: what was shown to nobody must not be exchanged unseen.
    private static async Task RemoveAsync(WeIdDbContext db, Handeling handeling, BeoordelingsTaak taak, string soort, CancellationToken ct)
    {
        foreach (var stuk in await db.Dossierstukken.Where(s => s.TaakId == taak.Id && s.Soort == soort).ToListAsync(ct))
        {
            db.Dossierstukken.Remove(stuk);
            db.Audit.Add(AuditRegel.Of(handeling, "StukVerwijderd", taak.AanvraagId, JsonSerializer.Serialize(new { taak = taak.Id, stuk = stuk.Id, soort, stuk.Hash })));
        }
    }

    private static async Task<BeoordelingsTaak?> FindTaakAsync(WeIdDbContext db, Handeling handeling, Guid taakId, CancellationToken ct) =>
        await db.Taken.SingleOrDefaultAsync(t => t.Id == taakId && t.Status == TaakStatus.Geclaimd, ct) is { } taak
            && Enum.TryParse<StafRol>(taak.Rol, out var rol)
            && await db.MedewerkerAsync(handeling, rol, ct) is { } medewerker
            && taak.GeclaimdDoor == medewerker.Id
            ? taak
            : null;
}
