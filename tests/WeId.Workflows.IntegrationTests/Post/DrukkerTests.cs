using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Partners.Channels.Drukker;
using WeId.Workflows.TestKit;
using WeId.Workflows.Web.Operations;

namespace WeId.Workflows.IntegrationTests.Post;

/// <summary>Letters go to a print supplier by a folder, and his reports come back by another.</summary>
public sealed class DrukkerTests : IAsyncLifetime
{
    private const string Manifest = "D-2026-000001.json";

    private readonly string uit = Directory.CreateTempSubdirectory("weid-uit-").FullName;
    private readonly string terug = Directory.CreateTempSubdirectory("weid-in-").FullName;
    private StoppingMap map = null!;
    private TestWorld world = null!;
    private Guid operatie;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Configure);
        world.MayBreak("letters are put in as rows, without the message that makes them up", "I2");
        operatie = await AccountAsync(StafRol.Operator);
    }

    public async Task DisposeAsync()
    {
        await world.DisposeAsync();
        Directory.Delete(uit, recursive: true);
        Directory.Delete(terug, recursive: true);
    }

    [Fact]
    public async Task Deliver_LaysEachLetterAndOneManifest()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        var (bert, _) = await LetterAsync("Bert", adres: "Rue Haute 1\n1000  Bruxelles\nBelgië");

        await DeliverAsync();

        Assert.Equal([Pdf(anna), Pdf(bert), Manifest], Files(uit));
        Assert.Equal(pdf, await File.ReadAllBytesAsync(Path.Combine(uit, Pdf(anna))));
        var manifest = await ReadAsync(Manifest);
        Assert.Equal((1, "D-2026-000001"), ((int)manifest["version"]!, (string)manifest["delivery"]!));
        var first = manifest["letters"]![0]!;
        Assert.Equal(
            (anna.ToString("N"), Pdf(anna), "brief-test", "nl", 1, pdf.Length, Sha(pdf), "NL", false, true),
            ((string)first["id"]!, (string)first["file"]!, (string)first["kind"]!, (string)first["language"]!, (int)first["pages"]!, (int)first["bytes"]!,
                (string)first["sha256"]!, (string)first["country"]!, (bool)first["options"]!["registered"]!, (bool)first["options"]!["oneSided"]!));
        Assert.Equal("België", (string)manifest["letters"]![1]!["country"]!);
        Assert.All(await LettersAsync(), v => Assert.Equal(VerzendStatus.BijDrukker, v.Status));
    }

    // Who makes an address fit its window may split its last line.
    [Theory]
    [InlineData("Hizzaarderlaan 3A\n8823 SJ\nLollum")]
    [InlineData("Hizzaarderlaan 3A\n8823 SJ  Lollum\nNederland")]
    [InlineData("Hizzaarderlaan 3A\nLollum\nNederland")]
    public async Task Deliver_OfALetterInOurCountry_SaysSoHoweverItsLinesAreSplit(string adres)
    {
        await LetterAsync("Anna", adres);

        await DeliverAsync();

        Assert.Equal("NL", (string)Assert.Single((await ReadAsync(Manifest))["letters"]!.AsArray())!["country"]!);
    }

    // A person packs the device with its letter.
    [Fact]
    public async Task Deliver_OfALetterThatGoesWithADevice_LeavesItToThePostkamer()
    {
        await LetterAsync("Anna", template: "otp-device");

        await DeliverAsync();

        Assert.Empty(Files(uit));
        Assert.Equal(VerzendStatus.Opgemaakt, Assert.Single(await LettersAsync()).Status);
    }

    [Fact]
    public async Task Deliver_Again_DoesNothingAndNewLettersGetANewNumber()
    {
        await LetterAsync("Anna");
        await DeliverAsync();
        var before = await File.ReadAllBytesAsync(Path.Combine(uit, Manifest));
        var (bert, _) = await LetterAsync("Bert");

        await DeliverAsync();
        await DeliverAsync();

        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(uit, Manifest)));
        Assert.Equal(bert.ToString("N"), (string)Assert.Single((await ReadAsync("D-2026-000002.json"))["letters"]!.AsArray())!["id"]!);
        Assert.Equal(2, await world.ReadAsync(db => db.Drukopdrachten.CountAsync()));
    }

    // Two letters and a manifest are three files; the fourth time nothing stops it.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Deliver_StoppedBeforeAnyFile_IsFinishedByTheNextRoundWithTheSameFiles(int stopAt)
    {
        var (anna, _) = await LetterAsync("Anna");
        var (bert, _) = await LetterAsync("Bert");
        map.StopAtPut = stopAt;
        await DeliverAsync();
        Assert.DoesNotContain(Manifest, Files(uit));

        map.StopAtPut = 0;
        await DeliverAsync();

        Assert.Equal([Pdf(anna), Pdf(bert), Manifest], Files(uit));
        Assert.Equal(2, (await ReadAsync(Manifest))["letters"]!.AsArray().Count);
        Assert.NotNull((await world.ReadAsync(db => db.Drukopdrachten.SingleAsync())).AfgeleverdOp);
    }

    [Fact]
    public async Task Deliver_StoppedAfterTheManifest_LeavesItAndCountsTheDeliveryOnce()
    {
        await LetterAsync("Anna");
        await DeliverAsync();
        await ForgetDeliveryAsync();
        var written = File.GetLastWriteTimeUtc(Path.Combine(uit, Manifest));

        await DeliverAsync();

        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(uit, Manifest)));
        Assert.NotNull((await world.ReadAsync(db => db.Drukopdrachten.SingleAsync())).AfgeleverdOp);
    }

    // The supplier was quicker than we are after a crash: he gets the same delivery under the same number, and knows it.
    [Fact]
    public async Task Deliver_StoppedAfterTheManifestWhichTheSupplierTook_WritesTheSameBytes()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await DeliverAsync();
        var manifest = await File.ReadAllBytesAsync(Path.Combine(uit, Manifest));
        await ForgetDeliveryAsync();
        foreach (var file in Directory.EnumerateFiles(uit))
        {
            File.Delete(file);
        }

        await DeliverAsync();

        Assert.Equal(manifest, await File.ReadAllBytesAsync(Path.Combine(uit, Manifest)));
        Assert.Equal(pdf, await File.ReadAllBytesAsync(Path.Combine(uit, Pdf(anna))));
    }

    [Fact]
    public async Task Deliver_AnotherFileOfTheSameName_IsWrittenOver()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await File.WriteAllTextAsync(Path.Combine(uit, Pdf(anna)), "another");

        await DeliverAsync();

        Assert.Equal(pdf, await File.ReadAllBytesAsync(Path.Combine(uit, Pdf(anna))));
        Assert.Equal([Pdf(anna), Manifest], Files(uit));
    }

    [Fact]
    public async Task Deliver_OfALetterWithAnotherHash_RefusesThatOneAndDeliversTheRest()
    {
        world.MayBreak("the hash is wrong on purpose", "I11");
        await LetterAsync("Anna", hash: new string('0', 64));
        var (bert, _) = await LetterAsync("Bert");

        await DeliverAsync();

        Assert.Equal([Pdf(bert), Manifest], Files(uit));
        var stand = await Beheer.ReadAsync(CancellationToken.None);
        Assert.Equal("onleesbaar", Assert.Single(stand.Brieven).Reden);
    }

    // the file of one that was laid already goes as well.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Deliver_OfALetterThatWasWithdrawnMeanwhile_LeavesItsFileOut(int stopAt)
    {
        var (anna, _) = await LetterAsync("Anna");
        var (bert, _) = await LetterAsync("Bert");
        map.StopAtPut = stopAt;
        await DeliverAsync();
        await WithdrawAsync(anna);

        map.StopAtPut = 0;
        await DeliverAsync();

        Assert.Equal([Pdf(bert), Manifest], Files(uit));
    }

    // The supplier knows the number: what he has read under it does not change.
    [Fact]
    public async Task Deliver_AgainAfterOneLetterWasReported_WritesTheSameManifest()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        var (bert, _) = await LetterAsync("Bert");
        await DeliverAsync();
        var manifest = await File.ReadAllBytesAsync(Path.Combine(uit, Manifest));
        Report("a.json", "r-1", Posted(anna, pdf, "2026-03-03"));
        await TakeAsync();
        await ForgetDeliveryAsync();
        File.Delete(Path.Combine(uit, Manifest));
        File.Delete(Path.Combine(uit, Pdf(bert)));

        await DeliverAsync();

        Assert.Equal(manifest, await File.ReadAllBytesAsync(Path.Combine(uit, Manifest)));
        Assert.Equal([Pdf(bert), Manifest], Files(uit));
    }

    [Fact]
    public async Task Deliver_OfAnOtherDelivery_GoesOnWhenOneCannotBeWritten()
    {
        var (anna, _) = await LetterAsync("Anna");
        Directory.CreateDirectory(Path.Combine(uit, Pdf(anna)));
        await DeliverAsync();
        var (bert, _) = await LetterAsync("Bert");

        await DeliverAsync();

        Assert.Equal([Pdf(bert), "D-2026-000002.json"], Files(uit));
        Assert.Equal("D-2026-000001", Assert.Single((await Beheer.ReadAsync(CancellationToken.None)).Wachten).Nummer);
    }

    // A delivery that fails three times over is a matter of the folder: no more letters are tied to it.
    [Fact]
    public async Task Deliver_WhileThreeDeliveriesFail_GathersNoMore()
    {
        for (var i = 0; i < 4; i++)
        {
            var (id, _) = await LetterAsync("Anna");
            if (i < 3)
            {
                Directory.CreateDirectory(Path.Combine(uit, Pdf(id)));
            }

            await DeliverAsync();
        }

        Assert.Equal(3, await world.ReadAsync(db => db.Drukopdrachten.CountAsync()));
        Assert.Equal(VerzendStatus.Opgemaakt, (await LettersAsync())[^1].Status);
    }

    // A node without the key must not take every letter for a damaged one.
    [Fact]
    public async Task Deliver_WithoutTheMasterKey_LeavesTheLettersForLater()
    {
        var (anna, _) = await LetterAsync("Anna");
        var zonder = ActivatorUtilities.CreateInstance<DrukkerLevering>(world.Services, new ZonderSleutel());

        await zonder.RunOnceAsync(CancellationToken.None);

        Assert.Equal(VerzendStatus.BijDrukker, Assert.Single(await LettersAsync()).Status);
        await DeliverAsync();
        Assert.Equal([Pdf(anna), Manifest], Files(uit));
    }

    [Fact]
    public async Task Deliver_OverALinkOfTheSupplier_WritesNothingThroughIt()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        var ours = Path.Combine(terug, "ours.tmp");
        await File.WriteAllTextAsync(ours, "kept");
        File.CreateSymbolicLink(Path.Combine(uit, Pdf(anna)), ours);
        File.CreateSymbolicLink(Path.Combine(uit, $".{Manifest}.tmp"), ours);

        await DeliverAsync();

        Assert.Equal("kept", await File.ReadAllTextAsync(ours));
        Assert.Equal(pdf, await File.ReadAllBytesAsync(Path.Combine(uit, Pdf(anna))));
        Assert.Null(new FileInfo(Path.Combine(uit, Pdf(anna))).LinkTarget);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Deliver_LaysFilesThatOtherAccountsCannotRead()
    {
        await LetterAsync("Anna");

        await DeliverAsync();

        Assert.All(Files(uit), f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(Path.Combine(uit, f)) | UnixFileMode.GroupRead));
    }

    // what is not printed by him any more is not readable there.
    [Theory]
    [InlineData("refused")]
    [InlineData("postkamer")]
    [InlineData("laid again")]
    public async Task Deliver_OfALetterThatIsNotWithTheSupplierAnyMore_TakesItsFileAway(string how)
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await DeliverAsync();
        switch (how)
        {
            case "refused":
                Report("a.json", "r-1", Letter(anna, pdf, "refused", reason: "X"));
                await TakeAsync();
                break;
            case "postkamer":
                Assert.True((await Beheer.ToPostkamerAsync(world.Handeling(operatie), anna, CancellationToken.None)).Succeeded);
                break;
            default:
                Report("a.json", "r-1", Posted(anna, pdf, "2026-03-03"));
                await TakeAsync();
                await File.WriteAllBytesAsync(Path.Combine(uit, Pdf(anna)), pdf);
                break;
        }

        await DeliverAsync();

        Assert.DoesNotContain(Pdf(anna), Files(uit));
    }

    // a code is readable nowhere once its letter is posted.
    [Fact]
    public async Task Report_OfAPostedLetter_EndsItAndWipesWhatItSays()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await DeliverAsync();
        world.Time.Advance(TimeSpan.FromDays(2));
        Report("a.json", "r-1", Posted(anna, pdf, "2026-03-04"));

        await TakeAsync();

        var brief = Assert.Single(await LettersAsync());
        Assert.Equal((VerzendStatus.Verzonden, null), (brief.Status, brief.Document));
        Assert.Equal(new DateOnly(2026, 3, 4), Domain.Tijd.AmsterdamTime.DateOf(brief.VerzondenOp!.Value));
        Assert.EndsWith("-a.json", Assert.Single(Files(Path.Combine(terug, "verwerkt"))), StringComparison.Ordinal);
        Assert.DoesNotContain(Pdf(anna), Files(uit));
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "BriefGepostDoorDrukker")));
    }

    [Fact]
    public async Task Report_OfAnAcceptedAndThenARefusedLetter_ShowsItToOperationsWhoGiveItToThePostkamer()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await DeliverAsync();
        Report("a.json", "r-1", Letter(anna, pdf, "accepted"));
        Report("b.json", "r-2", Letter(anna, pdf, "refused", reason: "PAPER_SIZE"));

        await TakeAsync();

        var shown = Assert.Single((await Beheer.ReadAsync(CancellationToken.None)).Brieven);
        Assert.Equal((anna, "D-2026-000001", "PAPER_SIZE", true), (shown.Id, shown.Opdracht, shown.Reden, shown.AangenomenOp is not null));
        Assert.True((await Beheer.ToPostkamerAsync(world.Handeling(operatie), anna, CancellationToken.None)).Succeeded);
        await DeliverAsync();
        var postkamer = await AccountAsync(StafRol.Postkamer);
        var post = await world.Services.GetRequiredService<PostkamerService>().ListAsync(world.Handeling(postkamer), CancellationToken.None);
        Assert.Equal(anna, Assert.Single(post!.Opgemaakt).Id);
        Assert.Empty((await Beheer.ReadAsync(CancellationToken.None)).Brieven);
    }

    [Fact]
    public async Task ToPostkamer_ByWhoIsNoOperator_IsRefused()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await DeliverAsync();
        Report("a.json", "r-1", Letter(anna, pdf, "refused", reason: "X"));
        await TakeAsync();

        Assert.Equal([new NotAllowed()], (await Beheer.ToPostkamerAsync(world.Handeling(await AccountAsync(StafRol.Postkamer)), anna, CancellationToken.None)).Refusals);
        Assert.Equal(VerzendStatus.Mislukt, Assert.Single(await LettersAsync()).Status);
    }

    [Theory]
    [InlineData("before the letter is taken away")]
    [InlineData("before the move")]
    public async Task Report_StoppedHalfway_CountsOnce(string where)
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await DeliverAsync();
        Report("a.json", "r-1", Posted(anna, pdf, "2026-03-03"));
        map.StopsProcess = where == "before the move";
        map.StopsRemove = where == "before the letter is taken away";
        await TakeAsync();
        Assert.Equal(["a.json"], Files(terug));

        (map.StopsProcess, map.StopsRemove) = (false, false);
        await TakeAsync();

        Assert.EndsWith("-a.json", Assert.Single(Files(Path.Combine(terug, "verwerkt"))), StringComparison.Ordinal);
        Assert.Empty(Refused());
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "BriefGepostDoorDrukker")));
        Assert.Equal(1, await world.ReadAsync(db => db.Terugmeldingen.CountAsync()));
    }

    [Fact]
    public async Task Report_RefusedAndStoppedBeforeTheMove_HasOneEntryAndIsNotLost()
    {
        Report("a.json", "r-1", Letter(Given.Id(), [1], "accepted"));
        map.StopsRefuse = true;
        await TakeAsync();

        map.StopsRefuse = false;
        await TakeAsync();

        Assert.Equal(["a.json", "a.json.reden.txt"], Refused());
        Assert.Single((await Beheer.ReadAsync(CancellationToken.None)).Bestanden);
    }

    [Fact]
    public async Task Report_SentTwice_IsRefusedTheSecondTimeAndChangesNothing()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await DeliverAsync();
        Report("a.json", "r-1", Posted(anna, pdf, "2026-03-03"));
        await TakeAsync();
        Report("a.json", "r-1", Posted(anna, pdf, "2026-03-03"));
        Report("b.json", "r-1", Letter(anna, pdf, "refused", reason: "X"));

        await TakeAsync();

        Assert.Equal(["a.json", "a.json.reden.txt", "b.json", "b.json.reden.txt"], Refused());
        Assert.Equal(VerzendStatus.Verzonden, Assert.Single(await LettersAsync()).Status);
        Assert.Equal(2, (await Beheer.ReadAsync(CancellationToken.None)).Bestanden.Count);
    }

    // A supplier may give every file the same name.
    [Fact]
    public async Task Report_UnderANameThatWasUsedBefore_CountsAsAnyOther()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        var (bert, ander) = await LetterAsync("Bert");
        await DeliverAsync();
        Report("report.json", "r-1", Posted(anna, pdf, "2026-03-03"));
        await TakeAsync();
        Report("report.json", "r-2", Posted(bert, ander, "2026-03-03"));

        await TakeAsync();
        await TakeAsync();

        Assert.Empty(Refused());
        Assert.Empty(Files(terug));
        Assert.Equal(2, Files(Path.Combine(terug, "verwerkt")).Count);
        Assert.All(await LettersAsync(), v => Assert.Equal(VerzendStatus.Verzonden, v.Status));
    }

    // What we did with one letter makes the other hundred and ninety-nine no less posted.
    [Theory]
    [InlineData("postkamer", "posted", "it counted, but not for letter", "the postkamer has it")]
    [InlineData("refused", "accepted", "it counted, but not for letter", "after it was refused")]
    [InlineData("posted", "refused", "it counted, but not for letter", "after it was posted")]
    public async Task Report_OfALetterThatWasMoved_SkipsItAndTellsOperations(string before, string reported, params string[] told)
    {
        var (anna, pdf) = await LetterAsync("Anna");
        var (bert, ander) = await LetterAsync("Bert");
        await DeliverAsync();
        if (before == "postkamer")
        {
            Assert.True((await Beheer.ToPostkamerAsync(world.Handeling(operatie), anna, CancellationToken.None)).Succeeded);
        }
        else
        {
            Report("a.json", "r-1", before == "posted" ? Posted(anna, pdf, "2026-03-03") : Letter(anna, pdf, before, reason: "X"));
            await TakeAsync();
        }

        var stand = (await LettersAsync()).Single(v => v.Id == anna).Status;
        Report("b.json", "r-2", Letter(anna, pdf, reported, reported == "posted" ? "2026-03-03" : null, reported == "refused" ? "X" : null), Posted(bert, ander, "2026-03-03"));

        await TakeAsync();

        var rows = await LettersAsync();
        Assert.Equal((stand, VerzendStatus.Verzonden), (rows.Single(v => v.Id == anna).Status, rows.Single(v => v.Id == bert).Status));
        Assert.Empty(Refused());
        var reden = Assert.Single((await Beheer.ReadAsync(CancellationToken.None)).Bestanden).Reden;
        Assert.All(told, t => Assert.Contains(t, reden, StringComparison.Ordinal));
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "DrukkerMeldingNietVerwerkt")));
    }

    // Two processes look at the same folder: who comes later finds nothing, and that is no fault.
    [Fact]
    public async Task Report_ThatAnotherProcessTakesMeanwhile_IsNeitherRefusedNorReported()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await DeliverAsync();
        var path = Report("a.json", "r-1", Posted(anna, pdf, "2026-03-03"));
        await File.WriteAllTextAsync(Path.Combine(terug, "b.xml"), "<a/>");
        var seen = map.Reports();
        await TakeAsync();
        map.Stale = seen;

        await TakeAsync();

        Assert.False(File.Exists(path));
        Assert.Equal(["b.xml", "b.xml.reden.txt"], Refused());
        Assert.Single((await Beheer.ReadAsync(CancellationToken.None)).Bestanden);
    }

    // The supplier may write in his folder, and must not choose where we put what he sends.
    [Fact]
    public async Task Report_WhileTheFolderForRefusedOnesIsALink_IsNotPutThere()
    {
        Directory.CreateSymbolicLink(Path.Combine(terug, "geweigerd"), uit);
        await File.WriteAllTextAsync(Path.Combine(terug, "b.xml"), "<a/>");

        await TakeAsync();

        Assert.Empty(Files(uit));
        Assert.Equal(["b.xml"], Files(terug));
    }

    // A pipe has no length, and opening it would wait for ever.
    [Fact]
    public async Task Report_ThatIsAPipe_IsPutAsideAndStopsNoOther()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await DeliverAsync();
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(terug, "a.json")]))
        {
            await mkfifo.WaitForExitAsync();
        }

        Report("b.json", "r-1", Posted(anna, pdf, "2026-03-03"));

        await TakeAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await TakeAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(VerzendStatus.Verzonden, Assert.Single(await LettersAsync()).Status);
        Assert.Contains("a.json.reden.txt", Refused());
    }

    [Theory]
    [InlineData("{\"version\":2,\"id\":\"r\",\"letters\":[]}", "version, id or letters")]
    [InlineData("{\"version\":1,\"id\":\"../r\",\"letters\":[{}]}", "the id is not made of")]
    [InlineData("{\"version\":1,\"id\":\"r\",\"letters\":[{\"id\":\"x\"}]}", "a letter has no id")]
    [InlineData("{\"version\":1,\"id\":\"r\",\"letters\":[null]}", "a letter has no id")]
    [InlineData("[]", "not JSON of the described form")]
    [InlineData("{\"version\":1,\"id\":\"r\",\"let", "not JSON of the described form")]
    [InlineData("", "not JSON of the described form")]
    public async Task Report_OfAnotherForm_IsRefusedAtTheSecondLook(string text, string reden)
    {
        await File.WriteAllTextAsync(Path.Combine(terug, "a.json"), text);
        await TakeAsync();
        Assert.Empty(Refused());

        await TakeAsync();

        Assert.Equal(["a.json", "a.json.reden.txt"], Refused());
        Assert.Contains(reden, await File.ReadAllTextAsync(Path.Combine(terug, "geweigerd", "a.json.reden.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_ThatIsStillBeingWritten_IsTakenWhenItIsWhole()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await DeliverAsync();
        var path = Report("a.json", "r-1", Posted(anna, pdf, "2026-03-03"));
        var whole = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, whole[..20]);
        await TakeAsync();
        await File.WriteAllTextAsync(path, whole[..60]);
        await TakeAsync();
        await File.WriteAllTextAsync(path, whole);

        await TakeAsync();

        Assert.Empty(Refused());
        Assert.Equal(VerzendStatus.Verzonden, Assert.Single(await LettersAsync()).Status);
    }

    [Theory]
    [InlineData("unknown", "was not delivered")]
    [InlineData("hash", "sha256 is another one")]
    [InlineData("status", "is not accepted, posted or refused")]
    [InlineData("future", "in the future, or before its delivery")]
    [InlineData("past", "in the future, or before its delivery")]
    [InlineData("date", "is not a date")]
    [InlineData("reason", "reason is not a code")]
    [InlineData("twice", "stands in it twice")]
    public async Task Report_WithOneWrongLetter_CountsNotAtAllAndStopsNoOther(string what, string reden)
    {
        var (anna, pdf) = await LetterAsync("Anna");
        var (bert, ander) = await LetterAsync("Bert");
        await DeliverAsync();
        var wrong = what switch
        {
            "unknown" => Letter(Given.Id(), pdf, "accepted"),
            "hash" => Letter(anna, [9], "accepted"),
            "status" => Letter(anna, pdf, "lost"),
            "future" => Posted(anna, pdf, "2026-03-04"),
            "past" => Posted(anna, pdf, "2026-03-02"),
            "date" => Posted(anna, pdf, "3 maart"),
            "reason" => Letter(anna, pdf, "refused", reason: "mevrouw Jansen is verhuisd"),
            _ => Posted(bert, ander, "2026-03-03"),
        };
        Report("a.json", "r-1", Posted(bert, ander, "2026-03-03"), wrong);
        Report("b.json", "r-2", Posted(bert, ander, "2026-03-03"));

        await TakeAsync();
        await TakeAsync();

        Assert.Equal(["a.json", "a.json.reden.txt"], Refused());
        Assert.Contains(reden, Assert.Single((await Beheer.ReadAsync(CancellationToken.None)).Bestanden).Reden, StringComparison.Ordinal);
        var rows = await LettersAsync();
        Assert.Equal((VerzendStatus.BijDrukker, VerzendStatus.Verzonden), (rows.Single(v => v.Id == anna).Status, rows.Single(v => v.Id == bert).Status));
    }

    [Fact]
    public async Task Report_WithABadName_ThatIsTooLarge_OrALink_IsPutAside()
    {
        await File.WriteAllTextAsync(Path.Combine(terug, "a%2F..\\b c.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(terug, "b.xml"), "<a/>");
        await File.WriteAllBytesAsync(Path.Combine(terug, "c.json"), new byte[DrukkerMap.MaxBytes + 1]);
        var secret = Path.Combine(uit, "secret");
        await File.WriteAllTextAsync(secret, "kept");
        File.CreateSymbolicLink(Path.Combine(terug, "d.json"), secret);
        await File.WriteAllTextAsync(Path.Combine(terug, "e.json.tmp"), "still written");

        await TakeAsync();

        Assert.Equal(["a_2F.._b_c.json", "b.xml", "c.json", "d.json"], Refused().Where(f => !f.EndsWith(".reden.txt", StringComparison.Ordinal)));
        Assert.Equal(4, (await Beheer.ReadAsync(CancellationToken.None)).Bestanden.Count);
        Assert.Equal(["e.json.tmp"], Files(terug));
        Assert.Equal("kept", await File.ReadAllTextAsync(secret));
    }

    [Fact]
    public async Task Report_OfALetterThatWasWithdrawn_IsTakenAndChangesNothing()
    {
        var (anna, pdf) = await LetterAsync("Anna");
        await DeliverAsync();
        await WithdrawAsync(anna);
        Report("a.json", "r-1", Posted(anna, pdf, "2026-03-03"));

        await TakeAsync();

        Assert.EndsWith("-a.json", Assert.Single(Files(Path.Combine(terug, "verwerkt"))), StringComparison.Ordinal);
        Assert.Equal(VerzendStatus.Vervallen, Assert.Single(await LettersAsync()).Status);
    }

    // Three days: until the end of the sixth of March in Amsterdam.
    [Theory]
    [InlineData("2026-03-06T22:59:59Z", 0)]
    [InlineData("2026-03-06T23:00:00Z", 1)]
    public async Task Operations_SeeALetterThatIsNotReported_AfterTheLastDay(string now, int count)
    {
        await LetterAsync("Anna");
        await DeliverAsync();
        world.Time.SetUtcNow(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(count, (await Beheer.ReadAsync(CancellationToken.None)).Brieven.Count);
    }

    [Fact]
    public async Task Operations_SettleARefusedFile_TakesItOffTheList()
    {
        await File.WriteAllTextAsync(Path.Combine(terug, "b.xml"), "<a/>");
        await TakeAsync();
        var bestand = Assert.Single((await Beheer.ReadAsync(CancellationToken.None)).Bestanden);

        Assert.Equal([new NotAllowed()], (await Beheer.SettleAsync(world.Handeling(await AccountAsync(StafRol.Postkamer)), bestand.Id, CancellationToken.None)).Refusals);
        Assert.True((await Beheer.SettleAsync(world.Handeling(operatie), bestand.Id, CancellationToken.None)).Succeeded);

        Assert.Empty((await Beheer.ReadAsync(CancellationToken.None)).Bestanden);
    }

    [Fact]
    public async Task Service_LooksAtItsInterval()
    {
        var (anna, _) = await LetterAsync("Anna");
        var service = world.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<DrukkerService>().Single();
        await service.StartAsync(CancellationToken.None);

        await Nodes.Until.TrueAsync(() =>
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            return Task.FromResult(File.Exists(Path.Combine(uit, Manifest)));
        }, "the letters were delivered");

        await service.StopAsync(CancellationToken.None);
        Assert.Contains(Pdf(anna), Files(uit));
    }

    private DrukkerBeheer Beheer => world.Services.GetRequiredService<DrukkerBeheer>();

    private static string Pdf(Guid id) => $"{id:N}.pdf";

    private static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static IReadOnlyList<string> Files(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)] : [];

    private static JsonObject Letter(Guid id, byte[] pdf, string status, string? postedOn = null, string? reason = null) =>
        new() { ["id"] = id.ToString("N"), ["sha256"] = Sha(pdf), ["status"] = status, ["postedOn"] = postedOn, ["reason"] = reason };

    private static JsonObject Posted(Guid id, byte[] pdf, string on) => Letter(id, pdf, "posted", on);

    private void Configure(IServiceCollection services, IConfiguration configuration)
    {
        configuration["Post:Afleveren"] = "Map";
        configuration["Post:UitMap"] = uit;
        configuration["Post:InMap"] = terug;
        Product.Add(services, configuration);
        services.AddSingleton<DrukkerBeheer>();
        map = new(Options.Create(new PostOptions { UitMap = uit, InMap = terug }));
        services.AddSingleton<DrukkerMap>(map);
    }

    private IReadOnlyList<string> Refused() => Files(Path.Combine(terug, "geweigerd"));

    private Task DeliverAsync() => world.Services.GetRequiredService<DrukkerLevering>().RunOnceAsync(CancellationToken.None);

    private Task TakeAsync() => world.Services.GetRequiredService<DrukkerTerugmeldingen>().RunOnceAsync(CancellationToken.None);

    private string Report(string name, string id, params JsonObject[] letters)
    {
        var path = Path.Combine(terug, name);
        File.WriteAllText(path, new JsonObject { ["version"] = 1, ["id"] = id, ["letters"] = new JsonArray([.. letters]) }.ToJsonString());
        return path;
    }

    private async Task<JsonNode> ReadAsync(string name) => JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(uit, name)))!;

    private Task<List<Verzending>> LettersAsync() => world.ReadAsync(db => db.Verzendingen.OrderBy(v => v.Id).ToListAsync());

    private async Task WithdrawAsync(Guid id)
    {
        await using var db = world.NewContext();
        (await db.Verzendingen.SingleAsync(v => v.Id == id)).MarkVervallen();
        await db.SaveChangesAsync();
    }

    /// <summary>As when the process ended before it could write that the delivery lies there.</summary>
    private async Task ForgetDeliveryAsync()
    {
        await using var db = world.NewContext();
        await db.Drukopdrachten.ExecuteUpdateAsync(o => o.SetProperty(x => x.AfgeleverdOp, (DateTimeOffset?)null));
        await db.Operations.ExecuteDeleteAsync();
    }

    private async Task<Guid> AccountAsync(StafRol rol)
    {
        var (medewerker, account) = Given.Medewerker(rol);
        await world.SeedAsync(medewerker, account);
        return account.Id;
    }

    private async Task<(Guid Id, byte[] Pdf)> LetterAsync(
        string naam, string adres = "Hizzaarderlaan 3A\n8823 SJ  Lollum", string template = "brief-test", string? hash = null)
    {
        var pdf = world.Services.GetRequiredService<IDocumentRenderer>().Render(new()
        {
            Title = "Brief", Language = "nl", Blocks = [new Block.Paragraph([new Inline.Text($"Beste {naam},")])],
        });
        world.Time.Advance(TimeSpan.FromSeconds(1));
        var at = world.Time.GetUtcNow();
        var brief = Verzending.Create(new() { Kanaal = VerzendKanaal.Post, Template = template, Taal = "nl", OntvangerNaam = naam, Adres = adres }, at);
        brief.MarkOpgemaakt(world.Services.GetRequiredService<IGeheimen>().Protect(Verzending.DocumentPurpose, pdf), pdf, hash ?? Sha(pdf), at);
        await world.SeedAsync(brief);
        return (brief.Id, pdf);
    }

    private sealed class ZonderSleutel : IGeheimen
    {
        public byte[] Protect(string purpose, byte[] plain) => throw new SleutelOntbreektException();

        public byte[] Unprotect(string purpose, byte[] secret) => throw new SleutelOntbreektException();
    }

    /// <summary>A disk that fails where the test says.</summary>
    private sealed class StoppingMap(IOptions<PostOptions> options) : DrukkerMap(options)
    {
        private int puts;

        public int StopAtPut { get; set; }

        public bool StopsRemove { get; set; }

        public bool StopsProcess { get; set; }

        public bool StopsRefuse { get; set; }

        /// <summary>What lay there when another process had not begun.</summary>
        public IReadOnlyList<FileInfo>? Stale { get; set; }

        public override void Put(string name, ReadOnlySpan<byte> bytes)
        {
            if (++puts == StopAtPut)
            {
                throw new IOException("stopped");
            }

            base.Put(name, bytes);
        }

        public override void RemoveOut(string name)
        {
            Stop(StopsRemove);
            base.RemoveOut(name);
        }

        public override IReadOnlyList<FileInfo> Reports() => Stale ?? base.Reports();

        public override void Process(FileInfo report, Guid id)
        {
            Stop(StopsProcess);
            base.Process(report, id);
        }

        public override bool Refuse(FileInfo report, string name, string reden)
        {
            Stop(StopsRefuse);
            return base.Refuse(report, name, reden);
        }

        private static void Stop(bool stops)
        {
            if (stops)
            {
                throw new IOException("stopped");
            }
        }
    }
}
