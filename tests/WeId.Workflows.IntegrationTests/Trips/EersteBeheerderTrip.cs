using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Aanvragen.EersteBeheerder;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>
/// N. Noorman, who signs alone for Test Stichting Noord, asks for Nina Nieuw as its first beheerder. Cut off and run again, it goes on
/// with the same operation ids.
/// </summary>
internal sealed class EersteBeheerderTrip(TestWorld world)
{
    public const string Kvk = "90000102";
    public const string Adres = "203.0.113.9";
    public static readonly Guid Concept = Guid.Parse("01900000-0000-7000-8000-000000000071");

    /// <summary>The stages in their order.</summary>
    public static readonly IReadOnlyList<string> Fasen = ["Contract.Eerste", "Contract.Tweede", "Eerste", "Tweede"];

    private readonly Beoordelaars beoordelaars = new(world);

    public AanvullingLoket Loket => world.Services.GetRequiredService<AanvullingLoket>();

    private PersoonlijkVolgen Volgen => world.Services.GetRequiredService<PersoonlijkVolgen>();

    /// <summary>People of the back office, and the copy of the identity document; once.</summary>
    public async Task PrepareAsync()
    {
        await world.PublishDefinitionsAsync();
        await beoordelaars.PrepareAsync();
        if (await world.ReadAsync(db => db.Bijlagen.AnyAsync()))
        {
            return;
        }

        var postkamer = Given.Medewerker(StafRol.Postkamer);
        await world.SeedAsync(postkamer.Medewerker, postkamer.Account, Kopie(Concept));
    }

    /// <summary>From the submission to a beheerder who has activated.</summary>
    public async Task RunAsync(string niveau = "EH2+")
    {
        await PrepareAsync();
        var ingediend = await SubmitAsync(Formulier(niveau));
        Ok(ingediend);
        world.Acknowledged.Add(DerivedId.From(Concept, "indienen"), "indienen");
        await world.SettleAsync();
        if ((await ContractAsync()).IsAwaited)
        {
            Ok(await ReceiveAsync());
        }

        await world.SettleAsync();
        await ReviewAsync();
        await ActivateAsync();
    }

    /// <summary>The same, but the reviewer of the person asks N. Noorman for a new copy of the identity document.</summary>
    public async Task RunAanvullingAsync()
    {
        await PrepareAsync();
        Ok(await SubmitAsync());
        world.Acknowledged.Add(DerivedId.From(Concept, "indienen"), "indienen");
        await world.SettleAsync();
        if ((await ContractAsync()).IsAwaited)
        {
            Ok(await ReceiveAsync());
        }

        await world.SettleAsync();
        await ReviewAsync(until: "Eerste");
        await new Aanvuller(world).AskAsync("Eerste");
        await world.SettleAsync();
        if ((await OpenAsync("aanvulling-gevraagd")).Aanvulling is { } vraag)
        {
            Ok(await Loket.StoreAsync(vraag.Upload, DocumentZijde.Beide, "opnieuw.png", KetenTrip.Scan, CancellationToken.None));
            Ok(await Loket.AnswerAsync(vraag.Sessie, "Hier is een scherpe foto.", Adres, CancellationToken.None));
            await world.SettleAsync();
        }

        await ReviewAsync();
        await ActivateAsync();
    }

    /// <summary>A copy of an identity document that a visitor uploaded.</summary>
    public Bijlage Kopie(Guid concept)
    {
        var id = Given.Id();
        var (versleuteld, sleutel) = world.Services.GetRequiredService<DocumentKluis>().Encrypt(id, [1, 2, 3]);
        return new(id, concept, Guid.Empty, Guid.Empty, DocumentZijde.Beide, "id.png", "image/png", 3, versleuteld, sleutel, TestWorld.Begin);
    }

    /// <summary>What he filled in; as it is in the trip unless something else is given.</summary>
    public static EersteBeheerderFormulier Formulier(string niveau = "EH2+", string nummer = Kvk, params string[] ondertekenaars) => new()
    {
        Nummer = nummer,
        Niveau = niveau,
        Voor = nameof(VoorWie.IemandAnders),
        AanvragerVoornamen = "Niek",
        AanvragerAchternaam = "Noorman",
        AanvragerGeboortedatum = new(1970, 2, 3),
        AanvragerEmail = "noorman@example.nl",
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
        TweedeFactor = nameof(TweedeFactor.Sms),
        Mobiel = "0612345678",
        Ondertekenaars = [.. ondertekenaars.Length > 0 ? ondertekenaars : ["N. Noorman, Voorzitter"]],
        AkkoordTarieven = true,
        AkkoordVerklaring = true,
    };

