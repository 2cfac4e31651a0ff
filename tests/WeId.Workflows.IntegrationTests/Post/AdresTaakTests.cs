using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Persistence.Work;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Post;

/// <summary>An address that does not fit the window of the envelope is a task, not a line that is cut off.</summary>
public sealed class AdresTaakTests : IAsyncLifetime
{
    private const string Breed = "Hoofdgebouw van de afdeling Inkoop en Logistiek Noord-Nederland, ingang Zuidzijde";
    private const string Past = "J. Jansen\nTest BV Donald\nHoofdgebouw, afd. Inkoop\nHizzaarderlaan 3A\n8823 SJ  Lollum";

    private TestWorld world = null!;
    private Guid account;
    private Guid aanvraag;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        world.MayBreak("the aanvraag is put in as a row, without a workflow", "I1", "I10", "Audit");
        var (medewerker, beoordelaar) = Given.Medewerker(StafRol.Beoordelaar);
        var organisatie = Given.Organisatie();
        var (beheerder, middel, koppeling, beheerderAccount) = Given.Gebruiker(organisatie);
        var rij = Given.Aanvraag(organisatie, beheerder, null, "{}");
        await world.SeedAsync(medewerker, beoordelaar, organisatie, beheerder, middel, koppeling, beheerderAccount, rij);
        (account, aanvraag) = (beoordelaar.Id, rij.Id);
    }

    public Task DisposeAsync() => world.DisposeAsync().AsTask();

    [Fact]
    public async Task Letter_WhoseAddressFits_IsMadeUpWithoutATask()
    {
        var id = await SendAsync("Test BV Donald\nHizzaarderlaan 3A\n8823 SJ  Lollum");

        Assert.Equal(VerzendStatus.Opgemaakt, (await FindAsync(id)).Status);
        Assert.Empty(await TakenAsync());
    }

    [Theory]
    [InlineData(Breed + "\nHizzaarderlaan 3A\n8823 SJ  Lollum")]
    [InlineData("1\n2\n3\n4\n5\n6\n7")]
    public async Task Letter_WhoseAddressDoesNotFit_WaitsForATask(string adres)
    {
        var id = await SendAsync(adres);

        Assert.Equal(VerzendStatus.WachtOpAdres, (await FindAsync(id)).Status);
        var taak = Assert.Single(await TakenAsync());
        Assert.Equal((TaakSoort.AdresAanpassen, id, new DateOnly(2026, 3, 5)), (taak.Soort, taak.VerzendingId!.Value, taak.Uiterlijk));
        Assert.NotNull((await Taken.FindAsync(world.Handeling(account), taak.Id, CancellationToken.None))!.PastNiet);
        Assert.DoesNotContain(await world.ReadAsync(db => db.Outbox.ToListAsync()), m => m.Status is Engine.Outbox.OutboxStatus.Failed);
    }

    [Fact]
    public async Task Fit_WithLinesThatFit_MakesTheLetterUpAndEndsTheTask()
    {
        var id = await SendAsync($"Test BV Donald\n{Breed}\nHizzaarderlaan 3A\n8823 SJ  Lollum");
        var taak = await ClaimedAsync();

        Assert.Empty((await FitAsync(taak, Past.ReplaceLineEndings("\r\n") + "\r\n")).Refusals);
        await world.SettleAsync();

        var brief = await FindAsync(id);
        Assert.Equal((VerzendStatus.Opgemaakt, "J. Jansen", Past["J. Jansen\n".Length..]), (brief.Status, brief.OntvangerNaam, brief.Adres));
        Assert.Equal((TaakStatus.Besloten, BriefTaken.Aangepast), await world.ReadAsync(async db => { var t = await db.Taken.SingleAsync(); return (t.Status, t.Besluit!); }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("J. Jansen")]
    [InlineData("J. Jansen\nStraat 1")]
    [InlineData("J. Jansen\n" + Breed + "\n8823 SJ  Lollum")]
    [InlineData("J. Jansen\n1\n2\n3\n4\n5\n6\n7")]
    [InlineData("J. Jansen\nStraat\u0001 1\n8823 SJ  Lollum")]
    public async Task Fit_WithLinesThatDoNot_IsRefusedBesideTheFieldAndTheLetterWaits(string regels)
    {
        var id = await SendAsync($"{Breed}\n8823 SJ  Lollum");
        var taak = await ClaimedAsync();

        Assert.Equal(nameof(AdresBesluit.Regels), Assert.Single((await FitAsync(taak, regels)).Refusals).Field);

        Assert.Equal(VerzendStatus.WachtOpAdres, (await FindAsync(id)).Status);
        Assert.Equal(TaakStatus.Geclaimd, Assert.Single(await TakenAsync()).Status);
    }

    // a letter goes to an address of the company at the KvK, also when its lines do not fit.
    [Fact]
    public async Task Fit_WithANewWord_NeedsALookAtTheKvkAndKeepsWhatStoodThere()
    {
        var id = await SendAsync($"Test BV Donald\n{Breed}\nHizzaarderlaan 3A\n8823 SJ  Lollum");
        var taak = await ClaimedAsync();
        var anders = Past.Replace("Hizzaarderlaan 3A", "Postbus 12", StringComparison.Ordinal);
        Assert.Equal([new Required { Field = nameof(AdresBesluit.BijKvk) }], (await FitAsync(taak, anders)).Refusals);

        Assert.Empty((await FitAsync(taak, anders, bijKvk: true)).Refusals);

        var brief = await FindAsync(id);
        Assert.Equal($"J. Jansen\nTest BV Donald\n{Breed}\nHizzaarderlaan 3A\n8823 SJ  Lollum", System.Text.Encoding.UTF8.GetString(
            world.Services.GetRequiredService<IGeheimen>().Unprotect(Verzending.AdresPurpose, brief.EerderAdres!)));
        var details = (await world.ReadAsync(db => db.Audit.SingleAsync(a => a.Wat == "BriefadresGewijzigd"))).Details!;
        Assert.Contains("\"alleenKorter\":false,\"bijKvk\":true", details, StringComparison.Ordinal);
        Assert.DoesNotContain("Postbus", details, StringComparison.Ordinal);
        Assert.Contains(Breed, (await Taken.FindAsync(world.Handeling(account), taak, CancellationToken.None))!.EerdereRegels);
    }

    // Who prints a letter sees the code in it.
    [Fact]
    public async Task Fit_ByWhoPostsLettersAsWell_IsRefusedAndSaidBeforehand()
    {
        var id = await SendAsync($"{Breed}\n8823 SJ  Lollum");
        var (medewerker, beide) = Given.Medewerker(StafRol.Beoordelaar, StafRol.Postkamer);
        await world.SeedAsync(medewerker, beide);
        account = beide.Id;
        var taak = await ClaimedAsync();

        Assert.Equal(new AdresDoorAnder(), (await Taken.FindAsync(world.Handeling(account), taak, CancellationToken.None))!.DoorAnder);
        Assert.Equal([new AdresDoorAnder()], (await FitAsync(taak, Past, bijKvk: true)).Refusals);

        Assert.Equal(VerzendStatus.WachtOpAdres, (await FindAsync(id)).Status);
    }

    // The font of the letter lacks it: the letter would fail for good once the task is done.
    [Fact]
    public async Task Fit_WithACharacterThatCannotBePrinted_IsRefused()
    {
        await SendAsync($"{Breed}\n8823 SJ  Lollum");
        var taak = await ClaimedAsync();

        Assert.Equal([new NotValid("Tekst") { Field = nameof(AdresBesluit.Regels) }], (await FitAsync(taak, "J. Jansen\n漢字 1\n8823 SJ  Lollum", bijKvk: true)).Refusals);
    }

    [Fact]
    public async Task Fit_RepeatedWithItsId_SendsOneLetter()
    {
        await SendAsync($"{Breed}\n8823 SJ  Lollum");
        var taak = await ClaimedAsync();
        var handeling = world.Handeling(account);

        Assert.True((await Taken.FitAsync(handeling, taak, new(Past, true), CancellationToken.None)).Succeeded);
        Assert.True((await Taken.FitAsync(handeling, taak, new(Past, true), CancellationToken.None)).Succeeded);
        await world.SettleAsync();

        Assert.Equal(2, await world.ReadAsync(db => db.Outbox.CountAsync(m => m.Type == VerzendOpdracht.MessageType)));
    }

    [Fact]
    public async Task EndOfTheAanvraag_EndsTheTaskAndTheLetter()
    {
        var id = await SendAsync($"{Breed}\n8823 SJ  Lollum");

        await world.Services.GetRequiredService<UseCases>().RunAsync<Done>(
            world.Handeling(),
            async (scope, ct) =>
            {
                await world.Services.GetRequiredService<Intrekking>().WithdrawAsync(scope, world.Handeling(), aanvraag, ct);
                return default(Done);
            },
            CancellationToken.None);

        Assert.Equal(VerzendStatus.Vervallen, (await FindAsync(id)).Status);
        Assert.Equal(TaakStatus.Ingetrokken, Assert.Single(await TakenAsync()).Status);
    }

    private BriefTaken Taken => world.Services.GetRequiredService<BriefTaken>();

    private Task<List<BeoordelingsTaak>> TakenAsync() => world.ReadAsync(db => db.Taken.ToListAsync());

    private Task<Verzending> FindAsync(Guid id) => world.ReadAsync(db => db.Verzendingen.SingleAsync(v => v.Id == id));

    private Task<Result<Done>> FitAsync(Guid taak, string regels, bool bijKvk = false) => Taken.FitAsync(world.Handeling(account), taak, new(regels, bijKvk), CancellationToken.None);

    private async Task<Guid> ClaimedAsync()
    {
        var taak = Assert.Single(await TakenAsync()).Id;
        Assert.Empty((await world.Services.GetRequiredService<BeoordelingService>().ClaimAsync(world.Handeling(account), taak, CancellationToken.None)).Refusals);
        return taak;
    }

    private async Task<Guid> SendAsync(string adres)
    {
        var id = await world.Services.GetRequiredService<IUnitOfWork>().RunAsync(
            Given.Id(),
            (services, _) => Task.FromResult(services.GetRequiredService<VerzendingMaker>().Add(
                VerzendKanaal.Post,
                new Ontvanger("J. Jansen", adres, "nl"),
                new OtpDeviceGegevens { Gebruiker = "J. Jansen", Organisatie = "Test BV Donald", Serienummer = "0012345678", Link = "https://weid.example", InGebruikNemen = false },
                world.Time.GetUtcNow(),
                new VerzendOpties(aanvraag)).Id),
            CancellationToken.None);
        await world.SettleAsync();
        return id;
    }
}
