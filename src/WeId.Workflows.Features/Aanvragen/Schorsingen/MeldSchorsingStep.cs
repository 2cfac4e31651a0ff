using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Schorsingen;

/// <summary>Mails about a suspension: the user hears of every organisatie, each beheerder of his own, each of them once.</summary>
internal sealed class MeldSchorsingStep(WeIdDbContext db, VerzendingMaker maker, PubliekeLinks links, AanvraagSoorten soorten) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.MeldSchorsing")
    {
        TitleNl = "Schorsing melden",
        TitleEn = "Tell about the suspension",
        Inputs = [new("template", "String", Required: true, Kind: StepInputKind.Template)],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var template = context.Require<string>("template");
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var gegevens = AanvraagGegevens.Read<SchorsingGegevens>(aanvraag);
        var ids = gegevens.Koppelingen.Select(k => k.KoppelingId).ToList();
        var koppelingen = await db.Koppelingen.AsNoTracking().Include(k => k.Organisatie).Where(k => ids.Contains(k.Id)).ToListAsync(ct);
        if (template is "schorsing-opgeheven" && koppelingen.Exists(k => k.Status is KoppelingStatus.Geschorst))
        {
            throw new InvalidOperationException($"Aanvraag {aanvraag.Id} has koppelingen that are still suspended.");
        }

        var toelichting = await db.Taken.Where(t => t.AanvraagId == aanvraag.Id && t.Soort == TaakSoort.Schorsing && t.Status == TaakStatus.Besloten).Select(t => t.Toelichting).SingleOrDefaultAsync(ct);
        var gebruiker = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
        foreach (var (persoon, organisaties) in await ReceiversAsync(gebruiker, koppelingen, ct))
        {
            var taal = CultureInfo.GetCultureInfo(persoon.Taal);
            var eigen = koppelingen.Where(k => organisaties.Contains(k.OrganisatieId)).ToList();
            IReadOnlyList<string> namen = [.. eigen.Select(k => k.Organisatie.Naam).Order(StringComparer.Create(taal, ignoreCase: true))];
            TemplateGegevens inhoud = template switch
            {
                "schorsing-gemeld" => new SchorsingGemeldGegevens
                {
                    Aanvraagnummer = aanvraag.Nummer,
                    Gebruiker = gebruiker.VolledigeNaam,
                    Organisaties = namen,
                    Reden = soorten.Of(aanvraag).Text($"Reden{gegevens.Reden}", taal),
                    Melder = soorten.Of(aanvraag).Text($"Melder{gegevens.Melder}", taal),
                    MutatieIngetrokken = gegevens.MutatieIngetrokken,
                },
                "schorsing-opgeheven" => new SchorsingOpgehevenGegevens
                {
                    Aanvraagnummer = aanvraag.Nummer,
                    Gebruiker = gebruiker.VolledigeNaam,
                    Organisaties = namen,
                    Toelichting = toelichting ?? "",
                    Zelf = persoon.Id == gebruiker.Id,
                    Link = links.Inloggen,
                },
                "schorsing-beeindigd" => new SchorsingBeeindigdGegevens
                {
                    Aanvraagnummer = aanvraag.Nummer,
                    Gebruiker = gebruiker.VolledigeNaam,
                    Organisaties = namen,
                    Toelichting = toelichting ?? "",
                    Machtigingen = await db.BeeindigdeMachtigingenAsync(aanvraag.Id, [.. eigen.Select(k => k.Id)], taal, ct),
                    Bedrijven = [.. eigen.Where(k => k.Organisatie.Status is OrganisatieStatus.Opgezegd).Select(k => k.Organisatie.Naam)],
                },
                _ => throw new InvalidOperationException($"Template '{template}' is not one that this step can fill in."),
            };
            maker.Add(VerzendKanaal.Mail, Ontvanger.ByMail(persoon), inhoud, context.Now, new VerzendOpties(aanvraag.Id, aanvraag.OrganisatieId));
        }

        return new StepResult.Completed("Done");
    }

    private async Task<List<(Persoon Persoon, HashSet<Guid> Organisaties)>> ReceiversAsync(Persoon gebruiker, List<Organisatiekoppeling> koppelingen, CancellationToken ct)
    {
        var alle = koppelingen.Select(k => k.OrganisatieId).ToHashSet();
        var beheerders = await db.Koppelingen.AsNoTracking()
            .Where(k => alle.Contains(k.OrganisatieId) && k.Rol == Rol.Beheerder && k.Status == KoppelingStatus.Actief && k.EhMiddel.PersoonId != gebruiker.Id)
            .Select(k => new { k.OrganisatieId, k.EhMiddel.Persoon })
            .ToListAsync(ct);
        return
        [
            (gebruiker, alle),
            .. beheerders.GroupBy(b => b.Persoon.Id).OrderBy(g => g.Key).Select(g => (g.First().Persoon, g.Select(b => b.OrganisatieId).ToHashSet())),
        ];
    }
}
