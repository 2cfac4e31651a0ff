using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>
/// The people of the main trip: beheerder, reviewers, postkamer and new user. Each does the next thing that is open, with
/// the operation id that he had before a crash; so a trip that was cut off goes on when it is run again.
/// </summary>
internal sealed class NieuweGebruikerTrip(TestWorld world, string niveau, TweedeFactor factor)
{
    public static readonly Guid OrganisatieId = Guid.Parse("01900000-0000-7000-8000-000000000001");
    public static readonly Guid ConceptId = Guid.Parse("01900000-0000-7000-8000-000000000002");
    public const string Serienummer = "1234567890";

    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000003");

    private Guid beheerder;
    private List<Guid> beoordelaars = [];
    private Guid postkamer;

    /// <summary>From the draft to an active middel.</summary>
    public async Task RunAsync()
    {
        await PrepareAsync();
        await SubmitAsync();
        await world.SettleAsync();
        await ReviewAsync(approve: true);
        await IssueOtpAsync();
        await ActivateAsync();
        await world.SettleAsync();
    }

    /// <summary>People, company and a complete draft; once.</summary>
    public async Task PrepareAsync()
    {
        await world.PublishDefinitionsAsync();
        await using var db = world.NewContext();
        if (!await db.Organisaties.AnyAsync())
        {
            var organisatie = new Domain.Organisaties.Organisatie(
                OrganisatieId, Domain.Organisaties.KvkNummer.Parse("68750110"), null, "Test BV Donald", new("Hizzaarderlaan 3A", "8823 SJ", "Lollum"), TestWorld.Begin);
            var (persoon, middel, koppeling, account) = Given.Gebruiker(organisatie);
            account.UserName = "beheerder";
            var staff = new[] { Given.Medewerker(StafRol.Beoordelaar), Given.Medewerker(StafRol.Beoordelaar), Given.Medewerker(StafRol.Postkamer) };
            var geheimen = world.Services.GetRequiredService<IGeheimen>();
            var concept = new Concept(ConceptId, NieuweGebruikerGegevens.Type, OrganisatieId, account.Id, ConceptInhoud.Write(geheimen, Formulier()), TestWorld.Begin);
            var bijlageId = Given.Id();
            var (versleuteld, sleutel) = world.Services.GetRequiredService<DocumentKluis>().Encrypt(bijlageId, [1, 2, 3]);
            db.AddRange(organisatie, persoon, middel, koppeling, account, concept);
            db.AddRange(staff.Select(s => s.Medewerker));
            db.AddRange(staff.Select(s => s.Account));
            db.Add(new Bijlage(bijlageId, ConceptId, OrganisatieId, account.Id, DocumentZijde.Beide, "id.png", "image/png", 3, versleuteld, sleutel, TestWorld.Begin));
            await db.SaveChangesAsync();
        }

        beheerder = await db.Users.Where(u => u.UserName == "beheerder").Select(u => u.Id).SingleAsync();
        var medewerkers = await db.Medewerkers.OrderBy(m => m.Id).ToListAsync();
        var accounts = await db.Users.Where(u => u.MedewerkerId != null).ToDictionaryAsync(u => u.MedewerkerId!.Value, u => u.Id);
        beoordelaars = [.. medewerkers.Where(m => m.Rollen.Contains(StafRol.Beoordelaar)).Select(m => accounts[m.Id])];
        postkamer = medewerkers.Where(m => m.Rollen.Contains(StafRol.Postkamer)).Select(m => accounts[m.Id]).Single();
    }

    /// <summary>The account of the beheerder who asks.</summary>
    public async Task<Guid> BeheerderAsync()
    {
        await PrepareAsync();
        return beheerder;
    }

    /// <summary>The beheerder sends his draft.</summary>
    public async Task<Result<Features.Aanvragen.Indiening>> SubmitAsync()
    {
        var handeling = Act("indienen", beheerder, OrganisatieId);
        var result = await world.Services.GetRequiredService<NieuweGebruikerSubmit>().RunAsync(handeling, ConceptId, CancellationToken.None);
        if (result.Succeeded)
        {
            world.Acknowledged.Add(handeling.OperationId, "indienen");
        }

        return result;
    }

