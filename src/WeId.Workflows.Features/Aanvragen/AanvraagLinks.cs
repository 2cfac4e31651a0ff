using System.Security.Cryptography;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>The link in a mail to an aanvraag: into the beheermodule, or a personal one for who cannot sign in yet.</summary>
internal sealed class AanvraagLinks(WeIdDbContext db, AanvraagSoorten soorten, Codes codes, PubliekeLinks links, TimeProvider time)
{
    private const int CodeLength = 20;

    /// <summary>Where it is followed.</summary>
    public string Volgen(Dossier dossier) => Of(dossier, links.AanvraagVolgen(dossier.Organisatie.Id, dossier.Aanvraag.Id));

    /// <summary>Where its user stands, once he has a middel to activate.</summary>
    public string Gebruiker(Dossier dossier) => Of(dossier, links.Gebruiker(dossier.Organisatie.Id, dossier.RequireKoppeling().Id));

    /// <summary>The form in which the code of a link is stored.</summary>
    public static string Hash(Codes codes, string code) => codes.Hash("aanvraag.toegang", code);

    private string Of(Dossier dossier, string beheermodule)
    {
        if (!soorten.Of(dossier.Aanvraag).IsPubliek)
        {
            return beheermodule;
        }

        var now = time.GetUtcNow();
        var code = RandomNumberGenerator.GetString(Codes.Alphabet, CodeLength);
        db.AanvraagToegangen.Add(new(Guid.CreateVersion7(now), dossier.Aanvraag.Id, Hash(codes, code), now));
        return links.AanvraagPersoonlijk(code);
    }
}
