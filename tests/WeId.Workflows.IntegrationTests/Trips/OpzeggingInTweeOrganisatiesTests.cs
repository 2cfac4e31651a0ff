using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>A beheerder of two organisaties ends his own middel in both: each of them has its own colleagues, days and consent.</summary>
public sealed class OpzeggingInTweeOrganisatiesTests : IAsyncLifetime
{
    private static readonly DateOnly Dag = new(2026, 3, 31);
    private static readonly DateTimeOffset Einde = AmsterdamTime.EndOf(Dag);

    private readonly Organisatie donald = Given.Organisatie();
    private readonly Organisatie dagobert = Given.Organisatie("90004760", "Test BV Dagobert");
    private readonly (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) beheerder;
    private readonly Organisatiekoppeling elders;
    private TestWorld world = null!;

    public OpzeggingInTweeOrganisatiesTests()
    {
        beheerder = Given.Gebruiker(donald);
        elders = new(Given.Id(), beheerder.Middel.Id, dagobert.Id, Rol.Beheerder, beheerder.Middel.Niveau, Given.Id());
        elders.Approve(new Handeling(Given.Id(), TestWorld.Begin.AddDays(-3)), AbonnementDuur.EenJaar);
        elders.Activate(new Handeling(Given.Id(), TestWorld.Begin.AddDays(-2)));
    }

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        await world.PublishDefinitionsAsync();
        await world.SeedAsync(donald, dagobert, beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, elders, beheerder.Account);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    // what was confirmed for one company is no consent to close another.
    [Fact]
    public async Task Submit_ConfirmedForOneOfTwoThatClose_IsRefused()
    {
        var refused = await SubmitAsync(OpzegMoment.PerDirect, donald);

        Assert.Equal([new BedrijfOpzeggenNotConfirmed(dagobert.Naam) { Field = nameof(Opzegging.BedrijfAkkoord) }], refused.Refusals);
    }

    // when it was planned a colleague stayed there, so nobody asked whether that company should end.
    [Fact]
    public async Task CompanyThatNobodyConfirmed_StaysOnTheDay()
    {
        var collega = await CollegaAsync(dagobert, "De Collega");
        await PlanAsync(OpzegMoment.OpDatum, donald);
        await EndAsync(collega.Account, dagobert, collega.Koppeling);

        await AtAsync(Einde);

        Assert.Equal((OrganisatieStatus.Opgezegd, OrganisatieStatus.Actief), (await StatusAsync(donald), await StatusAsync(dagobert)));
        Assert.Equal(KoppelingStatus.Actief, await StatusAsync(elders));
    }

