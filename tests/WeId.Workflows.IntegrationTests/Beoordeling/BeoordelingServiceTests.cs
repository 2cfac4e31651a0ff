using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Beoordeling;

public sealed class BeoordelingServiceTests
{
    [Fact]
    public async Task Claim_ByTwoAtOnce_OneWinsAndTheOtherIsToldWho()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var (first, firstAccount) = await voorraad.MedewerkerAsync(null, StafRol.Beoordelaar);
        var (second, secondAccount) = await voorraad.MedewerkerAsync(null, StafRol.Beoordelaar);

        var results = await Task.WhenAll(voorraad.ClaimAsync(firstAccount), voorraad.ClaimAsync(secondAccount));

        var taak = await voorraad.ReadTaakAsync();
        var winner = taak.GeclaimdDoor == first.Id ? first : second;
        var refused = Assert.Single(results, r => !r.Succeeded);
        Assert.Equal(new SomebodyWasFirst(winner.Naam), Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task Decide_Approval_ClosesTheWaitApprovesAndErasesInOneCommit()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        var result = await voorraad.ApproveAsync(account);

        Assert.True(result.Succeeded);
        var aanvraag = await voorraad.ReadAanvraagAsync();
        var bijlage = await voorraad.World.ReadAsync(db => db.Bijlagen.SingleAsync());
        var wait = await voorraad.World.ReadAsync(db => db.Waits.SingleAsync());
        var persoon = await voorraad.World.ReadAsync(db => db.Personen.SingleAsync(p => p.Id == voorraad.Gebruiker.Id));
        Assert.Equal(AanvraagStatus.InUitvoering, aanvraag.Status);
        Assert.DoesNotContain(Werkvoorraad.Documentnummer, aanvraag.Gegevens, StringComparison.Ordinal);
        Assert.Null(bijlage.Versleuteld);
        Assert.Null(bijlage.Sleutel);
        Assert.Equal("014", persoon.Document?.LaatsteDrie);
        Assert.Equal((WaitStatus.Closed, "Goedgekeurd", account.ToString()), (wait.Status, wait.Outcome, wait.ClosedBy));
        Assert.Equal(1, await voorraad.CountSignalsAsync());
        Assert.Equal(["BesluitGenomen", "TaakGeclaimd"], await voorraad.ReadAuditAsync());
    }

    [Fact]
    public async Task Decide_Rejection_TellsTheReasonAndKeepsNothingOfTheDocument()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(Betrouwbaarheidsniveau.Eh3);
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        await voorraad.RejectAsync(account);

