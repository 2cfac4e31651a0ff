using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Aanvragen;

/// <summary>What the definitions in workflows ask for is there in code, and the other way round (ADR 5).</summary>
public sealed class AanvraagSoortenTests : IAsyncLifetime
{
    private TestWorld world = null!;

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "*.json");

    public async Task InitializeAsync() => world = await TestWorld.CreateAsync(Product.Add);

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public void Types_ThatAreRegistered_AreThoseWithADefinition() => Assert.Equal(
        Files.Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal),
        world.Services.GetRequiredService<AanvraagSoorten>().All.Select(s => s.Type));

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public void Names_OfEveryType_AreThereInBothLanguages(string taal)
    {
        var culture = CultureInfo.GetCultureInfo(taal);

        Assert.All(world.Services.GetRequiredService<AanvraagSoorten>().All, soort =>
        {
            Assert.NotEmpty(soort.Naam(culture));
            Assert.NotEmpty(soort.InZin(culture));
        });
    }

    [Fact]
    public void Names_InEnglish_AreNotTheDutchOnes() => Assert.All(
        world.Services.GetRequiredService<AanvraagSoorten>().All,
        soort => Assert.NotEqual(soort.Naam(CultureInfo.GetCultureInfo("nl")), soort.Naam(CultureInfo.GetCultureInfo("en"))));

    [Fact]
    public async Task Messages_ThatTheDefinitionsSend_CanAllBeFilledIn()
    {
        await using var scope = world.Services.CreateAsyncScope();
        var known = scope.ServiceProvider.GetServices<IBericht>().Select(b => b.Template).ToList();

        var sent = Files.SelectMany(f => Templates(JsonDocument.Parse(File.ReadAllText(f)).RootElement)).Distinct().ToList();

        Assert.NotEmpty(sent);
        Assert.All(sent, template => Assert.Contains(template, known));
        Assert.All(known, template => Assert.NotNull(TemplateGegevens.TypeOf(template)));
    }

    [Fact]
    public void Type_ThatIsNotRegistered_IsReviewedAsStrictlyAsCanBe()
    {
        var soort = world.Services.GetRequiredService<AanvraagSoorten>().Of("iets-anders");
        var aanvraag = new Domain.Aanvragen.Aanvraag(default, "A-2026-000001", "iets-anders", 1, default, default, "{}", TestWorld.Begin);

        Assert.Equal(Domain.Gebruikers.Betrouwbaarheidsniveau.Eh4, soort.Niveau(aanvraag));
        Assert.NotEmpty(soort.Checklist(aanvraag, "Eerste"));
        Assert.Equal("Iets anders", soort.Naam(CultureInfo.GetCultureInfo("nl")));
    }

    /// <summary>The literal templates of every <c>WeId.Verzend</c> in a definition.</summary>
    private static IEnumerable<string> Templates(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Templates),
        JsonValueKind.Object when element.TryGetProperty("type", out var type) && type.ValueEquals("WeId.Verzend") =>
            [element.GetProperty("template").GetProperty("expression").GetProperty("value").GetString()!],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Templates(p.Value)),
        _ => [],
    };
}
