using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.IntegrationTests.Activaties;

public class ActivatieStepTests
{
    private static readonly DateTimeOffset ApprovedAt = new(2026, 3, 10, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task VerstuurUitnodiging_AtEh2Plus_IsALetterToTheAddressAtTheKvk()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();

        await wereld.RunAsync(typeof(VerstuurUitnodigingStep), ("kanaal", "Automatisch"));

        var verzending = Assert.Single(await wereld.VerzendingenAsync("activatiebrief"));
        Assert.Equal((VerzendKanaal.Post, "Test BV Donald\nHizzaarderlaan 3A\n8823 SJ  Lollum"), (verzending.Kanaal, verzending.Adres));
        var brief = await wereld.LastAsync<ActivatiebriefGegevens>();
        Assert.Matches("^[A-Z0-9]{5}-[A-Z0-9]{5}$", brief.Code);
        Assert.Equal(("https://weid.example/activeren", new DateOnly(2026, 4, 2)), (brief.Link, brief.Uiterlijk));
    }

    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh3)]
    [InlineData(Betrouwbaarheidsniveau.Eh4)]
    public async Task VerstuurUitnodiging_FromEh3On_IsAMailWhoseCodeNoServerSees(Betrouwbaarheidsniveau niveau)
    {
        await using var wereld = await ActivatieWereld.CreateAsync(niveau);

        await wereld.RunAsync(typeof(VerstuurUitnodigingStep));

        Assert.Equal(VerzendKanaal.Mail, Assert.Single(await wereld.VerzendingenAsync("activatiebrief")).Kanaal);
        var mail = await wereld.LastAsync<ActivatiebriefGegevens>();
        Assert.Null(mail.Code);
        Assert.Equal("/activeren", new Uri(mail.Link).PathAndQuery);
        Assert.Equal(11, new Uri(mail.Link).Fragment.Length);
    }

    [Fact]
    public async Task VerstuurUitnodiging_Again_EndsTheOlderCode()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var older = await wereld.InviteAsync();
        wereld.World.Time.Advance(TimeSpan.FromDays(1));
        var newer = await wereld.InviteAsync();

        Assert.False((await wereld.Service.BeginAsync(older, "192.0.2.1", CancellationToken.None)).Succeeded);
        Assert.True((await wereld.Service.BeginAsync(newer, "192.0.2.1", CancellationToken.None)).Succeeded);
    }

    [Theory]
    [InlineData("2026-03-10T10:00:00Z", "2026-03-17T08:00:00Z", "Herinneren")]
    [InlineData("2026-03-17T08:00:00Z", "2026-03-24T08:00:00Z", "Herinneren")]
    [InlineData("2026-03-24T08:00:00Z", "2026-04-04T07:00:00Z", "Herinneren")]
    [InlineData("2026-04-01T12:00:00Z", "2026-04-04T07:00:00Z", "Herinneren")]
    [InlineData("2026-04-04T07:00:00Z", "2026-04-09T22:00:00Z", "Verlopen")]
    public async Task WachtOpActivatie_OverTheNightInWhichTheClockChanges_KeepsToTheDays(string now, string deadline, string outcome)
    {
        await using var wereld = await ActivatieWereld.CreateAsync(approvedAt: ApprovedAt);
        await wereld.InviteAsync();
        wereld.World.Time.SetUtcNow(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));

        var result = await wereld.RunAsync(typeof(WachtOpActivatieStep), ("herinnerDagen", "7,14,25"));

        var wait = Assert.Single(Assert.IsType<StepResult.WaitFor>(result).Waits);
        Assert.Equal(
            ("activatie", DateTimeOffset.Parse(deadline, CultureInfo.InvariantCulture), outcome),
            (wait.Name, wait.Deadline!.Value, wait.OnDeadline));
    }

    [Theory]
    [InlineData("2026-04-09T21:59:59Z")]
    public async Task LaatActivatieVerlopen_ASecondTooEarly_IsAnIncident(string now)
    {
        await using var wereld = await ActivatieWereld.CreateAsync(approvedAt: ApprovedAt);
        await wereld.InviteAsync();
        wereld.World.Time.SetUtcNow(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));

        await Assert.ThrowsAsync<InvalidOperationException>(() => wereld.RunAsync(typeof(LaatActivatieVerlopenStep)));
    }

    [Fact]
    public async Task LaatActivatieVerlopen_AfterTheLastDay_EndsEveryKoppelingOfTheAanvraag()
    {
        await using var wereld = await ActivatieWereld.CreateAsync(approvedAt: ApprovedAt);
        var code = await wereld.InviteAsync();

        await wereld.LetExpireAsync();

        Assert.Equal(KoppelingStatus.ActivatieVerlopen, (await wereld.KoppelingAsync(wereld.Koppeling.Id)).Status);
        Assert.Equal(KoppelingStatus.ActivatieVerlopen, (await wereld.KoppelingAsync(wereld.AndereKoppeling.Id)).Status);
        var refusal = Assert.Single((await wereld.Service.BeginAsync(code, "192.0.2.1", CancellationToken.None)).Refusals);
        Assert.Equal(new ActivatieIsVerlopen(new(2026, 4, 9)), refusal);
    }

    [Theory]
    [InlineData("aanvraag-ontvangen", "Aanvrager")]
    [InlineData("herinnering-activatie", "Gebruiker")]
    [InlineData("activatie-verlopen", "Aanvrager")]
    [InlineData("beheerder-herinnering", "Beheerders")]
    [InlineData("middel-actief", "Gebruiker")]
    public async Task Verzend_EachTemplateOfTheFlow_HasItsDataAndItsReceiver(string template, string aan)
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await wereld.InviteAsync();

        await wereld.RunAsync(typeof(VerzendStep), ("template", template), ("kanaal", "Mail"), ("aan", aan));

        var verzending = Assert.Single(await wereld.VerzendingenAsync(template));
        Assert.Equal(aan == "Gebruiker" ? wereld.Persoon.Id : wereld.Aanvrager.Id, verzending.PersoonId);
        Assert.NotNull(TemplateGegevens.Unprotect(template, verzending.BeveiligdeGegevens!, wereld.Geheimen));
    }

    [Fact]
    public async Task Verzend_Afwijzing_GivesTheReasonsOfTheReviewer()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await using (var db = wereld.World.NewContext())
        {
            var aanvraag = await db.Aanvragen.SingleAsync();
            aanvraag.PutInBeoordeling();
            aanvraag.Reject("De foto is onleesbaar.\nDe naam klopt niet.", wereld.World.Time.GetUtcNow());
            await db.SaveChangesAsync();
        }

        await wereld.RunAsync(typeof(VerzendStep), ("template", "afwijzing"), ("aan", "Aanvrager"));

        Assert.Equal(["De foto is onleesbaar.", "De naam klopt niet."], (await wereld.LastAsync<AfwijzingGegevens>()).Redenen);
    }

    [Fact]
    public async Task Verzend_AanvraagOntvangen_TellsWhatWasAskedForAndItsCosts()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        wereld.World.MayBreak("the costs are put in after the middel was granted", "Kosten");
        var kosten = new Tarieven().ForNieuweGebruiker(wereld.Middel.Niveau, TweedeFactor.OtpDevice, ["Andere BV"], AbonnementDuur.DrieJaar);
        await using (var db = wereld.World.NewContext())
        {
            await db.Aanvragen.ExecuteUpdateAsync(a => a.SetProperty(x => x.Kosten, JsonSerializer.Serialize(kosten)));
        }

        await wereld.RunAsync(typeof(VerzendStep), ("template", "aanvraag-ontvangen"));

        var verzending = Assert.Single(await wereld.VerzendingenAsync("aanvraag-ontvangen"));
        var gegevens = Assert.IsType<AanvraagOntvangenGegevens>(TemplateGegevens.Unprotect(verzending.Template, verzending.BeveiligdeGegevens!, wereld.Geheimen));
        Assert.Equal((wereld.Persoon.VolledigeNaam, wereld.Middel.Niveau.Label()), (gegevens.Gebruiker, gegevens.Niveau));
        Assert.Equal(["Middel", "Koppeling", "OtpDevice"], gegevens.Kosten.Select(r => r.Soort));
        Assert.Equal((true, "21"), (gegevens.DrieJaar, gegevens.BtwPercentage));
        Assert.Equal((kosten.Exclusief, kosten.Btw, kosten.Inclusief), (gegevens.Exclusief, gegevens.Btw, gegevens.Inclusief));
    }

    [Fact]
    public async Task Verzend_ToOneAddress_KeepsTheOrder()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await wereld.RunAsync(typeof(VerzendStep), ("template", "aanvraag-ontvangen"));
        await wereld.RunAsync(typeof(VerzendStep), ("template", "activatie-verlopen"));

        var messages = await wereld.MessagesAsync("verzend");

        Assert.Equal(messages[0].Key, messages[1].Key);
        Assert.DoesNotContain(wereld.Aanvrager.Email.Value, messages[0].Key + messages[0].Payload, StringComparison.Ordinal);
    }
}
