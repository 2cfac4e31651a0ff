using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.EersteBeheerder;

/// <summary>
/// Submits what a wettelijk vertegenwoordiger filled in: all refusals at once, or the organisatie in aanvraag, applicant,
/// beheerder and koppeling, the aanvraag with its frozen costs and consents, the contract and the start of the workflow, in one commit.
/// Nobody is signed in: the contract on paper proves who asks. The Handelsregister is asked once more before it.
/// </summary>
public sealed class EersteBeheerderSubmit(
    UseCases useCases, Indiener indiener, Bedrijfzoeker zoeker, EersteBeheerderLoket loket, ContractMaker contracten, IOptionsMonitor<Tarieven> tarieven, TimeProvider time)
{
    /// <summary>Submits it; a repeat for the same draft answers the same aanvraag.</summary>
    /// <param name="conceptId">Which uploads go with it.</param>
    /// <param name="taal">In which he reads: <c>nl</c> or <c>en</c>.</param>
    /// <param name="adres">Address of the computer, or what else tells one visitor from another.</param>
    public async Task<Result<Indiening>> RunAsync(Guid conceptId, EersteBeheerderFormulier formulier, string taal, string adres, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(formulier);
        if (loket.Limit("indienen", adres) is { } tooMany)
        {
            return tooMany;
        }

        var version = await indiener.VersionAsync(EersteBeheerderGegevens.Type, ct);
        var found = await zoeker.FindAsync(formulier.Nummer, ct);
        if (!found.Succeeded)
        {
            return found.Refusals[0] with { Field = nameof(formulier.Nummer) };
        }

        // One id for all tries of this draft: a double click, or a click after a lost connection, submits once.
        var handeling = new Handeling(DerivedId.From(conceptId, "indienen"), time.GetUtcNow());
        return await useCases.RunAsync<Indiening>(handeling, (scope, token) => SubmitAsync(scope, handeling, conceptId, formulier, found.Value, taal, version, token), ct);
    }

    private async Task<Result<Indiening>> SubmitAsync(
        UseCaseScope scope, Handeling handeling, Guid conceptId, EersteBeheerderFormulier form, GevondenOrganisatie gevonden, string taal, int version, CancellationToken ct)
    {
        var db = scope.Db;
        if (await EersteBeheerderLoket.RefuseAsync(db, gevonden, ct) is { } belet)
        {
            return belet;
        }

        var bijlagen = await db.Bijlagen.Where(b => b.ConceptId == conceptId && b.AanvraagId == null && b.AccountId == Guid.Empty).ToListAsync(ct);
        var lezing = new EersteBeheerderLezing(form);
        var refusals = EersteBeheerderControle.InOrder(lezing.Refusals(bijlagen.Select(b => b.Zijde), gevonden.Inschrijving, handeling.Today));
        if (refusals.Count > 0)
        {
            return Result.Refused<Indiening>(refusals);
        }

        var middelGegevens = lezing.Middel.ToGegevens() with { Rol = Rol.Beheerder };
        var kosten = tarieven.CurrentValue.ForNieuweGebruiker(middelGegevens.Niveau, middelGegevens.TweedeFactor, [], middelGegevens.Duur);
        if (form.GetoondeKosten is { } getoond && getoond != kosten.Exclusief)
        {
            return new KostenChanged(getoond, kosten.Exclusief) { Field = nameof(form.GetoondeKosten) };
        }

        var organisatie = await Bedrijfzoeker.RegisterAsync(db, gevonden, handeling, ct);
        var (persoon, middel) = middelGegevens.Create(handeling.At);
        var aanvrager = lezing.ToAanvrager(handeling.At) ?? persoon;
        persoon.Taal = aanvrager.Taal = taal;
        var afspraak = ContractAfspraak.Of(gevonden, middelGegevens.Niveau, middelGegevens.Duur, persoon, Tekenaars.Of(form.Ondertekenaars, gevonden.Inschrijving));
        var gegevens = new EersteBeheerderGegevens(middelGegevens, afspraak, EersteBeheerderGegevens.Toestemmingen, handeling.At);
        var nieuw = new NieuweAanvraag(EersteBeheerderGegevens.Type, version, organisatie.Id, aanvrager.Id, gegevens)
        {
            PersoonId = persoon.Id,
            Kosten = kosten,
            Inputs = new Dictionary<string, object?>
            {
                ["Niveau"] = middelGegevens.Niveau.Label(),
                ["TweedeFactor"] = middelGegevens.TweedeFactor.ToString(),
            },
        };
        var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, ct);
        db.AddRange(persoon, middel);
        if (aanvrager.Id != persoon.Id)
        {
            db.Personen.Add(aanvrager);
        }

        db.Koppelingen.Add(new(Guid.CreateVersion7(handeling.At), middel.Id, organisatie.Id, Rol.Beheerder, middelGegevens.Niveau, aanvraag.Id));
        contracten.Add(db, aanvraag, afspraak, versie: 1, taal, handeling);
        bijlagen.ForEach(b => b.Submit(aanvraag.Id, organisatie.Id));
        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }
}
