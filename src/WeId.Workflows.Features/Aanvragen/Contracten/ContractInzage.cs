using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>A contract as it was made up.</summary>
public sealed record ContractBestand(string Nummer, byte[] Pdf);

/// <summary>A contract as the page of its aanvraag shows it.</summary>
/// <param name="Toelichting">What was wrong with the print before it; null when there was none.</param>
public sealed record ContractStand(string Nummer, ContractStatus Status, int Handtekeningen, DateOnly Uiterlijk, string? Toelichting)
{
    /// <summary>Whether it can still be downloaded to be signed.</summary>
    public bool IsAwaited => Status is ContractStatus.Opgemaakt or ContractStatus.Gedownload;
}

/// <summary>Hands out the print that counts, to a beheerder of the organisatie of its aanvraag .</summary>
public sealed class ContractInzage(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, DocumentKluis kluis)
{
    /// <summary>How it stands; null when the aanvraag has no contract, or is not his.</summary>
    public async Task<ContractStand?> FindAsync(Handeling handeling, Guid aanvraagId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await IsOwnAsync(db, handeling, aanvraagId, ct) ? await StandAsync(db, aanvraagId, ct) : null;
    }

    /// <summary>The bytes as they were made; each time is noted.</summary>
    public Task<Result<ContractBestand>> DownloadAsync(Handeling handeling, Guid aanvraagId, CancellationToken ct) =>
        DownloadAsync(handeling, aanvraagId, (db, token) => IsOwnAsync(db, handeling, aanvraagId, token), ct);

    /// <summary>The print that counts; null when the aanvraag has no contract.</summary>
    internal static async Task<ContractStand?> StandAsync(WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        if (await db.FindContractAsync(aanvraagId, ct) is not { } contract)
        {
            return null;
        }

        var toelichting = await db.Contracten
            .Where(c => c.AanvraagId == aanvraagId && c.Versie == contract.Versie - 1)
            .Select(c => c.Toelichting)
            .SingleOrDefaultAsync(ct);
        return new(contract.Nummer, contract.Status, contract.Handtekeningen, contract.Uiterlijk, toelichting);
    }

    /// <summary>The same for whoever may have it.</summary>
    internal async Task<Result<ContractBestand>> DownloadAsync(Handeling handeling, Guid aanvraagId, Func<WeIdDbContext, CancellationToken, Task<bool>> mag, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);

        // What a unit of work answers is stored for repeats; the bytes of a contract need not be.
        var stuk = default(Dossierstuk);
        var nummer = "";
        await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                stuk = null;
                if (!await mag(scope.Db, token) || await scope.Db.FindContractAsync(aanvraagId, token) is not { IsAwaited: true } contract)
                {
                    return new NotAllowed();
                }

                nummer = contract.Nummer;
                stuk = await scope.Db.Dossierstukken.AsNoTracking().SingleAsync(s => s.Id == contract.StukId, token);
                contract.Download(handeling.At);
                scope.Db.Audit.Add(AuditRegel.Of(handeling, "ContractGedownload", aanvraagId, JsonSerializer.Serialize(new { contract = nummer })));
                return default(Done);
            },
            ct);
        return stuk is null ? new NotAllowed() : new ContractBestand(nummer, kluis.Decrypt(stuk));
    }

    private static async Task<bool> IsOwnAsync(WeIdDbContext db, Handeling handeling, Guid aanvraagId, CancellationToken ct) =>
        await db.BeheerderAsync(handeling, ct) is { } beheerder
        && await db.Aanvragen.AnyAsync(a => a.Id == aanvraagId && a.OrganisatieId == beheerder.OrganisatieId && a.Status != AanvraagStatus.Afgekeurd, ct);
}