    /// <summary>He sends it.</summary>
    public Task<Result<Indiening>> SubmitAsync(EersteBeheerderFormulier? formulier = null, Guid? concept = null, string adres = Adres) =>
        world.Services.GetRequiredService<EersteBeheerderSubmit>().RunAsync(concept ?? Concept, formulier ?? Formulier(), "nl", adres, CancellationToken.None);

    /// <summary>The print that counts.</summary>
    public Task<Contract> ContractAsync() => world.ReadAsync(db => db.Contracten.AsNoTracking().OrderByDescending(c => c.Versie).FirstAsync());

    /// <summary>The postkamer registers the paper of the newest print, scanned.</summary>
    public async Task<Result<Guid>> ReceiveAsync()
    {
        var contract = await ContractAsync();
        var stuk = await world.ReadAsync(db => db.Dossierstukken.AsNoTracking().SingleAsync(s => s.Id == contract.StukId));
        var scan = world.Services.GetRequiredService<DocumentKluis>().Decrypt(stuk);
        var medewerkers = await world.ReadAsync(db => db.Medewerkers.ToListAsync());
        var postkamer = medewerkers.Single(m => m.Rollen.Contains(StafRol.Postkamer)).Id;
        var account = await world.ReadAsync(db => db.Users.Where(u => u.MedewerkerId == postkamer).Select(u => u.Id).SingleAsync());
        return await world.Services.GetRequiredService<ContractOntvangst>().RegisterAsync(
            new(DerivedId.From(contract.Id, "ontvangen"), world.Time.GetUtcNow()) { AccountId = account }, contract.Id, "scan.pdf", scan, CancellationToken.None);
    }

    /// <summary>The reviewers approve every stage that comes, each pair of eyes the same stages; one of them may reject, or stop.</summary>
    /// <param name="reject">The stage in which the aanvraag is rejected.</param>
    /// <param name="until">The stage before which they stop.</param>
    public async Task ReviewAsync(string? reject = null, string? until = null)
    {
        foreach (var fase in Fasen.TakeWhile(f => f != until))
        {
            var taak = await world.ReadAsync(db => db.Taken.AsNoTracking()
                .Where(t => t.Soort == TaakSoort.Beoordeling && t.Fase == fase)
                .OrderBy(t => t.Status == TaakStatus.Besloten)
                .ThenBy(t => t.Besluit == ContractBeoordeling.Onvolledig || t.Besluit == BeoordelingService.AanvullingGevraagd)
                .FirstOrDefaultAsync());
            if (taak is null)
            {
                continue;
            }

            var account = await ReviewerAsync(fase);
            var aanvraag = await world.ReadAsync(db => db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == taak.AanvraagId));
            await beoordelaars.DecideAsync(account, taak, fase == reject ? Beoordelaars.Rejection : beoordelaars.Approval(aanvraag, fase));
            if (fase == reject)
            {
                return;
            }
        }
    }

    /// <summary>The account that does a stage.</summary>
    public async Task<Guid> ReviewerAsync(string fase) => (await Beoordelaars.AccountsAsync(world))[fase.EndsWith("Eerste", StringComparison.Ordinal) ? 0 : 1];

    /// <summary>The beheerder activates with what came for him.</summary>
    public async Task ActivateAsync()
    {
        await new Activering(world, "Nina Nieuw", TweedeFactor.Sms, "nina.nieuw", "").RunAsync();
        await world.SettleAsync();
    }

    /// <summary>The code of the personal link in his latest mail of a kind.</summary>
    public string Code(string template = "contract-opgemaakt")
    {
        var postvak = world.Services.GetRequiredService<Postvak>();
        var regel = postvak.List().Where(r => r.Template == template).MaxBy(r => r.Op) ?? throw new InvalidOperationException($"There is no {template}.");
        var text = postvak.Read(regel.VerzendingId)!.Text!;
        return new string([.. text[(text.IndexOf("/aanvragen/volgen#", StringComparison.Ordinal) + "/aanvragen/volgen#".Length)..].TakeWhile(char.IsAsciiLetterOrDigit)]);
    }

    /// <summary>He opens his link.</summary>
    public async Task<PersoonlijkeStand> OpenAsync(string template = "contract-opgemaakt") => Ok(await Volgen.BeginAsync(Code(template), Adres, CancellationToken.None));

    public static T Ok<T>(Result<T> result) => result.Succeeded ? result.Value : throw new InvalidOperationException(string.Join(", ", result.Refusals));
}
