using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>
/// Asks for another type of a middel (R-198…R-200): all refusals at once, or the lock, the one place of the company,
/// the aanvraag and the start of its workflow in one commit.
/// </summary>
public sealed class WijzigMiddeltypeSubmit(UseCases useCases, Indiener indiener, IOptionsMonitor<Tarieven> tarieven)
{
    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, TypeWisselVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        var version = await indiener.VersionAsync(WijzigMiddeltypeGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(handeling, (scope, token) => SubmitAsync(scope, handeling, voorstel, version, token), ct);
    }

    private async Task<Result<Indiening>> SubmitAsync(UseCaseScope scope, Handeling handeling, TypeWisselVoorstel voorstel, int version, CancellationToken ct)
    {
        if (await scope.Db.CheckTypeWisselAsync(handeling, voorstel, ct) is not { } controle)
        {
            return new NotAllowed();
        }

        if (controle.Refusals.Count > 0)
        {
            return Result.Refused<Indiening>([.. controle.Refusals]);
        }

        var (koppeling, middel) = (controle.Koppeling, controle.Koppeling.EhMiddel);
        var gegevens = new WijzigMiddeltypeGegevens(koppeling.Id, middel.Type, voorstel.Naar!.Value, voorstel.Duur!.Value);
        var kosten = tarieven.CurrentValue.ForTypeWissel(gegevens.Naar, gegevens.Duur);
        if (voorstel.GetoondeKosten is { } getoond && getoond != kosten.Exclusief)
        {
            return new KostenChanged(getoond, kosten.Exclusief) { Field = nameof(TypeWisselVoorstel.GetoondeKosten) };
        }

        var nieuw = new NieuweAanvraag(WijzigMiddeltypeGegevens.Type, version, koppeling.OrganisatieId, controle.Beheerder.EhMiddel.PersoonId, gegevens)
        {
            PersoonId = middel.PersoonId,
            Kosten = kosten,
            Inputs = new Dictionary<string, object?> { ["Naar"] = gegevens.Naar.ToString() },
        };
        var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, ct);
        if (middel.BeginMutatie(aanvraag.Id) is { } locked)
        {
            return locked;
        }

        if (gegevens.Naar is MiddelType.Belastingdienst)
        {
            middel.ClaimBelastingdienst(koppeling.Organisatie.KvkNummer);
        }

        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }
}
