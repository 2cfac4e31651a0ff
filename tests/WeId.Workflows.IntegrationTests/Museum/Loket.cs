using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Museum;

/// <summary>
/// The people of the museum: one beheerder who asks, reviewers and a postkamer who decide, and a new user for each aanvraag.
/// All that they need to know stands in the database, so that they can go on in one that another version made.
/// </summary>
internal sealed class Loket(TestWorld world)
{
    private const string Beheerder = "museum.beheerder";

    /// <summary>The company, its beheerder and the staff; once.</summary>
    public async Task OpenAsync()
    {
        var organisatie = Given.Organisatie();
        var (persoon, middel, koppeling, account) = Given.Gebruiker(organisatie);
        account.UserName = Beheerder;
        account.NormalizedUserName = Beheerder.ToUpperInvariant();
        await world.SeedAsync(organisatie, persoon, middel, koppeling, account);
        foreach (var rol in (StafRol[])[StafRol.Beoordelaar, StafRol.Beoordelaar, StafRol.Postkamer])
        {
            var (medewerker, staff) = Given.Medewerker(rol);
            await world.SeedAsync(medewerker, staff);
        }
    }

    /// <summary>The beheerder writes a draft and adds the copy of an identity document.</summary>
    public async Task<Guid> DraftAsync(string naam, string niveau, TweedeFactor factor)
    {
        var (account, organisatie) = await BeheerderAsync();
        var conceptId = Given.Id();
        var bijlageId = Given.Id();
        var geheimen = world.Services.GetRequiredService<IGeheimen>();
        var (versleuteld, sleutel) = world.Services.GetRequiredService<DocumentKluis>().Encrypt(bijlageId, [1, 2, 3]);
        await world.SeedAsync(
            new Concept(conceptId, NieuweGebruikerGegevens.Type, organisatie, account, ConceptInhoud.Write(geheimen, Formulier(naam, niveau, factor)), world.Time.GetUtcNow()),
            new Bijlage(bijlageId, conceptId, organisatie, account, DocumentZijde.Beide, "id.png", "image/png", 3, versleuteld, sleutel, world.Time.GetUtcNow()));
        return conceptId;
    }

    /// <summary>The beheerder asks for a middel; nothing happens after his act yet.</summary>
    public async Task<Guid> SubmitAsync(string naam, string niveau, TweedeFactor factor)
    {
        var concept = await DraftAsync(naam, niveau, factor);
        var (account, organisatie) = await BeheerderAsync();
        return Ok(await world.Services.GetRequiredService<NieuweGebruikerSubmit>().RunAsync(world.Handeling(account, organisatie), concept, CancellationToken.None)).AanvraagId;
    }

    /// <summary>Somebody who may do it takes the open task.</summary>
    public async Task ClaimAsync(Guid aanvraagId)
    {
        var (taak, account) = await TaakAsync(aanvraagId);
        Ok(await Beoordeling.ClaimAsync(world.Handeling(account), taak.Id, CancellationToken.None));
    }

    /// <summary>The open task is taken and done; nothing happens after that act yet.</summary>
    public async Task DecideAsync(Guid aanvraagId, bool approve = true)
    {
        await ClaimAsync(aanvraagId);
        var (taak, account) = await TaakAsync(aanvraagId);
        var handeling = world.Handeling(account);
        Ok(taak.Soort is TaakSoort.OtpUitgifte
            ? await Beoordeling.IssueOtpAsync(handeling, taak.Id, Serienummer(aanvraagId), null, CancellationToken.None)
            : await Beoordeling.DecideAsync(handeling, taak.Id, approve ? Goed : Fout, CancellationToken.None));
    }

    /// <summary>Asks for a new uitnodiging by mail; nothing happens after that act yet.</summary>
    public async Task InviteAgainAsync(Guid aanvraagId)
    {
        var (account, organisatie) = await BeheerderAsync();
        var koppeling = await world.ReadAsync(db => db.Koppelingen.Where(k => k.AanvraagId == aanvraagId).Select(k => k.Id).FirstAsync());
        Ok(await world.Services.GetRequiredService<NieuweUitnodiging>().RunAsync(
            world.Handeling(account, organisatie), koppeling, UitnodigingKanaal.Mail, null, null, CancellationToken.None));
    }

    /// <summary>The new user.</summary>
    public async Task<Activering> GebruikerAsync(Guid aanvraagId)
    {
        var middel = await world.ReadAsync(db => db.EhMiddelen.Include(m => m.Persoon).AsNoTracking()
            .SingleAsync(m => db.Aanvragen.Any(a => a.Id == aanvraagId && a.PersoonId == m.PersoonId)));
        return new(world, middel.Persoon.VolledigeNaam, middel.TweedeFactor!.Value, $"museum.{middel.Persoon.Achternaam.ToLowerInvariant()}", Serienummer(aanvraagId));
    }

    private static Besluit Goed => new(true, Checklist.For(DocumentType.Identiteitskaart).ToDictionary(p => p.Code, _ => PuntAntwoord.Akkoord), [], null);

    private static Besluit Fout => new(false, new Dictionary<string, PuntAntwoord>(), [Afkeurredenen.Codes[0]], "De foto is te donker.");

    private BeoordelingService Beoordeling => world.Services.GetRequiredService<BeoordelingService>();

    // Ten digits, as on the back of a device.
    private static string Serienummer(Guid aanvraagId) =>
        (BitConverter.ToUInt32(aanvraagId.ToByteArray(), 12) % 9_000_000_000UL + 1_000_000_000UL).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static T Ok<T>(Result<T> result) => result.Succeeded
        ? result.Value
        : throw new InvalidOperationException(string.Join(", ", result.Refusals.Select(r => r.ToString())));

    private Task<(Guid Account, Guid Organisatie)> BeheerderAsync() => world.ReadAsync(async db =>
        (await db.Users.Where(u => u.UserName == Beheerder).Select(u => u.Id).SingleAsync(), await db.Organisaties.Select(o => o.Id).SingleAsync()));

    /// <summary>The open task with the account that has claimed it, or may.</summary>
    private Task<(BeoordelingsTaak Taak, Guid Account)> TaakAsync(Guid aanvraagId) => world.ReadAsync(async db =>
    {
        var taak = await db.Taken.AsNoTracking().SingleAsync(t => t.AanvraagId == aanvraagId && (t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd));
        var betrokken = await db.BetrokkenMedewerkers.Where(b => b.AanvraagId == aanvraagId).Select(b => b.MedewerkerId).ToListAsync();
        var medewerkers = await db.Medewerkers.AsNoTracking().OrderBy(m => m.Id).ToListAsync();
        var medewerker = medewerkers.Find(m => m.Id == taak.GeclaimdDoor)
            ?? medewerkers.First(m => m.Rollen.Any(r => r.ToString() == taak.Rol) && !betrokken.Contains(m.Id));
        return (taak, await db.Users.Where(u => u.MedewerkerId == medewerker.Id).Select(u => u.Id).SingleAsync());
    });

    private static NieuweGebruikerFormulier Formulier(string naam, string niveau, TweedeFactor factor) => new()
    {
        Niveau = niveau,
        Rol = nameof(Rol.Gebruiker),
        Voornamen = "Mu",
        Achternaam = naam,
        Geboortedatum = new(1990, 4, 1),
        Email = $"{naam.ToLowerInvariant()}@example.nl",
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
