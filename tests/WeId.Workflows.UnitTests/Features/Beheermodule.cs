using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Moq;
using MudBlazor.Services;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Gebruikers;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Features;

/// <summary>A beheerder of one organisatie, signed in, with the database behind him.</summary>
internal sealed class Beheermodule : IAsyncDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    private Beheermodule(TestWorld world, Organisatie organisatie, Persoon persoon, Account account, Organisatiekoppeling koppeling)
    {
        World = world;
        Organisatie = organisatie;
        Persoon = persoon;
        Account = account;
        Koppeling = koppeling;
    }

    public TestWorld World { get; }

    public Organisatie Organisatie { get; }

    public Persoon Persoon { get; }

    public Account Account { get; }

    public Organisatiekoppeling Koppeling { get; }

    /// <summary>What the inspector answers from now on.</summary>
    public BijlageInspectie Inspectie { get; set; } = new BijlageInspectie.Geaccepteerd("image/png", 1, [1, 2, 3]);

    public static async Task<Beheermodule> CreateAsync(Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh3)
    {
        var inspectie = new Func<BijlageInspectie>(() => new BijlageInspectie.Geaccepteerd("image/png", 1, [1, 2, 3]));
        var inspector = new Mock<IBijlageInspector>();
        inspector.Setup(i => i.Inspect(It.IsAny<string>(), It.IsAny<ReadOnlyMemory<byte>>(), It.IsAny<CancellationToken>())).Returns(() => inspectie());
        var catalog = new Mock<IDefinitionCatalog>();
        catalog.Setup(c => c.FindLatestAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string id, CancellationToken _) => new WorkflowDefinition
            {
                DefinitionId = id,
                Version = 1,
                Id = id,
                Name = id,
                Variables = [],
                Inputs = [],
                Activities = [],
                Connections = [],
                Json = "{}",
            });
        var world = await TestWorld.CreateAsync((services, _) =>
        {
            services.AddSingleton(inspector.Object);
            services.AddSingleton(catalog.Object);
        });
        var organisatie = Given.Organisatie();
        var (persoon, middel, koppeling, account) = Given.Gebruiker(organisatie, niveau);
        await world.SeedAsync(organisatie, persoon, middel, koppeling, account);
        var module = new Beheermodule(world, organisatie, persoon, account, koppeling);
        inspectie = () => module.Inspectie;
        return module;
    }

    public T Get<T>()
        where T : notnull => World.Services.GetRequiredService<T>();

    public Handeling Handeling() => World.Handeling(Account.Id, Organisatie.Id);

    /// <summary>Another user of the organisatie.</summary>
    public async Task<Organisatiekoppeling> AddAsync(string achternaam, KoppelingStatus status, Rol rol = Rol.Gebruiker)
    {
        var persoon = Given.Persoon(achternaam, $"{achternaam}@example.nl");
        var middel = new EhMiddel(Given.Id(), persoon.Id, Betrouwbaarheidsniveau.Eh2Plus, TweedeFactor.Sms, TestWorld.Begin);
        var koppeling = Given.Koppeling(middel, Organisatie, rol, status);
        await World.SeedAsync(persoon, middel, koppeling);
        return koppeling;
    }

    /// <summary>A second organisatie of which the beheerder is beheerder too.</summary>
    public async Task<Organisatie> AddOrganisatieAsync(string naam)
    {
        var organisatie = Given.Organisatie("90004760", naam);
        var koppeling = new Organisatiekoppeling(Given.Id(), Koppeling.EhMiddelId, organisatie.Id, Rol.Beheerder, Koppeling.Niveau, Given.Id());
        koppeling.Approve(Handeling(), AbonnementDuur.EenJaar);
        koppeling.Activate(Handeling());
        await World.SeedAsync(organisatie, koppeling);
        return organisatie;
    }

    /// <summary>A page host in which the beheerder is signed in.</summary>
    public BunitContext Pages()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("nl-NL");
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddLogging();
        context.Services.AddLocalization();
        context.Services.AddMudServices();
        context.Services.AddSingleton<TimeProvider>(World.Time);
        context.Services.AddSingleton(new RefusalTekst());
        context.Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();
        context.Services.AddSingleton(new Handelingen(World.Time, new SignedIn(Account.Id)));
        context.Services.AddSingleton(Get<GebruikersQuery>());
        context.Services.AddSingleton(Get<GebruikerQuery>());
        context.Services.AddSingleton(Get<NieuweUitnodiging>());
        context.Services.AddSingleton(Get<OpzeggingQuery>());
        context.Services.AddSingleton(Get<OpzeggingSubmit>());
        context.Services.AddSingleton(Get<OpzeggingIntrekken>());
        context.Services.AddSingleton(Get<AanvraagSoorten>());
        context.Services.AddSingleton(Get<FormQuery>());
        context.Services.AddSingleton(Get<ConceptService>());
        context.Services.AddSingleton(Get<BijlageService>());
        context.Services.AddSingleton(Get<NieuweGebruikerSubmit>());
        context.Services.AddSingleton(Get<IOptionsMonitor<Tarieven>>());
        // Last: it closes the list of services.
        context.SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        await World.DisposeAsync();
    }

    private sealed class SignedIn(Guid accountId) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(
            new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(Aanmelding.AccountClaim, accountId.ToString())], "test"))));
    }

    private sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
