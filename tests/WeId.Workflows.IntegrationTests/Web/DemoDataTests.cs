using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.TestKit;
using WeId.Workflows.Web.Ontwikkeling;

namespace WeId.Workflows.IntegrationTests.Web;

[Trait("Database", "Sqlite")]
public class DemoDataTests
{
    [Fact]
    public async Task Start_OnAFreshFolder_GivesEveryStatusWithWhatStandsBehindIt()
    {
        await using var app = await DemoApp.StartAsync();
        await using var db = app.NewContext();

        var waiting = await db.Koppelingen
            .Where(k => k.Status != KoppelingStatus.Actief)
            .OrderBy(k => k.EhMiddel.Persoon.Voornamen)
            .Select(k => ValueTuple.Create(k.EhMiddel.Persoon.Voornamen, k.Status))
            .ToListAsync();

        Assert.Equal(
            [("Dina", KoppelingStatus.WachtenOpGoedkeuring), ("Erik", KoppelingStatus.WachtenOpActivatie), ("Fatima", KoppelingStatus.ActivatieVerlopen)],
            waiting);
        Assert.Empty(await db.Incidents.ToListAsync());
        await Invariants.CheckAsync(db, mayBreak: "Audit");
    }

    [Fact]
    public async Task Start_OnAFreshFolder_LeavesOneReviewWithAReadableDocument()
    {
        await using var app = await DemoApp.StartAsync();
        await using var db = app.NewContext();
        var taak = await db.Taken.SingleAsync(t => t.Status != TaakStatus.Besloten);
        var bijlage = await db.Bijlagen.SingleAsync(b => b.AanvraagId == taak.AanvraagId);

        var result = await app.Services.GetRequiredService<BeoordelingService>()
            .ClaimAsync(await ActAsync(app, "beoordelaar1"), taak.Id, CancellationToken.None);

        Assert.Empty(result.Refusals);
        Assert.Equal((TaakSoort.Beoordeling, "image/png"), (taak.Soort, bijlage.ContentType));
        Assert.NotNull(app.Services.GetRequiredService<DocumentKluis>().Decrypt(bijlage));
    }

    [Fact]
    public async Task Start_OnAFreshFolder_LeavesAnExpiredUserWhoCanBeInvitedAgain()
    {
        await using var app = await DemoApp.StartAsync();
        await using var db = app.NewContext();
        var koppeling = await db.Koppelingen.SingleAsync(k => k.Status == KoppelingStatus.ActivatieVerlopen);

        var result = await app.Services.GetRequiredService<NieuweUitnodiging>().RunAsync(
            await ActAsync(app, "beheerder", koppeling.OrganisatieId), koppeling.Id, UitnodigingKanaal.Mail, null, null, CancellationToken.None);

        Assert.Empty(result.Refusals);
    }

    [Fact]
    public async Task Start_OnAFreshFolder_HasAPastInThePostvakAndRunsInThePresent()
    {
        await using var app = await DemoApp.StartAsync();
        var klok = Assert.IsType<DemoKlok>(app.Services.GetRequiredService<TimeProvider>());

        var sent = app.Services.GetRequiredService<Postvak>().List().Select(r => r.Template).Distinct().Order();

        Assert.Equal(["aanvraag-ontvangen", "activatie-verlopen", "activatiebrief", "beheerder-herinnering", "herinnering-activatie"], sent);
        Assert.Equal(TimeSpan.Zero, klok.Offset);
    }

    [Fact]
    public async Task Start_Again_AddsNothing()
    {
        await using var app = await DemoApp.StartAsync();
        var before = await CountsAsync(app);

        await app.StartAgainAsync();

        Assert.Equal(before, await CountsAsync(app));
    }

    private static async Task<int[]> CountsAsync(DemoApp app)
    {
        await using var db = app.NewContext();
        return
        [
            await db.Personen.CountAsync(),
            await db.Users.CountAsync(),
            await db.Aanvragen.CountAsync(),
            await db.Taken.CountAsync(),
            await db.Verzendingen.CountAsync(),
            await db.Instances.CountAsync(),
            await db.Journal.CountAsync(),
            await db.Audit.CountAsync(),
        ];
    }

    private static async Task<Handeling> ActAsync(DemoApp app, string gebruikersnaam, Guid? organisatieId = null)
    {
        await using var db = app.NewContext();
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        return new(Guid.CreateVersion7(now), now)
        {
            AccountId = await db.Users.Where(a => a.UserName == gebruikersnaam).Select(a => a.Id).SingleAsync(),
            OrganisatieId = organisatieId,
        };
    }
}
