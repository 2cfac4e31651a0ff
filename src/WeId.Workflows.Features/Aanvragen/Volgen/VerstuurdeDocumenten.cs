using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>A document that was sent, as the page of its aanvraag shows it.</summary>
/// <param name="Onderwerp">Of the mail or letter with which it went.</param>
public sealed record VerstuurdDocument(Guid Id, string Bestandsnaam, string Onderwerp, DateTimeOffset VerzondenOp);

/// <summary>Gives a beheerder again, byte by byte, what was sent to him; what holds a code was never kept.</summary>
public sealed class VerstuurdeDocumenten(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, DocumentKluis kluis)
{
    /// <summary>Those of an aanvraag, the oldest first; empty for who was sent none.</summary>
    public async Task<IReadOnlyList<VerstuurdDocument>> ListAsync(Handeling handeling, Guid aanvraagId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var zijn = await HisAsync(db, handeling, aanvraagId, ct);
        var rows = await zijn
            .Join(db.Verzendingen, s => s.VerzendingId, v => v.Id, (s, v) => new VerstuurdDocument(s.Id, s.Bestandsnaam, v.Onderwerp ?? "", v.VerzondenOp!.Value))
            .ToListAsync(ct);
        return [.. rows.OrderBy(d => d.VerzondenOp).ThenBy(d => d.Id)];
    }

    /// <summary>The file; each time is noted.</summary>
    public async Task<Result<VerstuurdBestand>> OpenAsync(Handeling handeling, Guid aanvraagId, Guid stukId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);

        // What a unit of work answers is stored for repeats; the bytes of a document need not be.
        var stuk = default(Dossierstuk);
        await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                stuk = await (await HisAsync(scope.Db, handeling, aanvraagId, token)).SingleOrDefaultAsync(s => s.Id == stukId, token);
                if (stuk is null)
                {
                    return new NotAllowed();
                }

                scope.Db.Audit.Add(AuditRegel.Of(handeling, "VerstuurdDocumentGeopend", aanvraagId, JsonSerializer.Serialize(new { stuk = stukId })));
                return default(Done);
            },
            ct);
        return stuk is null ? new NotAllowed() : new VerstuurdBestand(stuk.Bestandsnaam, stuk.ContentType, kluis.Decrypt(stuk));
    }

    // What was rejected he does not see any more; what waits to be posted was not sent yet.
    private static async Task<IQueryable<Dossierstuk>> HisAsync(WeIdDbContext db, Handeling handeling, Guid aanvraagId, CancellationToken ct)
    {
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return db.Dossierstukken.Where(_ => false);
        }

        var (organisatie, persoon) = (beheerder.OrganisatieId, beheerder.EhMiddel.PersoonId);
        return db.Dossierstukken.AsNoTracking().Where(s => s.AanvraagId == aanvraagId
            && db.Aanvragen.Any(a => a.Id == aanvraagId && a.OrganisatieId == organisatie && a.Status != AanvraagStatus.Afgekeurd)
            && db.Verzendingen.Any(v => v.Id == s.VerzendingId && v.PersoonId == persoon && v.Status == VerzendStatus.Verzonden));
    }
}

/// <summary>A file as it was sent.</summary>
public sealed record VerstuurdBestand(string Naam, string ContentType, byte[] Bytes);
