using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Beoordeling.Stukken;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>The case to which a paper contract belongs, as the one who opens the post checks it.</summary>
/// <param name="Scan">Name of the scan that was registered; null while it is awaited.</param>
public sealed record OntvangenContract(Guid Id, string Nummer, int Versie, string AanvraagNummer, string Organisatie, string KvkNummer, int Handtekeningen, DateOnly Uiterlijk, string? Scan);

/// <summary>Registers the signed paper by the number or barcode on it: the scan is kept and the case goes on, in one act.</summary>
public sealed class ContractOntvangst(UseCases useCases, IDbContextFactory<WeIdDbContext> contexts, IBijlageInspector inspector, StukService stukken)
{
    /// <summary>Kind of the <see cref="Dossierstuk"/>.</summary>
    public const string Soort = "contract-scan";

    private static readonly Dictionary<string, object?> Nothing = [];

    /// <summary>The case of a number; refused for who does not work in the back office, and when no paper with it is awaited.</summary>
    public async Task<Result<OntvangenContract>> FindAsync(Handeling handeling, string nummer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Medewerkers.OfBackOfficeAsync(db, handeling, ct) is null)
        {
            return new NotAllowed();
        }

        var (contract, refusal) = await ReadAsync(db, nummer, ct);
        return refusal is not null ? refusal : await ShowAsync(db, contract!, ct);
    }

    /// <summary>A contract by its id, also after it was registered; null for who does not work in the back office.</summary>
    public async Task<OntvangenContract?> FindAsync(Handeling handeling, Guid contractId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Medewerkers.OfBackOfficeAsync(db, handeling, ct) is not null
            && await db.Contracten.AsNoTracking().SingleOrDefaultAsync(c => c.Id == contractId, ct) is { } contract
                ? await ShowAsync(db, contract, ct)
                : null;
    }

    /// <summary>Registers the scan and ends the wait for the paper.</summary>
    /// <returns>The id of the scan, or why it is not kept.</returns>
    public async Task<Result<Guid>> RegisterAsync(Handeling handeling, Guid contractId, string bestandsnaam, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        ArgumentNullException.ThrowIfNull(bestandsnaam);
        if (await FindAsync(handeling, contractId, ct) is null)
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
                if (await Medewerkers.OfBackOfficeAsync(scope.Db, handeling, token) is null
                    || await scope.Db.Contracten.SingleOrDefaultAsync(c => c.Id == contractId, token) is not { } contract)
                {
                    return new NotAllowed();
                }

                var scan = stukken.Seal(contract.AanvraagId, null, Soort, $"Scan {contract.Nummer}", accepted, handeling.At);
                if ((await RefuseAsync(scope.Db, contract, token) ?? contract.Receive(scan.Id, handeling.At)) is { } refusal)
                {
                    return refusal;
                }

                // The deadline and the registration close the same wait, so only one of them wins.
                if (await scope.WaitStore.FindOpenAsync(contract.AanvraagId, WachtOpContractStep.WaitName, token) is not { } wait
                    || !await scope.Waits.CloseAsync(wait, WachtOpContractStep.Ontvangen, Nothing, handeling.AccountId!.Value.ToString(), handeling.At, token))
                {
                    return new SomebodyWasFirst("");
                }

                // What was found about an earlier print says nothing about this one; the register is asked again.
                var aanvraag = await scope.Db.Aanvragen.SingleAsync(a => a.Id == contract.AanvraagId, token);
                aanvraag.RecordControles(Controles.Write([]));
                scope.Db.Dossierstukken.Add(scan);
                scope.Db.Audit.Add(AuditRegel.Of(
                    handeling, "ContractOntvangen", contract.AanvraagId, JsonSerializer.Serialize(new { contract = contract.Nummer, stuk = scan.Id, scan.Hash })));
                return scan.Id;
            },
            ct);
    }

    private static async Task<(Contract? Contract, Refusal? Refusal)> ReadAsync(WeIdDbContext db, string nummer, CancellationToken ct)
    {
        var gezocht = Contract.Normalize(nummer);
        if (gezocht.Length == 0)
        {
            return (null, new Required { Field = nameof(nummer) });
        }

        if (await db.Contracten.AsNoTracking().SingleOrDefaultAsync(c => c.Nummer == gezocht, ct) is not { } contract)
        {
            return (null, new ContractOnbekend { Field = nameof(nummer) });
        }

        return await RefuseAsync(db, contract, ct) is { } refusal ? (null, refusal with { Field = nameof(nummer) }) : (contract, null);
    }

    private static async Task<Refusal?> RefuseAsync(WeIdDbContext db, Contract contract, CancellationToken ct)
    {
        var nieuwste = (await db.FindContractAsync(contract.AanvraagId, ct))!;
        return nieuwste.Id != contract.Id
            ? new ContractIsVervangen(contract.Nummer, nieuwste.Nummer)
            : contract.IsAwaited ? null : new ContractNietVerwacht(contract.Nummer, contract.Status);
    }

    private static async Task<OntvangenContract> ShowAsync(WeIdDbContext db, Contract contract, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == contract.AanvraagId, ct);
        var afspraak = AanvraagGegevens.Read<MetContract>(aanvraag).Contract;
        var scan = await db.Dossierstukken.Where(s => s.Id == contract.ScanId).Select(s => s.Bestandsnaam).SingleOrDefaultAsync(ct);
        return new(contract.Id, contract.Nummer, contract.Versie, aanvraag.Nummer, afspraak.Organisatie, afspraak.KvkNummer, contract.Handtekeningen, contract.Uiterlijk, scan);
    }
}
