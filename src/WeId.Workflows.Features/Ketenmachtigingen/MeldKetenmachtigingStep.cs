using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Ketenmachtigingen;

/// <summary>
/// Mails about the ketenmachtigingen of an aanvraag to both companies. The scheme tells the receiver nothing: he learns from us
/// both KvK numbers, the diensten and where they were recorded (§2.8).
/// </summary>
internal sealed class MeldKetenmachtigingStep(WeIdDbContext db, VerzendingMaker maker, PubliekeLinks links) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.MeldKetenmachtiging")
    {
        TitleNl = "Ketenmachtiging melden",
        TitleEn = "Tell about the ketenmachtiging",
        Inputs = [new("template", "String", Required: true, Kind: StepInputKind.Template)],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var alle = await db.Ketenmachtigingen.AsNoTracking().Where(k => k.AanvraagId == context.AanvraagId).OrderBy(k => k.NaamNl).ToListAsync(ct);
        var eerste = alle[0];
        var today = AmsterdamTime.DateOf(context.Now);
        foreach (var (ontvanger, link) in await ReceiversAsync(eerste, ct))
        {
            var inhoud = GegevensOf(context.Require<string>("template"), aanvraag.Nummer, alle, today, ontvanger.Taal, link);
            if (inhoud is KetenmachtigingVerlooptGegevens { Geldig.Count: 0 })
            {
                // Nothing ran until after the end: then the mail about that is enough.
                continue;
            }

            maker.Add(VerzendKanaal.Mail, ontvanger, inhoud, context.Now, new VerzendOpties(aanvraag.Id, aanvraag.OrganisatieId));
        }

        return new StepResult.Completed("Done");
    }

    private static KetenmachtigingGegevens GegevensOf(
        string template, string nummer, List<Ketenmachtiging> alle, DateOnly today, string taal, string link)
    {
        KetenmachtigingGegevens leeg = template switch
        {
            "ketenmachtiging-vastgelegd" => new KetenmachtigingVastgelegdGegevens(),
            "ketenmachtiging-gewijzigd" => new KetenmachtigingGewijzigdGegevens(),
            "ketenmachtiging-verloopt" => new KetenmachtigingVerlooptGegevens(),
            "ketenmachtiging-beeindigd" => new KetenmachtigingBeeindigdGegevens(),
            _ => throw new InvalidOperationException($"Template '{template}' is not one that this step can fill in."),
        };

        // A reminder speaks of what ends soon, not of everything.
        var grens = template == "ketenmachtiging-verloopt" ? today.AddMonths(WachtOpKetenmachtigingStep.HerinneringMaanden) : DateOnly.MaxValue;
        return leeg with
        {
            Aanvraagnummer = nummer,
            Gever = alle[0].GeverNaam,
            GeverKvk = alle[0].GeverKvk.Value,
            Intermediair = alle[0].IntermediairNaam,
            IntermediairKvk = alle[0].IntermediairKvk.Value,
            VastgelegdOp = alle[0].VastgelegdOp,
            Geldig = [.. alle.Where(k => k.IsGeldig(today) && k.Einddatum <= grens).Select(k => RegelOf(k, taal))],
            Beeindigd = [.. alle.Where(k => !k.IsGeldig(today)).Select(k => RegelOf(k, taal))],
            Link = link,
        };
    }

    private static KetenRegelGegevens RegelOf(Ketenmachtiging ketenmachtiging, string taal) =>
        new() { Dienst = ketenmachtiging.Naam(taal), Niveau = ketenmachtiging.Niveau.Label(), Tot = ketenmachtiging.Einddatum };

    private async Task<List<(Ontvanger Ontvanger, string Link)>> ReceiversAsync(Ketenmachtiging rij, CancellationToken ct)
    {
        var gever = await SideAsync(new(rij.GeverKvk, rij.GeverNaam, rij.GeverEmail), ct);
        var intermediair = await SideAsync(new(rij.IntermediairKvk, rij.IntermediairNaam, rij.IntermediairEmail), ct);
        return [.. gever.Concat(intermediair).DistinctBy(o => o.Adres, StringComparer.OrdinalIgnoreCase).Select(o => (o, o.PersoonId is null ? "" : links.Inloggen))];
    }

    private async Task<List<Ontvanger>> SideAsync(KetenPartij partij, CancellationToken ct) => partij.Email is { } adres
        ? [new Ontvanger(partij.Naam, adres, "nl")]
        : [.. (await db.BeheerdersOfAsync(partij.Kvk, ct)).Select(Ontvanger.ByMail)];
}