    /// <summary>Each stage by another reviewer.</summary>
    public async Task ReviewAsync(bool approve)
    {
        var beoordeling = world.Services.GetRequiredService<BeoordelingService>();
        foreach (var (reviewer, fase) in beoordelaars.Zip(["Eerste", "Tweede"]))
        {
            if (await TaakAsync(TaakSoort.Beoordeling, fase) is not { } taak)
            {
                return;
            }

            await DoAsync($"oppakken {fase}", reviewer, act => beoordeling.ClaimAsync(act, taak.Id, CancellationToken.None));
            await DoAsync($"besluiten {fase}", reviewer, act => beoordeling.DecideAsync(
                act,
                taak.Id,
                approve
                    ? new(true, Checklist.For(DocumentType.Identiteitskaart).ToDictionary(p => p.Code, _ => PuntAntwoord.Akkoord), [], null)
                    : new(false, new Dictionary<string, PuntAntwoord>(), [Afkeurredenen.Codes[0]], "De foto is te donker."),
                CancellationToken.None));
            await world.SettleAsync();
        }
    }

    /// <summary>The first reviewer looks the company up himself.</summary>
    public async Task CheckKvkAsync(bool klopt, string? toelichting)
    {
        var taak = await TaakAsync(TaakSoort.KvkControle, null) ?? throw new InvalidOperationException("Nobody asks for a check of the KvK.");
        var beoordeling = world.Services.GetRequiredService<BeoordelingService>();
        await DoAsync("kvk oppakken", beoordelaars[0], act => beoordeling.ClaimAsync(act, taak.Id, CancellationToken.None));
        await DoAsync("kvk vastleggen", beoordelaars[0], act => beoordeling.CheckKvkAsync(act, taak.Id, klopt, toelichting, CancellationToken.None));
        await world.SettleAsync();
    }

    /// <summary>The postkamer sends the device, when one was chosen.</summary>
    public async Task IssueOtpAsync()
    {
        if (await TaakAsync(TaakSoort.OtpUitgifte, null) is not { } taak)
        {
            return;
        }

        var beoordeling = world.Services.GetRequiredService<BeoordelingService>();
        await DoAsync("otp oppakken", postkamer, act => beoordeling.ClaimAsync(act, taak.Id, CancellationToken.None));
        await DoAsync("otp uitgeven", postkamer, act => beoordeling.IssueOtpAsync(act, taak.Id, Serienummer, null, CancellationToken.None));
        await world.SettleAsync();
    }

    /// <summary>The new user does whichever step is open, until there is none.</summary>
    public Task ActivateAsync() => Activering().RunAsync();

    private static T Ok<T>(Result<T> result) => result.Succeeded
        ? result.Value
        : throw new InvalidOperationException(string.Join(", ", result.Refusals.Select(r => r.ToString())));

    private async Task DoAsync<T>(string wat, Guid account, Func<Handeling, Task<Result<T>>> act)
    {
        var handeling = Act(wat, account);
        Ok(await act(handeling));
        world.Acknowledged.Add(handeling.OperationId, wat);
    }

    private Handeling Act(string wat, Guid account, Guid? organisatie = null) =>
        new(DerivedId.From(Seed, wat), world.Time.GetUtcNow()) { AccountId = account, OrganisatieId = organisatie };

    private async Task<BeoordelingsTaak?> TaakAsync(TaakSoort soort, string? fase)
    {
        await using var db = world.NewContext();
        return await db.Taken.AsNoTracking().SingleOrDefaultAsync(t => t.Soort == soort && (fase == null || t.Fase == fase));
    }

    /// <summary>The code of the latest letter or mail.</summary>
    public string ActivatieCode() => Activering().ActivatieCode() ?? throw new InvalidOperationException("There is no uitnodiging in the postvak.");

    private Activering Activering() => new(world, "Nina Nieuw", factor, "nieuwe.gebruiker", Serienummer);

    private NieuweGebruikerFormulier Formulier() => new()
    {
        Niveau = niveau,
        Rol = nameof(Rol.Beheerder),
        Voornamen = "Nina",
        Achternaam = "Nieuw",
        Geboortedatum = new(1990, 4, 1),
        Email = "nina@example.nl",
        DocumentType = nameof(DocumentType.Identiteitskaart),
        Documentnummer = "IX1R2K345",
        Vervaldatum = new(2030, 1, 1),
        IdentificatieStraat = niveau == "EH2+" ? null : "Kerkstraat 1",
        IdentificatiePostcode = niveau == "EH2+" ? null : "8823 SJ",
        IdentificatiePlaats = niveau == "EH2+" ? null : "Lollum",
        TweedeFactor = factor.ToString(),
        Mobiel = factor is TweedeFactor.Sms ? "0612345678" : null,
        Akkoord = true,
    };
}
