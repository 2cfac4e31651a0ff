using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>A beheerder ends the middel of a user per direct; cut off and run again, it goes on with the same operation id.</summary>
internal sealed class OpzeggingTrip(TestWorld world)
{
    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000011");

    /// <summary>People and company; once.</summary>
    public async Task PrepareAsync()
    {
        await world.PublishDefinitionsAsync();
        if (await world.ReadAsync(db => db.Organisaties.AnyAsync()))
        {
            return;
        }

        var organisatie = Given.Organisatie();
        var beheerder = Given.Gebruiker(organisatie);
        var gebruiker = Given.Gebruiker(organisatie, rol: Rol.Gebruiker, achternaam: "Zwart");
        await world.SeedAsync(
            organisatie,
            beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account,
            gebruiker.Persoon, gebruiker.Middel, gebruiker.Koppeling, gebruiker.Account);
    }

    /// <summary>From the submission to the ended middel.</summary>
    public async Task RunAsync()
    {
        await PrepareAsync();
        var beheerder = await world.ReadAsync(db => db.Koppelingen.AsNoTracking().SingleAsync(k => k.Rol == Rol.Beheerder));
        var gebruiker = await world.ReadAsync(db => db.Koppelingen.AsNoTracking().SingleAsync(k => k.Rol == Rol.Gebruiker));
        var account = await world.ReadAsync(db => db.EhMiddelen.Where(m => m.Id == beheerder.EhMiddelId).Join(db.Users, m => m.PersoonId, u => u.PersoonId, (_, u) => u.Id).SingleAsync());
        var handeling = new Handeling(DerivedId.From(Seed, "opzeggen"), world.Time.GetUtcNow()) { AccountId = account, OrganisatieId = beheerder.OrganisatieId };
        var result = await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            handeling, new(gebruiker.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }

        world.Acknowledged.Add(handeling.OperationId, "opzeggen");
        await world.SettleAsync();
    }
}
