using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>
/// A beheerder adds Test Stichting Bolderbast, whose three directors sign together, at EH3. Cut off and run again, it goes on with
/// the same operation ids.
/// </summary>
internal sealed class OrganisatieToevoegenTrip(TestWorld world)
{
    public const string Kvk = "69599068";

    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000061");
    private static readonly string[] Bestuur = ["B. Bolderbast, Voorzitter", "P. Penning, Penningmeester"];

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
        var postkamer = Given.Medewerker(StafRol.Postkamer);
        await world.SeedAsync(organisatie, beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account, postkamer.Medewerker, postkamer.Account);
    }

    /// <summary>From the submission to the organisatie that works.</summary>
    public async Task RunAsync()
    {
        await PrepareAsync();
        if (!await world.ReadAsync(db => db.Aanvragen.AnyAsync()))
        {
            await DraftAsync();
        }

        Check(await SubmitAsync("toevoegen"));
        world.Acknowledged.Add(DerivedId.From(Seed, "toevoegen"), "toevoegen");
        await world.SettleAsync();
        if ((await ContractAsync()).IsAwaited)
        {
            await DownloadAsync();
            Check(await ReceiveAsync());
        }

        await world.SettleAsync();
        await beoordelaars.ReviewAsync();
    }

    /// <summary>What he typed; as it is in the trip unless something else is given.</summary>
    public static OrganisatieToevoegenFormulier Formulier(string nummer = Kvk, string niveau = "EH3", params string[] ondertekenaars) => new()
    {
        Nummer = nummer,
        Niveau = niveau,
        Ondertekenaars = [.. ondertekenaars.Length > 0 ? ondertekenaars : Bestuur],
        AkkoordTarieven = true,
        AkkoordVerklaring = true,
    };

    /// <summary>Keeps the draft.</summary>
    public async Task DraftAsync(OrganisatieToevoegenFormulier? formulier = null)
    {
        var concepten = world.Services.GetRequiredService<ConceptService>();
        var opened = await concepten.OpenAsync<OrganisatieToevoegenFormulier>(await ActAsync(), OrganisatieToevoegenGegevens.Type, CancellationToken.None);
        Check(await concepten.SaveAsync(await ActAsync(), opened.Value!.Id, formulier ?? Formulier(), CancellationToken.None));
    }

    /// <summary>Submits the draft.</summary>
    public async Task<Result<Indiening>> SubmitAsync(string operation)
    {
        var concept = await world.ReadAsync(db => db.Concepten.Select(c => c.Id).SingleOrDefaultAsync());
        return await world.Services.GetRequiredService<OrganisatieToevoegenSubmit>().RunAsync(
            await ActAsync() with { OperationId = DerivedId.From(Seed, operation) }, concept, CancellationToken.None);
    }

    /// <summary>The print that counts.</summary>
    public Task<Contract> ContractAsync() => world.ReadAsync(db => db.Contracten.AsNoTracking().OrderByDescending(c => c.Versie).FirstAsync());

    /// <summary>The beheerder downloads it.</summary>
    public async Task<ContractBestand> DownloadAsync()
    {
        var aanvraag = await world.ReadAsync(db => db.Aanvragen.Select(a => a.Id).SingleAsync());
        var result = await world.Services.GetRequiredService<ContractInzage>().DownloadAsync(await ActAsync(), aanvraag, CancellationToken.None);
        Check(result);
        return result.Value!;
    }

    /// <summary>The postkamer registers the paper of a print, scanned; default: that of the newest.</summary>
    public async Task<Result<Guid>> ReceiveAsync(Contract? contract = null)
    {
        contract ??= await ContractAsync();
        var stuk = await world.ReadAsync(db => db.Dossierstukken.AsNoTracking().SingleAsync(s => s.Id == contract.StukId));
        var scan = world.Services.GetRequiredService<DocumentKluis>().Decrypt(stuk);
        return await world.Services.GetRequiredService<ContractOntvangst>().RegisterAsync(
            new(DerivedId.From(contract.Id, "ontvangen"), world.Time.GetUtcNow()) { AccountId = await PostkamerAsync() }, contract.Id, "scan.pdf", scan, CancellationToken.None);
    }

    /// <summary>The account of the postkamer.</summary>
    public async Task<Guid> PostkamerAsync()
    {
        var medewerkers = await world.ReadAsync(db => db.Medewerkers.ToListAsync());
        var postkamer = medewerkers.Single(m => m.Rollen.Contains(StafRol.Postkamer)).Id;
        return await world.ReadAsync(db => db.Users.Where(u => u.MedewerkerId == postkamer).Select(u => u.Id).SingleAsync());
    }

    /// <summary>The koppeling that is asked for.</summary>
    public Task<Organisatiekoppeling> KoppelingAsync() => world.ReadAsync(async db =>
        (await db.Koppelingen.AsNoTracking().Include(k => k.Organisatie).ToListAsync()).Single(k => k.Organisatie.KvkNummer.Value == Kvk));

    /// <summary>An act of the beheerder in his own organisatie.</summary>
    public async Task<Handeling> ActAsync()
    {
        var eigen = await world.ReadAsync(async db => (await db.Organisaties.AsNoTracking().ToListAsync()).Single(o => o.KvkNummer.Value == "68750110").Id);
        return world.Handeling(await world.ReadAsync(db => db.Users.Where(u => u.PersoonId != null).Select(u => u.Id).SingleAsync()), eigen);
    }

    private static void Check<T>(Result<T> result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }
    }
}
