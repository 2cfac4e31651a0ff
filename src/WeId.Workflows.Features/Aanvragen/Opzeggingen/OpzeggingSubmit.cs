using WeId.Workflows.Domain;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>A beheerder ends eHerkenning for a user (R-149…R-158): all refusals at once, or the aanvraag and the start of its workflow. It costs nothing.</summary>
public sealed class OpzeggingSubmit(UseCases useCases, Indiener indiener)
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
                var controle = await scope.Db.CheckOpzeggingAsync(handeling, voorstel, token);
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
            voorstel.BedrijfAkkoord,
            [.. controle.Effecten.Select(e => new OpzeggingRegel(e.Koppeling.Id, e.Koppeling.OrganisatieId, e.LaatsteDag))]);
        var nieuw = new NieuweAanvraag(OpzeggingGegevens.Type, version, controle.Aanvrager.OrganisatieId, controle.Aanvrager.EhMiddel.PersoonId, gegevens)
        {
            PersoonId = controle.PersoonId,
            Inputs = new Dictionary<string, object?> { ["Moment"] = voorstel.Moment.ToString() },
        };
        var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, ct);
        return new(aanvraag.Id, aanvraag.Nummer);
    }
}
