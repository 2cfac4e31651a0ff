using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>
/// Submits the draft of a beheerder: all refusals at once, or the organisatie in aanvraag, his koppeling there, the aanvraag
/// with its frozen costs and consents, the contract and the start of the workflow, in one commit. The Handelsregister is asked
/// once more before it.
/// </summary>
public sealed class OrganisatieToevoegenSubmit(
    UseCases useCases,
    IDbContextFactory<WeIdDbContext> contexts,
    Indiener indiener,
    OrganisatieZoeker zoeker,
    ContractMaker contracten,
    IOptionsMonitor<Tarieven> tarieven,
    IGeheimen geheimen)
{
    /// <summary>Submits the draft; a repeat with the same operation id answers the same aanvraag.</summary>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, Guid conceptId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        var version = await indiener.VersionAsync(OrganisatieToevoegenGegevens.Type, ct);
        var gevonden = default(GevondenOrganisatie);
        if (await FindFormulierAsync(handeling, conceptId, ct) is { } formulier)
        {
            var result = await zoeker.FindAsync(handeling, formulier.Nummer, ct);
            if (!result.Succeeded)
            {
                return Result.Refused<Indiening>(result.Refusals);
            }

            gevonden = result.Value;
        }

        return await useCases.RunAsync<Indiening>(handeling, (scope, token) => SubmitAsync(scope, handeling, conceptId, gevonden, version, token), ct);
    }

    private static Task<Concept?> FindConceptAsync(WeIdDbContext db, Handeling handeling, Guid conceptId, CancellationToken ct) =>
        db.Concepten.SingleOrDefaultAsync(
            c => c.Id == conceptId && c.AccountId == handeling.AccountId && c.OrganisatieId == handeling.OrganisatieId && c.Type == OrganisatieToevoegenGegevens.Type,
            ct);

    private async Task<OrganisatieToevoegenFormulier?> FindFormulierAsync(Handeling handeling, Guid conceptId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindConceptAsync(db, handeling, conceptId, ct) is { } concept
            ? ConceptInhoud.Read<OrganisatieToevoegenFormulier>(geheimen, concept)
            : null;
    }

    private async Task<Result<Indiening>> SubmitAsync(
        UseCaseScope scope, Handeling handeling, Guid conceptId, GevondenOrganisatie? gevonden, int version, CancellationToken ct)
    {
        var db = scope.Db;
        if (gevonden is null
            || await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await FindConceptAsync(db, handeling, conceptId, ct) is not { } concept)
        {
            return new NotAllowed();
        }

        var form = ConceptInhoud.Read<OrganisatieToevoegenFormulier>(geheimen, concept);
        if (!gevonden.Matches(form.Nummer))
        {
            return new SomebodyWasFirst("");
        }

        if ((await db.LopendeOpzeggingenAsync(beheerder.OrganisatieId, ct)).GetValueOrDefault(beheerder.Id) is { } opgezegd)
        {
            return new OpzeggingLoopt(opgezegd.LaatsteDag);
        }

        List<Refusal> refusals = [.. OrganisatieToevoegenControle.Check(form, beheerder.Niveau, gevonden.Inschrijving)];
        if (await OrganisatieZoeker.RefuseOwnAsync(db, beheerder.EhMiddelId, gevonden, ct) is { } own)
        {
            refusals.Add(own with { Field = nameof(form.Nummer) });
        }

        if (refusals.Count > 0)
        {
            return Result.Refused<Indiening>(refusals);
        }

        var kosten = tarieven.CurrentValue.ForKoppelingen([gevonden.Naam], OrganisatieToevoegenControle.DuurOf(form));
        if (form.GetoondeKosten is { } getoond && getoond != kosten.Exclusief)
        {
            return new KostenChanged(getoond, kosten.Exclusief) { Field = nameof(form.GetoondeKosten) };
        }

        var organisatie = await Bedrijfzoeker.RegisterAsync(db, gevonden, handeling, ct);
        var gegevens = new OrganisatieToevoegenGegevens(
            organisatie.Id,
            ContractAfspraak.Of(
                gevonden, OrganisatieToevoegenControle.NiveauOf(form)!.Value, OrganisatieToevoegenControle.DuurOf(form), beheerder.EhMiddel.Persoon, Tekenaars.Of(form.Ondertekenaars, gevonden.Inschrijving)),
            OrganisatieToevoegenGegevens.Toestemmingen,
            handeling.At);
        return await AcceptAsync(scope, handeling, beheerder, concept, gegevens, kosten, version, ct);
    }

    private async Task<Indiening> AcceptAsync(
        UseCaseScope scope, Handeling handeling, Organisatiekoppeling beheerder, Concept concept, OrganisatieToevoegenGegevens gegevens, Kostenoverzicht kosten, int version, CancellationToken ct)
    {
        var persoon = beheerder.EhMiddel.Persoon;
        var niveau = gegevens.Contract.Niveau;
        var nieuw = new NieuweAanvraag(OrganisatieToevoegenGegevens.Type, version, beheerder.OrganisatieId, persoon.Id, gegevens)
        {
            PersoonId = persoon.Id,
            Kosten = kosten,
            Inputs = new Dictionary<string, object?> { ["Niveau"] = niveau.Label() },
        };
        var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, ct);
        scope.Db.Koppelingen.Add(new(Guid.CreateVersion7(handeling.At), beheerder.EhMiddelId, gegevens.OrganisatieId, Rol.Beheerder, niveau, aanvraag.Id));
        contracten.Add(scope.Db, aanvraag, gegevens.Contract, versie: 1, persoon.Taal, handeling);
        scope.Db.Concepten.Remove(concept);
        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }
}
