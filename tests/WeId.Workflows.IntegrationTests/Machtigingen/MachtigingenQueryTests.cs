using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using static WeId.Workflows.IntegrationTests.Machtigingen.MachtigingenWorld;

namespace WeId.Workflows.IntegrationTests.Machtigingen;

/// <summary>What beheerders see of machtigingen and choose from, and that another company sees nothing of it (R-204, R-227…R-237, I9).</summary>
public sealed class MachtigingenQueryTests : IAsyncLifetime
{
    private MachtigingenWorld world = null!;

    public async Task InitializeAsync() => world = await MachtigingenWorld.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    private MachtigingenQuery Overzicht => world.Test.Services.GetRequiredService<MachtigingenQuery>();

    // the numbers follow each act: given, extended, withdrawn.
    [Fact]
    public async Task List_AfterEachAct_CountsUsersAndWhatEndsSoon()
    {
        var zwart = await world.GegevenAsync(world.Verzuim, world.Zwart.Koppeling, Today.AddMonths(2));
        await world.GegevenAsync(world.Verzuim, world.Bruin.Koppeling);
        Assert.Empty((await world.GeefAsync([new(MachtigingSoort.Algemeen, "EH3"), new(MachtigingSoort.Dienstverlener, world.Aangifte.Oin)], [world.Zwart.Koppeling.Id])).Refusals);
        Assert.Equal([("Algemene bevoegdheid EH3: alle diensten tot en met dat niveau", 1, 0), ("Alle diensten van Belastingdienst", 1, 0), ("Verzuimmelder", 2, 1)], await CountsAsync(new()));
        Assert.Equal([("Verzuimmelder", 2, 1)], await CountsAsync(new(AlleenBijnaVerlopen: true)));
        Assert.Equal([("Alle diensten van Belastingdienst", 1, 0)], await CountsAsync(new("belasting")));
        Assert.Equal([("Verzuimmelder", 2, 1)], await CountsAsync(new("uwv")));
        Assert.Equal("Verzuimmelder", (await CountsAsync(new(Sorteer: "-gebruikers")))[0].Naam);

        await world.Beheer.WijzigEinddatumAsync(world.Act(), zwart.Id, Today.AddMonths(2).AddDays(1), CancellationToken.None);
        Assert.Equal([("Verzuimmelder", 2, 0)], await CountsAsync(new("verzuim")));

        await world.Beheer.TrekInAsync(world.Act(), zwart.Id, CancellationToken.None);
        world.Test.Time.Advance(Machtiging.Bedenktijd);
        await world.Test.SettleAsync();
        Assert.Equal([("Verzuimmelder", 1, 0)], await CountsAsync(new("verzuim")));
    }

    //
    [Fact]
    public async Task Houders_ByLevel_AreThoseWhoHaveIt()
    {
        await world.GeefAsync([Keuze(world.Verzuim)], [world.Zwart.Koppeling.Id, world.Bruin.Koppeling.Id]);

        Assert.Equal(
            [new(Betrouwbaarheidsniveau.Eh2Plus, 1), new NiveauRij(Betrouwbaarheidsniveau.Eh3, 1)],
            await Overzicht.NiveausAsync(world.Act(), Keuze(world.Verzuim), CancellationToken.None));
        var houder = Assert.Single((await Overzicht.HoudersAsync(world.Act(), Keuze(world.Verzuim), Betrouwbaarheidsniveau.Eh2Plus, 1, CancellationToken.None))!.Rijen);
        Assert.Equal((world.Bruin.Koppeling.Id, "Anna Bruin", Today), (houder.KoppelingId, houder.Naam, houder.Machtiging.Startdatum));
    }

    // I9: a beheerder of another company sees nothing, neither in his own name nor in that of this one.
    [Fact]
    public async Task AnotherOrganisatie_SeesNothing()
    {
        await world.GeefAsync([Keuze(world.Verzuim)], [world.Zwart.Koppeling.Id]);
        var elders = Given.Organisatie("90004760", "Tweede BV");
        var vreemd = Given.Gebruiker(elders);
        await world.Test.SeedAsync(elders, vreemd.Persoon, vreemd.Middel, vreemd.Koppeling, vreemd.Account);
        var eigen = world.Act(vreemd.Account.Id, elders.Id);
        var hier = world.Act(vreemd.Account.Id);

        Assert.Empty((await Overzicht.ListAsync(eigen, new(), CancellationToken.None))!.Rijen);
        Assert.Empty(await Overzicht.NiveausAsync(eigen, Keuze(world.Verzuim), CancellationToken.None));
        Assert.Empty((await Overzicht.HoudersAsync(eigen, Keuze(world.Verzuim), Betrouwbaarheidsniveau.Eh3, 1, CancellationToken.None))!.Rijen);
        Assert.Equal([vreemd.Koppeling.Id], await world.Query.AlleGebruikersAsync(eigen, [Keuze(world.Verzuim)], null, CancellationToken.None));
        Assert.Null(await world.Query.VoorGebruikerAsync(eigen, world.Zwart.Koppeling.Id, CancellationToken.None));
        Assert.Equal((0, 0), await world.Query.VoortgangAsync(eigen, default, CancellationToken.None));
        Assert.Empty(await Overzicht.EigenAsync(eigen, CancellationToken.None));

        Assert.Null(await Overzicht.ListAsync(hier, new(), CancellationToken.None));
        Assert.Empty(await Overzicht.NiveausAsync(hier, Keuze(world.Verzuim), CancellationToken.None));
        Assert.Null(await Overzicht.HoudersAsync(hier, Keuze(world.Verzuim), Betrouwbaarheidsniveau.Eh3, 1, CancellationToken.None));
        Assert.Null(await world.Query.DienstenAsync(hier, CancellationToken.None));
        Assert.Null(await world.Query.GebruikersAsync(hier, [Keuze(world.Verzuim)], null, 1, CancellationToken.None));
        Assert.Empty(await world.Query.AlleGebruikersAsync(hier, [Keuze(world.Verzuim)], null, CancellationToken.None));
        Assert.Null(await world.Query.VoorGebruikerAsync(hier, world.Zwart.Koppeling.Id, CancellationToken.None));
        Assert.Equal((0, 0), await world.Query.VoortgangAsync(hier, default, CancellationToken.None));
        await world.Test.SettleAsync();
    }

