using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Aanvragen.EersteBeheerder;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that the first beheerder of a new company can have (R-001… …A-22).</summary>
public sealed class EersteBeheerderTripTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private EersteBeheerderTrip trip = null!;

    private PersoonlijkVolgen Volgen => world.Services.GetRequiredService<PersoonlijkVolgen>();

    private BeoordelingService Beoordeling => world.Services.GetRequiredService<BeoordelingService>();

    public async Task InitializeAsync() => await StartAsync(Product.Add);

    public async Task DisposeAsync() => await world.DisposeAsync();

    // the company is a customer and has a beheerder who works in the beheermodule.
    [Theory]
    [InlineData("EH2+", 2)]
    [InlineData("EH3", 4)]
    public async Task Approved_AndActivated_IsBeheerderOfTheCompany(string niveau, int besluiten)
    {
        await trip.RunAsync(niveau);

        var koppeling = await KoppelingAsync();
        Assert.Equal((KoppelingStatus.Actief, Rol.Beheerder, niveau, OrganisatieStatus.Actief), (koppeling.Status, koppeling.Rol, koppeling.Niveau.Label(), koppeling.Organisatie.Status));
        var account = await world.ReadAsync(db => db.Users.Where(u => u.PersoonId != null).Select(u => u.Id).SingleAsync());
        Assert.NotNull(await world.ReadAsync(db => db.BeheerderAsync(world.Handeling(account, koppeling.OrganisatieId), CancellationToken.None)));
        Assert.Equal(besluiten, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Besluit == BeoordelingService.Goedgekeurd)));
        await AssertEndAsync(AanvraagStatus.Afgerond, ContractStatus.Geaccepteerd);
    }

    // for himself, with one person and one address.
    [Fact]
    public async Task Approved_ForHimself_IsTheSamePerson()
    {
        var formulier = EersteBeheerderTrip.Formulier();
        formulier.Voor = nameof(VoorWie.Mijzelf);

        await SubmitAsync(formulier);
        EersteBeheerderTrip.Ok(await trip.ReceiveAsync());
        await world.SettleAsync();
        await trip.ReviewAsync();
        await trip.ActivateAsync();

        var aanvraag = await AanvraagAsync();
        Assert.Equal((AanvraagStatus.Afgerond, aanvraag.PersoonId), (aanvraag.Status, aanvraag.AanvragerId));
        Assert.Equal(1, await world.ReadAsync(db => db.Personen.CountAsync()));
    }

    // after the approval he is invited as every new user.
    [Fact]
    public async Task Approved_ActivatesTheCompanyAndInvitesTheBeheerder()
    {
        await ReceivedAsync();
        await trip.ReviewAsync();

        var koppeling = await KoppelingAsync();
        Assert.Equal((KoppelingStatus.WachtenOpActivatie, new DateOnly(2026, 4, 2), OrganisatieStatus.Actief), (koppeling.Status, koppeling.UiterlijkActiverenOp, koppeling.Organisatie.Status));
        Assert.Equal(
            [(VerzendKanaal.Mail, "contract-opgemaakt", "Niek Noorman"), (VerzendKanaal.Post, "activatiebrief", "Nina Nieuw")],
            (await world.ReadAsync(db => db.Verzendingen.OrderBy(v => v.AangemaaktOp).ThenBy(v => v.Kanaal).Select(v => new { v.Kanaal, v.Template, v.OntvangerNaam }).ToListAsync()))
                .Select(v => (v.Kanaal, v.Template, v.OntvangerNaam)));
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
    }

    //
    [Fact]
    public async Task Submitted_KeepsConsentsCostsAndContractForABeheerder()
    {
        await SubmitAsync();

        var aanvraag = await AanvraagAsync();
        var gegevens = AanvraagGegevens.Read<EersteBeheerderGegevens>(aanvraag);
        var koppeling = await KoppelingAsync();
        Assert.Equal((EersteBeheerderGegevens.Toestemmingen, TestWorld.Begin), (gegevens.ToestemmingVersie, gegevens.ToestemmingOp));
        Assert.Equal((KoppelingStatus.WachtenOpGoedkeuring, OrganisatieStatus.InAanvraag, koppeling.OrganisatieId), (koppeling.Status, koppeling.Organisatie.Status, aanvraag.OrganisatieId));
        using var document = PdfDocument.Open(await PdfAsync());
        var text = string.Join(' ', document.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
        Assert.Contains("Nina Nieuw (nina@example.nl) wordt beheerder", text);
        Assert.Contains("N. Noorman, Voorzitter", text);
        Assert.Contains("EH-middel EH2+", text);
    }

    //
    [Theory]
    [InlineData("Contract.Eerste")]
    [InlineData("Contract.Tweede")]
    [InlineData("Eerste")]
    [InlineData("Tweede")]
    public async Task Rejected_InAnyStage_LeavesNothingToSeeAndTellsTheApplicant(string fase)
    {
        await ReceivedAsync("EH3");
        await trip.OpenAsync();

        await trip.ReviewAsync(reject: fase);

        var koppeling = await KoppelingAsync();
        Assert.Equal((KoppelingStatus.Afgekeurd, OrganisatieStatus.InAanvraag), (koppeling.Status, koppeling.Organisatie.Status));
        Assert.Equal("Niek Noorman", await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "afwijzing").Select(v => v.OntvangerNaam).SingleAsync()));
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
        Assert.Equal([new AanvraaglinkWrong()], (await Volgen.BeginAsync(trip.Code(), EersteBeheerderTrip.Adres, CancellationToken.None)).Refusals);
        await AssertEndAsync(AanvraagStatus.Afgekeurd, ContractStatus.Afgewezen);
    }

    // One part of the review ends nothing: the identity document is still to be looked at.
    [Fact]
    public async Task ContractApproved_IsNotDecidedAndKeepsTheDocument()
    {
        await ReceivedAsync();

        await trip.ReviewAsync(until: "Eerste");

        Assert.Equal(AanvraagStatus.InBeoordeling, (await AanvraagAsync()).Status);
        Assert.True(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
        Assert.Equal(OrganisatieStatus.InAanvraag, (await KoppelingAsync()).Organisatie.Status);
    }

    // I6: the second pair of eyes is another man's, whatever the part.
    [Fact]
    public async Task SecondStage_ByWhoDidTheFirst_IsRefused()
    {
        await ReceivedAsync("EH3");
        await trip.ReviewAsync(until: "Contract.Tweede");
        var taak = await OpenTaakAsync("Contract.Tweede");

        Assert.Equal([new FourEyes()], (await Beoordeling.ClaimAsync(world.Handeling(await trip.ReviewerAsync("Eerste")), taak, CancellationToken.None)).Refusals);
    }

    // Another man would be a third pair of eyes: at EH2+ one reviewer does both parts.
    [Fact]
    public async Task Person_ByWhoReviewedTheContract_IsAllowed()
    {
        await ReceivedAsync();
        await trip.ReviewAsync();

        Assert.Equal(1, await world.ReadAsync(db => db.BetrokkenMedewerkers.CountAsync()));
    }

    // §5.6
    [Theory]
    [InlineData("Contract.Eerste")]
    [InlineData("Contract.Tweede")]
    public async Task Incomplete_GetsANewPrintAndGoesOnAfterIt(string fase)
    {
        await ReceivedAsync("EH3");
        await trip.ReviewAsync(until: fase);
        EersteBeheerderTrip.Ok(await ReturnAsync(fase));
        await world.SettleAsync();

        Assert.Equal(("C-2026-000001-2", ContractStatus.Opgemaakt), ((await trip.ContractAsync()).Nummer, (await trip.ContractAsync()).Status));
        Assert.Equal("De handtekening ontbreekt.", (await trip.OpenAsync("contract-onvolledig")).Contract!.Toelichting);
        world.Time.Advance(TimeSpan.FromDays(2));
        EersteBeheerderTrip.Ok(await trip.ReceiveAsync());
        await world.SettleAsync();
        await trip.ReviewAsync();
        await trip.ActivateAsync();
        await AssertEndAsync(AanvraagStatus.Afgerond, ContractStatus.Geaccepteerd);
    }

    [Fact]
    public async Task Person_CannotBeSentBackAsAContract()
    {
        await ReceivedAsync();
        await trip.ReviewAsync(until: "Eerste");

        Assert.Equal([new NotAllowed()], (await ReturnAsync("Eerste")).Refusals);
    }

    // §2.5, R-006
    [Fact]
    public async Task Review_ShowsWhetherTheApplicantIsInTheRegister()
    {
        await ReceivedAsync();

        var controles = Controles.Read((await AanvraagAsync()).Controles);
        Assert.Equal(
            ["Documentnummer", "Vervaldatum", "ZelfdeDocument", "ZelfdePersoon", "KvkInschrijving", "TekenaarBevoegd", "Handtekeningen", "AanvragerFunctionaris"],
            controles.Select(c => c.Code));
    }

    [Fact]
    public async Task Review_OfAnApplicantWhoIsNoFunctionaris_AsksForAttention()
    {
        var formulier = EersteBeheerderTrip.Formulier();
        formulier.AanvragerAchternaam = "Vreemd";
        await SubmitAsync(formulier);
        EersteBeheerderTrip.Ok(await trip.ReceiveAsync());
        await world.SettleAsync();

        Assert.Contains(new Controle("AanvragerOnbekend", false, "Niek Vreemd"), Controles.Read((await AanvraagAsync()).Controles));
    }

    // A-22; every mail has a link of its own, and the older ones still lead to the aanvraag.
    [Fact]
    public async Task NoPaper_IsRemindedThreeTimesAndLapsesAfterThreeMonths()
    {
        await SubmitAsync();
        var first = trip.Code();
        for (var day = new DateOnly(2026, 3, 4); day <= new DateOnly(2026, 6, 4); day = day.AddDays(1))
        {
            world.Time.SetUtcNow(Domain.Tijd.AmsterdamTime.StartOf(day).AddHours(12));
            await world.SettleAsync();
        }

        Assert.Equal(["contract-herinnering", "contract-herinnering", "contract-herinnering", "contract-opgemaakt", "contract-vervallen"], await MailsAsync());
        Assert.NotEqual(first, trip.Code("contract-herinnering"));
        Assert.Equal(AanvraagStatus.Vervallen, EersteBeheerderTrip.Ok(await Volgen.BeginAsync(first, EersteBeheerderTrip.Adres, CancellationToken.None)).Aanvraag.Status);
        Assert.Equal((KoppelingStatus.Afgekeurd, OrganisatieStatus.InAanvraag), ((await KoppelingAsync()).Status, (await KoppelingAsync()).Organisatie.Status));
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
        await AssertEndAsync(AanvraagStatus.Vervallen, ContractStatus.Vervallen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Withdrawn_BeforeTheDecision_LeavesNothingToSee(bool received)
    {
        if (received)
        {
            await ReceivedAsync();
        }
        else
        {
            await SubmitAsync();
        }

        EersteBeheerderTrip.Ok(await Volgen.IntrekkenAsync((await trip.OpenAsync()).Sessie, CancellationToken.None));
        await world.SettleAsync();

        Assert.Equal((AanvraagStatus.Ingetrokken, ContractStatus.Vervallen, KoppelingStatus.Afgekeurd), ((await AanvraagAsync()).Status, (await trip.ContractAsync()).Status, (await KoppelingAsync()).Status));
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Status == TaakStatus.Open)));
        Assert.False(await world.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
        Assert.False((await trip.OpenAsync()).Aanvraag.KanIntrekken);
    }

    [Fact]
    public async Task Withdrawn_AfterTheDecision_IsRefused()
    {
        await ReceivedAsync();
        await trip.ReviewAsync();

        Assert.Equal([new AanvraagIsBesloten("A-2026-000001")], (await Volgen.IntrekkenAsync((await trip.OpenAsync()).Sessie, CancellationToken.None)).Refusals);
    }

    // as for every new user, but there is no beheerder yet who could invite him again.
    [Fact]
    public async Task NotActivated_ExpiresAndTheApplicantInvitesAgain()
    {
        await ReceivedAsync();
        await trip.ReviewAsync();
        Assert.Equal([new NotVerlopen(KoppelingStatus.WachtenOpActivatie)], (await Volgen.UitnodigenAsync((await trip.OpenAsync()).Sessie, CancellationToken.None)).Refusals);
        for (var day = 0; day <= 30; day++)
        {
            world.Time.Advance(TimeSpan.FromDays(1));
            await world.SettleAsync();
        }

        Assert.Equal(KoppelingStatus.ActivatieVerlopen, (await KoppelingAsync()).Status);
        Assert.Equal(
            ["activatie-verlopen", "beheerder-herinnering", "contract-opgemaakt", "herinnering-activatie", "herinnering-activatie", "herinnering-activatie"], await MailsAsync());
        var stand = await trip.OpenAsync("activatie-verlopen");
        Assert.True(stand.KanUitnodigen);
        EersteBeheerderTrip.Ok(await Volgen.UitnodigenAsync(stand.Sessie, CancellationToken.None));
        await world.SettleAsync();
        await trip.ActivateAsync();

        await AssertEndAsync(AanvraagStatus.Afgerond, ContractStatus.Geaccepteerd);
    }

    // The link proves the address: the reviewer sees whether it was opened.
    [Fact]
    public async Task Link_Opened_ProvesTheAddressAndTellsHowFarItIs()
    {
        await SubmitAsync();
        world.Time.Advance(TimeSpan.FromDays(1));

        var stand = await trip.OpenAsync();

        Assert.Equal(("Test Stichting Noord", AanvraagStatus.Ingediend, ContractStatus.Opgemaakt), (stand.Organisatie, stand.Aanvraag.Status, stand.Contract!.Status));
        Assert.Equal("WeId.WachtOpContract", Assert.Single(stand.Aanvraag.Wacht).StapType);
        Assert.Equal(TestWorld.Begin.AddDays(1), await world.ReadAsync(db => db.AanvraagToegangen.Select(t => t.GebruiktOp).SingleAsync()));
        Assert.Equal(1, await world.ReadAsync(db => db.Audit.CountAsync(r => r.Wat == "AanvraaglinkGeopend")));
    }

    [Fact]
    public async Task Link_Downloads_TheContractAsItWasMade()
    {
        await SubmitAsync();
        var stand = await trip.OpenAsync();

        Assert.Equal(await PdfAsync(), EersteBeheerderTrip.Ok(await Volgen.DownloadAsync(stand.Sessie, CancellationToken.None)).Pdf);
        Assert.Equal(ContractStatus.Gedownload, (await trip.ContractAsync()).Status);
        Assert.Equal([new AanvraaglinkWrong()], (await Volgen.DownloadAsync("geen-sessie", CancellationToken.None)).Refusals);
    }

    [Fact]
    public async Task Link_TooOld_LeadsNowhere()
    {
        await SubmitAsync();
        var code = trip.Code();

        world.Time.SetUtcNow(TestWorld.Begin.AddMonths(AanvraagToegang.GeldigMonths));
        await world.SettleAsync();

        Assert.Equal([new AanvraaglinkWrong()], (await Volgen.BeginAsync(code, EersteBeheerderTrip.Adres, CancellationToken.None)).Refusals);
    }

    [Fact]
    public async Task Link_WrongTooOften_IsShutForThatAddressOnly()
    {
        await SubmitAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal([new AanvraaglinkWrong()], (await Volgen.BeginAsync("AAAAAAAAAAAAAAAAAAAA", "203.0.113.1", CancellationToken.None)).Refusals);
        }

        Assert.IsType<TooManyPogingen>(Assert.Single((await Volgen.BeginAsync(trip.Code(), "203.0.113.1", CancellationToken.None)).Refusals));
        Assert.True((await Volgen.BeginAsync(trip.Code(), "203.0.113.2", CancellationToken.None)).Succeeded);
    }

    [Theory]
    [InlineData("", typeof(Required))]
    [InlineData("123", typeof(NummerOngeldig))]
    [InlineData("12345678", typeof(BedrijfOnbekend))]
    [InlineData("96354429", typeof(BedrijfUitgeschreven))]
    [InlineData("90001354", typeof(BedrijfAdresAfgeschermd))]
    [InlineData("90004973", typeof(HandelsregisterStoring))]
    public async Task Submit_ACompanyThatCannotBe_IsRefused(string nummer, Type refusal)
    {
        var refused = Assert.Single((await trip.SubmitAsync(EersteBeheerderTrip.Formulier(nummer: nummer))).Refusals);

        Assert.Equal((refusal, nameof(EersteBeheerderFormulier.Nummer)), (refused.GetType(), refused.Field));
        Assert.Equal(0, await world.ReadAsync(db => db.Aanvragen.CountAsync()));
    }

    // who has a beheerder asks him. The answer says no more than the name in the register.
    [Theory]
    [InlineData(KoppelingStatus.Actief)]
    [InlineData(KoppelingStatus.Geschorst)]
    public async Task Submit_ACompanyWithABeheerder_IsRefused(KoppelingStatus status)
    {
        var organisatie = Given.Organisatie(EersteBeheerderTrip.Kvk, "Test Stichting Noord");
        var (persoon, middel, _, _) = Given.Gebruiker(organisatie);
        await world.SeedAsync(organisatie, persoon, middel, Given.Koppeling(middel, organisatie, Rol.Beheerder, status));
        world.MayBreak("the beheerder was planted without an aanvraag", "Schorsing", "Audit", "I9");

        Assert.Equal([new BedrijfHeeftBeheerder("Test Stichting Noord") { Field = "Nummer" }], (await trip.SubmitAsync()).Refusals);
    }

    [Fact]
    public async Task Submit_WhileAnotherIsUnderWay_IsRefused()
    {
        await SubmitAsync();

        Assert.Equal([new EersteBeheerderLoopt("Test Stichting Noord") { Field = "Nummer" }], (await trip.SubmitAsync(concept: Given.Id())).Refusals);
    }

    [Fact]
    public async Task Submit_AgainAfterALapse_UsesTheSameOrganisatie()
    {
        await SubmitAsync();
        world.Time.SetUtcNow(new(2026, 6, 4, 8, 0, 0, TimeSpan.Zero));
        await world.SettleAsync();
        var concept = Given.Id();
        await world.SeedAsync(trip.Kopie(concept));

        EersteBeheerderTrip.Ok(await trip.SubmitAsync(concept: concept));
        await world.SettleAsync();

        Assert.Equal((2, 1), (await world.ReadAsync(db => db.Aanvragen.CountAsync()), await world.ReadAsync(db => db.Organisaties.CountAsync())));
    }

    // a vestiging is an organisatie of its own.
    [Fact]
    public async Task Submit_AVestigingsnummer_IsForThatVestiging()
    {
        await SubmitAsync(EersteBeheerderTrip.Formulier(nummer: "000037143557", ondertekenaars: "K. Duck, Bestuurder"));

        Assert.Equal("000037143557", (await KoppelingAsync()).Organisatie.Vestigingsnummer!.Value.Value);
    }

    //
    [Fact]
    public async Task Submit_BelowEh2Plus_IsRefused() =>
        Assert.Contains(new NiveauNotRequestable("EH2") { Field = "Niveau" }, (await trip.SubmitAsync(EersteBeheerderTrip.Formulier("EH2"))).Refusals);

    [Fact]
    public async Task Submit_Nothing_IsRefusedWithEverythingThatIsMissing()
    {
        var fields = (await trip.SubmitAsync(new() { Nummer = EersteBeheerderTrip.Kvk, Voor = nameof(VoorWie.IemandAnders) }, Given.Id())).Refusals.Select(r => r.Field).ToList();

        Assert.Equal(
            ["Niveau", "AanvragerVoornamen", "AanvragerAchternaam", "AanvragerGeboortedatum", "AanvragerEmail", "Voornamen", "Achternaam", "Geboortedatum", "Email", "DocumentType",
                "Documentnummer", "Vervaldatum", "TweedeFactor", "AkkoordTarieven", "AkkoordVerklaring"],
            fields.Distinct());
    }

    //
    [Fact]
    public async Task Submit_WithTooFewSigners_IsRefused() => Assert.Equal(
        [new TeWeinigTekenaars(2) { Field = "Ondertekenaars" }],
        (await trip.SubmitAsync(EersteBeheerderTrip.Formulier("EH3", "69599068", "B. Bolderbast, Voorzitter"))).Refusals);

    [Fact]
    public async Task Submit_WithOtherCostsThanShown_IsRefused()
    {
        var formulier = EersteBeheerderTrip.Formulier();
        formulier.GetoondeKosten = 1m;

        Assert.Equal([new KostenChanged(1m, 19.75m) { Field = "GetoondeKosten" }], (await trip.SubmitAsync(formulier)).Refusals);
    }

    [Fact]
    public async Task Submit_TwoAtTheSameMoment_MakesOne()
    {
        var concept = Given.Id();
        await world.SeedAsync(trip.Kopie(concept));

        var results = await Task.WhenAll(
            Task.Run(async () => (await trip.SubmitAsync()).Succeeded),
            Task.Run(async () => (await trip.SubmitAsync(concept: concept)).Succeeded));
        await world.SettleAsync();

        Assert.Single(results, succeeded => succeeded);
        Assert.Equal((1, 1), (await world.ReadAsync(db => db.Aanvragen.CountAsync()), await world.ReadAsync(db => db.Organisaties.CountAsync())));
    }

    [Fact]
    public async Task Submit_AgainForTheSameDraft_AnswersTheSameAanvraag()
    {
        var first = await trip.SubmitAsync();
        var second = await trip.SubmitAsync();
        await world.SettleAsync();

        Assert.Equal(EersteBeheerderTrip.Ok(first), EersteBeheerderTrip.Ok(second));
    }

    [Fact]
    public async Task Submit_TooOftenFromOneAddress_IsRefusedForAWhile()
    {
        for (var i = 0; i < 10; i++)
        {
            await trip.SubmitAsync(new());
        }

        Assert.IsType<TooManyPogingen>(Assert.Single((await trip.SubmitAsync()).Refusals));
        Assert.True((await trip.SubmitAsync(adres: "203.0.113.20")).Succeeded);
    }

    [Fact]
    public async Task Find_TooOftenFromOneAddress_AsksTheRegisterNoMore()
    {
        var loket = world.Services.GetRequiredService<EersteBeheerderLoket>();
        for (var i = 0; i < 10; i++)
        {
            Assert.True((await loket.FindAsync(EersteBeheerderTrip.Kvk, EersteBeheerderTrip.Adres, CancellationToken.None)).Succeeded);
        }

        Assert.IsType<TooManyPogingen>(Assert.Single((await loket.FindAsync(EersteBeheerderTrip.Kvk, EersteBeheerderTrip.Adres, CancellationToken.None)).Refusals));
    }

    // R-098…R-102: a visitor's copy goes by the same rules, and only with the key of his page.
    [Fact]
    public async Task Upload_ByAVisitor_GoesWithHisAanvraagOnly()
    {
        await SubmitAsync();
        var loket = world.Services.GetRequiredService<EersteBeheerderLoket>();
        var concept = Given.Id();
        var pdf = await PdfAsync();

        EersteBeheerderTrip.Ok(await loket.StoreAsync(loket.UploadSleutel(concept), DocumentZijde.Voorzijde, "voor.pdf", pdf, CancellationToken.None));
        EersteBeheerderTrip.Ok(await loket.StoreAsync(loket.UploadSleutel(concept), DocumentZijde.Beide, "beide.pdf", pdf, CancellationToken.None));

        Assert.Equal(["beide.pdf"], (await loket.ListAsync(concept, CancellationToken.None)).Select(b => b.Bestandsnaam));
        Assert.Equal([new NotAllowed()], (await loket.StoreAsync("geen-sleutel", DocumentZijde.Beide, "beide.pdf", pdf, CancellationToken.None)).Refusals);
        Assert.Equal(new NotAllowed(), loket.RefuseUpload("geen-sleutel", EersteBeheerderTrip.Adres));
        EersteBeheerderTrip.Ok(await loket.RemoveAsync(loket.UploadSleutel(concept), DocumentZijde.Beide, CancellationToken.None));
        Assert.Empty(await loket.ListAsync(concept, CancellationToken.None));
    }

    // While the register is down the signed paper does not lie still: somebody looks himself.
    [Fact]
    public async Task Register_DownWhenThePaperComes_APersonLooks()
    {
        await world.DisposeAsync();
        var storing = new Storing();
        await StartAsync((services, configuration) =>
        {
            Product.Add(services, configuration);
            services.AddSingleton<IHandelsregister>(storing);
        });
        await SubmitAsync();
        storing.IsDown = true;

        EersteBeheerderTrip.Ok(await trip.ReceiveAsync());
        await world.SettleAsync();

        var taak = await world.ReadAsync(db => db.Taken.AsNoTracking().SingleAsync());
        Assert.Equal(TaakSoort.KvkControle, taak.Soort);
        var reviewer = await trip.ReviewerAsync("Eerste");
        EersteBeheerderTrip.Ok(await Beoordeling.ClaimAsync(world.Handeling(reviewer), taak.Id, CancellationToken.None));
        EersteBeheerderTrip.Ok(await Beoordeling.CheckKvkAsync(world.Handeling(reviewer), taak.Id, klopt: true, null, CancellationToken.None));
        await world.SettleAsync();
        await trip.ReviewAsync();
        Assert.Equal(KoppelingStatus.WachtenOpActivatie, (await KoppelingAsync()).Status);
    }

    private async Task StartAsync(Action<IServiceCollection, Microsoft.Extensions.Configuration.IConfiguration> configure)
    {
        world = await TestWorld.CreateAsync(configure);
        trip = new(world);
        await trip.PrepareAsync();
    }

    private async Task SubmitAsync(EersteBeheerderFormulier? formulier = null)
    {
        EersteBeheerderTrip.Ok(await trip.SubmitAsync(formulier));
        await world.SettleAsync();
    }

    private async Task ReceivedAsync(string niveau = "EH2+")
    {
        await SubmitAsync(EersteBeheerderTrip.Formulier(niveau));
        EersteBeheerderTrip.Ok(await trip.ReceiveAsync());
        await world.SettleAsync();
    }

    private async Task<Result<Done>> ReturnAsync(string fase)
    {
        var taak = await OpenTaakAsync(fase);
        var account = await trip.ReviewerAsync(fase);
        EersteBeheerderTrip.Ok(await Beoordeling.ClaimAsync(world.Handeling(account), taak, CancellationToken.None));
        return await world.Services.GetRequiredService<ContractBeoordeling>().ReturnAsync(world.Handeling(account), taak, "De handtekening ontbreekt.", CancellationToken.None);
    }

    private Task<Guid> OpenTaakAsync(string fase) => world.ReadAsync(db => db.Taken.Where(t => t.Fase == fase && t.Status == TaakStatus.Open).Select(t => t.Id).SingleAsync());

    private Task<Aanvraag> AanvraagAsync() => world.ReadAsync(db => db.Aanvragen.AsNoTracking().SingleAsync());

    private Task<Organisatiekoppeling> KoppelingAsync() => world.ReadAsync(db => db.Koppelingen.AsNoTracking().Include(k => k.Organisatie).SingleAsync());

    private Task<List<string>> MailsAsync() => world.ReadAsync(db => db.Verzendingen.Where(v => v.Kanaal == VerzendKanaal.Mail).Select(v => v.Template).Order().ToListAsync());

    private async Task<byte[]> PdfAsync()
    {
        var contract = await trip.ContractAsync();
        return world.Services.GetRequiredService<DocumentKluis>().Decrypt(await world.ReadAsync(db => db.Dossierstukken.AsNoTracking().SingleAsync(s => s.Id == contract.StukId)));
    }

    private async Task AssertEndAsync(AanvraagStatus aanvraag, ContractStatus contract)
    {
        Assert.Equal((aanvraag, contract), ((await AanvraagAsync()).Status, (await trip.ContractAsync()).Status));
        Assert.Equal(InstanceStatus.Finished, await world.ReadAsync(db => db.Instances.Select(i => i.Status).SingleAsync()));
    }

    /// <summary>A register that knows one company, and can be cut off.</summary>
    private sealed class Storing : IHandelsregister
    {
        public bool IsDown { get; set; }

        public Task<Inschrijving?> FindAsync(KvkNummer nummer, CancellationToken ct) => IsDown
            ? Task.FromException<Inschrijving?>(new HandelsregisterWeigertException("The Handelsregister refused the question with 401."))
            : Task.FromResult<Inschrijving?>(new()
            {
                KvkNummer = nummer,
                Naam = "Test Stichting Noord",
                Rechtsvorm = "Stichting",
                Bezoekadres = new("Kerkepad 4", "9799 ST", "Thesinge"),
                Functionarissen = [new("N. Noorman", "Voorzitter", SoortBevoegdheid.AlleenZelfstandig)],
            });

        public Task<Inschrijving?> FindByVestigingAsync(Vestigingsnummer nummer, CancellationToken ct) => Task.FromResult<Inschrijving?>(null);
    }
}
