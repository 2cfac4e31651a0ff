using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Activaties;

/// <summary>Invites the user to activate: a letter with a code, or a mail with a personal link. Older codes end.</summary>
internal sealed class VerstuurUitnodigingStep(WeIdDbContext db, VerzendingMaker maker, ActivatieCodes codes, PubliekeLinks links) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.VerstuurUitnodiging")
    {
        TitleNl = "Activatie-uitnodiging versturen",
        TitleEn = "Send the invitation to activate",
        Inputs = [new("kanaal", "String")],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var dossier = await Dossier.LoadAsync(db, context.AanvraagId, ct);
        var koppeling = dossier.Koppelingen.FirstOrDefault(k => k.Status is KoppelingStatus.WachtenOpActivatie)
            ?? throw new InvalidOperationException($"No koppeling of aanvraag {context.AanvraagId} waits for activation.");
        var uiterlijk = koppeling.UiterlijkActiverenOp!.Value;
        var kanaal = Kanaal(context.Input<string>("kanaal"), koppeling.Niveau);
        var persoon = koppeling.EhMiddel.Persoon;

        var code = Codes.NewActivatieCode();
        var id = Guid.CreateVersion7(context.Now);
        var hash = codes.Hash(code)!;
        db.Activaties.Add(await db.LatestActivatieAsync(context.AanvraagId, ct) is { } earlier
            ? earlier.Replace(id, hash, uiterlijk, context.Now)
            : new Activatie(id, context.AanvraagId, koppeling.EhMiddelId, hash, uiterlijk, koppeling.Niveau.NeedsIdentificatie(), context.Now));
        maker.Add(
            kanaal,
            kanaal is VerzendKanaal.Post ? Ontvanger.ByPost(persoon, koppeling.Organisatie) : Ontvanger.ByMail(persoon),
            new ActivatiebriefGegevens
            {
                Organisatie = koppeling.Organisatie.Naam,
                KvkNummer = koppeling.Organisatie.KvkNummer.ToString(),
                Gebruiker = persoon.VolledigeNaam,
                Niveau = koppeling.Niveau.Label(),
                Code = kanaal is VerzendKanaal.Post ? Codes.Show(code) : null,
                Link = kanaal is VerzendKanaal.Post ? links.Activeren : links.Persoonlijk(code),
                Uiterlijk = uiterlijk,
                Identificatie = koppeling.Niveau.NeedsIdentificatie(),
            },
            context.Now,
            new VerzendOpties(context.AanvraagId, koppeling.OrganisatieId));
        return new StepResult.Completed("Done");
    }

    private static VerzendKanaal Kanaal(string? kanaal, Betrouwbaarheidsniveau niveau) => kanaal switch
    {
        null or "" or "Automatisch" => niveau.NeedsIdentificatie() ? VerzendKanaal.Mail : VerzendKanaal.Post,
        nameof(UitnodigingKanaal.Mail) => VerzendKanaal.Mail,
        "Post" or nameof(UitnodigingKanaal.Brief) => VerzendKanaal.Post,
        _ => throw new InvalidOperationException($"'{kanaal}' is no channel of an uitnodiging; use Automatisch, Mail or Post."),
    };
}
