using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that a wijzigingsformulier can have, online and on paper (R-279…R-289).</summary>
public sealed class WijzigingsformulierTripTests : IAsyncLifetime
{
    private static readonly (string, string)[] Bedrijf = [("OnderdeelBedrijf", "Adres"), ("NieuweGegevens", "Kerkstraat 1"), ("Ingangsdatum", "2026-04-01")];

    private TestWorld world = null!;
    private WijzigingsformulierTrip trip = null!;

    /// <summary>The form itself, as our own printer makes it.</summary>
    private FormulierScan Scan => new(
        "formulier.pdf",
        world.Services.GetRequiredService<FormulierPdf>().Render(Wijzigingsformulier.For(WijzigingSoort.Vestigingsnummer), CultureInfo.GetCultureInfo("nl")));

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        await trip.PrepareAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    // what the domain cannot represent is recorded as carried out by hand.
    [Fact]
    public async Task Bedrijfsgegevens_ApprovedAndCarriedOut_EndsWithAMail()
    {
        await trip.RunAsync();

        await AssertEndAsync(AanvraagStatus.Afgerond);
        Assert.Equal(["aanvraag-ontvangen", "wijziging-doorgevoerd"], await MailsAsync());
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "WijzigingDoorgevoerd")));
    }

    [Fact]
    public async Task KvkNummer_ApprovedByTwoAndNotPossible_EndsWithTheReason()
    {
        await SubmitAsync(WijzigingSoort.KvkNummer, ("NieuwKvkNummer", "69599068"), ("Ingangsdatum", "2026-04-01"));
        await trip.Beoordelaars.ReviewAsync();
        await trip.Beoordelaars.CarryOutAsync(doorgevoerd: false, "De rechtsopvolging is niet ingeschreven.");

        await AssertEndAsync(AanvraagStatus.Ingetrokken);
        var mail = await world.ReadAsync(db => db.Verzendingen.SingleAsync(v => v.Template == "wijziging-niet-doorgevoerd"));
        Assert.Equal(VerzendStatus.Verzonden, mail.Status);
    }

    [Theory]
    [InlineData(WijzigingSoort.BeheerderGebruiker, 2)]
    [InlineData(WijzigingSoort.EvMv, 1)]
    public async Task Rejected_InItsLastStage_EndsWithAMailAndNothingElse(WijzigingSoort soort, int stages)
    {
        await SubmitAsync(soort, soort is WijzigingSoort.EvMv
            ? [("Richting", "EnkelvoudigNaarMeervoudig")]
            : [("Gebruiker", (await trip.KoppelingAsync("Zwart")).Id.ToString()), ("OnderdeelPersoon", "Naam"), ("NieuweGegevens", "Zwart wordt De Wit")]);
        await trip.Beoordelaars.ReviewAsync(approve: false, stages);

        await AssertEndAsync(AanvraagStatus.Afgekeurd);
        Assert.Equal(["aanvraag-ontvangen", "afwijzing"], await MailsAsync());
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Soort == TaakSoort.WijzigingDoorvoeren)));
    }

    [Fact]
    public async Task BeheerderGebruiker_CarriedOut_TellsTheUserToo()
    {
        var zwart = await trip.KoppelingAsync("Zwart");
        await SubmitAsync(WijzigingSoort.BeheerderGebruiker, ("Gebruiker", zwart.Id.ToString()), ("OnderdeelPersoon", "Naam"), ("NieuweGegevens", "Zwart wordt De Wit"));
        await trip.Beoordelaars.ReviewAsync();
        await trip.Beoordelaars.CarryOutAsync();

        await AssertEndAsync(AanvraagStatus.Afgerond);
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "wijziging-doorgevoerd" && v.PersoonId == zwart.EhMiddel.PersoonId)));
    }

    //
    [Fact]
    public async Task EigenMobielNummer_ApprovedByTwo_IsChangedByTheSystem()
    {
        await SubmitAsync(WijzigingSoort.EigenMobielNummer, ("NieuwMobielNummer", "06 87654321"));
        await trip.Beoordelaars.ReviewAsync(stages: 1);
        Assert.Equal("+31612345678", (await trip.KoppelingAsync("De Beheerder")).EhMiddel.Persoon.Mobiel!.Value.Value);

        await trip.Beoordelaars.ReviewAsync();

        Assert.Equal("+31687654321", (await trip.KoppelingAsync("De Beheerder")).EhMiddel.Persoon.Mobiel!.Value.Value);
        await AssertEndAsync(AanvraagStatus.Afgerond);
    }

    // several vestigingen, so it goes by form; users and koppelingen stay.
    [Fact]
    public async Task Vestigingsnummer_Approved_IsRemovedByTheSystem()
    {
        await SubmitAsync(WijzigingSoort.Vestigingsnummer);
        await trip.Beoordelaars.ReviewAsync();

        await AssertEndAsync(AanvraagStatus.Afgerond);
        Assert.Null(await world.ReadAsync(db => db.Organisaties.Select(o => o.Vestigingsnummer).SingleAsync()));
        Assert.Equal(2, await world.ReadAsync(db => db.Koppelingen.CountAsync(k => k.Status == KoppelingStatus.Actief)));
    }

    [Fact]
    public async Task Vestigingsnummer_WhenTheKvkNummerWasTakenMeanwhile_StaysAndTheAanvragerIsTold()
    {
        await SubmitAsync(WijzigingSoort.Vestigingsnummer);
        await world.SeedAsync(Given.Organisatie(naam: "Nog een Donald"));
        await trip.Beoordelaars.ReviewAsync();

        await AssertEndAsync(AanvraagStatus.Ingetrokken);
        Assert.Equal(1, await world.ReadAsync(db => db.Organisaties.CountAsync(o => o.Vestigingsnummer != null)));
        Assert.Contains("wijziging-niet-doorgevoerd", await MailsAsync());
    }

    [Fact]
    public async Task AanvullingThatComes_GoesBackToTheReviewer()
    {
        await SubmitAsync(WijzigingSoort.Bedrijfsgegevens, Bedrijf);
        var vrager = await AskAanvullingAsync();
        world.Time.Advance(TimeSpan.FromHours(1));
        await vrager.AnswerAsync("Het staat zo in het Handelsregister.");
        await world.SettleAsync();

        await trip.Beoordelaars.ReviewAsync();
        await trip.Beoordelaars.CarryOutAsync();

        await AssertEndAsync(AanvraagStatus.Afgerond);
    }

    [Fact]
    public async Task AanvullingThatStaysAway_LetsTheFormLapse()
    {
        await SubmitAsync(WijzigingSoort.Bedrijfsgegevens, Bedrijf);
        await AskAanvullingAsync();
        await OtpDeviceTrip.PassDaysAsync(world, 15);

        await AssertEndAsync(AanvraagStatus.Vervallen);
        Assert.Contains("aanvraag-vervallen", await MailsAsync());
    }

    [Fact]
    public async Task Withdrawn_BeforeTheDecision_LeavesNoTask()
    {
        await SubmitAsync(WijzigingSoort.Bedrijfsgegevens, Bedrijf);
        var (account, organisatie) = await trip.BeheerderAsync();
        var id = await world.ReadAsync(db => db.Aanvragen.Select(a => a.Id).SingleAsync());

        var result = await world.Services.GetRequiredService<AanvraagIntrekken>().RunAsync(world.Handeling(account, organisatie), id, CancellationToken.None);
        await world.SettleAsync();

        Assert.Empty(result.Refusals);
        Assert.Equal(AanvraagStatus.Ingetrokken, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
        Assert.Equal(TaakStatus.Ingetrokken, await world.ReadAsync(db => db.Taken.Select(t => t.Status).SingleAsync()));
    }

    [Fact]
    public async Task Submit_Twice_AnswersTheSameAanvraag()
    {
        var first = await trip.SubmitAsync(WijzigingSoort.Bedrijfsgegevens, Bedrijf);
        var second = await trip.SubmitAsync(WijzigingSoort.Bedrijfsgegevens, Bedrijf);
        await world.SettleAsync();

        Assert.Equal(first.Value, second.Value);
    }

    //
    [Fact]
    public async Task Submit_OfTheBsnForm_IsRefused() =>
        Assert.Equal([new FormulierOnlyOnPaper()], (await trip.SubmitAsync(WijzigingSoort.BsnEenmanszaak)).Refusals);

    [Fact]
    public async Task Submit_WithABsnInTheText_IsRefusedAtItsField()
    {
        var result = await trip.SubmitAsync(WijzigingSoort.Bedrijfsgegevens, Bedrijf[0], ("NieuweGegevens", "Mijn BSN is 111.222.333"), Bedrijf[2]);

        Assert.Equal([new BsnNotKept { Field = "NieuweGegevens" }], result.Refusals);
    }

    [Fact]
    public async Task Submit_AboutAUserOfAnotherOrganisatie_IsRefused()
    {
        var vreemd = Given.Organisatie("69599068", "Vreemde Stichting");
        var gebruiker = Given.Gebruiker(vreemd, achternaam: "Vreemd");
        await world.SeedAsync(vreemd, gebruiker.Persoon, gebruiker.Middel, gebruiker.Koppeling, gebruiker.Account);

        var result = await world.Services.GetRequiredService<WijzigingsformulierSubmit>().RunAsync(
            world.Handeling((await AccountAsync("De Beheerder")).Account, (await AccountAsync("De Beheerder")).Organisatie),
            new(WijzigingSoort.OtpDevice, new Dictionary<string, string> { ["Gebruiker"] = gebruiker.Koppeling.Id.ToString(), ["RedenDevice"] = "Kwijt" }, true, null),
            CancellationToken.None);

        Assert.Equal([new NotValid("Gebruiker") { Field = "Gebruiker" }], result.Refusals);
    }

    //
    [Fact]
    public async Task Submit_ByAnOrdinaryGebruiker_IsRefused()
    {
        var (account, organisatie) = await AccountAsync("Zwart");

        var result = await world.Services.GetRequiredService<WijzigingsformulierSubmit>().RunAsync(
            world.Handeling(account, organisatie), new(WijzigingSoort.Bedrijfsgegevens, Bedrijf.ToDictionary(b => b.Item1, b => b.Item2), true, null), CancellationToken.None);

        Assert.Equal([new NotAllowed()], result.Refusals);
    }

    // the device costs money, and that must have been seen.
    [Fact]
    public async Task Submit_OtpDeviceWithoutItsPrice_IsRefused()
    {
        var (account, organisatie) = await trip.BeheerderAsync();
        var zwart = await trip.KoppelingAsync("Zwart");

        var result = await world.Services.GetRequiredService<WijzigingsformulierSubmit>().RunAsync(
            world.Handeling(account, organisatie),
            new(WijzigingSoort.OtpDevice, new Dictionary<string, string> { ["Gebruiker"] = zwart.Id.ToString(), ["RedenDevice"] = "Kwijt" }, true, null),
            CancellationToken.None);

        Assert.Equal([new KostenChanged(0, 40m) { Field = "GetoondeKosten" }], result.Refusals);
    }

    [Fact]
    public async Task OtpDevice_ByForm_GoesTheWayOfTheDevice()
    {
        var medewerker = Given.Medewerker(StafRol.Postkamer);
        await world.SeedAsync(medewerker.Medewerker, medewerker.Account);
        var zwart = await trip.KoppelingAsync("Zwart");
        await SubmitAsync(WijzigingSoort.OtpDevice, ("Gebruiker", zwart.Id.ToString()), ("RedenDevice", "Nieuw"));
        await trip.Beoordelaars.ReviewAsync();

        await OtpDeviceTrip.IssueAsync(world, medewerker.Account.Id, "OTP123456");
        await OtpDeviceTrip.ConfirmAsync(world, (await AccountAsync("Zwart")).Account, "OTP123456");
        await world.SettleAsync();

        await AssertEndAsync(AanvraagStatus.Afgerond);
        Assert.Equal((TweedeFactor.OtpDevice, "OTP123456"), ((await trip.KoppelingAsync("Zwart")).EhMiddel.TweedeFactor!.Value, (await trip.KoppelingAsync("Zwart")).EhMiddel.OtpSerienummer));
    }

    [Fact]
    public async Task OtpDevice_ByFormAndNeverTakenIntoUse_Lapses()
    {
        var medewerker = Given.Medewerker(StafRol.Postkamer);
        await world.SeedAsync(medewerker.Medewerker, medewerker.Account);
        await SubmitAsync(WijzigingSoort.OtpDevice, ("Gebruiker", (await trip.KoppelingAsync("Zwart")).Id.ToString()), ("RedenDevice", "Nieuw"));
        await trip.Beoordelaars.ReviewAsync();
        await OtpDeviceTrip.IssueAsync(world, medewerker.Account.Id, "OTP123456");
        await OtpDeviceTrip.PassDaysAsync(world, 61);

        await AssertEndAsync(AanvraagStatus.Afgerond);
        Assert.Contains("otp-device-vervallen", await MailsAsync());
    }

    // the letter is sent by the workflow of the middel.
    [Fact]
    public async Task Submit_ActiveringsbriefForWhoHasActivated_IsRefused()
    {
        await RefusedAsync(WijzigingSoort.Activeringsbrief, new NotVerlopen(KoppelingStatus.Actief) { Field = "Gebruiker" }, ("Gebruiker", (await trip.KoppelingAsync("Zwart")).Id.ToString()));
    }

    // no beheerder is left, so a wettelijk vertegenwoordiger whom we do not know signs on paper.
    [Fact]
    public async Task OnPaper_WithoutABeheerder_GoesToItsEndAndAnswersWhoSigned()
    {
        var organisatie = await world.ReadAsync(db => db.Organisaties.SingleAsync());
        var result = await trip.RegisterAsync(Papier(organisatie.Id, WijzigingSoort.Vestigingsnummer), Scan);
        Assert.Empty(result.Refusals);
        await world.SettleAsync();
        await ReviewPaperAsync();

        await AssertEndAsync(AanvraagStatus.Afgerond);
        Assert.Null(await world.ReadAsync(db => db.Organisaties.Select(o => o.Vestigingsnummer).SingleAsync()));
        Assert.Equal(["formulier-ontvangen", "wijziging-doorgevoerd"], await MailsAsync());
        Assert.Equal("w.bevoegd@example.nl", await world.ReadAsync(db => db.Verzendingen.Select(v => v.Adres).Distinct().SingleAsync()));
        Assert.Equal("formulier", await world.ReadAsync(db => db.Dossierstukken.Select(s => s.Soort).SingleAsync()));
    }

    [Fact]
    public async Task OnPaper_WhoRegisteredIt_DoesNotJudgeIt()
    {
        var organisatie = await world.ReadAsync(db => db.Organisaties.SingleAsync());
        await trip.RegisterAsync(Papier(organisatie.Id, WijzigingSoort.Vestigingsnummer), Scan);
        await world.SettleAsync();
        var account = (await Beoordelaars.AccountsAsync(world))[0];
        var taak = await world.ReadAsync(db => db.Taken.Select(t => t.Id).SingleAsync());

        var result = await world.Services.GetRequiredService<BeoordelingService>().ClaimAsync(world.Handeling(account), taak, CancellationToken.None);

        Assert.Equal([new FourEyes()], result.Refusals);
    }

    // of the BSN form nothing but the day is kept.
    [Fact]
    public async Task OnPaper_BsnFormWithAScan_IsRefusedAndKeepsNothing()
    {
        var organisatie = await world.ReadAsync(db => db.Organisaties.SingleAsync());

        var result = await trip.RegisterAsync(Papier(organisatie.Id, WijzigingSoort.BsnEenmanszaak), Scan);

        Assert.Equal([new ScanNotKept { Field = "FormulierScan" }], result.Refusals);
        Assert.False(await world.ReadAsync(db => db.Dossierstukken.AnyAsync()));
    }

    [Fact]
    public async Task OnPaper_BsnForm_IsJudgedByTwoAndKeepsOnlyTheDay()
    {
        var derde = Given.Medewerker(StafRol.Beoordelaar);
        await world.SeedAsync(derde.Medewerker, derde.Account);
        var organisatie = await world.ReadAsync(db => db.Organisaties.SingleAsync());
        var registratie = Papier(organisatie.Id, WijzigingSoort.BsnEenmanszaak) with
        {
            Antwoorden = new Dictionary<string, string> { ["Eigenaar"] = "W. Bevoegd", ["GeboortedatumEigenaar"] = "1970-01-01", ["Bsn"] = "111222333" },
        };
        var result = await trip.RegisterAsync(registratie, scan: null, medewerker: 2);
        Assert.Empty(result.Refusals);
        await world.SettleAsync();
        await trip.Beoordelaars.ReviewAsync();
        await trip.Beoordelaars.CarryOutAsync();

        await AssertEndAsync(AanvraagStatus.Afgerond);
        Assert.DoesNotContain("111222333", await world.ReadAsync(db => db.Aanvragen.Select(a => a.Gegevens).SingleAsync()), StringComparison.Ordinal);
        Assert.Equal("{\"Op\":\"2026-03-03\"}", await world.ReadAsync(db => db.Taken.Where(t => t.Soort == TaakSoort.WijzigingDoorvoeren).Select(t => t.Checklist).SingleAsync()));
    }

    [Fact]
    public async Task CarryOut_WithABsnInTheExplanation_IsRefused()
    {
        await SubmitAsync(WijzigingSoort.Bedrijfsgegevens, Bedrijf);
        await trip.Beoordelaars.ReviewAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => trip.Beoordelaars.CarryOutAsync(toelichting: "BSN 111222333 is ingevoerd"));

        Assert.Contains(nameof(BsnNotKept), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnPaper_WithoutScanSignerAndDay_IsRefusedAtEachField()
    {
        var organisatie = await world.ReadAsync(db => db.Organisaties.SingleAsync());
        var leeg = new FormulierRegistratie(WijzigingSoort.Vestigingsnummer, organisatie.Id, null, null, null, new Dictionary<string, string>());

        Assert.Equal([new ScanMissing { Field = "FormulierScan" }], (await trip.RegisterAsync(leeg, scan: null)).Refusals);
        Assert.Equal([new Required { Field = "OntvangenOp" }, new Required { Field = "InzenderKoppeling" }], (await trip.RegisterAsync(leeg, Scan)).Refusals);
    }

    [Fact]
    public async Task OnPaper_ByWhoIsNoMedewerker_IsRefused()
    {
        var (account, organisatie) = await trip.BeheerderAsync();

        var result = await world.Services.GetRequiredService<FormulierRegistreren>().RunAsync(
            world.Handeling(account), Papier(organisatie, WijzigingSoort.Vestigingsnummer), Scan, CancellationToken.None);

        Assert.Equal([new NotAllowed()], result.Refusals);
    }

    private static FormulierRegistratie Papier(Guid organisatie, WijzigingSoort soort) => new(
        soort,
        organisatie,
        new DateOnly(2026, 3, 2),
        InzenderKoppeling: null,
        new NieuweInzender("Wilhelmina", null, "Bevoegd", new DateOnly(1970, 1, 1), "w.bevoegd@example.nl"),
        new Dictionary<string, string>());

    /// <summary>By the second reviewer, since the first one has registered it.</summary>
    private async Task ReviewPaperAsync()
    {
        var account = (await Beoordelaars.AccountsAsync(world))[1];
        var aanvraag = await world.ReadAsync(db => db.Aanvragen.AsNoTracking().SingleAsync());
        var taak = await world.ReadAsync(db => db.Taken.AsNoTracking().SingleAsync());
        var punten = new WijzigingsformulierSoort().Checklist(aanvraag, taak.Fase).ToDictionary(p => p.Code, _ => PuntAntwoord.Akkoord);
        var beoordeling = world.Services.GetRequiredService<BeoordelingService>();
        Assert.Empty((await beoordeling.ClaimAsync(world.Handeling(account), taak.Id, CancellationToken.None)).Refusals);
        Assert.Empty((await beoordeling.DecideAsync(world.Handeling(account), taak.Id, new(true, punten, [], null), CancellationToken.None)).Refusals);
        await world.SettleAsync();
    }

    private async Task<Aanvuller> AskAanvullingAsync()
    {
        var vrager = new Aanvuller(world);
        var taak = await world.ReadAsync(db => db.Taken.AsNoTracking().SingleAsync());
        Assert.Empty((await vrager.ClaimAsync(taak, "Eerste")).Refusals);
        Assert.Empty((await vrager.AskAsync(taak, "Eerste", ["Anders"], "Staat het zo in het Handelsregister?")).Refusals);
        await world.SettleAsync();
        return vrager;
    }

    private async Task SubmitAsync(WijzigingSoort soort, params (string, string)[] antwoorden)
    {
        var result = await trip.SubmitAsync(soort, antwoorden);
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task RefusedAsync(WijzigingSoort soort, Refusal expectRefusal, params (string, string)[] antwoorden) =>
        Assert.Equal([expectRefusal], (await trip.SubmitAsync(soort, antwoorden)).Refusals);

    private Task<(Guid Account, Guid Organisatie)> AccountAsync(string achternaam) => world.ReadAsync(async db =>
    {
        var found = await db.Koppelingen.Where(k => k.EhMiddel.Persoon.Achternaam == achternaam)
            .Join(db.Users, k => k.EhMiddel.PersoonId, u => u.PersoonId, (k, u) => new { u.Id, k.OrganisatieId })
            .SingleAsync();
        return (found.Id, found.OrganisatieId);
    });

    private Task<List<string>> MailsAsync() => world.ReadAsync(db => db.Verzendingen.Select(v => v.Template).OrderBy(t => t).ToListAsync());

    private async Task AssertEndAsync(AanvraagStatus status)
    {
        Assert.Equal(status, await world.ReadAsync(db => db.Aanvragen.OrderByDescending(a => a.Nummer).Select(a => a.Status).FirstAsync()));
        Assert.All(await world.ReadAsync(db => db.Instances.Select(i => i.Status).ToListAsync()), i => Assert.Equal(InstanceStatus.Finished, i));
    }
}
