using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Beoordeling;

/// <summary>An aanvraag before the reviewers, with a document and a task, as the workflow leaves it.</summary>
internal sealed class Werkvoorraad : IAsyncDisposable
{
    public const string Documentnummer = "SPECI2014";

    public static readonly byte[] Scan = [0xFF, 0xD8, 0xFF, 1, 2, 3];

    public static readonly IReadOnlyDictionary<string, PuntAntwoord> AllesAkkoord =
        Checklist.For(DocumentType.Paspoort).ToDictionary(p => p.Code, _ => PuntAntwoord.Akkoord);

    private Werkvoorraad(TestWorld world) => World = world;

    public TestWorld World { get; }

    public required Organisatie Organisatie { get; init; }

    public required Persoon Beheerder { get; init; }

    public required Persoon Gebruiker { get; init; }

    public required EhMiddel Middel { get; init; }

    public required Aanvraag Aanvraag { get; init; }

    public required Bijlage Bijlage { get; init; }

    public BeoordelingsTaak Taak { get; private set; } = null!;

    public BeoordelingService Service => World.Services.GetRequiredService<BeoordelingService>();

    public TakenQuery Query => World.Services.GetRequiredService<TakenQuery>();

    public DocumentInzage Inzage => World.Services.GetRequiredService<DocumentInzage>();

    public PostkamerService Postkamer => World.Services.GetRequiredService<PostkamerService>();

    public static async Task<Werkvoorraad> CreateAsync(
        Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh2Plus,
        string fase = "Eerste",
        TaakSoort soort = TaakSoort.Beoordeling,
        TweedeFactor factor = TweedeFactor.Sms)
    {
        var world = await TestWorld.CreateAsync();
        world.MayBreak("aanvraag and wait are put in as rows, without a workflow", "I1", "I10", "Audit");
        var organisatie = Given.Organisatie();
        var (beheerder, middelOfBeheerder, koppeling, account) = Given.Gebruiker(organisatie, niveau > Betrouwbaarheidsniveau.Eh3 ? niveau : Betrouwbaarheidsniveau.Eh3);
        var gebruiker = Given.Persoon("Nieuw");
        var middel = new EhMiddel(Given.Id(), gebruiker.Id, niveau, factor, TestWorld.Begin);
        var gegevens = new NieuweGebruikerGegevens(
            niveau, Rol.Gebruiker, "Anna", null, "Nieuw", new DateOnly(1985, 6, 15), "anna@example.nl", DocumentType.Paspoort, Documentnummer,
            new DateOnly(2030, 1, 1), null, factor, "+31612345678", [], AbonnementDuur.EenJaar);
        var aanvraag = Given.Aanvraag(organisatie, beheerder, gebruiker, JsonSerializer.Serialize(gegevens));
        aanvraag.PutInBeoordeling();
        var kluis = world.Services.GetRequiredService<DocumentKluis>();
        var bijlageId = Given.Id();
        var (versleuteld, sleutel) = kluis.Encrypt(bijlageId, Scan);
        var bijlage = new Bijlage(
            bijlageId, Given.Id(), organisatie.Id, account.Id, DocumentZijde.Voorzijde, "scan.jpg", "image/jpeg", Scan.Length, versleuteld, sleutel, TestWorld.Begin);
        bijlage.Submit(aanvraag.Id);
        var voorraad = new Werkvoorraad(world)
        {
            Organisatie = organisatie, Beheerder = beheerder, Gebruiker = gebruiker, Middel = middel, Aanvraag = aanvraag, Bijlage = bijlage,
        };
        await world.SeedAsync(organisatie, beheerder, middelOfBeheerder, koppeling, account, gebruiker, middel, aanvraag, bijlage);
        await voorraad.OpenAsync(fase, soort);
        return voorraad;
    }

    /// <summary>The workflow asks for the next task.</summary>
    public async Task<BeoordelingsTaak> OpenAsync(string fase, TaakSoort soort = TaakSoort.Beoordeling, DateOnly? uiterlijk = null)
    {
        var wait = new WorkflowWait
        {
            Id = Given.Id(), InstanceId = Given.Id(), AanvraagId = Aanvraag.Id, ExecutionId = Given.Id(),
            ActivityId = "beoordelen", Name = "beoordelen", Round = 1, OpenedAt = TestWorld.Begin,
        };
        var rol = soort is TaakSoort.OtpUitgifte ? StafRol.Postkamer : StafRol.Beoordelaar;
        Taak = new BeoordelingsTaak(Given.Id(), Aanvraag.Id, wait.Id, soort, rol.ToString(), fase, TestWorld.Begin, uiterlijk ?? new DateOnly(2026, 3, 10));
        await World.SeedAsync(wait, Taak);
        return Taak;
    }

    /// <summary>A medewerker with an account; his own persoon when he is a customer too.</summary>
    public async Task<(Medewerker Medewerker, Guid Account)> MedewerkerAsync(Guid? persoonId, params StafRol[] rollen)
    {
        var medewerker = new Medewerker(Given.Id(), $"Medewerker {Given.Id():N}", Emailadres.Parse("medewerker@we-id.example"), rollen, persoonId);
        var account = Given.Account(medewerkerId: medewerker.Id);
        await World.SeedAsync(medewerker, account);
        return (medewerker, account.Id);
    }

    public async Task<Guid> BeoordelaarAsync(Guid? persoonId = null) => (await MedewerkerAsync(persoonId, StafRol.Beoordelaar)).Account;

    public async Task<Guid> PostkamerAsync() => (await MedewerkerAsync(null, StafRol.Postkamer)).Account;

    public Task<Result<Done>> ClaimAsync(Guid account) => Service.ClaimAsync(World.Handeling(account), Taak.Id, CancellationToken.None);

    public Task<Result<Done>> ReleaseAsync(Guid account) => Service.ReleaseAsync(World.Handeling(account), Taak.Id, CancellationToken.None);

    public Task<Result<Done>> ApproveAsync(Guid account) => DecideAsync(account, new Besluit(true, AllesAkkoord, [], null));

    public Task<Result<Done>> RejectAsync(Guid account) => DecideAsync(account, new Besluit(false, AllesAkkoord, ["KopieOnleesbaar"], "Graag een nieuwe scan."));

    public Task<Result<Done>> DecideAsync(Guid account, Besluit besluit) => Service.DecideAsync(World.Handeling(account), Taak.Id, besluit, CancellationToken.None);

    public Task<Result<DocumentInzage.Document>> ViewAsync(Guid account) =>
        Inzage.OpenAsync(World.Handeling(account), Taak.Id, Bijlage.Id, CancellationToken.None);

    public Task<Aanvraag> ReadAanvraagAsync() => World.ReadAsync(db => db.Aanvragen.SingleAsync(a => a.Id == Aanvraag.Id));

    public Task<BeoordelingsTaak> ReadTaakAsync() => World.ReadAsync(db => db.Taken.SingleAsync(t => t.Id == Taak.Id));

    public Task<List<string>> ReadAuditAsync() => World.ReadAsync(db => db.Audit.OrderBy(a => a.Wat).Select(a => a.Wat).ToListAsync());

    public Task<int> CountSignalsAsync() => World.ReadAsync(db => db.Outbox.CountAsync());

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
