using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Post;

/// <summary>Letters gathered, printed and posted together.</summary>
public sealed class PostbatchTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private Guid postkamer;

    private PostbatchService Service => world.Services.GetRequiredService<PostbatchService>();

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        postkamer = await AccountAsync(StafRol.Postkamer);
    }

    public Task DisposeAsync() => world.DisposeAsync().AsTask();

    [Fact]
    public async Task Gather_TakesWhatWaits_AndItIsPostedTogether()
    {
        var brieven = new[] { await LetterAsync("Anna"), await LetterAsync("Bert") };

        var batch = (await GatherAsync()).Value!;
        var pdf = await OpenAsync(batch.Id);
        var posted = await Service.MarkPostedAsync(world.Handeling(postkamer), batch.Id, CancellationToken.None);

        Assert.Equal(("P-2026-000001", 2), (batch.Nummer, batch.Aantal));
        Assert.Equal("%PDF"u8.ToArray(), pdf.Value![..4]);
        Assert.Equal(2, posted.Value);
        var rows = await world.ReadAsync(db => db.Verzendingen.ToListAsync());
        Assert.All(rows, v => Assert.Equal((VerzendStatus.Verzonden, batch.Id, null, world.Time.GetUtcNow()), (v.Status, v.PostbatchId, v.Document, v.VerzondenOp)));
        var audit = await world.ReadAsync(db => db.Audit.OrderBy(a => a.Id).ToListAsync());
        Assert.Equal(["PostbatchGemaakt", "PostbatchGeopend", "PostbatchGepost"], audit.Select(a => a.Wat).Order(StringComparer.Ordinal));
        Assert.All(audit, a => Assert.Equal(brieven.Order(), JsonDocument.Parse(a.Details!).RootElement.GetProperty("verzendingen").EnumerateArray().Select(e => e.GetGuid()).Order()));
        Assert.False((await OpenAsync(batch.Id)).Succeeded);
    }

    [Fact]
    public async Task Gather_RepeatedWithItsId_AnswersTheSameAndMakesOneBatch()
    {
        await LetterAsync("Anna");
        var handeling = world.Handeling(postkamer);

        var first = await Service.GatherAsync(handeling, CancellationToken.None);
        await LetterAsync("Bert");
        var again = await Service.GatherAsync(handeling, CancellationToken.None);

        Assert.Equal(first.Value, again.Value);
        Assert.Equal(1, await world.ReadAsync(db => db.Postbatches.CountAsync()));
    }

    [Fact]
    public async Task MarkPosted_RepeatedWithItsId_AnswersTheSame_AndAnotherActIsRefused()
    {
        await LetterAsync("Anna");
        var batch = (await GatherAsync()).Value!;
        var handeling = world.Handeling(postkamer);

        await Service.MarkPostedAsync(handeling, batch.Id, CancellationToken.None);
        var again = await Service.MarkPostedAsync(handeling, batch.Id, CancellationToken.None);
        var other = await Service.MarkPostedAsync(world.Handeling(postkamer), batch.Id, CancellationToken.None);
        var undone = await Service.UndoAsync(world.Handeling(postkamer), batch.Id, CancellationToken.None);

        Assert.Equal(1, again.Value);
        Assert.Equal([new PostbatchGesloten(batch.Nummer)], other.Refusals);
        Assert.Equal([new PostbatchGesloten(batch.Nummer)], undone.Refusals);
    }

    [Fact]
    public async Task Gather_WithNothingWaiting_IsRefused() => Assert.Equal([new GeenBrieven()], (await GatherAsync()).Refusals);

    [Fact]
    public async Task Gather_ByManyAtTheSameMoment_PutsEachLetterIntoOneBatch()
    {
        for (var i = 0; i < 5; i++)
        {
            await LetterAsync($"Persoon {i}");
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(GatherAsync)));

        Assert.Equal(5, results.Where(r => r.Succeeded).Sum(r => r.Value!.Aantal));
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal([new GeenBrieven()], r.Refusals));
    }

    // The database is the last guard: whoever writes second writes to a letter that is not as he read it.
    [Fact]
    public async Task PutInPostbatch_OfALetterThatAnotherHasPutInHis_Fails()
    {
        await LetterAsync("Anna");
        var (een, twee) = (Batch("P-2026-000001"), Batch("P-2026-000002"));
        await world.SeedAsync(een, twee);
        await using var first = world.NewContext();
        await using var second = world.NewContext();
        (await first.Verzendingen.SingleAsync()).PutInPostbatch(een.Id);
        (await second.Verzendingen.SingleAsync()).PutInPostbatch(twee.Id);

        await first.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
    }

    [Fact]
    public async Task Undo_BeforeItIsPosted_LetsItsLettersWaitForTheNextBatch()
    {
        await LetterAsync("Anna");
        var batch = (await GatherAsync()).Value!;

        var undone = await Service.UndoAsync(world.Handeling(postkamer), batch.Id, CancellationToken.None);
        var posted = await Service.MarkPostedAsync(world.Handeling(postkamer), batch.Id, CancellationToken.None);
        var next = await GatherAsync();

        Assert.Equal(1, undone.Value);
        Assert.Equal([new PostbatchGesloten(batch.Nummer)], posted.Refusals);
        Assert.False((await OpenAsync(batch.Id)).Succeeded);
        Assert.Equal(("P-2026-000002", 1), (next.Value!.Nummer, next.Value.Aantal));
    }

    [Fact]
    public async Task LetterThatWasWithdrawn_IsNeitherPrintedNorPosted()
    {
        var id = await LetterAsync("Anna");
        await LetterAsync("Bert");
        var batch = (await GatherAsync()).Value!;
        await using (var db = world.NewContext())
        {
            (await db.Verzendingen.SingleAsync(v => v.Id == id)).MarkVervallen();
            await db.SaveChangesAsync();
        }

        var printed = await OpenAsync(batch.Id);
        var posted = await Service.MarkPostedAsync(world.Handeling(postkamer), batch.Id, CancellationToken.None);

        Assert.True(printed.Succeeded);
        Assert.Equal(1, posted.Value);
        Assert.Equal(VerzendStatus.Vervallen, await world.ReadAsync(db => db.Verzendingen.Where(v => v.Id == id).Select(v => v.Status).SingleAsync()));
    }

    [Fact]
    public async Task MarkPosted_OfOneLetterOfABatch_IsRefused()
    {
        var id = await LetterAsync("Anna");
        await GatherAsync();

        var result = await world.Services.GetRequiredService<PostkamerService>().MarkPostedAsync(world.Handeling(postkamer), id, CancellationToken.None);

        Assert.Equal([new BriefInPostbatch("P-2026-000001")], result.Refusals);
    }

    [Fact]
    public async Task Open_WhenAKeptLetterIsAnotherThanWasMadeUp_PrintsTheOthersAndShowsIt()
    {
        var id = await LetterAsync("Anna", hash: new string('0', 64));
        await LetterAsync("Bert");
        world.MayBreak("the hash is wrong on purpose", "I11");
        var batch = (await GatherAsync()).Value!;

        var printed = await OpenAsync(batch.Id);
        var posted = await Service.MarkPostedAsync(world.Handeling(postkamer), batch.Id, CancellationToken.None);

        Assert.True(printed.Succeeded);
        Assert.Equal(1, posted.Value);
        Assert.Equal(id, Assert.Single((await ListAsync()).Onleesbaar).Id);
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "BriefOnleesbaar")));
        Assert.Equal([new GeenBrieven()], (await GatherAsync()).Refusals);
    }

    [Fact]
    public async Task Open_OfOneLetterThatCannotBeDecrypted_IsRefusedAndItWaitsNoMore()
    {
        var id = await LetterAsync("Anna");
        await ReplaceDocumentAsync([1, 2, 3]);

        var opened = await world.Services.GetRequiredService<PostkamerService>().OpenAsync(world.Handeling(postkamer), id, CancellationToken.None);

        Assert.Equal([new NotAllowed()], opened.Refusals);
        Assert.Equal(VerzendStatus.Mislukt, await world.ReadAsync(db => db.Verzendingen.Select(v => v.Status).SingleAsync()));

        // What the checks of this world would stumble over.
        await ReplaceDocumentAsync(null);
    }

    [Theory]
    [InlineData(StafRol.Beoordelaar)]
    [InlineData(StafRol.Operator)]
    [InlineData(StafRol.Auditor)]
    public async Task Batches_ByEveryRoleExceptPostkamer_AreRefused(StafRol rol)
    {
        await LetterAsync("Anna");
        var batch = (await GatherAsync()).Value!;
        var account = await AccountAsync(rol);

        Assert.Equal([new NotAllowed()], (await Service.GatherAsync(world.Handeling(account), CancellationToken.None)).Refusals);
        Assert.Equal([new NotAllowed()], (await Service.OpenAsync(world.Handeling(account), batch.Id, CancellationToken.None)).Refusals);
        Assert.Equal([new NotAllowed()], (await Service.MarkPostedAsync(world.Handeling(account), batch.Id, CancellationToken.None)).Refusals);
        Assert.Equal([new NotAllowed()], (await Service.UndoAsync(world.Handeling(account), batch.Id, CancellationToken.None)).Refusals);
        Assert.Equal(PostbatchStatus.Open, await world.ReadAsync(db => db.Postbatches.Select(b => b.Status).SingleAsync()));
    }

    [Fact]
    public async Task List_ShowsOpenBatchesWithTheirLetters_ApartFromWhatWaits()
    {
        await LetterAsync("Anna");
        await GatherAsync();
        await LetterAsync("Bert");

        var post = await ListAsync();

        Assert.Equal("Bert", Assert.Single(post.Opgemaakt).Ontvanger);
        Assert.Equal("Anna", Assert.Single(Assert.Single(post.Batches).Brieven).Ontvanger);
    }

    private Postbatch Batch(string nummer) => new(Given.Id(), nummer, postkamer, world.Time.GetUtcNow());

    private Task<Result<PostbatchGemaakt>> GatherAsync() => Service.GatherAsync(world.Handeling(postkamer), CancellationToken.None);

    private async Task<Postkamer> ListAsync() => (await world.Services.GetRequiredService<PostkamerService>().ListAsync(world.Handeling(postkamer), CancellationToken.None))!;

    private Task<Result<byte[]>> OpenAsync(Guid batch) => Service.OpenAsync(world.Handeling(postkamer), batch, CancellationToken.None);

    private async Task ReplaceDocumentAsync(byte[]? document)
    {
        await using var db = world.NewContext();
        await db.Verzendingen.ExecuteUpdateAsync(set => set.SetProperty(v => v.Document, document));
    }

    private async Task<Guid> AccountAsync(StafRol rol)
    {
        var (medewerker, account) = Given.Medewerker(rol);
        await world.SeedAsync(medewerker, account);
        return account.Id;
    }

    private async Task<Guid> LetterAsync(string naam, string? hash = null)
    {
        var pdf = world.Services.GetRequiredService<IDocumentRenderer>().Render(new()
        {
            Title = "Brief", Language = "nl", Blocks = [new Block.Paragraph([new Inline.Text($"Beste {naam},")])],
        });
        var at = world.Time.GetUtcNow();
        var brief = Verzending.Create(new() { Kanaal = VerzendKanaal.Post, Template = "contract", Taal = "nl", OntvangerNaam = naam, Adres = "Straat 1\n1234 AB  Plaats" }, at);
        brief.MarkOpgemaakt(
            world.Services.GetRequiredService<IGeheimen>().Protect(Verzending.DocumentPurpose, pdf), pdf, hash ?? Convert.ToHexStringLower(SHA256.HashData(pdf)), at);
        await world.SeedAsync(brief);
        return brief.Id;
    }
}
