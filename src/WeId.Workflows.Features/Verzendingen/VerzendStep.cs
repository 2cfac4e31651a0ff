using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>Sends one of the messages around an aanvraag, with the data of its rows.</summary>
internal sealed class VerzendStep(WeIdDbContext db, VerzendingMaker maker, PubliekeLinks links) : IStepHandler
{
    public const string Aanvrager = "Aanvrager";
    public const string Gebruiker = "Gebruiker";
    public const string Beheerders = "Beheerders";

    public static StepDescriptor Description { get; } = new("WeId.Verzend")
    {
        TitleNl = "Bericht versturen",
        TitleEn = "Send a message",
        Inputs =
        [
            new("template", "String", Required: true, Kind: StepInputKind.Template),
            new("kanaal", "String"),
            new("aan", "String"),
        ],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var dossier = await Dossier.LoadAsync(db, context.AanvraagId, ct);
        var gegevens = await GegevensAsync(context.Require<string>("template"), dossier, ct);
        var kanaal = Enum.Parse<VerzendKanaal>(context.Input<string>("kanaal") ?? nameof(VerzendKanaal.Mail));
        foreach (var persoon in await ReceiversAsync(context.Input<string>("aan") ?? Aanvrager, dossier, ct))
        {
            maker.Add(
                kanaal,
                kanaal switch
                {
                    VerzendKanaal.Mail => Ontvanger.ByMail(persoon),
                    VerzendKanaal.Sms => Ontvanger.BySms(persoon),
                    _ => Ontvanger.ByPost(persoon, dossier.Organisatie),
                },
                gegevens(persoon),
                context.Now,
                new VerzendOpties(dossier.Aanvraag.Id, dossier.Organisatie.Id));
        }

        return new StepResult.Completed("Done");
    }

    private async Task<IReadOnlyList<Persoon>> ReceiversAsync(string aan, Dossier dossier, CancellationToken ct) => aan switch
    {
        Aanvrager => [dossier.Aanvrager],
        Gebruiker => [dossier.RequireGebruiker()],
        Beheerders => await db.Koppelingen
            .Where(k => k.OrganisatieId == dossier.Organisatie.Id && k.Rol == Rol.Beheerder && k.Status == KoppelingStatus.Actief)
            .Select(k => k.EhMiddel.Persoon)
            .ToListAsync(ct),
        _ => throw new InvalidOperationException($"'{aan}' is no receiver; use {Aanvrager}, {Gebruiker} or {Beheerders}."),
    };

    /// <summary>The data of the template, as far as they depend on the reader for him.</summary>
    private async Task<Func<Persoon, TemplateGegevens>> GegevensAsync(string template, Dossier dossier, CancellationToken ct)
    {
        var aanvraag = dossier.Aanvraag;
        var organisatie = dossier.Organisatie;
        switch (template)
        {
            case "aanvraag-ontvangen":
                return aan => Ontvangen(dossier, aan.Taal);
            case "afwijzing":
                return aan => new AfwijzingGegevens
                {
                    Aanvraagnummer = aanvraag.Nummer,
                    Soort = AanvraagSoorten.Label(aanvraag.Type, aan.Taal),
                    Organisatie = organisatie.Naam,
                    Redenen = Redenen(aanvraag.Afkeurreden),
                };
            case "herinnering-activatie":
                var perPost = await db.Verzendingen
                    .Where(v => v.AanvraagId == aanvraag.Id && v.Template == "activatiebrief")
                    .OrderByDescending(v => v.AangemaaktOp)
                    .Select(v => v.Kanaal == VerzendKanaal.Post)
                    .FirstOrDefaultAsync(ct);
                return _ => new HerinneringActivatieGegevens
                {
                    Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
                    Organisatie = organisatie.Naam,
                    Niveau = dossier.RequireKoppeling().Niveau.Label(),
                    Uiterlijk = Uiterlijk(dossier),
                    PerPost = perPost,
                };
            case "activatie-verlopen":
                return _ => new ActivatieVerlopenGegevens
                {
                    Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
                    Organisatie = organisatie.Naam,
                    Uiterlijk = Uiterlijk(dossier),
                    Link = links.Gebruiker(organisatie.Id, dossier.RequireKoppeling().Id),
                };
            case "beheerder-herinnering":
                return _ => new BeheerderHerinneringGegevens
                {
                    Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
                    Organisatie = organisatie.Naam,
                    Uiterlijk = Uiterlijk(dossier),
                    Link = links.Gebruiker(organisatie.Id, dossier.RequireKoppeling().Id),
                };
            case "middel-actief":
                return _ => new MiddelActiefGegevens
                {
                    Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
                    Organisatie = organisatie.Naam,
                    Niveau = dossier.RequireKoppeling().Niveau.Label(),
                    Beheerder = dossier.RequireKoppeling().Rol is Rol.Beheerder,
                    Link = links.Inloggen,
                };
            default:
                throw new InvalidOperationException($"Template '{template}' is not one that this step can fill in.");
        }
    }

    private AanvraagOntvangenGegevens Ontvangen(Dossier dossier, string taal)
    {
        var aanvraag = dossier.Aanvraag;
        var koppeling = dossier.Koppelingen.Count > 0 ? dossier.Koppelingen[0] : null;
        var kosten = aanvraag.Kosten is { } json ? JsonSerializer.Deserialize<Kostenoverzicht>(json) : null;
        return new()
        {
            Aanvraagnummer = aanvraag.Nummer,
            Soort = AanvraagSoorten.Label(aanvraag.Type, taal),
            Organisatie = dossier.Organisatie.Naam,
            OntvangenOp = aanvraag.IngediendOp,
            Gebruiker = dossier.Gebruiker?.VolledigeNaam ?? "",
            Niveau = koppeling?.Niveau.Label() ?? "",
            TweedeFactor = koppeling?.EhMiddel.TweedeFactor.ToString() ?? "",
            Kosten = [.. (kosten?.Regels ?? []).Select(r => new KostenRegelGegevens
            {
                Soort = r.Soort.ToString(),
                Toelichting = r.Toelichting ?? "",
                Bedrag = r.Bedrag,
                Eenmalig = r.Eenmalig,
            })],
            DrieJaar = kosten?.Duur is AbonnementDuur.DrieJaar,
            Exclusief = kosten?.Exclusief ?? 0,
            BtwPercentage = kosten?.BtwPercentage.ToString("0.##", CultureInfo.GetCultureInfo(taal)) ?? "",
            Btw = kosten?.Btw ?? 0,
            Inclusief = kosten?.Inclusief ?? 0,
            Link = links.Aanvraag(dossier.Organisatie.Id),
        };
    }

    private static DateOnly Uiterlijk(Dossier dossier) => dossier.RequireKoppeling().UiterlijkActiverenOp
        ?? throw new InvalidOperationException($"Aanvraag {dossier.Aanvraag.Id} was not approved.");

    /// <summary>One reason a line, as the reviewer wrote them.</summary>
    private static string[] Redenen(string? reden) => (reden ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } redenen
        ? redenen
        : throw new InvalidOperationException("A rejection has a reason.");
}
