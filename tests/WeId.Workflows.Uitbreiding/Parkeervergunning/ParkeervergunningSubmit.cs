using System.Text.RegularExpressions;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Uitbreiding.Parkeervergunning;

/// <summary>A beheerder asks for a permit.</summary>
public sealed partial class ParkeervergunningSubmit(UseCases useCases, Indiener indiener)
{
    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, string? kenteken, CancellationToken ct)
    {
        var version = await indiener.VersionAsync(ParkeervergunningGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(
            handeling,
            async (scope, token) =>
            {
                if (await scope.Db.BeheerderAsync(handeling, token) is not { } beheerder)
                {
                    return new NotAllowed();
                }

                if (string.IsNullOrWhiteSpace(kenteken))
                {
                    return new Required { Field = nameof(kenteken) };
                }

                var plate = kenteken.Trim().ToUpperInvariant();
                if (!Plate().IsMatch(plate))
                {
                    return new NotValid("Kenteken") { Field = nameof(kenteken) };
                }

                var nieuw = new NieuweAanvraag(ParkeervergunningGegevens.Type, version, beheerder.OrganisatieId, beheerder.EhMiddel.PersoonId, new ParkeervergunningGegevens(plate));
                var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, token);
                return new Indiening(aanvraag.Id, aanvraag.Nummer);
            },
            ct);
    }

    [GeneratedRegex("^[A-Z0-9]{1,3}-[A-Z0-9]{2,3}-[A-Z0-9]{1,2}$")]
    private static partial Regex Plate();
}
