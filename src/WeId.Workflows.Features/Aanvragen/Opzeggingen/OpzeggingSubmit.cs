using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>A beheerder ends eHerkenning for a user (R-149…R-158): all refusals at once, or the aanvraag and the start of its workflow. It costs nothing.</summary>
public sealed class OpzeggingSubmit(UseCases useCases, Indiener indiener, Intrekking intrekking)
{
    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, OpzeggingVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        var version = await indiener.VersionAsync(OpzeggingGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(
            handeling,
            async (scope, token) =>
            {
                var controle = await scope.Db.CheckOpzeggingAsync(handeling, voorstel, isPreview: false, token);
                return controle.Succeeded
                    ? await AcceptAsync(scope, handeling, voorstel, controle.Value, version, token)
                    : Result.Refused<Indiening>(controle.Refusals);
            },
            ct);
    }

    private async Task<Indiening> AcceptAsync(
        UseCaseScope scope, Handeling handeling, OpzeggingVoorstel voorstel, GecontroleerdeOpzegging controle, int version, CancellationToken ct)
    {
        var gegevens = new OpzeggingGegevens(
            voorstel.Moment,
            voorstel.Datum,
            [.. controle.Effecten.Select(e => new OpzeggingRegel(e.Koppeling.Id, e.Koppeling.OrganisatieId, e.LaatsteDag, e.SluitBedrijf))]);
        var nieuw = new NieuweAanvraag(OpzeggingGegevens.Type, version, controle.Aanvrager.OrganisatieId, controle.Aanvrager.EhMiddel.PersoonId, gegevens)
        {
            PersoonId = controle.PersoonId,
            Inputs = new Dictionary<string, object?> { ["Moment"] = voorstel.Moment.ToString() },
        };
        var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, ct);
        foreach (var vervangen in controle.Effecten.Where(e => e.Vervangt is not null).GroupBy(e => e.Vervangt!.Value, e => e.Koppeling.Id))
        {
            await ReplaceAsync(scope, handeling, vervangen.Key, [.. vervangen], ct);
        }

        return new(aanvraag.Id, aanvraag.Nummer);
    }

    /// <summary>Takes koppelingen out of a planned opzegging, which goes on for the others; without any it is over, and nobody is told that it was undone.</summary>
    private async Task ReplaceAsync(UseCaseScope scope, Handeling handeling, Guid aanvraagId, List<Guid> koppelingen, CancellationToken ct)
    {
        var gepland = await scope.Db.Aanvragen.SingleAsync(a => a.Id == aanvraagId, ct);
        var gegevens = AanvraagGegevens.Read<OpzeggingGegevens>(gepland);
        var over = gegevens.Koppelingen.Where(r => !koppelingen.Contains(r.KoppelingId)).ToList();
        var ids = over.Select(r => r.KoppelingId).ToList();
        scope.Db.Audit.Add(AuditRegel.Of(handeling, "OpzeggingVervangen", aanvraagId, JsonSerializer.Serialize(new { koppelingen })));
        var open = (await scope.Db.Koppelingen.AsNoTracking().Where(k => ids.Contains(k.Id)).ToListAsync(ct)).Count(k => k.CanEnd);
        if (open > 0)
        {
            gepland.Redact(AanvraagGegevens.Write(gegevens with { Koppelingen = over }));
            return;
        }

        if (over.Count > 0)
        {
            gepland.Complete().OrThrow();
        }

        await intrekking.WithdrawForAsync(scope, handeling, aanvraagId, ct);
    }
}