    // can be undone until then, also where the rest has ended and by who knows that rest alone.
    [Fact]
    public async Task Undo_AfterTheEndInTheFirst_LeavesTheSecond()
    {
        await CollegaAsync(donald, "De Eerste");
        var collega = await CollegaAsync(dagobert, "De Tweede");
        await PlanAsync(OpzegMoment.EindeContract);
        Assert.Equal([new ForeignOrganisatie()], (await UndoAsync(collega.Account)).Refusals);
        await AtAsync(AmsterdamTime.EndOf(beheerder.Koppeling.Abonnement!.Einde));

        Assert.True((await UndoAsync(collega.Account)).Succeeded);
        await AtAsync(AmsterdamTime.EndOf(elders.Abonnement!.Einde.AddDays(1)));

        Assert.Equal((KoppelingStatus.Beeindigd, KoppelingStatus.Actief), (await StatusAsync(beheerder.Koppeling), await StatusAsync(elders)));
        Assert.Equal(AanvraagStatus.Afgerond, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
    }

    // §5.3e: what must stay in one is no reason to say nothing about the other; each hears once, and only of his own.
    [Fact]
    public async Task EndInOneWhileTheOtherMustStay_TellsOfBoth()
    {
        var eerste = await CollegaAsync(donald, "De Eerste");
        await CollegaAsync(donald, "Zwart", Rol.Gebruiker);
        var tweede = await CollegaAsync(dagobert, "De Tweede");
        await PlanAsync(OpzegMoment.OpDatum);
        await EndAsync(eerste.Account, donald, eerste.Koppeling);
        var before = await MailsAsync("opzegging-uitgevoerd", beheerder.Persoon);

        await AtAsync(Einde);
        await AtAsync(Einde.AddDays(1));

        Assert.Equal((KoppelingStatus.Actief, KoppelingStatus.Beeindigd), (await StatusAsync(beheerder.Koppeling), await StatusAsync(elders)));
        Assert.Equal((1, 1), (await MailsAsync("opzegging-uitgevoerd", tweede.Persoon), await MailsAsync("opzegging-uitgevoerd", beheerder.Persoon) - before));
        Assert.Equal((0, 1), (await MailsAsync("opzegging-niet-uitgevoerd", tweede.Persoon), await MailsAsync("opzegging-niet-uitgevoerd", beheerder.Persoon)));

        await CollegaAsync(donald, "De Derde");
        await AtAsync(Einde.AddDays(2));

        Assert.Equal(KoppelingStatus.Beeindigd, await StatusAsync(beheerder.Koppeling));
        Assert.Equal((1, 2), (await MailsAsync("opzegging-uitgevoerd", tweede.Persoon), await MailsAsync("opzegging-uitgevoerd", beheerder.Persoon) - before));
    }

    // Somebody told of the one knows nothing of the other.
    [Fact]
    public async Task BothMustStay_IsToldForEach()
    {
        var vertrekt = new List<(Organisatie Organisatie, (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) Collega)>();
        foreach (var organisatie in new[] { donald, dagobert })
        {
            await CollegaAsync(organisatie, "Zwart", Rol.Gebruiker);
            var collega = await CollegaAsync(organisatie, "De Collega");
            vertrekt.Add((organisatie, collega));
        }

        await PlanAsync(OpzegMoment.EindeContract);
        foreach (var (organisatie, collega) in vertrekt)
        {
            await EndAsync(collega.Account, organisatie, collega.Koppeling);
        }

        await AtAsync(AmsterdamTime.EndOf(beheerder.Koppeling.Abonnement!.Einde));
        Assert.Equal(1, await MailsAsync("opzegging-niet-uitgevoerd", beheerder.Persoon));
        await AtAsync(AmsterdamTime.EndOf(elders.Abonnement!.Einde));
        await AtAsync(AmsterdamTime.EndOf(elders.Abonnement!.Einde.AddDays(1)));

        Assert.Equal(2, await MailsAsync("opzegging-niet-uitgevoerd", beheerder.Persoon));
        Assert.Equal((KoppelingStatus.Actief, KoppelingStatus.Actief), (await StatusAsync(beheerder.Koppeling), await StatusAsync(elders)));
    }

    private Task<Result<Indiening>> SubmitAsync(OpzegMoment moment, params Organisatie[] akkoord) => world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
        world.Handeling(beheerder.Account.Id, donald.Id),
        new(beheerder.Koppeling.Id, moment, moment is OpzegMoment.OpDatum ? Dag : null, [elders.Id], [.. akkoord.Select(o => o.Id)]),
        CancellationToken.None);

    private async Task PlanAsync(OpzegMoment moment = OpzegMoment.OpDatum, params Organisatie[] akkoord)
    {
        var result = await SubmitAsync(moment, akkoord);
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task EndAsync(Account account, Organisatie organisatie, Organisatiekoppeling koppeling)
    {
        var result = await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            world.Handeling(account.Id, organisatie.Id), new(koppeling.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None);
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private Task<Result<Done>> UndoAsync(Account account) => world.Services.GetRequiredService<OpzeggingIntrekken>()
        .RunAsync(world.Handeling(account.Id, dagobert.Id), elders.Id, CancellationToken.None);

    private async Task<(Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account)> CollegaAsync(
        Organisatie organisatie, string achternaam, Rol rol = Rol.Beheerder)
    {
        var collega = Given.Gebruiker(organisatie, rol: rol, achternaam: achternaam);
        await world.SeedAsync(collega.Persoon, collega.Middel, collega.Koppeling, collega.Account);
        return collega;
    }

    private Task<int> MailsAsync(string template, Persoon aan) => world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == template && v.PersoonId == aan.Id));

    private async Task AtAsync(DateTimeOffset at)
    {
        world.Time.SetUtcNow(at);
        await world.SettleAsync();
    }

    private Task<OrganisatieStatus> StatusAsync(Organisatie organisatie) => world.ReadAsync(db => db.Organisaties.Where(o => o.Id == organisatie.Id).Select(o => o.Status).SingleAsync());

    private Task<KoppelingStatus> StatusAsync(Organisatiekoppeling koppeling) => world.ReadAsync(db => db.Koppelingen.Where(k => k.Id == koppeling.Id).Select(k => k.Status).SingleAsync());
}
