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
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Layout;
using WeId.Workflows.Features.Organisaties;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that an organisatie which is added with a contract can have (R-139… …A-22).</summary>
public sealed class OrganisatieToevoegenTripTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private OrganisatieToevoegenTrip trip = null!;
    private Beoordelaars beoordelaars = null!;

    public async Task InitializeAsync() => await StartAsync(Product.Add);

    public async Task DisposeAsync() => await world.DisposeAsync();

    //
    [Fact]
    public async Task Approved_ByTwo_MakesHimBeheerderAtOnce()
    {
        await trip.RunAsync();

        var nieuw = await trip.KoppelingAsync();
        Assert.Equal((KoppelingStatus.Actief, Betrouwbaarheidsniveau.Eh3, Rol.Beheerder, OrganisatieStatus.Actief), (nieuw.Status, nieuw.Niveau, nieuw.Rol, nieuw.Organisatie.Status));
        Assert.Equal(new DateOnly(2026, 3, 3), nieuw.Abonnement!.Begin);
        await AssertEndAsync(AanvraagStatus.Afgerond, ContractStatus.Geaccepteerd);
        Assert.Equal(["contract-opgemaakt", "organisatie-toegevoegd"], await MailsAsync());
    }

    [Fact]
    public async Task Submitted_IsInAanvraagAndShownAmongHisOrganisatiesOnly()
    {
        await SubmitAsync();

        var nieuw = await trip.KoppelingAsync();
        Assert.Equal((KoppelingStatus.WachtenOpGoedkeuring, OrganisatieStatus.InAanvraag), (nieuw.Status, nieuw.Organisatie.Status));
        var rijen = await world.Services.GetRequiredService<OrganisatiesQuery>().ListAsync(await trip.ActAsync(), CancellationToken.None);
        Assert.Equal([("Test BV Donald", true), ("Test Stichting Bolderbast", false)], rijen!.Select(r => (r.Naam, r.IsHuidige)));
        var persoon = await world.ReadAsync(db => db.Personen.Select(p => p.Id).SingleAsync());
        Assert.DoesNotContain(await new BeheerdeOrganisaties(Contexts()).ListAsync(persoon, CancellationToken.None), o => o.KvkNummer.Value == OrganisatieToevoegenTrip.Kvk);
    }

    // two of three sign together, and the paper has a block for each of them and for nobody else.
    [Fact]
    public async Task Contract_HasNumberPartiesTariffsAndABlockForEachSigner()
    {
        await SubmitAsync();

        var contract = await trip.DownloadAsync();

        using var document = PdfDocument.Open(contract.Pdf);
        var text = string.Join(' ', document.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
        Assert.Contains("C-2026-000001-1", text);
        Assert.Contains("Test Stichting Bolderbast", text);
        Assert.Contains("EH3", text);
        Assert.Contains("15,13", text);
        Assert.Contains("2 handtekeningen", text);
        Assert.Contains("B. Bolderbast, Voorzitter", text);
        Assert.Contains("P. Penning, Penningmeester", text);
        Assert.DoesNotContain("Schrijver", text);
        Assert.Equal(2, text.Split("Plaats en datum").Length - 1);
    }

    // I11
    [Fact]
    public async Task Contract_DownloadedAgain_IsTheSameToTheByte()
    {
        await SubmitAsync();
        var first = await trip.DownloadAsync();

        world.Time.Advance(TimeSpan.FromDays(3));
        await world.SettleAsync();
        var second = await trip.DownloadAsync();

        Assert.Equal(first.Pdf, second.Pdf);
        Assert.Equal(ContractStatus.Gedownload, (await trip.ContractAsync()).Status);
    }

    //
    [Fact]
    public async Task Submitted_KeepsVersionAndTimeOfTheConsents()
    {
        await SubmitAsync();

        var gegevens = AanvraagGegevens.Read<OrganisatieToevoegenGegevens>(await world.ReadAsync(db => db.Aanvragen.SingleAsync()));
        Assert.Equal((OrganisatieToevoegenGegevens.Toestemmingen, TestWorld.Begin), (gegevens.ToestemmingVersie, gegevens.ToestemmingOp));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rejected_InEitherStage_LeavesNothingToSee(int stages)
    {
        await ReceivedAsync();
        await beoordelaars.ReviewAsync(approve: false, stages);

        Assert.Equal(KoppelingStatus.Afgekeurd, (await trip.KoppelingAsync()).Status);
        await AssertEndAsync(AanvraagStatus.Afgekeurd, ContractStatus.Afgewezen);
        Assert.Equal(["afwijzing", "contract-opgemaakt"], await MailsAsync());
        Assert.Single((await world.Services.GetRequiredService<OrganisatiesQuery>().ListAsync(await trip.ActAsync(), CancellationToken.None))!);
    }

    // §2.5
    [Fact]
    public async Task Review_ShowsWhatTheRegisterSaysOfTheSigners()
    {
        await ReceivedAsync();

        var controles = Controles.Read(await world.ReadAsync(db => db.Aanvragen.Select(a => a.Controles).SingleAsync()));
        Assert.Equal(
            [new("KvkInschrijving", true, "Test Stichting Bolderbast (KvK 69599068), Stichting"), new("TekenaarSamen", true, "B. Bolderbast, Voorzitter"), new("TekenaarSamen", true, "P. Penning, Penningmeester"), new("Handtekeningen", true, "2")],
            controles);
    }

    // A legal person signs by somebody whom only a person can look up.
    [Fact]
    public async Task Review_OfALegalPersonAsSigner_AsksForAPerson()
    {
        await trip.DraftAsync(OrganisatieToevoegenTrip.Formulier("42264003", "EH3", "Test Bestuur BV, Bestuurder"));
        await SubmitAsync(draft: false);
        Assert.True((await trip.ReceiveAsync()).Succeeded);
        await world.SettleAsync();

        var controles = Controles.Read(await world.ReadAsync(db => db.Aanvragen.Select(a => a.Controles).SingleAsync()));
        Assert.Contains(new Controle("TekenaarRechtspersoon", false, "Test Bestuur BV"), controles);
    }

    // §5.6
    [Theory]
    [InlineData("Eerste")]
    [InlineData("Tweede")]
    public async Task Incomplete_GetsANewPrintAndTheWaitBeginsAgain(string fase)
    {
        await ReceivedAsync();
        if (fase == "Tweede")
        {
            await beoordelaars.ReviewAsync(stages: 1);
        }

        world.Time.Advance(TimeSpan.FromDays(2));
        await ReturnAsync(fase);

        var contract = await trip.ContractAsync();
        Assert.Equal(("C-2026-000001-2", ContractStatus.Opgemaakt, new DateOnly(2026, 6, 5)), (contract.Nummer, contract.Status, contract.Uiterlijk));
        Assert.Equal(["contract-onvolledig", "contract-opgemaakt"], await MailsAsync());
        world.Time.Advance(TimeSpan.FromDays(2));
        Assert.True((await trip.ReceiveAsync()).Succeeded);
        await world.SettleAsync();
        await beoordelaars.ReviewAsync();
        Assert.Equal(KoppelingStatus.Actief, (await trip.KoppelingAsync()).Status);
        await AssertEndAsync(AanvraagStatus.Afgerond, ContractStatus.Geaccepteerd);
    }

    [Fact]
    public async Task Incomplete_WithoutAReason_IsRefused()
    {
        await ReceivedAsync();

        Assert.Equal([new Required { Field = "toelichting" }], (await TryReturnAsync("Eerste", "  ")).Refusals);
        Assert.Equal(ContractStatus.Ontvangen, (await trip.ContractAsync()).Status);
    }

    // §5.6: only the newest print counts.
    [Fact]
    public async Task Receive_AnOlderPrint_IsToldSo()
    {
        await ReceivedAsync();
        var old = await trip.ContractAsync();
        await ReturnAsync("Eerste");

        Assert.Equal([new ContractIsVervangen("C-2026-000001-1", "C-2026-000001-2")], (await TryReceiveAgainAsync(old)).Refusals);
        var found = await Ontvangst().FindAsync(world.Handeling(await trip.PostkamerAsync()), " c-2026-000001-1 ", CancellationToken.None);
        Assert.Equal([new ContractIsVervangen("C-2026-000001-1", "C-2026-000001-2") { Field = "nummer" }], found.Refusals);
    }

    [Theory]
    [InlineData("", typeof(Required))]
    [InlineData("C-2026-999999-1", typeof(ContractOnbekend))]
    public async Task Find_ANumberThatIsNone_IsRefused(string nummer, Type refusal)
    {
        await SubmitAsync();

        Assert.Equal(refusal, Assert.Single((await Ontvangst().FindAsync(world.Handeling(await trip.PostkamerAsync()), nummer, CancellationToken.None)).Refusals).GetType());
    }

    [Fact]
    public async Task Receive_ByABeheerder_IsRefused()
    {
        await SubmitAsync();
        var contract = await trip.ContractAsync();

        Assert.Equal([new NotAllowed()], (await Ontvangst().RegisterAsync(await trip.ActAsync(), contract.Id, "scan.pdf", new byte[] { 1 }, CancellationToken.None)).Refusals);
        Assert.Equal([new NotAllowed()], (await Ontvangst().FindAsync(await trip.ActAsync(), contract.Nummer, CancellationToken.None)).Refusals);
    }

    [Fact]
    public async Task Receive_Twice_IsRefused()
    {
        await ReceivedAsync();

        Assert.Equal([new ContractNietVerwacht("C-2026-000001-1", ContractStatus.Ontvangen)], (await TryReceiveAgainAsync(await trip.ContractAsync())).Refusals);
    }

    //
    [Fact]
    public async Task NoPaper_IsRemindedThreeTimesAndLapsesAfterThreeMonths()
    {
        await SubmitAsync();
        var seen = new List<DateOnly>();
        for (var day = new DateOnly(2026, 3, 4); day <= new DateOnly(2026, 6, 4); day = day.AddDays(1))
        {
            var before = (await MailsAsync()).Count;
            world.Time.SetUtcNow(Domain.Tijd.AmsterdamTime.StartOf(day).AddHours(12));
            await world.SettleAsync();
            if ((await MailsAsync()).Count > before)
            {
                seen.Add(day);
            }
        }

        Assert.Equal([new(2026, 3, 17), new(2026, 4, 2), new(2026, 5, 2), new(2026, 6, 4)], seen);
        Assert.Equal(["contract-herinnering", "contract-herinnering", "contract-herinnering", "contract-opgemaakt", "contract-vervallen"], await MailsAsync());
        Assert.Equal(KoppelingStatus.Afgekeurd, (await trip.KoppelingAsync()).Status);
        await AssertEndAsync(AanvraagStatus.Vervallen, ContractStatus.Vervallen);
        Assert.Single((await world.Services.GetRequiredService<OrganisatiesQuery>().ListAsync(await trip.ActAsync(), CancellationToken.None))!);
        Assert.Equal([new ContractNietVerwacht("C-2026-000001-1", ContractStatus.Vervallen)], (await trip.ReceiveAsync()).Refusals);
    }

    // the last day counts whole, in Amsterdam.
    [Fact]
    public async Task Paper_OnTheLastEvening_IsInTime()
    {
        await SubmitAsync();
        world.Time.SetUtcNow(new(2026, 6, 3, 21, 59, 0, TimeSpan.Zero));
        await world.SettleAsync();

        Assert.True((await trip.ReceiveAsync()).Succeeded);
        await world.SettleAsync();
    }

    [Fact]
    public async Task Paper_AtTheSameMomentAsTheDeadline_EndsAsOneOfTheTwo()
    {
        await SubmitAsync();
        world.Time.SetUtcNow(new(2026, 6, 3, 22, 0, 0, TimeSpan.Zero));

        var settling = Task.Run(world.SettleAsync);
        var received = await Task.Run(() => trip.ReceiveAsync());
        await settling;
        await world.SettleAsync();

        Assert.Equal(received.Succeeded ? ContractStatus.Ontvangen : ContractStatus.Vervallen, (await trip.ContractAsync()).Status);
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

        var aanvraag = await world.ReadAsync(db => db.Aanvragen.Select(a => a.Id).SingleAsync());
        Assert.True((await world.Services.GetRequiredService<AanvraagIntrekken>().RunAsync(await trip.ActAsync(), aanvraag, CancellationToken.None)).Succeeded);
        await world.SettleAsync();

        Assert.Equal(KoppelingStatus.Afgekeurd, (await trip.KoppelingAsync()).Status);
        Assert.Equal((AanvraagStatus.Ingetrokken, ContractStatus.Vervallen), (await StatusAsync(), (await trip.ContractAsync()).Status));
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Status == TaakStatus.Open)));
        Assert.Equal([new NotAllowed()], (await world.Services.GetRequiredService<ContractInzage>().DownloadAsync(await trip.ActAsync(), aanvraag, CancellationToken.None)).Refusals);
    }

    [Fact]
    public async Task AskedAgain_AfterALapse_UsesTheSameOrganisatie()
    {
        await SubmitAsync();
        world.Time.SetUtcNow(new(2026, 6, 4, 8, 0, 0, TimeSpan.Zero));
        await world.SettleAsync();

        await trip.DraftAsync();
        Assert.True((await trip.SubmitAsync("opnieuw")).Succeeded);
        await world.SettleAsync();

        Assert.Equal(2, await world.ReadAsync(db => db.Organisaties.CountAsync()));
    }

    // Without a middel that works it would give him something with which he cannot sign in.
    [Fact]
    public async Task OpzeggingOfHisLastMiddel_WithdrawsIt()
    {
        await SubmitAsync();
        var handeling = await trip.ActAsync();
        var eigen = await world.ReadAsync(db => db.Koppelingen.Where(k => k.Status == KoppelingStatus.Actief).Select(k => k.Id).SingleAsync());

        var opgezegd = await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(handeling, new(eigen, OpzegMoment.PerDirect, null, [], [await world.ReadAsync(db => db.Koppelingen.Where(k => k.Id == eigen).Select(k => k.OrganisatieId).SingleAsync())]), CancellationToken.None);
        Assert.True(opgezegd.Succeeded, string.Join(", ", opgezegd.Refusals));
        await world.SettleAsync();

        Assert.Equal(AanvraagStatus.Ingetrokken, await world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == "organisatie-toevoegen").Select(a => a.Status).SingleAsync()));
        Assert.Equal(ContractStatus.Vervallen, (await trip.ContractAsync()).Status);
    }

    //
    [Theory]
    [InlineData("", typeof(Required))]
    [InlineData("123", typeof(NummerOngeldig))]
    [InlineData("12345678", typeof(BedrijfOnbekend))]
    [InlineData("96354429", typeof(BedrijfUitgeschreven))]
    [InlineData("90001354", typeof(BedrijfAdresAfgeschermd))]
    [InlineData("90004973", typeof(HandelsregisterStoring))]
    [InlineData("68750110", typeof(OrganisatieIsAlVanU))]
    public async Task Submit_ACompanyThatCannotBeAdded_IsRefused(string nummer, Type refusal)
    {
        await trip.DraftAsync(OrganisatieToevoegenTrip.Formulier(nummer));

        var refused = Assert.Single((await trip.SubmitAsync("toevoegen")).Refusals);

        Assert.Equal((refusal, nameof(OrganisatieToevoegenFormulier.Nummer)), (refused.GetType(), refused.Field));
        Assert.Equal(0, await world.ReadAsync(db => db.Aanvragen.CountAsync()));
    }

    [Fact]
    public async Task Submit_WhatHeHasAskedForAlready_IsRefused()
    {
        await SubmitAsync();
        await trip.DraftAsync();

        Assert.Equal([new OrganisatieIsAlVanU("Test Stichting Bolderbast") { Field = "Nummer" }], (await trip.SubmitAsync("nog een keer")).Refusals);
    }

    // a vestiging is an organisatie of its own, with the name of the vestiging.
    [Fact]
    public async Task Submit_AVestigingsnummer_AddsTheVestiging()
    {
        await trip.DraftAsync(OrganisatieToevoegenTrip.Formulier("000037143557", "EH3", "K. Duck, Bestuurder"));

        Assert.True((await trip.SubmitAsync("toevoegen")).Succeeded);
        await world.SettleAsync();

        var organisatie = (await world.ReadAsync(db => db.Organisaties.ToListAsync())).Single(o => o.Vestigingsnummer is not null);
        Assert.Equal(("68727720", "000037143557"), (organisatie.KvkNummer.Value, organisatie.Vestigingsnummer!.Value.Value));
    }

    // the level is at most his own.
    [Fact]
    public async Task Submit_AboveHisOwnLevel_IsRefused()
    {
        await trip.DraftAsync(OrganisatieToevoegenTrip.Formulier("90000102", "EH4", "N. Noorman, Voorzitter"));

        Assert.Equal([new NiveauAboveOwn("EH4", "EH3") { Field = "Niveau" }], (await trip.SubmitAsync("toevoegen")).Refusals);
    }

    //
    [Fact]
    public async Task Submit_WithTooFewSignersAndOneConsent_IsRefusedWithBoth()
    {
        var formulier = OrganisatieToevoegenTrip.Formulier(ondertekenaars: "B. Bolderbast, Voorzitter");
        formulier.AkkoordVerklaring = false;
        await trip.DraftAsync(formulier);

        Assert.Equal(
            [new TeWeinigTekenaars(2) { Field = "Ondertekenaars" }, new ToestemmingMissing { Field = "AkkoordVerklaring" }],
            (await trip.SubmitAsync("toevoegen")).Refusals);
    }

    [Fact]
    public async Task Submit_SomebodyWhoIsNoFunctionaris_IsRefused()
    {
        await trip.DraftAsync(OrganisatieToevoegenTrip.Formulier("90000102", "EH3", "J. Bedacht, Directeur"));

        Assert.Contains(new TekenaarMagNiet("J. Bedacht, Directeur") { Field = "Ondertekenaars" }, (await trip.SubmitAsync("toevoegen")).Refusals);
    }

    [Fact]
    public async Task Submit_WithOtherCostsThanShown_IsRefused()
    {
        var formulier = OrganisatieToevoegenTrip.Formulier();
        formulier.GetoondeKosten = 1m;
        await trip.DraftAsync(formulier);

        Assert.Equal([new KostenChanged(1m, 12.50m) { Field = "GetoondeKosten" }], (await trip.SubmitAsync("toevoegen")).Refusals);
    }

    [Fact]
    public async Task Submit_TwiceAtTheSameMoment_MakesOne()
    {
        await trip.DraftAsync();

        var results = await Task.WhenAll(
            Task.Run(async () => (await trip.SubmitAsync("een")).Succeeded),
            Task.Run(async () => (await trip.SubmitAsync("twee")).Succeeded));
        await world.SettleAsync();

        Assert.Single(results, succeeded => succeeded);
        Assert.Equal((1, 2), (await world.ReadAsync(db => db.Aanvragen.CountAsync()), await world.ReadAsync(db => db.Organisaties.CountAsync())));
    }

    [Fact]
    public async Task Submit_AgainWithTheSameId_AnswersTheSameAanvraag()
    {
        await trip.DraftAsync();

        var first = await trip.SubmitAsync("toevoegen");
        var second = await trip.SubmitAsync("toevoegen");
        await world.SettleAsync();

        Assert.Equal(first.Value, second.Value);
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

        Assert.True((await trip.ReceiveAsync()).Succeeded);
        await world.SettleAsync();

        Assert.Equal([TaakSoort.KvkControle], await world.ReadAsync(db => db.Taken.Select(t => t.Soort).ToListAsync()));
    }

    private IDbContextFactory<WeIdDbContext> Contexts() => world.Services.GetRequiredService<IDbContextFactory<WeIdDbContext>>();

    private ContractOntvangst Ontvangst() => world.Services.GetRequiredService<ContractOntvangst>();

    private async Task StartAsync(Action<IServiceCollection, Microsoft.Extensions.Configuration.IConfiguration> configure)
    {
        world = await TestWorld.CreateAsync(configure);
        trip = new(world);
        beoordelaars = new(world);
        await trip.PrepareAsync();
    }

    private async Task SubmitAsync(bool draft = true)
    {
        if (draft)
        {
            await trip.DraftAsync();
        }

        var result = await trip.SubmitAsync("toevoegen");
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task ReceivedAsync()
    {
        await SubmitAsync();
        var result = await trip.ReceiveAsync();
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task<Result<Guid>> TryReceiveAgainAsync(Contract contract)
    {
        var scan = world.Services.GetRequiredService<DocumentKluis>().Decrypt(
            await world.ReadAsync(db => db.Dossierstukken.AsNoTracking().SingleAsync(s => s.Id == contract.StukId)));
        return await Ontvangst().RegisterAsync(world.Handeling(await trip.PostkamerAsync()), contract.Id, "scan.pdf", scan, CancellationToken.None);
    }

    private async Task ReturnAsync(string fase)
    {
        var result = await TryReturnAsync(fase, "De handtekening van de penningmeester ontbreekt.");
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task<Result<Done>> TryReturnAsync(string fase, string toelichting)
    {
        var taak = await world.ReadAsync(db => db.Taken.SingleAsync(t => t.Fase == fase && t.Status == TaakStatus.Open));
        var account = (await Beoordelaars.AccountsAsync(world))[fase == "Eerste" ? 0 : 1];
        var beoordeling = world.Services.GetRequiredService<Features.Beoordeling.BeoordelingService>();
        Assert.True((await beoordeling.ClaimAsync(world.Handeling(account), taak.Id, CancellationToken.None)).Succeeded);
        return await world.Services.GetRequiredService<ContractBeoordeling>().ReturnAsync(world.Handeling(account), taak.Id, toelichting, CancellationToken.None);
    }

    private Task<List<string>> MailsAsync() => world.ReadAsync(db => db.Verzendingen.Where(v => v.Kanaal == VerzendKanaal.Mail).Select(v => v.Template).Order().ToListAsync());

    private Task<AanvraagStatus> StatusAsync() => world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync());

    private async Task AssertEndAsync(AanvraagStatus aanvraag, ContractStatus contract)
    {
        Assert.Equal((aanvraag, contract), (await StatusAsync(), (await trip.ContractAsync()).Status));
        Assert.Equal(InstanceStatus.Finished, await world.ReadAsync(db => db.Instances.Select(i => i.Status).SingleAsync()));
    }

    /// <summary>A register that knows one company, and can be cut off.</summary>
    private sealed class Storing : IHandelsregister
    {
        private static readonly Inschrijving Bolderbast = new()
        {
            KvkNummer = KvkNummer.Parse(OrganisatieToevoegenTrip.Kvk),
            Naam = "Test Stichting Bolderbast",
            Rechtsvorm = "Stichting",
            Bezoekadres = new("Oosterwal 2", "8821 XB", "Lollum"),
            Functionarissen = [new("B. Bolderbast", "Voorzitter", SoortBevoegdheid.Gezamenlijk), new("P. Penning", "Penningmeester", SoortBevoegdheid.Gezamenlijk)],
        };

        public bool IsDown { get; set; }

        public Task<Inschrijving?> FindAsync(KvkNummer nummer, CancellationToken ct) => IsDown
            ? Task.FromException<Inschrijving?>(new HandelsregisterWeigertException("The Handelsregister refused the question with 401."))
            : Task.FromResult<Inschrijving?>(Bolderbast);

        public Task<Inschrijving?> FindByVestigingAsync(Vestigingsnummer nummer, CancellationToken ct) => Task.FromResult<Inschrijving?>(null);
    }
}
