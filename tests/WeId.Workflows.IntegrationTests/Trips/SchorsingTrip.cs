using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Schorsingen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>
/// A user reports the loss of his own middel, which works in two organisaties; a reviewer decides. Cut off and run again, it goes on with the same
/// operation ids.
/// </summary>
internal sealed class SchorsingTrip(TestWorld world)
{
    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000014");

    private readonly Beoordelaars beoordelaars = new(world);

    /// <summary>People, companies and a machtiging; once.</summary>
    public async Task PrepareAsync()
    {
        await world.PublishDefinitionsAsync();
        await beoordelaars.PrepareAsync();
        if (await world.ReadAsync(db => db.Organisaties.AnyAsync()))
        {
            return;
        }

        var (eerste, tweede) = (Given.Organisatie(), Given.Organisatie("90004760", "Tweede BV"));
        var beheerder = Given.Gebruiker(eerste);
        var ander = Given.Gebruiker(tweede, achternaam: "De Ander");
        var zwart = Given.Gebruiker(eerste, rol: Rol.Gebruiker, achternaam: "Zwart");
        var elders = Given.Koppeling(zwart.Middel, tweede, Rol.Gebruiker, KoppelingStatus.Actief);
        var (uwv, dienst) = Given.Dienst("Werkgeversportaal");
        await world.SeedAsync(
            uwv, dienst,
            eerste, tweede,
            beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account,
            ander.Persoon, ander.Middel, ander.Koppeling, ander.Account,
            zwart.Persoon, zwart.Middel, zwart.Koppeling, elders, zwart.Account,
            Given.Machtiging(zwart.Koppeling, zwart.Middel, MachtigingBereik.Of(dienst)));
    }

    /// <summary>From the report to the middel that works again.</summary>
    public async Task RunAsync()
    {
        await PrepareAsync();
        Check(await ReportAsync("melden", await AccountAsync("Zwart"), null));
        world.Acknowledged.Add(DerivedId.From(Seed, "melden"), "melden");
        await world.SettleAsync();
        Check(await DecideAsync(opheffen: true));
        await world.SettleAsync();
    }

    /// <summary>Somebody reports that the middel was lost.</summary>
    public Task<Result<Indiening>> ReportAsync(string operation, Guid account, Guid? koppeling, Guid? organisatie = null, SchorsingReden reden = SchorsingReden.Verlies) =>
        world.Services.GetRequiredService<SchorsingMelden>().RunAsync(
            new(DerivedId.From(Seed, operation), world.Time.GetUtcNow()) { AccountId = account, OrganisatieId = organisatie },
            new(koppeling, reden, "Sinds gisteren.", Akkoord: true),
            CancellationToken.None);

    /// <summary>The first reviewer takes the task and decides.</summary>
    public async Task<Result<Done>> DecideAsync(bool opheffen, string? toelichting = "Wij hebben u gebeld.", bool bedrijfAkkoord = false, int reviewer = 0)
    {
        var account = await BeoordelaarAsync(reviewer);
        var taak = await world.ReadAsync(db => db.Taken.AsNoTracking().OrderByDescending(t => t.AangemaaktOp).FirstAsync(t => t.Soort == TaakSoort.Schorsing));
        Handeling Act(string wat) => new(DerivedId.From(taak.Id, $"{wat} {reviewer}"), world.Time.GetUtcNow()) { AccountId = account };
        if (taak.Status is TaakStatus.Open)
        {
            var claimed = await world.Services.GetRequiredService<BeoordelingService>().ClaimAsync(Act("oppakken"), taak.Id, CancellationToken.None);
            if (!claimed.Succeeded)
            {
                return claimed;
            }
        }

        return await world.Services.GetRequiredService<SchorsingBesluiten>()
            .DecideAsync(Act($"besluiten {opheffen} {bedrijfAkkoord}"), taak.Id, new(opheffen, toelichting, bedrijfAkkoord), CancellationToken.None);
    }

    /// <summary>The account of a reviewer.</summary>
    public async Task<Guid> BeoordelaarAsync(int number = 0) =>
        (await world.ReadAsync(db => db.Users.Where(u => u.MedewerkerId != null).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync()))[number];

    /// <summary>The account of a user.</summary>
    public Task<Guid> AccountAsync(string achternaam) => world.ReadAsync(db => db.Users
        .Where(u => db.Personen.Any(p => p.Id == u.PersoonId && p.Achternaam == achternaam)).Select(u => u.Id).SingleAsync());

    /// <summary>The koppelingen of a user, those of the first organisatie first.</summary>
    public Task<List<Organisatiekoppeling>> KoppelingenAsync(string achternaam) => world.ReadAsync(db => db.Koppelingen.AsNoTracking()
        .Include(k => k.EhMiddel)
        .Where(k => k.EhMiddel.Persoon.Achternaam == achternaam)
        .OrderBy(k => k.Organisatie.KvkNummer)
        .ToListAsync());

    private static void Check<T>(Result<T> result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }
    }
}
