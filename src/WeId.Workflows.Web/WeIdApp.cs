using System.Reflection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Localization;
using MudBlazor;
using MudBlazor.Services;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Features;
using WeId.Workflows.Features.OtpVoorraad;
using WeId.Workflows.Partners;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Audit;
using WeId.Workflows.Web.Identity;
using WeId.Workflows.Web.Kanalen;
using WeId.Workflows.Web.Ontwikkeling;
using WeId.Workflows.Web.Operations;
using WeId.Workflows.Web.Opstart;

namespace WeId.Workflows.Web;

/// <summary>The whole app but for its engine, so that a second host can run it on another one.</summary>
public static class WeIdApp
{
    /// <summary>Where the pages are, besides this assembly.</summary>
    public static IReadOnlyList<Assembly> PageAssemblies { get; } = [typeof(FeaturesExtensions).Assembly];

    /// <summary>Builds the app.</summary>
    /// <param name="args">Of the command line.</param>
    /// <param name="configure">Adds the engine, and replaces what the host wants otherwise; comes last.</param>
    /// <exception cref="StartGeweigerdException">Outside Development, a setting is not fit for Production; the message names its key.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(WeIdApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = options.ValidateScopes = true);
        OntwikkelSleutel.Apply(builder.Configuration, builder.Environment);
        if (!builder.Environment.IsDevelopment() && ProductieWacht.Check(builder.Configuration) is { Count: > 0 } faults)
        {
            throw new StartGeweigerdException("This installation is not fit for Production:" + Environment.NewLine + string.Join(Environment.NewLine, faults.Select(f => $"- {f}")));
        }

        AddServices(builder);
        configure(builder);
        var app = builder.Build();
        Use(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var configuration = builder.Configuration;
        var demo = DemoData.IsWanted(builder.Environment, configuration);
        if (demo)
        {
            builder.AddDemoVerloop();
        }
        else
        {
            services.AddSingleton(TimeProvider.System);
        }

        services.AddPersistence(configuration);

        // In this order: the database first, then what is read from it, then whoever works with it.
        services.AddHostedService<DatabaseStart>();
        services.AddAuditSequencer();
        services.AddPartners(configuration);
        services.AddHostedService<DefinitionImport>();
        if (demo)
        {
            services.AddHostedService<DemoData>();
        }

        services.AddWorkflowEngineCore(typeof(FeaturesExtensions).Assembly, typeof(PartnersExtensions).Assembly);
        services.AddSingleton<IExpressionEvaluator, ExpressionEvaluator>();
        services.AddFeatures(configuration);
        if (builder.Environment.IsDevelopment())
        {
            services.Configure<OtpOptions>(otp => otp.SimulatieToegestaan = true);
        }

        services.AddLocalization();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = builder.Environment.IsDevelopment() ? "weid-formulier" : "__Host-weid-formulier";
            options.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Strict;
            // One of our own says more; see Beveiliging.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddIdentity(configuration, builder.Environment);
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSingleton(new Paginas(PageAssemblies));
        services.AddTransient<MudLocalizer, MudTeksten>();
        services.AddMudServices(options => options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter);
        services.AddSingleton<DemoLijst>();
        services.AddSingleton<OperationsQuery>();
        services.AddScoped<OperationsService>();
        services.AddSingleton<MislukteBerichtenQuery>();
        services.AddSingleton<DrukkerBeheer>();
        services.AddScoped<BerichtenService>();
        services.AddSingleton<VersiesQuery>();
        services.AddScoped<VersieMigratie>();
        services.AddSingleton<SjabloonVoorbeelden>();
    }

    private static void Use(WebApplication app)
    {
        app.UseMiddleware<Beveiliging>();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/fout", createScopeForErrors: true);
            app.UseHsts();
        }

        // A page repeated for a POST would come out as another status.
        app.UseStatusCodePagesWithReExecute("/fout/{0}");
        app.Use((context, next) =>
        {
            if (!HttpMethods.IsGet(context.Request.Method) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(context);
        });

        app.UseRequestLocalization(options =>
        {
            options.SetDefaultCulture("nl").AddSupportedCultures("nl", "en").AddSupportedUICultures("nl", "en");
            // Dutch unless he chose otherwise, whatever the browser says.
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets();
        app.MapIdentity();
        app.MapFeatureApis();
        app.MapSmsAflevering();
        app.MapSjablonen();
        if (app.Environment.IsDevelopment())
        {
            app.MapOntwikkeling();
        }

        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .AddAdditionalAssemblies([.. app.Services.GetRequiredService<Paginas>().Assemblies]);
        if (app.Environment.IsDevelopment())
        {
            app.Lifetime.ApplicationStarted.Register(() => Greet(app));
        }
    }

    private static void Greet(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        Console.WriteLine($"""

            We-ID runs at {address}
              {address}/inloggen      sign in; the page lists the demo accounts
              {address}/dev/postvak   mails, text messages and letters that were sent

            """);
    }
}

/// <summary>The assemblies with pages besides that of the host; a host that adds aanvraag types of its own registers another one.</summary>
public sealed record Paginas(IReadOnlyList<Assembly> Assemblies);