        var aanvraag = await voorraad.ReadAanvraagAsync();
        var bijlage = await voorraad.World.ReadAsync(db => db.Bijlagen.SingleAsync());
        var persoon = await voorraad.World.ReadAsync(db => db.Personen.SingleAsync(p => p.Id == voorraad.Gebruiker.Id));
        Assert.Equal(AanvraagStatus.Afgekeurd, aanvraag.Status);
        Assert.Equal("De kopie van het identiteitsdocument is niet goed leesbaar.\nGraag een nieuwe scan.", aanvraag.Afkeurreden);
        Assert.DoesNotContain(Werkvoorraad.Documentnummer, aanvraag.Gegevens, StringComparison.Ordinal);
        Assert.Null(bijlage.Versleuteld);
        Assert.Null(persoon.Document);
    }

    [Fact]
    public async Task Decide_Twice_ActsOnce()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        var results = await Task.WhenAll(voorraad.ApproveAsync(account), voorraad.RejectAsync(account));

        Assert.Single(results, r => r.Succeeded);
        Assert.IsType<SomebodyWasFirst>(Assert.Single(Assert.Single(results, r => !r.Succeeded).Refusals));
        Assert.Equal(1, await voorraad.CountSignalsAsync());
    }

    [Fact]
    public async Task Decide_RepeatedWithTheSameOperation_AnswersTheSameAndActsOnce()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);
        var handeling = voorraad.World.Handeling(account);
        var besluit = new Besluit(true, Werkvoorraad.AllesAkkoord, [], null);

        var first = await voorraad.Service.DecideAsync(handeling, voorraad.Taak.Id, besluit, CancellationToken.None);
        var second = await voorraad.Service.DecideAsync(handeling, voorraad.Taak.Id, besluit, CancellationToken.None);

        Assert.True(first.Succeeded);
        Assert.True(second.Succeeded);
        Assert.Equal(1, await voorraad.CountSignalsAsync());
    }

    [Fact]
    public async Task Decide_FirstOfTwoStages_KeepsTheDocumentForTheSecondReviewer()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(Betrouwbaarheidsniveau.Eh3);
        var first = await voorraad.BeoordelaarAsync();
        var second = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(first);

        await voorraad.ApproveAsync(first);

        Assert.Equal(AanvraagStatus.InBeoordeling, (await voorraad.ReadAanvraagAsync()).Status);
        await voorraad.OpenAsync("Tweede");
        await voorraad.ClaimAsync(second);
        Assert.True((await voorraad.ViewAsync(second)).Succeeded);
        Assert.True((await voorraad.ApproveAsync(second)).Succeeded);
        Assert.Equal(AanvraagStatus.InUitvoering, (await voorraad.ReadAanvraagAsync()).Status);
    }

    [Fact]
    public async Task FourEyes_SecondStageByTheSameMan_IsRefusedAlsoAfterAColleagueReleasedIt()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(Betrouwbaarheidsniveau.Eh4);
        var first = await voorraad.BeoordelaarAsync();
        var colleague = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(first);
        await voorraad.ApproveAsync(first);
        await voorraad.OpenAsync("Tweede");
        await voorraad.ClaimAsync(colleague);
        await voorraad.ReleaseAsync(colleague);

        var claim = await voorraad.ClaimAsync(first);
        var decision = await voorraad.ApproveAsync(first);

        Assert.IsType<FourEyes>(Assert.Single(claim.Refusals));
        Assert.IsType<FourEyes>(Assert.Single(decision.Refusals));
        Assert.Equal(TaakStatus.Open, (await voorraad.ReadTaakAsync()).Status);
        Assert.Equal(2, (await voorraad.ReadAuditAsync()).Count(wat => wat == "TaakGeweigerd"));
    }

    [Fact]
    public async Task FourEyes_SecondAccountOfTheSamePersoon_IsRefused()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(Betrouwbaarheidsniveau.Eh3);
        var self = TestKit.Given.Persoon("Dubbel");
        await voorraad.World.SeedAsync(self);
        var first = await voorraad.BeoordelaarAsync(self.Id);
        var second = await voorraad.BeoordelaarAsync(self.Id);
        await voorraad.ClaimAsync(first);
        await voorraad.ApproveAsync(first);
        await voorraad.OpenAsync("Tweede");

        Assert.IsType<FourEyes>(Assert.Single((await voorraad.ClaimAsync(second)).Refusals));
    }

    [Fact]
    public async Task FourEyes_DefinitionWithoutFirstStage_CannotApprove()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(Betrouwbaarheidsniveau.Eh3, fase: "Tweede");
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        var result = await voorraad.ApproveAsync(account);

        Assert.IsType<FourEyes>(Assert.Single(result.Refusals));
        Assert.Equal(AanvraagStatus.InBeoordeling, (await voorraad.ReadAanvraagAsync()).Status);
    }

    [Fact]
    public async Task Claim_OfHisOwnOrganisatie_IsRefused()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var (collega, middel, koppeling, account) = TestKit.Given.Gebruiker(voorraad.Organisatie, achternaam: "Collega");
        await voorraad.World.SeedAsync(collega, middel, koppeling, account);
        var reviewer = await voorraad.BeoordelaarAsync(collega.Id);

        var result = await voorraad.ClaimAsync(reviewer);

        Assert.IsType<OwnOrganisatie>(Assert.Single(result.Refusals));
        Assert.Equal(TaakStatus.Open, (await voorraad.ReadTaakAsync()).Status);
    }

    [Fact]
    public async Task Claim_AboutHimself_IsRefused()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var reviewer = await voorraad.BeoordelaarAsync(voorraad.Gebruiker.Id);

        Assert.IsType<OwnOrganisatie>(Assert.Single((await voorraad.ClaimAsync(reviewer)).Refusals));
    }

    [Theory]
    [InlineData("Een\0nul.")]
    [InlineData("Een\u001bteken.")]
    public async Task Decide_WithACharacterThatCannotBeShown_IsRefusedAtItsField(string toelichting)
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        var result = await voorraad.DecideAsync(account, new Besluit(true, Werkvoorraad.AllesAkkoord, [], toelichting));

        Assert.Equal(new NotValid("Tekst") { Field = nameof(Besluit.Toelichting) }, Assert.Single(result.Refusals));
    }

    [Theory]
    [InlineData(null, "Alleen een toelichting.", nameof(Besluit.Redenen))]
    [InlineData("Verzonnen", "Een reden die niet bestaat.", nameof(Besluit.Redenen))]
    [InlineData(Afkeurredenen.Anders, " ", nameof(Besluit.Toelichting))]
    public async Task Decide_RejectionWithoutReason_IsRefused(string? reden, string toelichting, string field)
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        var result = await voorraad.DecideAsync(account, new Besluit(false, Werkvoorraad.AllesAkkoord, reden is null ? [] : [reden], toelichting));

        Assert.Equal(new RedenMissing { Field = field }, Assert.Single(result.Refusals));
        Assert.Equal(TaakStatus.Geclaimd, (await voorraad.ReadTaakAsync()).Status);
    }

    [Fact]
    public async Task Decide_ApprovalWithAnUnansweredPoint_IsRefused()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        var result = await voorraad.DecideAsync(account, new Besluit(true, new Dictionary<string, PuntAntwoord>(), [], null));

        Assert.Equal(Werkvoorraad.AllesAkkoord.Keys, result.Refusals.OfType<ChecklistIncomplete>().Select(r => r.Field));
    }

    [Fact]
    public async Task Decide_WithoutClaim_IsRefused()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();

        Assert.IsType<TaakNotYours>(Assert.Single((await voorraad.ApproveAsync(account)).Refusals));
    }

    [Fact]
    public async Task Decide_AfterTheWorkflowClosedTheWait_ChangesNothing()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);
        await voorraad.World.ReadAsync(db => db.Waits.ExecuteUpdateAsync(
            w => w.SetProperty(x => x.Status, WaitStatus.Withdrawn).SetProperty(x => x.ClosedAt, voorraad.World.Time.GetUtcNow())));

        var result = await voorraad.ApproveAsync(account);

        Assert.Equal(new SomebodyWasFirst(""), Assert.Single(result.Refusals));
        Assert.Equal(TaakStatus.Geclaimd, (await voorraad.ReadTaakAsync()).Status);
        Assert.NotNull((await voorraad.World.ReadAsync(db => db.Bijlagen.SingleAsync())).Versleuteld);
    }

    [Theory]
    [InlineData(StafRol.Postkamer)]
    [InlineData(StafRol.Operator)]
    [InlineData(StafRol.Auditor)]
    public async Task Review_ByEveryRoleExceptBeoordelaar_IsRefused(StafRol rol)
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var (_, account) = await voorraad.MedewerkerAsync(null, rol);

        var results = new[] { await voorraad.ClaimAsync(account), await voorraad.ReleaseAsync(account), await voorraad.ApproveAsync(account), await voorraad.RejectAsync(account) };

        Assert.All(results, result => Assert.IsType<NotAllowed>(Assert.Single(result.Refusals)));
        Assert.Equal(4, (await voorraad.ReadAuditAsync()).Count(wat => wat == "HandelingGeweigerd"));
        Assert.Null(await voorraad.Query.FindAsync(voorraad.World.Handeling(account), voorraad.Taak.Id, CancellationToken.None));
    }

    [Theory]
    [InlineData(StafRol.Beoordelaar)]
    [InlineData(StafRol.Operator)]
    [InlineData(StafRol.Auditor)]
    public async Task OtpIssue_ByEveryRoleExceptPostkamer_IsRefused(StafRol rol)
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(soort: TaakSoort.OtpUitgifte, factor: TweedeFactor.OtpDevice);
        var (_, account) = await voorraad.MedewerkerAsync(null, rol);

        var claim = await voorraad.ClaimAsync(account);
        var issue = await voorraad.Service.IssueOtpAsync(voorraad.World.Handeling(account), voorraad.Taak.Id, "AB123456", null, CancellationToken.None);

        Assert.IsType<NotAllowed>(Assert.Single(claim.Refusals));
        Assert.IsType<NotAllowed>(Assert.Single(issue.Refusals));
    }

    [Fact]
    public async Task Command_AfterTheAccountWasSwitchedOff_IsRefused()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);
        await voorraad.World.ReadAsync(db => db.Users.Where(a => a.Id == account).ExecuteUpdateAsync(a => a.SetProperty(x => x.IsActief, false)));

        Assert.IsType<NotAllowed>(Assert.Single((await voorraad.ApproveAsync(account)).Refusals));
    }

    [Fact]
    public async Task OtpIssue_KeepsTheSecretOfTheDeviceEncryptedAndEndsTheWait()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(soort: TaakSoort.OtpUitgifte, factor: TweedeFactor.OtpDevice);
        var account = await voorraad.PostkamerAsync();
        await voorraad.ClaimAsync(account);

        var result = await voorraad.Service.IssueOtpAsync(voorraad.World.Handeling(account), voorraad.Taak.Id, "ab 1234-56", null, CancellationToken.None);

        Assert.True(result.Succeeded);
        var apparaat = await voorraad.World.ReadAsync(db => db.OtpApparaten.SingleAsync());
        var middel = await voorraad.World.ReadAsync(db => db.EhMiddelen.SingleAsync(m => m.Id == voorraad.Middel.Id));
        Assert.Equal(("AB123456", (Guid?)middel.Id, "AB123456"), (apparaat.Serienummer, apparaat.EhMiddelId, middel.OtpSerienummer));
        Assert.Equal("Uitgegeven", (await voorraad.World.ReadAsync(db => db.Waits.SingleAsync())).Outcome);
    }

    [Fact]
    public async Task OtpIssue_OfADeviceThatSomebodyHas_IsRefusedAtItsField()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(soort: TaakSoort.OtpUitgifte, factor: TweedeFactor.OtpDevice);
        var account = await voorraad.PostkamerAsync();
        await voorraad.ClaimAsync(account);
        var apparaat = new OtpApparaat("AB123456", [1]);
        apparaat.Issue(voorraad.Middel.Id, null, voorraad.World.Time.GetUtcNow());
        await voorraad.World.SeedAsync(apparaat);

        var result = await voorraad.Service.IssueOtpAsync(voorraad.World.Handeling(account), voorraad.Taak.Id, "AB123456", null, CancellationToken.None);

        Assert.Equal(new OtpApparaatInUse("AB123456") { Field = "serienummer" }, Assert.Single(result.Refusals));
    }

    [Fact]
    public async Task ClaimNext_SkipsWhatHeMayNotDecide()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var self = await voorraad.BeoordelaarAsync(voorraad.Gebruiker.Id);
        var other = await voorraad.BeoordelaarAsync();

        var nothing = await voorraad.Service.ClaimNextAsync(voorraad.World.Handeling(self), CancellationToken.None);
        var found = await voorraad.Service.ClaimNextAsync(voorraad.World.Handeling(other), CancellationToken.None);

        Assert.Null(nothing.Value?.TaakId);
        Assert.Equal(voorraad.Taak.Id, found.Value?.TaakId);
    }

    [Fact]
    public async Task ClaimNext_ManyThatHeMayNotDecide_LooksBeyondThem()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var (_, self) = await voorraad.MedewerkerAsync(voorraad.Gebruiker.Id, StafRol.Beoordelaar, StafRol.Postkamer);
        for (var i = 0; i < 30; i++)
        {
            await voorraad.OpenAsync("Eerste");
        }

        var last = await voorraad.OpenAsync("Uitgifte", TaakSoort.OtpUitgifte, new DateOnly(2026, 3, 20));

        var found = await voorraad.Service.ClaimNextAsync(voorraad.World.Handeling(self), CancellationToken.None);

        Assert.Equal(last.Id, found.Value?.TaakId);
    }

    [Fact]
    public async Task Takenbak_TasksOfSeveralRoles_WhatIsDueFirstComesFirst()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var (_, account) = await voorraad.MedewerkerAsync(null, StafRol.Beoordelaar, StafRol.Postkamer);
        var first = await voorraad.OpenAsync("Uitgifte", TaakSoort.OtpUitgifte, new DateOnly(2026, 3, 7));
        await voorraad.OpenAsync("Eerste", uiterlijk: new DateOnly(2026, 3, 8));
        await voorraad.OpenAsync("Uitgifte", TaakSoort.OtpUitgifte, new DateOnly(2026, 3, 11));

        var bak = await voorraad.Query.ListAsync(voorraad.World.Handeling(account), TakenFilter.Alle, CancellationToken.None);
        var next = await voorraad.Service.ClaimNextAsync(voorraad.World.Handeling(account), CancellationToken.None);

        Assert.Equal([7, 8, 10, 11], bak!.Rijen.Select(r => r.Uiterlijk.Day));
        Assert.Equal(first.Id, next.Value?.TaakId);
    }

    [Fact]
    public async Task Takenbak_MoreThanAnybodyCounts_SaysMore()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.World.SeedAsync([.. Enumerable.Range(0, TakenQuery.MaxGeteld + 5).Select(_ => new BeoordelingsTaak(
            Given.Id(), voorraad.Aanvraag.Id, Given.Id(), TaakSoort.Beoordeling, nameof(StafRol.Beoordelaar), "Eerste", TestWorld.Begin, new DateOnly(2026, 3, 10)))]);
        voorraad.World.MayBreak("the tasks are put in without their waits", "I10");

        var bak = await voorraad.Query.ListAsync(voorraad.World.Handeling(account), TakenFilter.Open, CancellationToken.None);

        Assert.Equal((TakenQuery.MaxRijen, TakenQuery.MaxGeteld + 1, 0, TakenQuery.MaxGeteld + 1), (bak!.Rijen.Count, bak.Open, bak.Mijn, bak.Alle));
    }

    [Fact]
    public async Task Takenbak_CountsOpenAndMine()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.OpenAsync("Eerste");
        await voorraad.ClaimAsync(account);

        var bak = await voorraad.Query.ListAsync(voorraad.World.Handeling(account), TakenFilter.Mijn, CancellationToken.None);

        Assert.NotNull(bak);
        Assert.Equal((1, 1, 2), (bak.Open, bak.Mijn, bak.Alle));
        var rij = Assert.Single(bak.Rijen);
        Assert.Equal((voorraad.Taak.Id, "Anna Nieuw", "68750110", true), (rij.Id, rij.Naam, rij.KvkNummer, rij.IsMijn));
    }
}
