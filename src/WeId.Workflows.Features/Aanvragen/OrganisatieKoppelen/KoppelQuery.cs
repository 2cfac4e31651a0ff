using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Gevolgen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;

/// <summary>What can be chosen for a user who gets more organisaties.</summary>
/// <param name="Belet">Why he can get none now; null when he can.</param>
/// <param name="Organisaties">All others of the beheerder, by name.</param>
/// <param name="Machtigingen">What becomes of his machtigingen where he is now: all stay.</param>
public sealed record KoppelKeuzes(
    string Naam, string Email, Betrouwbaarheidsniveau Niveau, Rol Rol, Refusal? Belet, IReadOnlyList<KoppelOrganisatie> Organisaties, IReadOnlyList<MachtigingGevolg> Machtigingen);

/// <summary>An organisatie of the beheerder.</summary>
/// <param name="Belet">Why this user cannot be coupled to it; null when he can.</param>
public sealed record KoppelOrganisatie(Guid Id, string Naam, string KvkNummer, string? Vestigingsnummer, Refusal? Belet);

/// <summary>Loads what the page offers, by the rules of the submission itself.</summary>
public sealed class KoppelQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <returns>Null when the actor is no beheerder of the organisatie, or when it has no such user.</returns>
    public async Task<KoppelKeuzes?> FindAsync(Handeling handeling, Guid koppelingId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await db.Koppelingen.AsNoTracking().Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
                .SingleOrDefaultAsync(k => k.Id == koppelingId && k.OrganisatieId == beheerder.OrganisatieId, ct) is not { IsVisible: true } bron)
        {
            return null;
        }

        var eigen = await db.BeheerderKoppelingen(beheerder.EhMiddel.PersoonId).AsNoTracking().ToListAsync(ct);
        var niveaus = eigen.ToDictionary(k => k.OrganisatieId, k => k.Niveau);
        var gekoppeld = await db.GekoppeldAsync(bron.EhMiddelId, ct);
        var opgezegd = (await db.LopendeOpzeggingenAsync(bron.OrganisatieId, ct)).GetValueOrDefault(bron.Id);
        List<Refusal> Refusals(params Guid[] organisaties) =>
            [.. new ExtraKoppeling(bron, Rol.Gebruiker, organisaties, Akkoord: true).Refusals(beheerder.Niveau, niveaus, gekoppeld)];
        return new(
            bron.EhMiddel.Persoon.VolledigeNaam,
            bron.EhMiddel.Persoon.Email.Value,
            bron.Niveau,
            bron.Rol,
            opgezegd is null ? Refusals().Find(r => r.Field is null) : new OpzeggingLoopt(opgezegd.LaatsteDag),
            [
                .. eigen.Where(k => k.OrganisatieId != beheerder.OrganisatieId)
                    .OrderBy(k => k.Organisatie.Naam, StringComparer.CurrentCulture)
                    .Select(k => new KoppelOrganisatie(
                        k.OrganisatieId,
                        k.Organisatie.Naam,
                        k.Organisatie.KvkNummer.Value,
                        k.Organisatie.Vestigingsnummer?.Value,
                        Refusals(k.OrganisatieId).Find(r => r.Field is not null))),
            ],
            await db.GevolgenAsync([(bron.Id, null)], _ => false, handeling.Today, ct));
    }
}
