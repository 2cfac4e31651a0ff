using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Vestigingsnummers;

/// <summary>The company data as the settings show them, read-only .</summary>
/// <param name="Omzetten">The aanvraag that removes the vestigingsnummer and is under way; null when there is none.</param>
public sealed record Bedrijfsgegevens(
    string Naam, string KvkNummer, string? Vestigingsnummer, string? Rsin, IReadOnlyList<string> Adres, string? Telefoonnummer, Guid? Omzetten);

/// <summary>
/// A beheerder has his organisatie known by its KvK number alone. The Handelsregister is asked each time, and decides
/// whether he can do it himself.
/// </summary>
public sealed class VestigingsnummerSubmit(UseCases useCases, Indiener indiener, IDbContextFactory<WeIdDbContext> contexts, IHandelsregister handelsregister)
{
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<Bedrijfsgegevens?> FindAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { Organisatie: { } organisatie })
        {
            return null;
        }

        var omzetten = await db.Aanvragen.AsNoTracking()
            .Where(a => a.OrganisatieId == organisatie.Id && a.Type == VestigingsnummerGegevens.Type && (a.Status == AanvraagStatus.Ingediend || a.Status == AanvraagStatus.InUitvoering))
            .Select(a => (Guid?)a.Id)
            .FirstOrDefaultAsync(ct);
        return new(
            organisatie.Naam,
            organisatie.KvkNummer.Value,
            organisatie.Vestigingsnummer?.Value,
            organisatie.Rsin?.Value,
            organisatie.Adres.Regels,
            organisatie.Telefoonnummer,
            omzetten);
    }

    /// <summary>Why he cannot do it himself now, by the Handelsregister of this moment; null when he can.</summary>
    public async Task<Refusal?> CheckAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { Organisatie: { } organisatie })
        {
            return new NotAllowed();
        }

        try
        {
            return organisatie.RefuseZelfOmzetten(await handelsregister.FindAsync(organisatie.KvkNummer, ct))
                ?? (await db.IsKvkNummerTakenAsync(organisatie, ct) ? new KvkNummerIsTaken() : null);
        }
        catch (Exception e) when (e is HandelsregisterNietBereikbaarException or HandelsregisterWeigertException)
        {
            return new HandelsregisterNietBereikbaar();
        }
    }

    /// <summary>Submits; a repeat with the same operation id answers the same aanvraag.</summary>
    /// <param name="akkoord">He knows what it means and wants it.</param>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, bool akkoord, CancellationToken ct)
    {
        if (!akkoord)
        {
            return new AkkoordMissing { Field = "Akkoord" };
        }

        // Before the transaction: while the register thinks, nobody else should wait.
        var belet = await CheckAsync(handeling, ct);
        var version = await indiener.VersionAsync(VestigingsnummerGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(handeling, (scope, token) => SubmitAsync(scope, handeling, belet, version, token), ct);
    }

    private async Task<Result<Indiening>> SubmitAsync(UseCaseScope scope, Handeling handeling, Refusal? belet, int version, CancellationToken ct)
    {
        if (belet is not null)
        {
            return belet;
        }

        if (await scope.Db.BeheerderAsync(handeling, ct) is not { Organisatie: { } organisatie } beheerder)
        {
            return new NotAllowed();
        }

        if (organisatie.Vestigingsnummer is not { } vestigingsnummer)
        {
            return new NoVestigingsnummer();
        }

        if (await scope.Db.IsKvkNummerTakenAsync(organisatie, ct))
        {
            return new KvkNummerIsTaken();
        }

        var nieuw = new NieuweAanvraag(
            VestigingsnummerGegevens.Type, version, organisatie.Id, beheerder.EhMiddel.PersoonId, new VestigingsnummerGegevens(vestigingsnummer.Value));
        var aanvraag = await indiener.AddAsync(scope, handeling, nieuw, ct);
        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }
}
