using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>An activation that expired, and the letter that a beheerder asks for then. Cut off and run again, it goes on with the same operation ids.</summary>
internal sealed class ActiveringsbriefTrip(TestWorld world)
{
    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000024");

    public NieuweGebruikerTrip Gebruiker { get; } = new(world, "EH2+", TweedeFactor.Sms);

    /// <summary>A new user who has let his days pass.</summary>
    public async Task PrepareAsync()
    {
        await Gebruiker.PrepareAsync();
        await Gebruiker.SubmitAsync();
        await world.SettleAsync();
        await Gebruiker.ReviewAsync(approve: true);
        if (!await world.ReadAsync(db => db.Aanvragen.AnyAsync(a => a.Type == "activeringsbrief"))
            && await world.ReadAsync(db => db.Koppelingen.AnyAsync(k => k.Status == KoppelingStatus.WachtenOpActivatie)))
        {
            await OtpDeviceTrip.PassDaysAsync(world, 31);
        }
    }

    /// <summary>Asks for the letter and lets it be sent.</summary>
    public async Task RunAsync()
    {
        await PrepareAsync();
        var result = await AskAsync();
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }

        world.Acknowledged.Add(DerivedId.From(Seed, "brief"), "brief");
        await world.SettleAsync();
    }

    /// <summary>The beheerder accepts the price and asks.</summary>
    public async Task<Result<Done>> AskAsync()
    {
        var koppeling = await KoppelingAsync();
        return await world.Services.GetRequiredService<NieuweUitnodiging>().RunAsync(
            new(DerivedId.From(Seed, "brief"), world.Time.GetUtcNow()) { AccountId = await Gebruiker.BeheerderAsync(), OrganisatieId = NieuweGebruikerTrip.OrganisatieId },
            koppeling.Id,
            UitnodigingKanaal.Brief,
            12.50m,
            null,
            CancellationToken.None);
    }

    public Task<Organisatiekoppeling> KoppelingAsync() => world.ReadAsync(db => db.Koppelingen.AsNoTracking().SingleAsync(k => k.EhMiddel.Persoon.Achternaam == "Nieuw"));
}
