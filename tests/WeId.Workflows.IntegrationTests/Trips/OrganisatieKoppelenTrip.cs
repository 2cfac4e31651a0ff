using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>
/// A beheerder of two organisaties couples a user of the first one to the second. Cut off and run again, it goes on with the
/// same operation ids.
/// </summary>
internal sealed class OrganisatieKoppelenTrip(TestWorld world)
{
    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000012");

    private readonly Beoordelaars beoordelaars = new(world);

    /// <summary>People and companies; once.</summary>
    public async Task PrepareAsync()
    {
        await world.PublishDefinitionsAsync();
        await beoordelaars.PrepareAsync();
        if (await world.ReadAsync(db => db.Organisaties.AnyAsync()))
        {
            return;
        }

        var eerste = Given.Organisatie();
        var tweede = Given.Organisatie("90004760", "Tweede BV");
        var beheerder = Given.Gebruiker(eerste);
        var gebruiker = Given.Gebruiker(eerste, rol: Rol.Gebruiker, achternaam: "Zwart");
        await world.SeedAsync(
            eerste, tweede,
            beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account,
            Given.Koppeling(beheerder.Middel, tweede, Rol.Beheerder, KoppelingStatus.Actief),
            gebruiker.Persoon, gebruiker.Middel, gebruiker.Koppeling, gebruiker.Account);
    }

    /// <summary>From the submission to the koppeling that works.</summary>
    public async Task RunAsync()
    {
        await PrepareAsync();
        var result = await SubmitAsync("koppelen");
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }

        world.Acknowledged.Add(DerivedId.From(Seed, "koppelen"), "koppelen");
        await world.SettleAsync();
        await beoordelaars.ReviewAsync();
    }

    /// <summary>The beheerder asks for it.</summary>
    public async Task<Result<Indiening>> SubmitAsync(string operation)
    {
        var (eerste, tweede) = (await OrganisatieAsync("68750110"), await OrganisatieAsync("90004760"));
        var gebruiker = await GebruikerAsync(eerste);
        var account = await world.ReadAsync(db => db.Koppelingen
            .Where(k => k.OrganisatieId == eerste && k.Rol == Rol.Beheerder)
            .Join(db.Users, k => k.EhMiddel.PersoonId, u => u.PersoonId, (_, u) => u.Id)
            .SingleAsync());
        return await world.Services.GetRequiredService<OrganisatieKoppelenSubmit>().RunAsync(
            new(DerivedId.From(Seed, operation), world.Time.GetUtcNow()) { AccountId = account, OrganisatieId = eerste },
            new(gebruiker.Id, Rol.Gebruiker, [tweede], AbonnementDuur.EenJaar, Akkoord: true, GetoondeKosten: null),
            CancellationToken.None);
    }

    /// <summary>The user's koppeling in one of the two.</summary>
    public Task<Organisatiekoppeling> GebruikerAsync(Guid organisatie) => world.ReadAsync(db => db.Koppelingen.AsNoTracking()
        .SingleAsync(k => k.OrganisatieId == organisatie && k.EhMiddel.Persoon.Achternaam == "Zwart"));

    /// <summary>The organisatie with this KvK number.</summary>
    public Task<Guid> OrganisatieAsync(string kvk) => world.ReadAsync(async db => (await db.Organisaties.ToListAsync()).Single(o => o.KvkNummer.Value == kvk).Id);
}
