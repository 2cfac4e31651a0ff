using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Upgraden;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>
/// A beheerder (EH4) of two organisaties upgrades a user of the first one: Zwart, whose document is known and who has SMS (EH2+),
/// or Wit of the legacy level without second factor. Cut off and run again, it goes on with the same operation ids.
/// </summary>
internal sealed class UpgradenTrip(TestWorld world)
{
    public const string Wachtwoord = "een-oud-wachtwoord-7";

    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000014");

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
        var beheerder = Given.Gebruiker(eerste, Betrouwbaarheidsniveau.Eh4);
        var zwart = Given.Gebruiker(eerste, Betrouwbaarheidsniveau.Eh2Plus, Rol.Gebruiker, "Zwart");
        zwart.Persoon.RecordDocument(new(DocumentType.Identiteitskaart, "345", "hash van zwart", new(2030, 1, 1), TestWorld.Begin.AddMonths(-6)));
        var wit = Given.Persoon("Wit", mobiel: null);
        var witMiddel = new EhMiddel(Given.Id(), wit.Id, Betrouwbaarheidsniveau.Eh2, null, TestWorld.Begin.AddYears(-2));
        var witKoppeling = Given.Koppeling(witMiddel, eerste, Rol.Gebruiker, KoppelingStatus.Actief);
        await world.SeedAsync(
            eerste, tweede,
            beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account,
            Given.Koppeling(beheerder.Middel, tweede, Rol.Beheerder, KoppelingStatus.Actief),
            zwart.Persoon, zwart.Middel, zwart.Koppeling, WithWachtwoord(zwart.Account),
            wit, witMiddel, witKoppeling, WithWachtwoord(Given.Account(wit.Id)));
    }

    /// <summary>From the submission to the level that holds.</summary>
    public async Task RunAsync()
    {
        await PrepareAsync();
        var result = await SubmitAsync("Zwart", "EH3");
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }

        world.Acknowledged.Add(DerivedId.From(Seed, "Zwart EH3"), "upgraden");
        await world.SettleAsync();
        await beoordelaars.ReviewAsync();
        await ActivateAsync("Zwart");
        await world.SettleAsync();
    }

    /// <summary>The beheerder asks for it; what is known of the user is not filled in.</summary>
    /// <param name="change">Fills in something else.</param>
    public async Task<Result<Indiening>> SubmitAsync(string achternaam, string niveau, Action<UpgradenFormulier>? change = null, string? operation = null, Guid? conceptId = null)
    {
        var koppeling = await KoppelingAsync(achternaam);
        var formulier = new UpgradenFormulier
        {
            Niveau = niveau,
            Rol = nameof(Rol.Gebruiker),
            IdentificatieStraat = niveau is "EH2+" ? null : "Kerkstraat 1",
            IdentificatiePostcode = niveau is "EH2+" ? null : "8823 SJ",
            IdentificatiePlaats = niveau is "EH2+" ? null : "Lollum",
            Akkoord = true,
        };
        change?.Invoke(formulier);
        return await world.Services.GetRequiredService<UpgradenSubmit>().RunAsync(
            new(DerivedId.From(Seed, operation ?? $"{achternaam} {niveau}"), world.Time.GetUtcNow()) { AccountId = await BeheerderAsync(), OrganisatieId = koppeling.OrganisatieId },
            koppeling.Id,
            formulier,
            conceptId,
            CancellationToken.None);
    }

    /// <summary>What a user needs of whom no document is known, with the draft that holds its copy.</summary>
    public async Task<(Guid ConceptId, Action<UpgradenFormulier> Fill)> DocumentAsync(string achternaam)
    {
        var koppeling = await KoppelingAsync(achternaam);
        var (conceptId, bijlageId, account) = (Given.Id(), Given.Id(), await BeheerderAsync());
        var (versleuteld, sleutel) = world.Services.GetRequiredService<DocumentKluis>().Encrypt(bijlageId, [1, 2, 3]);
        await world.SeedAsync(
            new Concept(conceptId, UpgradenGegevens.ConceptType(koppeling.Id), koppeling.OrganisatieId, account, [], TestWorld.Begin),
            new Bijlage(bijlageId, conceptId, koppeling.OrganisatieId, account, DocumentZijde.Beide, "id.png", "image/png", 3, versleuteld, sleutel, TestWorld.Begin));
        return (conceptId, f =>
        {
            f.DocumentType = nameof(DocumentType.Identiteitskaart);
            f.Documentnummer = "IX1R2K345";
            f.Vervaldatum = new(2030, 1, 1);
        });
    }

    /// <summary>The user does whichever step is open, with the account that he has.</summary>
    public async Task ActivateAsync(string achternaam) => await (await ActiveringAsync(achternaam)).RunAsync();

    /// <summary>The user, with what came for him.</summary>
    public async Task<Activering> ActiveringAsync(string achternaam)
    {
        var persoon = await world.ReadAsync(db => db.Personen.AsNoTracking().SingleAsync(p => p.Achternaam == achternaam));
        var gebruikersnaam = await world.ReadAsync(db => db.Users.Where(u => u.PersoonId == persoon.Id).Select(u => u.UserName!).SingleAsync());
        return new(world, persoon.VolledigeNaam, TweedeFactor.Sms, gebruikersnaam, "1234567890");
    }

    /// <summary>The account of the beheerder.</summary>
    public Task<Guid> BeheerderAsync() => world.ReadAsync(db => db.Users.Where(u => db.EhMiddelen.Any(m => m.PersoonId == u.PersoonId && m.Persoon.Achternaam == "De Beheerder")).Select(u => u.Id).SingleAsync());

    /// <summary>The koppeling of a user in the first organisatie, with middel, persoon and all koppelingen.</summary>
    public Task<Organisatiekoppeling> KoppelingAsync(string achternaam) => world.ReadAsync(async db => (await db.Koppelingen.AsNoTracking()
        .Include(k => k.Organisatie)
        .Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
        .Where(k => k.EhMiddel.Persoon.Achternaam == achternaam).ToListAsync()).Single(k => k.Organisatie.KvkNummer.Value == "68750110"));

    /// <summary>The organisatie with this KvK number.</summary>
    public Task<Guid> OrganisatieAsync(string kvk) => world.ReadAsync(async db => (await db.Organisaties.ToListAsync()).Single(o => o.KvkNummer.Value == kvk).Id);

    private static Account WithWachtwoord(Account account)
    {
        account.PasswordHash = new PasswordHasher<Account>().HashPassword(account, Wachtwoord);
        return account;
    }
}
