using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Aanvragen;

/// <summary>What was sent is kept as it was, and given again to who received it.</summary>
public sealed class VerstuurdeDocumentenTests : IAsyncLifetime
{
    private readonly (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) collega;
    private TestWorld world = null!;
    private NieuweGebruikerTrip trip = null!;
    private Guid beheerder;
    private Guid aanvraag;

    public VerstuurdeDocumentenTests() => collega = Given.Gebruiker(Given.Organisatie(), achternaam: "Collega");

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world, "EH2+", TweedeFactor.Sms);
        beheerder = await trip.BeheerderAsync();
        var koppeling = new Organisatiekoppeling(Given.Id(), collega.Middel.Id, NieuweGebruikerTrip.OrganisatieId, Rol.Beheerder, collega.Middel.Niveau, Given.Id());
        koppeling.Approve(new(Given.Id(), TestWorld.Begin.AddDays(-3)), Domain.Abonnementen.AbonnementDuur.EenJaar);
        koppeling.Activate(new(Given.Id(), TestWorld.Begin.AddDays(-2)));
        await world.SeedAsync(collega.Persoon, collega.Middel, koppeling, collega.Account);
        Assert.True((await trip.SubmitAsync()).Succeeded);
        await world.SettleAsync();
        aanvraag = await world.ReadAsync(db => db.Aanvragen.Select(a => a.Id).SingleAsync());
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task List_AfterTheConfirmation_ShowsItsPdfToWhoReceivedIt()
    {
        var document = Assert.Single(await ListAsync(beheerder));

        Assert.Equal("bevestiging-A-2026-000001.pdf", document.Bestandsnaam);
        Assert.Contains("A-2026-000001", document.Onderwerp, StringComparison.Ordinal);
        Assert.Equal(TestWorld.Begin, document.VerzondenOp);
    }

    [Fact]
    public async Task Open_GivesTheBytesThatWereSent_WithTheirHash()
    {
        var sent = Assert.Single(Assert.Single(await MailsAsync("aanvraag-ontvangen")).Bijlagen).Content;

        var bestand = (await OpenAsync(beheerder, (await ListAsync(beheerder))[0].Id)).Value!;

        Assert.Equal(sent, bestand.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(sent)), await world.ReadAsync(db => db.Dossierstukken.Select(s => s.Hash).SingleAsync()));
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "VerstuurdDocumentGeopend")));
    }

    [Fact]
    public async Task Open_ByAColleagueToWhomItWasNotSent_IsRefused()
    {
        var document = (await ListAsync(beheerder))[0].Id;

        Assert.Empty(await ListAsync(collega.Account.Id));
        Assert.False((await OpenAsync(collega.Account.Id, document)).Succeeded);
    }

    [Fact]
    public async Task Open_ByWhoIsNoBeheerderAnyMore_IsRefused()
    {
        var document = (await ListAsync(beheerder))[0].Id;
        await using (var db = world.NewContext())
        {
            var persoon = await db.Users.Where(u => u.Id == beheerder).Select(u => u.PersoonId).SingleAsync();
            (await db.Koppelingen.SingleAsync(k => k.EhMiddel.PersoonId == persoon)).End();
            await db.SaveChangesAsync();
        }

        Assert.Empty(await ListAsync(beheerder));
        Assert.False((await OpenAsync(beheerder, document)).Succeeded);
    }

    [Fact]
    public async Task LetterWithACode_IsNotKept()
    {
        await trip.ReviewAsync(approve: true);

        var brief = await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "activatiebrief" && v.Kanaal == VerzendKanaal.Post).SingleAsync());
        Assert.Equal(VerzendStatus.Opgemaakt, brief.Status);
        Assert.False(await world.ReadAsync(db => db.Dossierstukken.AnyAsync(s => s.VerzendingId == brief.Id)));
    }

    private Task<IReadOnlyList<VerstuurdDocument>> ListAsync(Guid account) => world.Services.GetRequiredService<VerstuurdeDocumenten>()
        .ListAsync(world.Handeling(account, NieuweGebruikerTrip.OrganisatieId), aanvraag, CancellationToken.None);

    private Task<Domain.Result<VerstuurdBestand>> OpenAsync(Guid account, Guid document) => world.Services.GetRequiredService<VerstuurdeDocumenten>()
        .OpenAsync(world.Handeling(account, NieuweGebruikerTrip.OrganisatieId), aanvraag, document, CancellationToken.None);

    private async Task<List<PostvakBericht>> MailsAsync(string template)
    {
        var postvak = world.Services.GetRequiredService<Postvak>();
        var ids = await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == template).Select(v => v.Id).ToListAsync());
        return [.. ids.Select(id => postvak.Read(id)!)];
    }
}
