using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Activaties;

/// <summary>A letter that replaces another.</summary>
/// <param name="Adres">The lines below the name; null: the address of this day.</param>
internal sealed record Herdruk(Guid VanId, string? Adres);

/// <summary>Makes the invitation to activate: a letter with a code, or a mail with a personal link. Older codes end with it.</summary>
internal sealed class Uitnodiger(ActivatieCodes codes, PubliekeLinks links)
{
    private static readonly string Template = TemplateGegevens.NameOf(typeof(ActivatiebriefGegevens));

    /// <summary>Adds the uitnodiging and the message that brings it.</summary>
    /// <param name="kanaal">As the input of <see cref="VerstuurUitnodigingStep"/>.</param>
    /// <param name="herdruk">The letter that it replaces; null: none.</param>
    public async Task<Verzending> AddAsync(
        WeIdDbContext db, VerzendingMaker maker, Guid aanvraagId, string? kanaal, DateTimeOffset at, Herdruk? herdruk, CancellationToken ct)
    {
        var dossier = await Dossier.LoadAsync(db, aanvraagId, ct);

        // Of several koppelingen one may have ended meanwhile; the letter then speaks of another.
        var wacht = dossier.Koppelingen.Prepend<Activeerbaar?>(dossier.Upgrade).FirstOrDefault(w => w?.Status is KoppelingStatus.WachtenOpActivatie)
            ?? throw new InvalidOperationException($"Nothing of aanvraag {aanvraagId} waits for activation.");
        var organisatie = (wacht as Organisatiekoppeling ?? dossier.RequireKoppeling()).Organisatie;
        var uiterlijk = wacht.UiterlijkActiverenOp!.Value;
        var gekozen = Kanaal(kanaal, wacht.Niveau);
        var persoon = wacht.EhMiddel.Persoon;

        await db.EndCodebrievenAsync(aanvraagId, TemplateGegevens.NameOf(typeof(ActivatiebriefGegevens)), ct);
        var naarOrganisatie = Ontvanger.ByPost(persoon, organisatie);
        var code = Codes.NewActivatieCode();
        var id = Guid.CreateVersion7(at);
        var hash = codes.Hash(code)!;
        db.Activaties.Add(await db.LatestActivatieAsync(aanvraagId, ct) is { } earlier
            ? earlier.Replace(id, hash, uiterlijk, at)
            : new Activatie(id, aanvraagId, wacht.EhMiddelId, hash, uiterlijk, wacht.Niveau.NeedsIdentificatie(), at));
        return maker.Add(
            gekozen,
            gekozen is VerzendKanaal.Post ? naarOrganisatie with { Adres = herdruk?.Adres ?? naarOrganisatie.Adres } : Ontvanger.ByMail(persoon),
            new ActivatiebriefGegevens
            {
                Organisatie = organisatie.Naam,
                KvkNummer = organisatie.KvkNummer.ToString(),
                Gebruiker = persoon.VolledigeNaam,
                Niveau = wacht.Niveau.Label(),
                Code = gekozen is VerzendKanaal.Post ? Codes.Show(code) : null,
                Link = gekozen is VerzendKanaal.Post ? links.Activeren : links.Persoonlijk(code),
                Uiterlijk = uiterlijk,
                Identificatie = wacht.Niveau.NeedsIdentificatie(),
                Upgrade = wacht is Upgrade,
            },
            at,
            new VerzendOpties(aanvraagId, organisatie.Id, HerdrukVanId: herdruk?.VanId));
    }

    /// <summary>Sends an open uitnodiging that went by mail to the address that the user has now; the link in the earlier mail ends. A letter keeps its code.</summary>
    public async Task FollowEmailAsync(WeIdDbContext db, VerzendingMaker maker, Guid aanvraagId, DateTimeOffset at, CancellationToken ct)
    {
        // An uitnodiging and the message that brought it are of the same instant.
        if (await db.LatestActivatieAsync(aanvraagId, ct) is { IsOpen: true } activatie
            && await db.Verzendingen.AnyAsync(v => v.AanvraagId == aanvraagId && v.AangemaaktOp == activatie.UitgenodigdOp && v.Template == Template && v.Kanaal == VerzendKanaal.Mail, ct))
        {
            await AddAsync(db, maker, aanvraagId, nameof(UitnodigingKanaal.Mail), at, herdruk: null, ct);
        }
    }

    private static VerzendKanaal Kanaal(string? kanaal, Betrouwbaarheidsniveau niveau) => kanaal switch
    {
        null or "" or "Automatisch" => niveau.NeedsIdentificatie() ? VerzendKanaal.Mail : VerzendKanaal.Post,
        nameof(UitnodigingKanaal.Mail) => VerzendKanaal.Mail,
        "Post" or nameof(UitnodigingKanaal.Brief) => VerzendKanaal.Post,
        _ => throw new InvalidOperationException($"'{kanaal}' is no channel of an uitnodiging; use Automatisch, Mail or Post."),
    };
}
