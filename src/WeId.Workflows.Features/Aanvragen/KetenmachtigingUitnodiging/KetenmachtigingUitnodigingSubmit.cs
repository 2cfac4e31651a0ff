using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>Whom a beheerder invites, and for what.</summary>
/// <param name="KvkNummer">Of the relation, as typed.</param>
/// <param name="Email">Of its wettelijk vertegenwoordiger, as typed.</param>
public sealed record UitnodigingVoorstel(string? KvkNummer, string? Email, IReadOnlyList<KetenKeuze> Diensten, KetenDuur Duur);

/// <summary>
/// An intermediair invites a relation, never without the module (§1.Y 18): all refusals at once, or the uitnodiging, the
/// aanvraag and the start of its workflow, in one commit.
/// </summary>
public sealed class KetenmachtigingUitnodigingSubmit(UseCases useCases, Indiener indiener, Handelsregisterblik handelsregister, IDienstencatalogus catalogus)
{
    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, UitnodigingVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        var version = await indiener.VersionAsync(KetenmachtigingUitnodigingGegevens.Type, ct);
        var aanbod = await catalogus.GetAsync(ct);

        // Before the transaction: a slow register would keep every other writer waiting.
        KvkNummer? kvk = KvkNummer.TryParse(voorstel.KvkNummer, out var nummer) ? nummer : null;
        var gevonden = kvk is null ? new(null) : await handelsregister.FindAsync(nummer, nameof(UitnodigingVoorstel.KvkNummer), ct);
        return await useCases.RunAsync<Indiening>(
            handeling,
            async (scope, token) =>
            {
                var db = scope.Db;
                if (await db.BeheerderAsync(handeling, token) is not { } beheerder)
                {
                    return new NotAllowed();
                }

                if (!await db.Ketenmodules.AnyAsync(m => m.OrganisatieId == beheerder.OrganisatieId, token))
                {
                    return new KetenmoduleMissing();
                }

                if (gevonden.Refusal is { } silent)
                {
                    return silent;
                }

                var dekkingen = voorstel.Diensten.Distinct().Select(keuze => KetenDekking.Find(aanbod, keuze)).ToList();
                Emailadres? email = Emailadres.TryParse(voorstel.Email, out var adres) ? adres : null;
                List<Refusal> refusals =
                [
                    .. await RefuseRelatieAsync(db, beheerder.Organisatie, kvk, gevonden.Inschrijving, dekkingen, token),
                    .. email is null ? new Refusal[] { new NotValid("Emailadres") { Field = nameof(UitnodigingVoorstel.Email) } } : [],
                    .. dekkingen.Count == 0 ? new Refusal[] { new Required { Field = nameof(UitnodigingVoorstel.Diensten) } } : [],
                    .. dekkingen.Contains(null) ? new Refusal[] { new DienstUnknown { Field = nameof(UitnodigingVoorstel.Diensten) } } : [],
                    .. voorstel.Duur.LaatsteDag(handeling.Today).Refusals,
                ];
                if (refusals.Count > 0)
                {
                    return Result.Refused<Indiening>(refusals);
                }

                var relatie = gevonden.Inschrijving!;
                var gegevens = new KetenmachtigingUitnodigingGegevens([.. dekkingen.OfType<KetenDekking>()], voorstel.Duur);
                var aanvraag = await indiener.AddAsync(
                    scope,
                    handeling,
                    new NieuweAanvraag(KetenmachtigingUitnodigingGegevens.Type, version, beheerder.OrganisatieId, beheerder.EhMiddel.PersoonId, gegevens)
                    {
                        Inputs = new Dictionary<string, object?> { ["Niveau"] = gegevens.Niveau.Label() },
                    },
                    token);
                db.KetenUitnodigingen.Add(new KetenUitnodiging(
                    Guid.CreateVersion7(handeling.At), aanvraag.Id, beheerder.OrganisatieId, relatie.KvkNummer, relatie.Naam, adres, handeling));
                return new Indiening(aanvraag.Id, aanvraag.Nummer);
            },
            ct);
    }

    private static async Task<IReadOnlyList<Refusal>> RefuseRelatieAsync(
        WeIdDbContext db, Organisatie eigen, KvkNummer? kvk, Inschrijving? inschrijving, List<KetenDekking?> dekkingen, CancellationToken ct)
    {
        if (kvk is not { } relatie || inschrijving is null || !inschrijving.IsActief || relatie == eigen.KvkNummer)
        {
            Refusal why = kvk is null ? new NotValid(nameof(KvkNummer))
                : kvk == eigen.KvkNummer ? new KetenEigenKvk()
                : inschrijving is null ? new KvkUnknown(kvk.Value.Value)
                : new KvkUitgeschreven(inschrijving.Naam);
            return [why with { Field = nameof(UitnodigingVoorstel.KvkNummer) }];
        }

        if (await db.KetenUitnodigingen.AnyAsync(
            u => u.OrganisatieId == eigen.Id
                && u.RelatieKvk == relatie
                && (u.Status == KetenUitnodigingStatus.Uitgenodigd || u.Status == KetenUitnodigingStatus.PerPost || u.Status == KetenUitnodigingStatus.InControle), ct))
        {
            return [new RelatieIsUitgenodigd(inschrijving.Naam) { Field = nameof(UitnodigingVoorstel.KvkNummer) }];
        }

        var geldig = await db.GegevenAan(relatie, eigen.KvkNummer).ToListAsync(ct);
        return [.. dekkingen.Where(d => d is not null && geldig.Exists(k => k.Soort == d.Soort && k.Sleutel == d.Sleutel))
            .Select(d => new KetenmachtigingExists(d!.NaamNl) { Field = nameof(UitnodigingVoorstel.Diensten) })];
    }
}
