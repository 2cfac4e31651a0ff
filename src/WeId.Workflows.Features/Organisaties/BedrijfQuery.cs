using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Organisaties;

/// <summary>A company as the Handelsregister knows it .</summary>
public sealed record Bedrijf(string Naam, string KvkNummer, string? Vestigingsnummer, string? Rsin, Postadres Adres, string? Telefoonnummer);

/// <summary>The data of the company, which nobody changes here .</summary>
public sealed class BedrijfQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <returns>Null when the actor is no beheerder of it.</returns>
    public async Task<Bedrijf?> FindAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.BeheerderAsync(handeling, ct) is { Organisatie: var organisatie }
            ? new(organisatie.Naam, organisatie.KvkNummer.Value, organisatie.Vestigingsnummer?.Value, organisatie.Rsin?.Value, organisatie.Adres, organisatie.Telefoonnummer)
            : null;
    }
}
