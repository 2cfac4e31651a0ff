using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Machtigingen;

/// <summary>A company with a beheerder at EH3, a user at EH3 and one at EH2+, diensten of three levels, and a register that the test holds.</summary>
internal sealed class MachtigingenWorld : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 3, 3);

    private MachtigingenWorld(TestWorld test, TestRegister register) => (Test, Register) = (test, register);

    public TestWorld Test { get; }

    public TestRegister Register { get; }

    public Organisatie Organisatie { get; } = Given.Organisatie();

    public (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) Beheerder { get; private set; }

    public (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) Zwart { get; private set; }

    public (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) Bruin { get; private set; }

    public Dienst Portaal { get; } = Given.Dienst("Werkgeversportaal").Dienst;

    public Dienst Verzuim { get; } = Given.Dienst("Verzuimmelder", niveau: Betrouwbaarheidsniveau.Eh2Plus).Dienst;

    public Dienst Zwaar { get; } = Given.Dienst("Zwaar", niveau: Betrouwbaarheidsniveau.Eh4).Dienst;

    public Dienst Aangifte { get; } = Given.Dienst("Aangifte omzetbelasting", belastingdienst: true).Dienst;

    public Toekennen Toekennen => Test.Services.GetRequiredService<Toekennen>();

    public ToekenQuery Query => Test.Services.GetRequiredService<ToekenQuery>();

    public MachtigingBeheer Beheer => Test.Services.GetRequiredService<MachtigingBeheer>();

    public static async Task<MachtigingenWorld> CreateAsync(DateTimeOffset? at = null)
    {
        var register = new TestRegister();
        var test = TestWorld.Open(await TestWorld.CreateFolderAsync(), at ?? TestWorld.Begin, (services, configuration) =>
        {
            Product.Add(services, configuration);
            services.AddSingleton<IMachtigingenregister>(register);
        });
        var world = new MachtigingenWorld(test, register);
        world.Beheerder = Given.Gebruiker(world.Organisatie);
        world.Zwart = Given.Gebruiker(world.Organisatie, rol: Rol.Gebruiker, achternaam: "Zwart");
        world.Bruin = Given.Gebruiker(world.Organisatie, Betrouwbaarheidsniveau.Eh2Plus, Rol.Gebruiker, "Bruin");
        await test.SeedAsync(
            world.Organisatie,
            world.Beheerder.Persoon, world.Beheerder.Middel, world.Beheerder.Koppeling, world.Beheerder.Account,
            world.Zwart.Persoon, world.Zwart.Middel, world.Zwart.Koppeling, world.Zwart.Account,
            world.Bruin.Persoon, world.Bruin.Middel, world.Bruin.Koppeling, world.Bruin.Account,
            Given.Dienst("x").Dienstverlener, Given.Dienst("x", belastingdienst: true).Dienstverlener,
            world.Portaal, world.Verzuim, world.Zwaar, world.Aangifte);
        return world;
    }

    public static MachtigingKeuze Keuze(Dienst dienst) => new(MachtigingSoort.Dienst, dienst.Uuid.ToString());

    public Handeling Act(Guid? account = null, Guid? organisatie = null) => Test.Handeling(account ?? Beheerder.Account.Id, organisatie ?? Organisatie.Id);

    public async Task<Result<ToekenUitkomst>> GeefAsync(
        IReadOnlyCollection<MachtigingKeuze> diensten, IReadOnlyCollection<Guid> gebruikers, DateOnly? einddatum = null, Handeling? act = null) =>
        await Toekennen.RunAsync(act ?? Act(), new(diensten, gebruikers, einddatum ?? Today.AddYears(1)), CancellationToken.None);

    /// <summary>Gives one and lets the register take it.</summary>
    public async Task<Machtiging> GegevenAsync(Dienst dienst, Organisatiekoppeling aan, DateOnly? einddatum = null)
    {
        Assert.Empty((await GeefAsync([Keuze(dienst)], [aan.Id], einddatum)).Refusals);
        await Test.SettleAsync();
        return (await AllAsync()).Single(m => m.DienstUuid == dienst.Uuid && m.KoppelingId == aan.Id && m.IsOpen);
    }

    public Task<List<Machtiging>> AllAsync() => Test.ReadAsync(db => db.Machtigingen.AsNoTracking().OrderBy(m => m.Id).ToListAsync());

    public async Task<Machtiging> ReadAsync(Machtiging machtiging) => (await AllAsync()).Single(m => m.Id == machtiging.Id);

    public async Task<List<string>> MailsAsync(Persoon aan, string template = "machtigingen-gewijzigd")
    {
        var ids = await Test.ReadAsync(db => db.Verzendingen.Where(v => v.PersoonId == aan.Id && v.Template == template).OrderBy(v => v.AangemaaktOp).ThenBy(v => v.Id).Select(v => v.Id).ToListAsync());
        return [.. ids.Select(id => Test.Services.GetRequiredService<Postvak>().Read(id)!.Text!)];
    }

    public Task<int> AuditAsync(string wat) => Test.ReadAsync(db => db.Audit.CountAsync(r => r.Wat == wat));

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}

/// <summary>Writes down what it is told; away, or refusing, as long as the test says so.</summary>
internal sealed class TestRegister : IMachtigingenregister
{
    private readonly Dictionary<Guid, MachtigingStand> standen = [];

    /// <summary>It cannot be reached.</summary>
    public bool IsAway { get; set; }

    /// <summary>It refuses every machtiging for this dienst.</summary>
    public Guid? Weigert { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    public IReadOnlyDictionary<Guid, MachtigingStand> Standen => standen;

    /// <summary>What happens once, when somebody has asked and is not answered yet.</summary>
    public Func<Task>? Intussen { get; set; }

    public async Task<IReadOnlyCollection<Guid>> RecordAsync(IReadOnlyCollection<MachtigingStand> standen, CancellationToken ct)
    {
        Calls++;
        if (IsAway)
        {
            throw new HttpRequestException("Away.");
        }

        if (Intussen is { } intussen)
        {
            Intussen = null;
            await intussen();
        }

        var geweigerd = standen.Where(s => s.DienstUuid is not null && s.DienstUuid == Weigert && s.IsGeldig).Select(s => s.Id).ToList();
        foreach (var stand in standen.Where(s => !geweigerd.Contains(s.Id) && (!this.standen.TryGetValue(s.Id, out var bekend) || bekend.Nummer < s.Nummer)))
        {
            this.standen[stand.Id] = stand;
        }

        return geweigerd;
    }
}
