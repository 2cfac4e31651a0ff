using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.IntegrationTests.Activaties;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Post;

/// <summary>A posted letter is printed again.</summary>
public sealed class HerdrukTests
{
    private static readonly byte[] Pdf = [1, 2, 3];
    private static readonly byte[] ZonderCode = [4, 5, 6];

    // the letter brings the code; a lost one must not stay valid beside the new one.
    [Fact]
    public async Task RunAsync_OfAnActivationLetter_GivesANewCodeAndEndsTheOldOne()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await AccountAsync(wereld.World);
        var (oudeCode, brief) = await PostedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(3));

        var result = await RunAsync(wereld.World, account, brief);

        var nieuw = await wereld.LastAsync<ActivatiebriefGegevens>();
        Assert.Empty(result.Refusals);
        Assert.NotEqual(oudeCode, nieuw.Code);
        Assert.Equal(new DateOnly(2026, 4, 2), nieuw.Uiterlijk);
        Assert.False((await wereld.Service.BeginAsync(oudeCode, ActivatieWereld.Browser, CancellationToken.None)).Succeeded);
        Assert.True((await wereld.Service.BeginAsync(nieuw.Code!, ActivatieWereld.Browser, CancellationToken.None)).Succeeded);
        Assert.Equal(brief, await wereld.World.ReadAsync(db => db.Verzendingen.Where(v => v.Id == result.Value).Select(v => v.HerdrukVanId).SingleAsync()));
        var audit = await wereld.World.ReadAsync(db => db.Audit.SingleAsync(a => a.Wat == "BriefHerdrukt"));
        Assert.Equal((account, wereld.Aanvraag.Id), (audit.AccountId, audit.AanvraagId));
        Assert.Contains("\"reden\":\"NietAangekomen\"", audit.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ByTwoAtTheSameMoment_LeavesOneCode()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await AccountAsync(wereld.World);
        var (_, brief) = await PostedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(3));

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync(wereld.World, account, brief))));

        Assert.Single(results, r => r.Succeeded);
        Assert.Single(await wereld.World.ReadAsync(db => db.Activaties.Where(a => a.Status == ActivatieStatus.Uitgenodigd).ToListAsync()));
    }

    [Fact]
    public async Task RunAsync_ASecondTimeOfTheSameLetter_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await AccountAsync(wereld.World);
        var (_, brief) = await PostedAsync(wereld);
        await RunAsync(wereld.World, account, brief);

        Assert.Equal([new BriefAlHerdrukt()], (await RunAsync(wereld.World, account, brief)).Refusals);
    }

    [Fact]
    public async Task RunAsync_AfterANewerUitnodiging_IsRefusedAndLeavesItsCode()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await AccountAsync(wereld.World);
        var (_, brief) = await PostedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(1));
        var newer = await wereld.InviteAsync("Mail");

        Assert.Equal([new BriefCodeVoorbij()], (await RunAsync(wereld.World, account, brief)).Refusals);
        Assert.True((await wereld.Service.BeginAsync(newer, ActivatieWereld.Browser, CancellationToken.None)).Succeeded);
    }

    [Theory]
    [InlineData(ActivatieStatus.Voltooid)]
    [InlineData(ActivatieStatus.Verlopen)]
    [InlineData(ActivatieStatus.Geblokkeerd)]
    public async Task RunAsync_WhenTheActivationIsOver_IsRefused(ActivatieStatus status)
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        wereld.World.MayBreak("the activation ends without its workflow", "I7");
        var account = await AccountAsync(wereld.World);
        var (_, brief) = await PostedAsync(wereld);
        await using (var db = wereld.World.NewContext())
        {
            await db.Activaties.ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, status));
        }

        Assert.Equal([new BriefCodeVoorbij()], (await RunAsync(wereld.World, account, brief)).Refusals);
    }

    // thirty days, and no new ones by a reprint.
    [Fact]
    public async Task RunAsync_AfterTheLastDay_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await AccountAsync(wereld.World);
        var (_, brief) = await PostedAsync(wereld);
        wereld.World.Time.Advance(TimeSpan.FromDays(31));

        Assert.Equal([new BriefCodeVoorbij()], (await RunAsync(wereld.World, account, brief)).Refusals);
    }

    [Fact]
    public async Task RunAsync_OfALetterThatWasNotPosted_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await AccountAsync(wereld.World);
        await wereld.InviteAsync();
        var brief = await wereld.World.ReadAsync(db => db.Verzendingen.Select(v => v.Id).SingleAsync());

        Assert.Equal([new BriefNietGepost()], (await RunAsync(wereld.World, account, brief)).Refusals);
    }

    [Fact]
    public async Task RunAsync_OfALetterWithoutACode_GivesTheSameBytes()
    {
        await using var world = await TestWorld.CreateAsync();
        var account = await AccountAsync(world);
        var brief = Verzending.Create(new() { Kanaal = VerzendKanaal.Post, Template = "contract", Taal = "nl", OntvangerNaam = "Anna", Adres = "Straat 1" }, world.Time.GetUtcNow());
        Post(world, brief, kopie: Pdf);
        await world.SeedAsync(brief);

        var result = await RunAsync(world, account, brief.Id);

        var pdf = await world.Services.GetRequiredService<PostkamerService>().OpenAsync(world.Handeling(account), result.Value, CancellationToken.None);
        Assert.Equal(Pdf, pdf.Value);
    }

    [Fact]
    public async Task RunAsync_OfAnotherLetterWithACode_IsRefused()
    {
        await using var world = await TestWorld.CreateAsync();
        var account = await AccountAsync(world);
        var brief = Verzending.Create(new() { Kanaal = VerzendKanaal.Post, Template = "otp-device", Taal = "nl", OntvangerNaam = "Anna", Adres = "Straat 1" }, world.Time.GetUtcNow());
        Post(world, brief, kopie: ZonderCode);
        await world.SeedAsync(brief);

        Assert.Equal([new BriefCodeVoorbij()], (await RunAsync(world, account, brief.Id)).Refusals);
    }

    [Theory]
    [InlineData(StafRol.Beoordelaar)]
    [InlineData(StafRol.Operator)]
    [InlineData(StafRol.Auditor)]
    public async Task Letter_ByEveryRoleExceptPostkamer_IsRefused(StafRol rol)
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var account = await AccountAsync(wereld.World, rol);
        var (code, brief) = await PostedAsync(wereld);

        Assert.Equal([new NotAllowed()], (await RunAsync(wereld.World, account, brief)).Refusals);
        Assert.Null(await wereld.World.Services.GetRequiredService<BriefService>().FindAsync(wereld.World.Handeling(account), brief, CancellationToken.None));
        Assert.True((await wereld.Service.BeginAsync(code, ActivatieWereld.Browser, CancellationToken.None)).Succeeded);
    }

    internal static Task<Result<Guid>> RunAsync(TestWorld world, Guid account, Guid brief) =>
        world.Services.GetRequiredService<BriefService>().ReprintAsync(world.Handeling(account), brief, HerdrukReden.NietAangekomen, CancellationToken.None);

    internal static async Task<Guid> AccountAsync(TestWorld world, StafRol rol = StafRol.Postkamer)
    {
        var (medewerker, account) = Given.Medewerker(rol);
        await world.SeedAsync(medewerker, account);
        return account.Id;
    }

    /// <summary>The activation letter lies in the letter box.</summary>
    internal static async Task<(string Code, Guid Brief)> PostedAsync(ActivatieWereld wereld)
    {
        var code = await wereld.InviteAsync();
        await using var db = wereld.World.NewContext();
        var brief = await db.Verzendingen.SingleAsync();
        Post(wereld.World, brief, ZonderCode);
        await db.SaveChangesAsync();
        return (code, brief.Id);
    }

    private static void Post(TestWorld world, Verzending brief, byte[] kopie)
    {
        var at = world.Time.GetUtcNow();
        brief.MarkOpgemaakt(
            world.Services.GetRequiredService<IGeheimen>().Protect(Verzending.DocumentPurpose, Pdf), kopie, Convert.ToHexStringLower(SHA256.HashData(Pdf)), at);
        brief.MarkVerzonden(hash: null, at);
    }
}
