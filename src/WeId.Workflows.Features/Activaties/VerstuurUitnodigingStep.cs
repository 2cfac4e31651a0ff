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

        // Of several koppelingen one may have ended meanwhile; the letter then speaks of another.
        var wacht = dossier.Koppelingen.Prepend<Activeerbaar?>(dossier.Upgrade).FirstOrDefault(w => w?.Status is KoppelingStatus.WachtenOpActivatie)
            ?? throw new InvalidOperationException($"Nothing of aanvraag {context.AanvraagId} waits for activation.");
        var organisatie = (wacht as Organisatiekoppeling ?? dossier.RequireKoppeling()).Organisatie;
        var uiterlijk = wacht.UiterlijkActiverenOp!.Value;
        var kanaal = Kanaal(context.Input<string>("kanaal"), wacht.Niveau);
        var persoon = wacht.EhMiddel.Persoon;

        var code = Codes.NewActivatieCode();
        var id = Guid.CreateVersion7(context.Now);
        var hash = codes.Hash(code)!;
        db.Activaties.Add(await db.LatestActivatieAsync(context.AanvraagId, ct) is { } earlier
            ? earlier.Replace(id, hash, uiterlijk, context.Now)
            : new Activatie(id, context.AanvraagId, wacht.EhMiddelId, hash, uiterlijk, wacht.Niveau.NeedsIdentificatie(), context.Now));
        maker.Add(
            kanaal,
            kanaal is VerzendKanaal.Post ? Ontvanger.ByPost(persoon, organisatie) : Ontvanger.ByMail(persoon),
            new ActivatiebriefGegevens
            {
                Organisatie = organisatie.Naam,
                KvkNummer = organisatie.KvkNummer.ToString(),
                Gebruiker = persoon.VolledigeNaam,
                Niveau = wacht.Niveau.Label(),
                Code = kanaal is VerzendKanaal.Post ? Codes.Show(code) : null,
                Link = kanaal is VerzendKanaal.Post ? links.Activeren : links.Persoonlijk(code),
                Uiterlijk = uiterlijk,
                Identificatie = wacht.Niveau.NeedsIdentificatie(),
                Upgrade = wacht is Upgrade,
            },
            context.Now,
            new VerzendOpties(context.AanvraagId, organisatie.Id));
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
