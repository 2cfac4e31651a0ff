using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Stores;
using WeId.Workflows.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Pages;

/// <summary>What operations do about many things at once.</summary>
public sealed class OperationsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task MisluktBericht_AfterAConfirmation_IsSentAgain()
    {
        await Product.ReadAsync(async db =>
        {
            var verzending = Verzending.Create(
                new() { Kanaal = VerzendKanaal.Mail, Template = "middel-actief", Taal = "nl", OntvangerNaam = "Anna Jansen", Adres = "anna@example.nl" },
                TestWorld.Begin);
            verzending.MarkMislukt();
            db.AddRange(verzending, new OutboxMessage
            {
                Id = Given.Id(), Type = VerzendOpdracht.MessageType, Lane = OutboxLane.Outside, Key = VerzendOpdracht.KeyOf(VerzendKanaal.Mail, verzending.Adres),
                Payload = JsonSerializer.Serialize(new VerzendOpdracht(verzending.Id), JsonSerializerOptions.Web), CreatedAt = TestWorld.Begin, DueAt = TestWorld.Begin,
                Attempts = 8, Status = OutboxStatus.Failed, LastError = "SmtpCommandException", EndedAt = TestWorld.Begin,
            });
            return await db.SaveChangesAsync();
        });
        var operations = await IngelogdAsync("operator1");
        await operations.OpenAsync("/mislukte-berichten");
        await Expect(operations.Kop).ToHaveTextAsync("Mislukte berichten (1)");

        await operations.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("opnieuw versturen$") }).ClickAsync();
        await Expect(operations.Page.Locator("#bevestiging-kop")).ToBeFocusedAsync();
        await operations.KijkAsync("operations-mislukte-berichten");
        await operations.Knop("Ja, verstuur opnieuw").ClickAsync();

        await Expect(operations.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wordt opnieuw verstuurd");
    }

    [Fact]
    public async Task Drukker_RefusedLetterAndFile_AreDealtWith()
    {
        await Product.ReadAsync(async db =>
        {
            var opdracht = new Drukopdracht(Given.Id(), "D-2026-000001", TestWorld.Begin);
            opdracht.MarkAfgeleverd(TestWorld.Begin);
            var brief = Verzending.Create(
                new() { Kanaal = VerzendKanaal.Post, Template = "activatiebrief", Taal = "nl", OntvangerNaam = "Anna Jansen", Adres = "Straat 1\n1234 AB  Plaats" }, TestWorld.Begin);
            brief.MarkOpgemaakt([1], [1], new string('0', 64), TestWorld.Begin);
            brief.HandToDrukker(opdracht.Id);
            brief.RefuseByDrukker("PAPER_SIZE");
            db.AddRange(
                opdracht, brief, new Drukopdracht(Given.Id(), "D-2026-000002", TestWorld.Begin),
                new Terugmelding(Given.Id(), "report-17.json", null, "letter 019cb000000070008000000000000001: its sha256 is another one", TestWorld.Begin));
            return await db.SaveChangesAsync();
        });
        var operations = await IngelogdAsync("operator1");
        await operations.OpenAsync("/mislukte-berichten");
        await Expect(operations.Page.GetByText("report-17.json").First).ToBeVisibleAsync();
        await operations.KijkAsync("operations-drukker");

        await operations.Knop("Naar de postkamer: activatiebrief ").ClickAsync();
        await Expect(operations.Page.GetByText("De brief ligt nu in de postkamer.")).ToBeVisibleAsync();
        await Expect(operations.Page.Locator("#drukker-kop")).ToBeFocusedAsync();
        await operations.Knop("Afgehandeld: report-17.json").ClickAsync();
        await Expect(operations.Page.GetByText("report-17.json is van de lijst.")).ToBeVisibleAsync();
        await operations.KijkAsync("operations-drukker-afgehandeld");
    }

    [Fact]
    public async Task Berichten_UitgesteldAndNietAfgeleverd_AreShown()
    {
        await Product.ReadAsync(async db =>
        {
            var sms = Verzending.Create(
                new() { Kanaal = VerzendKanaal.Sms, Template = "sms-inlogcode", Taal = "nl", OntvangerNaam = "Anna Jansen", Adres = "+31612345678" },
                TestWorld.Begin);
            sms.MarkVerzonden(new string('0', 64), TestWorld.Begin);
            sms.RecordAflevering(Aflevering.NietAfgeleverd, "EC_27", TestWorld.Begin);
            var mail = Verzending.Create(
                new() { Kanaal = VerzendKanaal.Mail, Template = "middel-actief", Taal = "nl", OntvangerNaam = "Anna Jansen", Adres = "anna@example.nl" },
                TestWorld.Begin);
            db.AddRange(sms, mail, new OutboxMessage
            {
                Id = Given.Id(), Type = VerzendOpdracht.MessageType, Lane = OutboxLane.Outside, Key = VerzendOpdracht.KeyOf(VerzendKanaal.Mail, mail.Adres),
                Payload = JsonSerializer.Serialize(new VerzendOpdracht(mail.Id), JsonSerializerOptions.Web), CreatedAt = TestWorld.Begin, DueAt = TestWorld.Begin.AddYears(1),
                Attempts = 8, Status = OutboxStatus.Pending, LastError = "SMTP 451 (MessageNotAccepted)",
            });
            return await db.SaveChangesAsync();
        });
        var operations = await IngelogdAsync("operator1");

        await operations.OpenAsync("/mislukte-berichten");

        await Expect(operations.Page.GetByRole(AriaRole.Region, new() { Name = "Wachten op een nieuwe poging" })).ToContainTextAsync("SMTP 451");
        await Expect(operations.Page.GetByRole(AriaRole.Region, new() { Name = "Niet afgeleverd" })).ToContainTextAsync("EC_27");
        await operations.KijkAsync("operations-berichten");
    }

    [Fact]
    public async Task Versie_AfterAPreview_MovesWhatRuns()
    {
        // It rests on an incident at its first step, since there is no such aanvraag.
        var aanvraag = Given.Id();
        var next = await Product.ReadAsync(async db =>
        {
            var first = await db.Definitions.AsNoTracking().SingleAsync(d => d.DefinitionId == "nieuwe-gebruiker");
            var second = JsonNode.Parse(first.Json)!;
            second["id"] = $"nieuwe-gebruiker-v{first.Version + 1}";
            second["version"] = first.Version + 1;
            var json = second.ToJsonString();
            db.AddRange(
                new PublishedDefinition(first.DefinitionId, first.Version + 1, json, PublishedDefinition.HashOf(json), first.PublishedAt),
                new OutboxMessage
                {
                    Id = Given.Id(), Type = WorkflowMessages.Start, Lane = OutboxLane.Workflow, Key = WorkflowMessages.KeyOf(aanvraag),
                    Payload = JsonSerializer.Serialize(
                        new StartWorkflow(Given.Id(), aanvraag, first.DefinitionId, first.Version, new Dictionary<string, object?>()), JsonSerializerOptions.Web),
                    CreatedAt = TestWorld.Begin, DueAt = TestWorld.Begin,
                });
            await db.SaveChangesAsync();
            return first.Version + 1;
        });
        await Product.SkipAsync(TimeSpan.Zero);
        var operations = await IngelogdAsync("operator1");
        await operations.OpenAsync("/versies");

        await operations.Knop("Bekijk wat er verandert").ClickAsync();
        await Expect(operations.Page.Locator("#uitkomst-kop")).ToBeFocusedAsync();
        await operations.KijkAsync("operations-versies");
        await operations.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Verplaats [1-9]") }).ClickAsync();

        await Expect(operations.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("verplaatst.");
        Assert.True(await Product.ReadAsync(db => db.Instances.AllAsync(i => i.EndedAt != null || i.DefinitionVersion == next)));
    }

    [Fact]
    public async Task Sjablonen_ShowEachTemplateWithSampleDataAndItsPdf()
    {
        var operations = await IngelogdAsync("operator1");
        await operations.OpenAsync("/sjablonen");
        await operations.KijkAsync("operations-sjablonen");

        await operations.Link("aanvraag-ontvangen (mail)").ClickAsync();
        await Expect(operations.Page.GetByRole(AriaRole.Heading, new() { Name = "aanvraag-ontvangen (mail)" })).ToBeVisibleAsync();
        await Expect(operations.Page.FrameLocator("iframe.mail").GetByText("Organisatie").First).ToBeVisibleAsync();
        await operations.KijkAsync("operations-sjabloon");
        var pdf = await operations.Page.APIRequest.GetAsync((await operations.Link("Open de PDF").GetAttributeAsync("href"))!);
        Assert.Equal("%PDF-1.7", Encoding.ASCII.GetString((await pdf.BodyAsync())[..8]));

        // The choices of the template, and the other language.
        await operations.Link("Toon zonder keuzes en met lege lijsten").ClickAsync();
        await Expect(operations.Link("Toon met alle keuzes")).ToBeVisibleAsync();
        await operations.Link("Engels").ClickAsync();
        await Expect(operations.Page.Locator(".mail-tekst")).ToContainTextAsync("we received your request");
    }

    [Fact]
    public async Task SjabloonPdf_ForAReviewer_IsRefused()
    {
        var beoordelaar = await IngelogdAsync("beoordelaar1");

        await beoordelaar.Page.GotoAsync("/sjablonen/contract/Post/nl.pdf?alles=true");

        await Expect(beoordelaar.Kop).ToHaveTextAsync("Geen toegang");
    }
}
