using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>
/// A company that is registered with a vestigingsnummer, its beheerder and a user, and the forms that they send. Cut off and run
/// again, it goes on with the same operation ids.
/// </summary>
internal sealed class WijzigingsformulierTrip(TestWorld world)
{
    public const string Vestiging = "000037178598";

    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000021");

    public Beoordelaars Beoordelaars { get; } = new(world);

    /// <summary>People and company; once.</summary>
    public async Task PrepareAsync()
    {
        await world.PublishDefinitionsAsync();
        await Beoordelaars.PrepareAsync();
        if (await world.ReadAsync(db => db.Organisaties.AnyAsync()))
        {
            return;
        }

        var organisatie = new Organisatie(
            Given.Id(), KvkNummer.Parse("68750110"), Vestigingsnummer.Parse(Vestiging), "Test BV Donald", new Postadres("Hizzaarderlaan 3A", "8823 SJ", "Lollum"), TestWorld.Begin.AddYears(-1));
        var beheerder = Given.Gebruiker(organisatie);
        var zwart = Given.Gebruiker(organisatie, rol: Rol.Gebruiker, achternaam: "Zwart");
        await world.SeedAsync(
            organisatie,
            beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account,
            zwart.Persoon, zwart.Middel, zwart.Koppeling, zwart.Account);
    }

    /// <summary>A change of company data, from the form to its end by hand.</summary>
    public async Task RunAsync()
    {
        await PrepareAsync();
        var result = await SubmitAsync(WijzigingSoort.Bedrijfsgegevens, ("OnderdeelBedrijf", "Adres"), ("NieuweGegevens", "Kerkstraat 1 in plaats van Hizzaarderlaan 3A"), ("Ingangsdatum", "2026-04-01"));
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }

        world.Acknowledged.Add(DerivedId.From(Seed, nameof(WijzigingSoort.Bedrijfsgegevens)), "formulier");
        await world.SettleAsync();
        await Beoordelaars.ReviewAsync();
        await Beoordelaars.CarryOutAsync();
    }

    /// <summary>The beheerder sends a form, with the costs that it has now.</summary>
    public async Task<Result<Indiening>> SubmitAsync(WijzigingSoort soort, params (string Veld, string Antwoord)[] antwoorden)
    {
        var (account, organisatie) = await BeheerderAsync();
        var kosten = soort switch
        {
            WijzigingSoort.Activeringsbrief => 17.50m,
            WijzigingSoort.OtpDevice => 40m,
            _ => (decimal?)null,
        };
        return await world.Services.GetRequiredService<WijzigingsformulierSubmit>().RunAsync(
            new(DerivedId.From(Seed, soort.ToString()), world.Time.GetUtcNow()) { AccountId = account, OrganisatieId = organisatie },
            new(soort, antwoorden.ToDictionary(a => a.Veld, a => a.Antwoord), Akkoord: true, kosten),
            CancellationToken.None);
    }

    /// <summary>A medewerker registers a form that came by post.</summary>
    public async Task<Result<Indiening>> RegisterAsync(FormulierRegistratie registratie, FormulierScan? scan, int medewerker = 0)
    {
        var account = (await Beoordelaars.AccountsAsync(world))[medewerker];
        return await world.Services.GetRequiredService<FormulierRegistreren>().RunAsync(world.Handeling(account), registratie, scan, CancellationToken.None);
    }

    /// <summary>Account of the beheerder, and his organisatie.</summary>
    public Task<(Guid Account, Guid Organisatie)> BeheerderAsync() => world.ReadAsync(async db =>
    {
        var found = await db.Koppelingen.Where(k => k.Rol == Rol.Beheerder)
            .Join(db.Users, k => k.EhMiddel.PersoonId, u => u.PersoonId, (k, u) => new { u.Id, k.OrganisatieId })
            .SingleAsync();
        return (found.Id, found.OrganisatieId);
    });

    /// <summary>The koppeling of a user, with middel and persoon.</summary>
    public Task<Organisatiekoppeling> KoppelingAsync(string achternaam) => world.ReadAsync(db => db.Koppelingen.AsNoTracking()
        .Include(k => k.EhMiddel).ThenInclude(m => m.Persoon).SingleAsync(k => k.EhMiddel.Persoon.Achternaam == achternaam));
}
