using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Vestigingsnummers;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>A beheerder removes the vestigingsnummer of his organisatie; cut off and run again, it goes on with the same operation id.</summary>
internal sealed class VestigingsnummerTrip(TestWorld world, string kvk = "68727720", string vestiging = "000037143557")
{
    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000023");

    /// <summary>People and company; once.</summary>
    public async Task PrepareAsync()
    {
        await world.PublishDefinitionsAsync();
        if (await world.ReadAsync(db => db.Organisaties.AnyAsync()))
        {
            return;
        }

        var organisatie = new Organisatie(
            Given.Id(), KvkNummer.Parse(kvk), Vestigingsnummer.Parse(vestiging), "Test NV Katrien", new Postadres("Wenslauerstraat 45", "1099 ZA", "Amsterdam"), TestWorld.Begin.AddYears(-1));
        var beheerder = Given.Gebruiker(organisatie);
        var zwart = Given.Gebruiker(organisatie, rol: Rol.Gebruiker, achternaam: "Zwart");
        await world.SeedAsync(
            organisatie,
            beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account,
            zwart.Persoon, zwart.Middel, zwart.Koppeling, zwart.Account);
    }

    /// <summary>From the confirmation to the KvK number alone.</summary>
    public async Task RunAsync()
    {
        await PrepareAsync();
        var result = await SubmitAsync();
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }

        world.Acknowledged.Add(DerivedId.From(Seed, "verwijderen"), "verwijderen");
        await world.SettleAsync();
    }

    /// <summary>The beheerder, or who is named, asks for it.</summary>
    public async Task<Result<Indiening>> SubmitAsync(string act = "verwijderen", string wie = "De Beheerder", bool akkoord = true)
    {
        var koppeling = await world.ReadAsync(db => db.Koppelingen.AsNoTracking().Include(k => k.EhMiddel).SingleAsync(k => k.EhMiddel.Persoon.Achternaam == wie));
        var account = await world.ReadAsync(db => db.Users.Where(u => u.PersoonId == koppeling.EhMiddel.PersoonId).Select(u => u.Id).SingleAsync());
        return await world.Services.GetRequiredService<VestigingsnummerSubmit>().RunAsync(
            new(DerivedId.From(Seed, act), world.Time.GetUtcNow()) { AccountId = account, OrganisatieId = koppeling.OrganisatieId }, akkoord, CancellationToken.None);
    }
}
