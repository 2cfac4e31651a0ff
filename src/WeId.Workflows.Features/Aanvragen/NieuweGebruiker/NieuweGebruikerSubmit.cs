using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.Middelen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

/// <summary>
/// Submits the draft of a beheerder: all refusals at once, or persoon, middel and koppelingen (at once visible, R-116),
/// the aanvraag with its frozen costs, and the start of its workflow, in one commit.
/// </summary>
public sealed class NieuweGebruikerSubmit(UseCases useCases, Indiener indiener, IOptionsMonitor<Tarieven> tarieven, IGeheimen geheimen)
{
    /// <summary>Submits the draft; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, Guid conceptId, CancellationToken ct)
    {
        var version = await indiener.VersionAsync(NieuweGebruikerGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(handeling, (scope, token) => SubmitAsync(scope, handeling, conceptId, version, token), ct);
    }

    private async Task<Result<Indiening>> SubmitAsync(UseCaseScope scope, Handeling handeling, Guid conceptId, int version, CancellationToken ct)
    {
        var db = scope.Db;
        if (await db.BeheerderAsync(handeling, ct) is not { } aanvrager
            || await db.Concepten.SingleOrDefaultAsync(
                c => c.Id == conceptId && c.AccountId == handeling.AccountId && c.OrganisatieId == handeling.OrganisatieId && c.Type == NieuweGebruikerGegevens.Type,
                ct) is not { } concept)
        {
            return new NotAllowed();
        }

        var form = ConceptInhoud.Read<NieuweGebruikerFormulier>(geheimen, concept);
        var bijlagen = await db.Bijlagen.Where(b => b.ConceptId == conceptId && b.AanvraagId == null).ToListAsync(ct);
        var eigen = await db.BeheerderKoppelingen(aanvrager.EhMiddel.PersoonId).ToDictionaryAsync(k => k.OrganisatieId, ct);
        var lezing = new MiddelLezing(form);
        var extra = form.ExtraOrganisaties.Distinct().Where(o => o != aanvrager.OrganisatieId).ToList();
        var middel = lezing.ToMiddel(bijlagen.Select(b => b.Zijde)) with { ExtraOrganisaties = extra, Akkoord = form.Akkoord };
        List<Refusal> refusals = [.. lezing.Refusals, .. middel.Refusals(aanvrager.Niveau, eigen.ToDictionary(e => e.Key, e => e.Value.Niveau), handeling.Today)];
        if (refusals.Count > 0)
        {
            return Result.Refused<Indiening>(refusals);
        }

        var kosten = tarieven.CurrentValue.ForNieuweGebruiker(
            lezing.Niveau!.Value, lezing.TweedeFactor, extra.Select(o => eigen[o].Organisatie.Naam), lezing.Duur);
        if (form.GetoondeKosten is { } getoond && getoond != kosten.Exclusief)
        {
            return new KostenChanged(getoond, kosten.Exclusief) { Field = nameof(form.GetoondeKosten) };
        }

        return await AcceptAsync(scope, handeling, aanvrager, concept, bijlagen, Gegevens(lezing, extra), kosten, version, ct);
    }

    private async Task<Indiening> AcceptAsync(
        UseCaseScope scope,
        Handeling handeling,
        Organisatiekoppeling aanvrager,
        Concept concept,
        List<Bijlage> bijlagen,
        NieuweGebruikerGegevens gegevens,
        Kostenoverzicht kosten,
        int version,
        CancellationToken ct)
    {
        var db = scope.Db;
        var (persoon, middel) = gegevens.Create(handeling.At);
        var nieuw = new NieuweAanvraag(NieuweGebruikerGegevens.Type, version, aanvrager.OrganisatieId, aanvrager.EhMiddel.PersoonId, gegevens)
        {
            PersoonId = persoon.Id,
            Kosten = kosten,
            Inputs = new Dictionary<string, object?>
            {
                ["Niveau"] = gegevens.Niveau.Label(),
                ["TweedeFactor"] = gegevens.TweedeFactor.ToString(),
            },
        };
        var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, ct);
        db.AddRange(persoon, middel);
        db.Koppelingen.AddRange(gegevens.ExtraOrganisaties.Prepend(aanvrager.OrganisatieId).Select(organisatie =>
            new Organisatiekoppeling(Guid.CreateVersion7(handeling.At), middel.Id, organisatie, gegevens.Rol, gegevens.Niveau, aanvraag.Id)));
        bijlagen.ForEach(b => b.Submit(aanvraag.Id));
        db.Concepten.Remove(concept);
        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }

    private static NieuweGebruikerGegevens Gegevens(MiddelLezing lezing, IReadOnlyList<Guid> extra) => new(
        lezing.Niveau!.Value,
        lezing.Rol!.Value,
        lezing.Voornamen!,
        lezing.Tussenvoegsel,
        lezing.Achternaam!,
        lezing.Geboortedatum!.Value,
        lezing.Email!.Value.ToString(),
        lezing.DocumentType!.Value,
        lezing.Documentnummer!,
        lezing.Vervaldatum!.Value,
        lezing.IdentificatieAdres,
        lezing.TweedeFactor!.Value,
        lezing.Mobiel?.ToString(),
        extra,
        lezing.Duur);
}