    // who can be chosen by the database and who by the domain are the same, for every level, type and bereik.
    [Fact]
    public async Task Gebruikers_AnyLevelTypeAndBereik_AreThoseWhomTheDomainAllows()
    {
        foreach (var niveau in Enum.GetValues<Betrouwbaarheidsniveau>())
        {
            // A Belastingdienstmiddel is of EH3 always.
            foreach (var type in Enum.GetValues<MiddelType>().Where(t => t is MiddelType.Regulier || niveau is Betrouwbaarheidsniveau.Eh3))
            {
                var gebruiker = Given.Gebruiker(world.Organisatie, niveau, Rol.Gebruiker, $"{niveau} {type}");
                if (type is MiddelType.Belastingdienst)
                {
                    gebruiker.Middel.ClaimBelastingdienst(KvkNummer.Parse($"{61000000 + (int)niveau}"));
                    gebruiker.Middel.ChangeType(type);
                }

                await world.Test.SeedAsync(gebruiker.Persoon, gebruiker.Middel, gebruiker.Koppeling, gebruiker.Account);
            }
        }

        world.Test.MayBreak("Middelen without their aanvragen, several Belastingdienstmiddelen.", [.. Invariants.Names]);
        var keuzes = (await world.Query.DienstenAsync(world.Act(), CancellationToken.None))!.Select(d => d.Keuze).ToList();
        foreach (var gekozen in keuzes.Select(k => new[] { k }).Concat(keuzes.Skip(1).Zip(keuzes, (a, b) => new[] { a, b })))
        {
            var alle = await world.Query.GebruikersAsync(world.Act(), gekozen, null, 1, CancellationToken.None);
            var kiesbaar = alle!.Rijen.Where(r => r.Reden is null).Select(r => r.KoppelingId).Order();

            Assert.Equal(alle.Aantal, alle.Rijen.Count);
            Assert.Equal(alle.Kiesbaar, kiesbaar.Count());
            Assert.Equal(kiesbaar, (await world.Query.AlleGebruikersAsync(world.Act(), gekozen, null, CancellationToken.None)).Order());
        }
    }

    // a row for each user and what he has, as far as it is searched; each export is noted.
    [Fact]
    public async Task Export_HasWhatTheOverviewCounts()
    {
        await world.GegevenAsync(world.Verzuim, world.Zwart.Koppeling, Today.AddMonths(1));
        await world.GeefAsync([Keuze(world.Verzuim), new(MachtigingSoort.Algemeen, "EH2+")], [world.Bruin.Koppeling.Id]);

        var tabel = await ExportAsync(new());
        Assert.Equal(["ID", "Naam", "E-mailadres", "Dienstverlener", "Dienst", "Niveau", "Startdatum", "Einddatum"], tabel.Kolommen.Select(k => k.Titel));
        var rijen = await tabel.Rijen.ToListAsync();
        Assert.Equal(["Anna Bruin", "Anna Bruin", "Anna Zwart"], rijen.Select(r => r[1]));
        Assert.Equal([world.Zwart.Koppeling.Id.ToString(), "Anna Zwart", world.Zwart.Persoon.Email.Value, "UWV", "Verzuimmelder", "EH2+", Today, Today.AddMonths(1)], rijen[2]);
        Assert.Equal(["Algemene bevoegdheid EH2+: alle diensten tot en met dat niveau"], (await (await ExportAsync(new("bevoegdheid"))).Rijen.ToListAsync()).Select(r => r[4]));
        Assert.Equal(["Anna Zwart"], (await (await ExportAsync(new(AlleenBijnaVerlopen: true))).Rijen.ToListAsync()).Select(r => r[1]));
        Assert.Equal(3, await world.AuditAsync("OverzichtGeexporteerd"));

        Assert.Equal(
            [new NotAllowed()],
            (await world.Test.Services.GetRequiredService<MachtigingenExport>().MakeAsync(world.Act(world.Zwart.Account.Id), new(), "csv", CancellationToken.None)).Refusals);
        Assert.Equal(3, await world.AuditAsync("OverzichtGeexporteerd"));
        await world.Test.SettleAsync();
    }

    private async Task<Features.Exporteren.ExportTabel> ExportAsync(MachtigingenVraag vraag) =>
        (await world.Test.Services.GetRequiredService<MachtigingenExport>().MakeAsync(world.Act(), vraag, "xlsx", CancellationToken.None)).Value!;

    private async Task<List<(string Naam, int Gebruikers, int BijnaVerlopen)>> CountsAsync(MachtigingenVraag vraag) =>
        [.. (await Overzicht.ListAsync(world.Act(), vraag, CancellationToken.None))!.Rijen.Select(r => (r.Naam, r.Gebruikers, r.BijnaVerlopen))];
}
