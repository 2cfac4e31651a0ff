using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.Persistence.Work;
using WeId.Workflows.TestKit;
using WeId.Workflows.Web.Operations;

namespace WeId.Workflows.UnitTests.Web;

public sealed class InstancePageTests : IAsyncLifetime
{
    private static readonly Guid Aanvraag = Guid.Parse("00000000-0000-0000-0000-00000000a001");
    private static readonly Guid Incident = Guid.Parse("00000000-0000-0000-0000-00000000b001");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Mock<IWorkflowEngine> engine = new();
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;
    private TestWorld world = null!;
    private Account account = null!;

    public async Task InitializeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("nl-NL");
        world = await TestWorld.CreateAsync();
        account = await SeedAsync(StafRol.Operator);
        engine.Setup(e => e.SkipAsync(It.IsAny<SkipStep>(), It.IsAny<CancellationToken>())).ReturnsAsync(SkipAnswer.Skipped);
    }

    public async Task DisposeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        await world.DisposeAsync();
    }

    [Fact]
    public async Task Skip_NotConfirmedYet_DoesNothing()
    {
        await using var pages = Pages("Ok", "Fout");
        var page = Show(pages);

        Press(page, "Sla over");

        Assert.Contains("Stap brief overslaan met uitkomst Ok?", page.Markup, StringComparison.Ordinal);
        engine.Verify(e => e.SkipAsync(It.IsAny<SkipStep>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task Skip_Confirmed_SkipsWithTheChosenOutcomeAndIsInTheAudit()
    {
        await using var pages = Pages("Ok", "Fout");
        var page = Show(pages);
        page.Find("select").Change("Fout");

        Press(page, "Sla over");
        Press(page, "Ja, sla over");

        page.WaitForAssertion(() => Assert.Contains("De stap is overgeslagen.", page.Markup, StringComparison.Ordinal), Patience);
        engine.Verify(e => e.SkipAsync(It.Is<SkipStep>(s => s.IncidentId == Incident && s.Outcome == "Fout"), It.IsAny<CancellationToken>()), Times.Once);
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "StapOverslaan")));
    }

    [Fact]
    public async Task Skip_StepThatReviewsOrGrants_IsNotOffered()
    {
        await using var pages = Pages();

        var page = Show(pages);

        Assert.Empty(page.FindAll("select"));
        Assert.Contains("kan niet worden overgeslagen", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_Withdrawn_DoesNothing()
    {
        await using var pages = Pages("Ok");
        var page = Show(pages);

        Press(page, "Annuleer deze workflow");
        Press(page, "Toch niet");

        Assert.DoesNotContain("Deze workflow annuleren?", page.Markup, StringComparison.Ordinal);
        engine.Verify(e => e.CancelAsync(It.IsAny<CancelWorkflow>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task Cancel_Confirmed_EndsTheWorkflowAndIsInTheAudit()
    {
        await using var pages = Pages("Ok");
        var page = Show(pages);

        Press(page, "Annuleer deze workflow");
        Press(page, "Ja, annuleer");

        page.WaitForAssertion(() => Assert.Contains("De workflow is geannuleerd.", page.Markup, StringComparison.Ordinal), Patience);
        engine.Verify(e => e.CancelAsync(It.Is<CancelWorkflow>(c => c.AanvraagId == Aanvraag), It.IsAny<CancellationToken>()), Times.Once);
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "WorkflowAfbreken")));
    }

    [Fact]
    public async Task Cancel_BySomebodyWhoIsNoOperator_IsRefused()
    {
        account = await SeedAsync(StafRol.Beoordelaar);
        await using var pages = Pages("Ok");
        var page = Show(pages);

        Press(page, "Annuleer deze workflow");
        Press(page, "Ja, annuleer");

        page.WaitForAssertion(() => Assert.Contains("melding-fout", page.Markup, StringComparison.Ordinal), Patience);
        engine.Verify(e => e.CancelAsync(It.IsAny<CancelWorkflow>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    private static void Press(IRenderedComponent<InstancePage> page, string text) =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == text).Click();

    private static IRenderedComponent<InstancePage> Show(BunitContext pages)
    {
        var page = pages.Render<InstancePage>(p => p.Add(x => x.Aanvraag, Aanvraag));
        page.WaitForAssertion(() => Assert.Contains("Incident bij stap brief", page.Markup, StringComparison.Ordinal), Patience);
        return page;
    }

    private async Task<Account> SeedAsync(StafRol rol)
    {
        var (medewerker, signedIn) = Given.Medewerker(rol);
        await world.SeedAsync(medewerker, signedIn);
        return signedIn;
    }

    private BunitContext Pages(params string[] skipOutcomes)
    {
        engine.Setup(e => e.InspectAsync(Aanvraag, It.IsAny<CancellationToken>())).ReturnsAsync(new InstanceView(
            Incident, Aanvraag, "proef", 1, InstanceStatus.Running, TestWorld.Begin, null, [], [],
            [new IncidentView(Incident, "brief", "TimeoutException: te laat", 5, TestWorld.Begin, IsOpen: true, skipOutcomes)]));
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddLogging();
        context.Services.AddLocalization();
        context.Services.AddSingleton(new RefusalTekst());
        context.Services.AddSingleton(engine.Object);
        context.Services.AddSingleton(new Handelingen(world.Time, new SignedIn(account.Id)));
        context.Services.AddSingleton(world.Services.GetRequiredService<UseCases>());
        context.Services.AddSingleton(world.Services.GetRequiredService<IDbContextFactory<WeIdDbContext>>());
        context.Services.AddSingleton(world.Services.GetRequiredService<Intrekking>());
        context.Services.AddScoped<OperationsService>();
        context.Services.AddScoped<OperationsQuery>();
        return context;
    }

    private sealed class SignedIn(Guid accountId) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(
            new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(Aanmelding.AccountClaim, accountId.ToString())], "test"))));
    }
}
