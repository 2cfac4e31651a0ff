using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.OtpBestellingen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>
/// A beheerder asks for an OTP device for a user who signs in by SMS; the postkamer sends it and the user takes it into use. Cut
/// off and run again, it goes on with the same operation ids.
/// </summary>
internal sealed class OtpDeviceTrip(TestWorld world)
{
    public const string Serienummer = "OTP0000001";

    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000022");

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
        var zwart = Given.Gebruiker(organisatie, rol: Rol.Gebruiker, achternaam: "Zwart");
        var postkamer = Given.Medewerker(StafRol.Postkamer);
        await world.SeedAsync(
            organisatie,
            beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account,
            zwart.Persoon, zwart.Middel, zwart.Koppeling, zwart.Account,
            postkamer.Medewerker, postkamer.Account);
    }

    /// <summary>From the submission to the device in use.</summary>
    public async Task RunAsync()
    {
        await PrepareAsync();
        var result = await SubmitAsync();
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }

        world.Acknowledged.Add(DerivedId.From(Seed, "aanvragen"), "aanvragen");
        await world.SettleAsync();
        await IssueAsync(world, await PostkamerAsync(), Serienummer);
        await ConfirmAsync(world, await AccountAsync("Zwart"), Serienummer);
        await world.SettleAsync();
    }

    /// <summary>The beheerder asks for it.</summary>
    public async Task<Result<Indiening>> SubmitAsync(string wie = "Zwart", decimal? getoond = 40m, string act = "aanvragen")
    {
        var koppeling = await KoppelingAsync(wie);
        return await world.Services.GetRequiredService<OtpBestellingSubmit>().RunAsync(
            new(DerivedId.From(Seed, act), world.Time.GetUtcNow()) { AccountId = await AccountAsync("De Beheerder"), OrganisatieId = koppeling.OrganisatieId },
            new(koppeling.Id, OtpReden.Nieuw, Akkoord: true, getoond),
            CancellationToken.None);
    }

    /// <summary>The postkamer sends a device for the task that is open; does nothing when there is none.</summary>
    public static async Task IssueAsync(TestWorld world, Guid account, string serienummer)
    {
        if (await world.ReadAsync(db => db.Taken.AsNoTracking().SingleOrDefaultAsync(t => t.Soort == TaakSoort.OtpUitgifte)) is not { } taak)
        {
            return;
        }

        var beoordeling = world.Services.GetRequiredService<BeoordelingService>();
        Handeling Act(string wat) => new(DerivedId.From(taak.Id, wat), world.Time.GetUtcNow()) { AccountId = account };
        Check(await beoordeling.ClaimAsync(Act("oppakken"), taak.Id, CancellationToken.None));
        Check(await beoordeling.IssueOtpAsync(Act("uitgeven"), taak.Id, serienummer, null, CancellationToken.None));
        await world.SettleAsync();
    }

    /// <summary>The user takes the device into use by the code that it shows now.</summary>
    public static async Task ConfirmAsync(TestWorld world, Guid account, string serienummer)
    {
        var (code, _) = await world.Services.GetRequiredService<OtpSimulatie>().ReadAsync(serienummer, CancellationToken.None)
            ?? throw new InvalidOperationException($"There is no device {serienummer}.");
        Check(await world.Services.GetRequiredService<OtpBevestigen>().RunAsync(
            new(DerivedId.From(account, serienummer), world.Time.GetUtcNow()) { AccountId = account }, serienummer, code, CancellationToken.None));
    }

    /// <summary>One day after the other, each with what is due on it.</summary>
    public static async Task PassDaysAsync(TestWorld world, int days)
    {
        for (var day = 0; day < days; day++)
        {
            world.Time.Advance(TimeSpan.FromDays(1));
            await world.SettleAsync();
        }
    }

    public Task<Guid> PostkamerAsync() => world.ReadAsync(db => db.Users.Where(u => u.MedewerkerId != null).Select(u => u.Id).SingleAsync());

    public Task<Guid> AccountAsync(string achternaam) => world.ReadAsync(db => db.Personen.Where(p => p.Achternaam == achternaam)
        .Join(db.Users, p => p.Id, u => u.PersoonId, (_, u) => u.Id).SingleAsync());

    public Task<Organisatiekoppeling> KoppelingAsync(string achternaam) => world.ReadAsync(db => db.Koppelingen.AsNoTracking()
        .Include(k => k.EhMiddel).SingleAsync(k => k.EhMiddel.Persoon.Achternaam == achternaam));

    private static void Check<T>(Result<T> result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }
    }
}
