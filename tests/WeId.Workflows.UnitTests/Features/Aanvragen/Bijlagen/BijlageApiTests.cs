using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.EersteBeheerder;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Features.Aanvragen.Bijlagen;

public class BijlageApiTests
{
    [Fact]
    public async Task Post_OfExactlyTheLargestSize_IsKept_R099()
    {
        await using var host = await Host.StartAsync();

        var answer = await host.PostAsync(host.Url("voorzijde"), Bijlage.MaxBytes);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Bijlage.MaxBytes, await host.Module.World.ReadAsync(db => db.Bijlagen.Select(b => b.Bytes).SingleAsync()));
    }

    [Fact]
    public async Task Post_OneByteTooLarge_IsRefusedInWords_R099()
    {
        await using var host = await Host.StartAsync();

        var answer = await host.PostAsync(host.Url("voorzijde"), Bijlage.MaxBytes + 1);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>();
        Assert.Equal("BijlageGeweigerd", body!["code"]);
        Assert.Contains("5 MB", body["tekst"], StringComparison.Ordinal);
        Assert.Equal(0, await host.Module.World.ReadAsync(db => db.Bijlagen.CountAsync()));
    }

    [Fact]
    public async Task Post_WithoutToken_IsRefused()
    {
        await using var host = await Host.StartAsync();

        var answer = await host.PostAsync(host.Url("voorzijde"), 10, token: false);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await host.Module.World.ReadAsync(db => db.Bijlagen.CountAsync()));
    }

    [Theory]
    [InlineData("onbekend")]
    [InlineData("0")]
    public async Task Post_OfAnUnknownSide_IsNotFound(string zijde)
    {
        await using var host = await Host.StartAsync();

        var answer = await host.PostAsync(host.Url(zijde), 10);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Post_ToAnotherOrganisatieOrDraft_IsNotFound()
    {
        await using var host = await Host.StartAsync();
        var foreign = Given.Organisatie("90004760", "Vreemd BV");
        await host.Module.World.SeedAsync(foreign);

        var organisatie = await host.PostAsync($"/beheer/{foreign.Id}/concepten/{host.Concept}/bijlagen/voorzijde", 10);
        var concept = await host.PostAsync($"/beheer/{host.Module.Organisatie.Id}/concepten/{Given.Id()}/bijlagen/voorzijde", 10);

        Assert.Equal(HttpStatusCode.NotFound, organisatie.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, concept.StatusCode);
    }

    [Fact]
    public async Task Delete_OwnUpload_TakesItOut()
    {
        await using var host = await Host.StartAsync();
        await host.PostAsync(host.Url("voorzijde"), 10);

        var answer = await host.DeleteAsync(host.Url("voorzijde"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(0, await host.Module.World.ReadAsync(db => db.Bijlagen.CountAsync()));
    }

    // I12: what stands in a path ends up in the logs of every proxy on the way.
    [Theory]
    [InlineData("header", HttpStatusCode.OK)]
    [InlineData("path", HttpStatusCode.NotFound)]
    [InlineData("nowhere", HttpStatusCode.NotFound)]
    public async Task Post_OfAVisitor_TakesTheKeyOfHisPageFromAHeaderOnly(string where, HttpStatusCode answer)
    {
        await using var host = await Host.StartAsync();
        var sleutel = host.VisitorKey();

        var posted = await host.PostAsync(
            where == "path" ? $"/aanvragen/eerste-beheerder/bijlagen/{sleutel}/voorzijde" : "/aanvragen/eerste-beheerder/bijlagen/voorzijde",
            10,
            sleutel: where == "header" ? sleutel : null);

        Assert.Equal(answer, posted.StatusCode);
        Assert.Equal(where == "header" ? 1 : 0, await host.Module.World.ReadAsync(db => db.Bijlagen.CountAsync()));
    }

    /// <summary>The endpoints on a real server, since the limits are those of its body reader.</summary>
    private sealed class Host : IAsyncDisposable
    {
        private readonly WebApplication app;
        private readonly HttpClient client;
        private readonly string token;

        private Host(Beheermodule module, Guid concept, WebApplication app, HttpClient client, string token)
        {
            Module = module;
            Concept = concept;
            this.app = app;
            this.client = client;
            this.token = token;
        }

        public Beheermodule Module { get; }

        public Guid Concept { get; }

        public static async Task<Host> StartAsync()
        {
            var module = await Beheermodule.CreateAsync();
            var concept = await module.Get<ConceptService>().OpenAsync<NieuweGebruikerFormulier>(module.Handeling(), NieuweGebruikerGegevens.Type, CancellationToken.None);

            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.Configuration.AddConfiguration(module.Get<IConfiguration>());
            builder.Services.AddSingleton<TimeProvider>(module.World.Time);
            builder.Services.AddPersistence(builder.Configuration);
            builder.Services.AddFeatures(builder.Configuration);
            builder.Services.AddSingleton(module.Get<IBijlageInspector>());
            builder.Services.AddSingleton<IHandelsregister, LeegRegister>();
            builder.Services.AddAntiforgery();
            builder.Services.AddAuthorization();
            builder.Services.AddSingleton(module);
            builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, SignedIn>("test", null);
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapFeatureApis();
            app.MapGet("/token", (HttpContext http, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(http).RequestToken);
            await app.StartAsync();

            var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            var token = await client.GetStringAsync(new Uri("/token", UriKind.Relative));
            return new Host(module, concept.Value!.Id, app, client, token);
        }

        public string Url(string zijde) => $"/beheer/{Module.Organisatie.Id}/concepten/{Concept}/bijlagen/{zijde}";

        public async Task<HttpResponseMessage> PostAsync(string url, long bytes, bool token = true, string? sleutel = null)
        {
            using var file = new ByteArrayContent(new byte[bytes]);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            using var form = new MultipartFormDataContent { { file, "bestand", "pas.png" } };
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url, UriKind.Relative)) { Content = form };
            if (token)
            {
                request.Headers.Add("RequestVerificationToken", this.token);
            }

            if (sleutel is not null)
            {
                request.Headers.Add("X-Upload-Sleutel", sleutel);
            }

            return await client.SendAsync(request);
        }

        public string VisitorKey() => app.Services.GetRequiredService<EersteBeheerderLoket>().UploadSleutel(Given.Id());

        public async Task<HttpResponseMessage> DeleteAsync(string url)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(url, UriKind.Relative));
            request.Headers.Add("RequestVerificationToken", token);
            return await client.SendAsync(request);
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await app.DisposeAsync();
            await Module.DisposeAsync();
        }
    }

    private sealed class LeegRegister : IHandelsregister
    {
        public Task<Inschrijving?> FindAsync(KvkNummer nummer, CancellationToken ct) => Task.FromResult<Inschrijving?>(null);

        public Task<Inschrijving?> FindByVestigingAsync(Vestigingsnummer nummer, CancellationToken ct) => Task.FromResult<Inschrijving?>(null);
    }

    private sealed class SignedIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Beheermodule module)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var identity = new ClaimsIdentity([new Claim(Aanmelding.AccountClaim, module.Account.Id.ToString())], "test");
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "test")));
        }
    }
}
