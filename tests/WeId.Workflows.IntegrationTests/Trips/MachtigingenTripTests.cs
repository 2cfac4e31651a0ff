using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;
using WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;
using WeId.Workflows.Features.Gebruikers;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>What becomes of machtigingen with each type that touches them, and that the preview says the same before .</summary>
public sealed class MachtigingenTripTests : IAsyncLifetime
{
    private readonly Organisatie eerste = Given.Organisatie();
    private readonly Organisatie tweede = Given.Organisatie("90004760", "Tweede BV");
    private readonly (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) beheerder;
    private readonly (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) zwart;
    private readonly (Dienstverlener Dienstverlener, Dienst Dienst) uwv = Given.Dienst("Werkgeversportaal");
    private readonly (Dienstverlener Dienstverlener, Dienst Dienst) belasting = Given.Dienst("Aangifte omzetbelasting", belastingdienst: true);
    private readonly Machtiging bijUwv;
    private readonly Machtiging bijBelasting;
    private readonly Machtiging algemeen;
    private TestWorld world = null!;
    private Beoordelaars beoordelaars = null!;

    public MachtigingenTripTests()
    {
        beheerder = Given.Gebruiker(eerste);
        zwart = Given.Gebruiker(eerste, rol: Rol.Gebruiker, achternaam: "Zwart");
        bijUwv = Given.Machtiging(zwart.Koppeling, zwart.Middel, MachtigingBereik.Of(uwv.Dienst), new(2026, 4, 1));
        bijBelasting = Given.Machtiging(zwart.Koppeling, zwart.Middel, MachtigingBereik.Of(belasting.Dienst));
        algemeen = Given.Machtiging(zwart.Koppeling, zwart.Middel, MachtigingBereik.UpTo(Betrouwbaarheidsniveau.Eh3));
    }

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        beoordelaars = new(world);
        await world.PublishDefinitionsAsync();
        await beoordelaars.PrepareAsync();
        await world.SeedAsync(
            eerste, tweede,
            beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, Given.Koppeling(beheerder.Middel, tweede, Rol.Beheerder, KoppelingStatus.Actief), beheerder.Account,
            zwart.Persoon, zwart.Middel, zwart.Koppeling, zwart.Account,
            uwv.Dienstverlener, uwv.Dienst, belasting.Dienstverlener, belasting.Dienst,
            bijUwv, bijBelasting, algemeen);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    // all of them, each with its audit row, named in the one mail that the user gets.
    [Fact]
    public async Task Opzegging_EndsAllAndNamesThemInTheMail()
    {
        var voorstel = new OpzeggingVoorstel(zwart.Koppeling.Id, OpzegMoment.PerDirect, null, [], []);
        var preview = (await world.Services.GetRequiredService<OpzeggingQuery>().PreviewAsync(Act(), voorstel, CancellationToken.None)).Value!;
        Assert.Equal(["Aangifte omzetbelasting", "Algemene bevoegdheid EH3: alle diensten tot en met dat niveau", "Werkgeversportaal"], preview.Machtigingen.Single().Eindigen.Select(m => m.Naam).Order());

        Ok(await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(Act(), voorstel, CancellationToken.None));
        await world.SettleAsync();

        Assert.Equal([MachtigingStatus.Beeindigd, MachtigingStatus.Beeindigd, MachtigingStatus.Beeindigd], await StatussenAsync());
        Assert.Equal(3, await world.ReadAsync(db => db.Audit.CountAsync(r => r.Wat == "MachtigingBeeindigd")));
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.PersoonId == zwart.Persoon.Id)));
        var mail = await MailAsync("opzegging-uitgevoerd");
        Assert.All(["Werkgeversportaal (UWV)", "Aangifte omzetbelasting (Belastingdienst)", "Algemene bevoegdheid EH3"], naam => Assert.Contains(naam, mail, StringComparison.Ordinal));
    }

    // A machtiging that ends before the day of the opzegging ends by its own date.
    [Fact]
    public async Task Opzegging_Planned_EndsThemOnThatDayOnly()
    {
        var voorstel = new OpzeggingVoorstel(zwart.Koppeling.Id, OpzegMoment.OpDatum, new(2026, 3, 31), [], []);
        Ok(await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(Act(), voorstel, CancellationToken.None));
        await world.SettleAsync();
        Assert.Equal([MachtigingStatus.Actief, MachtigingStatus.Actief, MachtigingStatus.Actief], await StatussenAsync());

        world.Time.SetUtcNow(new(2026, 3, 31, 22, 0, 0, TimeSpan.Zero));
        await world.SettleAsync();
        Assert.Equal([MachtigingStatus.Beeindigd, MachtigingStatus.Beeindigd, MachtigingStatus.Beeindigd], await StatussenAsync());
    }

    // those of other dienstverleners end; an algemene bevoegdheid goes on, for the Belastingdienst only. Back: they stay.
    [Fact]
    public async Task WijzigMiddeltype_EndsThoseOfOthersOnTheWayInAndNoneOnTheWayOut()
    {
        var keuzes = (await world.Services.GetRequiredService<WijzigMiddeltypeQuery>().FindAsync(Act(), zwart.Koppeling.Id, CancellationToken.None))!;
        Assert.Equal(["Werkgeversportaal"], keuzes.Machtigingen.Single().Eindigen.Select(m => m.Naam));
        Assert.Equal(2, keuzes.Machtigingen.Single().Blijven.Count);

        await WijzigAsync(MiddelType.Belastingdienst);
        Assert.Equal(MachtigingStatus.Actief, (await ReadAsync(bijUwv)).Status);
        await beoordelaars.ReviewAsync();

        Assert.Equal([MachtigingStatus.Beeindigd, MachtigingStatus.Actief, MachtigingStatus.Actief], await StatussenAsync());
        var mail = await MailAsync("middeltype-gewijzigd");
        Assert.Contains("Werkgeversportaal (UWV)", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("Aangifte omzetbelasting", mail, StringComparison.Ordinal);
        Assert.Empty((await world.Services.GetRequiredService<WijzigMiddeltypeQuery>().FindAsync(Act(), zwart.Koppeling.Id, CancellationToken.None))!.Machtigingen.Single().Eindigen);

        await WijzigAsync(MiddelType.Regulier);
        Assert.Equal([MachtigingStatus.Beeindigd, MachtigingStatus.Actief, MachtigingStatus.Actief], await StatussenAsync());
    }

    [Fact]
    public async Task WijzigMiddeltype_Rejected_EndsNone()
    {
        await WijzigAsync(MiddelType.Belastingdienst);
        await beoordelaars.ReviewAsync(approve: false);

        Assert.Equal([MachtigingStatus.Actief, MachtigingStatus.Actief, MachtigingStatus.Actief], await StatussenAsync());
    }

    [Fact]
    public async Task Koppelen_EndsNoneAndGivesNoneElsewhere()
    {
        var keuzes = (await world.Services.GetRequiredService<KoppelQuery>().FindAsync(Act(), zwart.Koppeling.Id, CancellationToken.None))!;
        Assert.Equal((0, 3), (keuzes.Machtigingen.Single().Eindigen.Count, keuzes.Machtigingen.Single().Blijven.Count));

        Ok(await world.Services.GetRequiredService<OrganisatieKoppelenSubmit>().RunAsync(
            Act(), new(zwart.Koppeling.Id, Rol.Gebruiker, [tweede.Id], AbonnementDuur.EenJaar, true, null), CancellationToken.None));
        await world.SettleAsync();
        await beoordelaars.ReviewAsync();

        Assert.Equal(2, await world.ReadAsync(db => db.Koppelingen.CountAsync(k => k.EhMiddelId == zwart.Middel.Id && k.Status == KoppelingStatus.Actief)));
        Assert.Equal([MachtigingStatus.Actief, MachtigingStatus.Actief, MachtigingStatus.Actief], await StatussenAsync());
        Assert.Equal(3, await world.ReadAsync(db => db.Machtigingen.CountAsync()));
    }

    //
    [Fact]
    public async Task Details_ShowThemWithTheirDatesAndWhatEndsSoon()
    {
        var detail = (await world.Services.GetRequiredService<GebruikerQuery>().FindAsync(Act(), zwart.Koppeling.Id, CancellationToken.None))!;

        Assert.Equal(
            [("Werkgeversportaal", new DateOnly(2026, 4, 1), true, null), ("Aangifte omzetbelasting", new(2028, 3, 3), false, null), ("Algemene bevoegdheid EH3: alle diensten tot en met dat niveau", new(2028, 3, 3), false, (int?)2)],
            detail.Machtigingen.Select(m => (m.Naam, m.Einddatum, m.IsBijnaVerlopen, m.Diensten)).OrderBy(m => m.Einddatum).ThenBy(m => m.Naam));
    }

    // One open machtiging for each koppeling and bereik, whoever writes; after the end it can be given again.
    [Fact]
    public async Task Database_SecondOpenOne_IsRefusedUntilTheFirstHasEnded()
    {
        await using (var db = world.NewContext())
        {
            var koppeling = await db.Koppelingen.Include(k => k.EhMiddel).SingleAsync(k => k.Id == zwart.Koppeling.Id);
            foreach (var bereik in new[] { MachtigingBereik.Of(await db.Diensten.SingleAsync(d => d.Uuid == uwv.Dienst.Uuid)), MachtigingBereik.UpTo(Betrouwbaarheidsniveau.Eh3) })
            {
                var tweede = Machtiging.Create(world.Handeling(), Given.Id(), koppeling, bereik, new(2027, 1, 1)).Value!;
                db.Machtigingen.Add(tweede);
                await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
                db.Entry(tweede).State = EntityState.Detached;
            }

            var eerst = await db.Machtigingen.SingleAsync(m => m.Id == bijUwv.Id);
            eerst.Announce(new Handeling(Given.Id(), TestWorld.Begin));
            eerst.Withdraw(new Handeling(Given.Id(), TestWorld.Begin.AddSeconds(3)));
            var opnieuw = Machtiging.Create(world.Handeling(), Given.Id(), koppeling, MachtigingBereik.Of(await db.Diensten.SingleAsync(d => d.Uuid == uwv.Dienst.Uuid)), new(2027, 1, 1)).Value!;
            opnieuw.Confirm();
            db.Machtigingen.Add(opnieuw);
            await db.SaveChangesAsync();
        }
    }

    [Theory]
    [InlineData("CK_Machtigingen_Bereik", "\"Oin\" = '00000004003214345001'")]
    [InlineData("CK_Machtigingen_Termijn", "\"Einddatum\" = \"Startdatum\"")]
    [InlineData("CK_Machtigingen_Einde", "\"Status\" = 'Verlopen'")]
    [InlineData("CK_Machtigingen_Beeindigd", "\"AanvraagId\" = \"Id\"")]
    public async Task Database_RowThatContradictsItself_IsRefused(string constraint, string set)
    {
        var sql = $"UPDATE \"Machtigingen\" SET {set}";
        var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => world.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql)));

        Assert.Contains(constraint, refusal.Message, StringComparison.Ordinal);
    }

    // what the page warns of.
    [Fact]
    public async Task Preview_OrganisatieWithAVestigingsnummer_SaysSo()
    {
        var vestiging = new Organisatie(Given.Id(), KvkNummer.Parse("69599068"), Vestigingsnummer.Parse("000038509504"), "Vestiging", new("Oosterwal 2", "8821 XB", "Lollum"), TestWorld.Begin);
        var wit = Given.Gebruiker(vestiging, rol: Rol.Gebruiker, achternaam: "Wit");
        await world.SeedAsync(vestiging, Given.Koppeling(beheerder.Middel, vestiging, Rol.Beheerder, KoppelingStatus.Actief), wit.Persoon, wit.Middel, wit.Koppeling, wit.Account);

        var keuzes = await world.Services.GetRequiredService<WijzigMiddeltypeQuery>().FindAsync(world.Handeling(beheerder.Account.Id, vestiging.Id), wit.Koppeling.Id, CancellationToken.None);

        Assert.True(keuzes!.HeeftVestiging);
    }

    private static void Ok<T>(Result<T> result) => Assert.True(result.Succeeded, string.Join(", ", result.Refusals));

    private Handeling Act() => world.Handeling(beheerder.Account.Id, eerste.Id);

    private async Task WijzigAsync(MiddelType naar)
    {
        Ok(await world.Services.GetRequiredService<WijzigMiddeltypeSubmit>().RunAsync(Act(), new(zwart.Koppeling.Id, naar, AbonnementDuur.EenJaar, true, null), CancellationToken.None));
        await world.SettleAsync();
    }

    private Task<Machtiging> ReadAsync(Machtiging machtiging) => world.ReadAsync(db => db.Machtigingen.AsNoTracking().SingleAsync(m => m.Id == machtiging.Id));

    private async Task<MachtigingStatus[]> StatussenAsync() => [(await ReadAsync(bijUwv)).Status, (await ReadAsync(bijBelasting)).Status, (await ReadAsync(algemeen)).Status];

    private async Task<string> MailAsync(string template)
    {
        var id = await world.ReadAsync(db => db.Verzendingen.Where(v => v.PersoonId == zwart.Persoon.Id && v.Template == template).Select(v => v.Id).SingleAsync());
        return world.Services.GetRequiredService<Postvak>().Read(id)!.Text!;
    }
}
