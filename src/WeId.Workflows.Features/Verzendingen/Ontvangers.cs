using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>Who may hear of an aanvraag, by the rights of the moment at which the message is made.</summary>
internal static class Ontvangers
{
    /// <summary>Those who manage the organisatie now.</summary>
    public static Task<List<Persoon>> BeheerdersAsync(this WeIdDbContext db, Guid organisatieId, CancellationToken ct) => db.Koppelingen
        .Where(k => k.OrganisatieId == organisatieId && k.Rol == Rol.Beheerder && k.Status == KoppelingStatus.Actief)
        .OrderBy(k => k.Id)
        .Select(k => k.EhMiddel.Persoon)
        .ToListAsync(ct);

    /// <summary>
    /// The aanvrager. What is not about himself he hears only while he manages the organisatie; has he left, it is for those who
    /// manage it now. Whoever asked on paper may never have done so.
    /// </summary>
    public static async Task<IReadOnlyList<Persoon>> VoorAanvragerAsync(this WeIdDbContext db, AanvraagSoort soort, Dossier dossier, CancellationToken ct)
    {
        var (aanvraag, aanvrager) = (dossier.Aanvraag, dossier.Aanvrager);
        if (aanvraag.PersoonId == aanvrager.Id || !soort.IsVanBeheerder(aanvraag))
        {
            return [aanvrager];
        }

        var beheerders = await db.BeheerdersAsync(aanvraag.OrganisatieId, ct);
        return beheerders.Exists(b => b.Id == aanvrager.Id) ? [aanvrager] : beheerders;
    }
}
