using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>
/// A beheerder asks for a Belastingdienstmiddel for one of two users. Cut off and run again, it goes on with the same operation
/// ids.
/// </summary>
internal sealed class WijzigMiddeltypeTrip(TestWorld world)
{
    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000013");

    private readonly Beoordelaars beoordelaars = new(world);

    /// <summary>People and company; once.</summary>
    public async Task PrepareAsync()
    {
        await world.PublishDefinitionsAsync();
        await beoordelaars.PrepareAsync();
        if (await world.ReadAsync(db => db.Organisaties.AnyAsync()))
        {
            return;
        }

        var organisatie = Given.Organisatie();
        var beheerder = Given.Gebruiker(organisatie);
        var zwart = Given.Gebruiker(organisatie, rol: Rol.Gebruiker, achternaam: "Zwart");
        var wit = Given.Gebruiker(organisatie, rol: Rol.Gebruiker, achternaam: "Wit");
        await world.SeedAsync(
            organisatie,
            beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account,
            zwart.Persoon, zwart.Middel, zwart.Koppeling, zwart.Account,
            wit.Persoon, wit.Middel, wit.Koppeling, wit.Account);
    }

    /// <summary>From the submission to the Belastingdienstmiddel.</summary>
    public async Task RunAsync()
    {
        await PrepareAsync();
        var result = await SubmitAsync("Zwart", MiddelType.Belastingdienst);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }

        world.Acknowledged.Add(DerivedId.From(Seed, $"Zwart {MiddelType.Belastingdienst}"), "wijzigen");
        await world.SettleAsync();
        await beoordelaars.ReviewAsync();
    }

    /// <summary>The beheerder asks for it, for three years.</summary>
    public async Task<Result<Indiening>> SubmitAsync(string achternaam, MiddelType naar) => await SubmitAsync((await KoppelingAsync(achternaam)).Id, naar, achternaam);

    /// <summary>For the user of a koppeling.</summary>
    public async Task<Result<Indiening>> SubmitAsync(Guid koppelingId, MiddelType naar, string? wie = null)
    {
        var koppeling = await world.ReadAsync(db => db.Koppelingen.AsNoTracking().SingleAsync(k => k.Id == koppelingId));
        return await world.Services.GetRequiredService<WijzigMiddeltypeSubmit>().RunAsync(
            new(DerivedId.From(Seed, $"{wie ?? koppelingId.ToString()} {naar}"), world.Time.GetUtcNow()) { AccountId = await BeheerderAsync(), OrganisatieId = koppeling.OrganisatieId },
            new(koppeling.Id, naar, AbonnementDuur.DrieJaar, Akkoord: true, GetoondeKosten: null),
            CancellationToken.None);
    }

    /// <summary>The account of the beheerder.</summary>
    public Task<Guid> BeheerderAsync() => world.ReadAsync(db => db.Koppelingen.Where(k => k.Rol == Rol.Beheerder && k.Organisatie.Naam == "Test BV Donald")
        .Join(db.Users, k => k.EhMiddel.PersoonId, u => u.PersoonId, (_, u) => u.Id).SingleAsync());

    /// <summary>The koppeling of a user, with its middel.</summary>
    public Task<Organisatiekoppeling> KoppelingAsync(string achternaam) => world.ReadAsync(db => db.Koppelingen.AsNoTracking()
        .Include(k => k.EhMiddel).SingleAsync(k => k.EhMiddel.Persoon.Achternaam == achternaam));
}
