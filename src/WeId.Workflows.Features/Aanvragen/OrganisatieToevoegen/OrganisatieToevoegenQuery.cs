using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>The beheerder himself, as the wizard lets him check it .</summary>
public sealed record EigenGegevens(string Naam, DateOnly Geboortedatum, string Email, string? Mobiel, Betrouwbaarheidsniveau Niveau)
{
    /// <summary>The levels that he may have in another organisatie, lowest first.</summary>
    public IReadOnlyList<Betrouwbaarheidsniveau> Niveaus { get; } = [.. Domain.Gebruikers.Niveaus.Requestable.Where(n => n <= Niveau)];
}

/// <summary>Loads what the wizard shows, with the rights of this moment.</summary>
public sealed class OrganisatieToevoegenQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<EigenGegevens?> FindAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.BeheerderAsync(handeling, ct) is { EhMiddel.Persoon: var persoon } beheerder
            ? new(persoon.VolledigeNaam, persoon.Geboortedatum, persoon.Email.Value, persoon.Mobiel?.Value, beheerder.Niveau)
            : null;
    }
}
