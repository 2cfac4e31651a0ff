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

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>
/// Mails about an opzegging to everybody concerned, each once and each with only the organisaties that he may know of: the user
/// all of them, a beheerder those that he manages now. An end, or why it is put off, is told once.
/// </summary>
internal sealed class MeldOpzeggingStep(WeIdDbContext db, VerzendingMaker maker, PubliekeLinks links) : IStepHandler
{
    public const string Betrokkenen = "Betrokkenen";
    public const string Beheerders = "Beheerders";

    public static StepDescriptor Description { get; } = new("WeId.MeldOpzegging")
    {
        TitleNl = "Opzegging melden",
        TitleEn = "Tell about the opzegging",
        Inputs =
        [
            new("template", "String", Required: true, Kind: StepInputKind.Template),
            new("aan", "String"),
        ],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var template = context.Require<string>("template");
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        var gegevens = AanvraagGegevens.Read<OpzeggingGegevens>(aanvraag);
        var ids = gegevens.Koppelingen.Select(k => k.KoppelingId).ToList();
        var koppelingen = await db.Koppelingen.AsNoTracking()
            .Include(k => k.Organisatie)
            .Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
            .Where(k => ids.Contains(k.Id))
            .ToDictionaryAsync(k => k.Id, ct);
        var regels = gegevens.Koppelingen.Where(r => IsAbout(template, r, koppelingen[r.KoppelingId], gegevens.IsPlanned, context.Now)).ToList();
        var isLast = !await db.Koppelingen.AnyAsync(k => k.EhMiddel.PersoonId == aanvraag.PersoonId && k.Status == KoppelingStatus.Actief, ct);
        foreach (var (persoon, mag) in await ReceiversAsync(context.Input<string>("aan") ?? Betrokkenen, aanvraag, regels, ct))
        {
            var eigen = regels.Where(r => mag is null || mag.Contains(r.OrganisatieId)).ToList();
            if (eigen.Count > 0)
            {
                var inhoud = GegevensOf(template, aanvraag, eigen, koppelingen, isLast && persoon.Id == aanvraag.PersoonId);
                if (inhoud is OpzeggingUitgevoerdGegevens uitgevoerd)
                {
                    inhoud = uitgevoerd with { Machtigingen = await db.BeeindigdeMachtigingenAsync(aanvraag.Id, [.. eigen.Select(r => r.KoppelingId)], CultureInfo.GetCultureInfo(persoon.Taal), ct) };
                }

                maker.Add(VerzendKanaal.Mail, Ontvanger.ByMail(persoon), inhoud, context.Now, new VerzendOpties(aanvraag.Id, aanvraag.OrganisatieId));
            }
        }

        aanvraag.Redact(AanvraagGegevens.Write(gegevens with { Koppelingen = [.. gegevens.Koppelingen.Select(r => regels.Contains(r) ? Told(template, r) : r)] }));
        return new StepResult.Completed("Done");
    }

    private static OpzeggingRegel Told(string template, OpzeggingRegel regel) => template switch
    {
        "opzegging-uitgevoerd" => regel with { EindeGemeld = true },
        "opzegging-niet-uitgevoerd" => regel with { UitstelGemeld = true },
        _ => regel,
    };

    private static bool IsAbout(string template, OpzeggingRegel regel, Organisatiekoppeling koppeling, bool isPlanned, DateTimeOffset now) => template switch
    {
        "opzegging-uitgevoerd" => koppeling.Status is KoppelingStatus.Beeindigd && !regel.EindeGemeld,
        "opzegging-niet-uitgevoerd" => koppeling.CanEnd && !regel.UitstelGemeld && (!isPlanned || regel.Einde <= now),
        "opzegging-bevestigd" or "opzegging-ingetrokken" => koppeling.CanEnd,
        _ => throw new InvalidOperationException($"Template '{template}' is not one that this step can fill in."),
    };

    private TemplateGegevens GegevensOf(
        string template, Aanvraag aanvraag, List<OpzeggingRegel> regels, Dictionary<Guid, Organisatiekoppeling> koppelingen, bool isLast)
    {
        var koppelingenHier = regels.Select(r => koppelingen[r.KoppelingId]).ToList();
        var gebruiker = koppelingenHier[0].EhMiddel.Persoon.VolledigeNaam;
        var link = links.Aanvraag(koppelingenHier[0].OrganisatieId);
        IReadOnlyList<OpzeggingRegelGegevens> waar =
            [.. regels.Select(r => new OpzeggingRegelGegevens { Organisatie = koppelingen[r.KoppelingId].Organisatie.Naam, Dag = r.LaatsteDag })];
        return template switch
        {
            "opzegging-bevestigd" => new OpzeggingBevestigdGegevens { Aanvraagnummer = aanvraag.Nummer, Gebruiker = gebruiker, Regels = waar, Link = link },
            "opzegging-uitgevoerd" => new OpzeggingUitgevoerdGegevens
            {
                Aanvraagnummer = aanvraag.Nummer,
                Gebruiker = gebruiker,
                Regels = waar,
                Bedrijven = [.. koppelingenHier.Where(k => k.Organisatie.Status is OrganisatieStatus.Opgezegd).Select(k => k.Organisatie.Naam)],
                OtpVernietigen = isLast && koppelingenHier[0].EhMiddel.TweedeFactor is TweedeFactor.OtpDevice,
            },
            "opzegging-niet-uitgevoerd" => new OpzeggingNietUitgevoerdGegevens { Aanvraagnummer = aanvraag.Nummer, Gebruiker = gebruiker, Regels = waar, Link = link },
            _ => new OpzeggingIngetrokkenGegevens { Aanvraagnummer = aanvraag.Nummer, Gebruiker = gebruiker, Organisaties = [.. waar.Select(r => r.Organisatie)] },
        };
    }

    /// <summary>Who hears of it, and of which organisaties; null: of all.</summary>
    private async Task<List<(Persoon Persoon, HashSet<Guid>? Organisaties)>> ReceiversAsync(
        string aan, Aanvraag aanvraag, List<OpzeggingRegel> regels, CancellationToken ct)
    {
        var organisaties = regels.Select(r => r.OrganisatieId).ToList();
        var beheerders = await db.Koppelingen.AsNoTracking()
            .Where(k => organisaties.Contains(k.OrganisatieId) && k.Rol == Rol.Beheerder && k.Status == KoppelingStatus.Actief)
            .Select(k => new { k.OrganisatieId, k.EhMiddel.PersoonId })
            .ToListAsync(ct);
        var gebruiker = aan is Betrokkenen ? aanvraag.PersoonId : null;
        var ids = beheerders.Select(b => b.PersoonId).Concat(gebruiker is { } id ? [id] : []).Distinct().ToList();
        var personen = await db.Personen.AsNoTracking().Where(p => ids.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(ct);
        return [.. personen.Select(p => (p, p.Id == gebruiker ? null : beheerders.Where(b => b.PersoonId == p.Id).Select(b => b.OrganisatieId).ToHashSet()))];
    }
}
