using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Gebruikers;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that an upgrade can have (R-181… ).</summary>
public sealed class UpgradenTripTests : IAsyncLifetime
{
    private static readonly DateOnly Uiterlijk = new(2026, 4, 2);

    private TestWorld world = null!;
    private UpgradenTrip trip = null!;
    private Beoordelaars beoordelaars = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        beoordelaars = new(world);
        await trip.PrepareAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    // the old level holds until the new one is activated; the abonnement is replaced at the approval.
    [Fact]
    public async Task Approved_OldLevelHoldsAndTheUserIsInvited()
    {
        await SubmitAsync(f => f.Korting3Jarig = true);
        await beoordelaars.ReviewAsync();

        var koppeling = await trip.KoppelingAsync("Zwart");
        var upgrade = await UpgradeAsync();
        Assert.Equal((KoppelingStatus.Actief, Betrouwbaarheidsniveau.Eh2Plus, Betrouwbaarheidsniveau.Eh2Plus), (koppeling.Status, koppeling.Niveau, koppeling.EhMiddel.Niveau));
        Assert.Equal((KoppelingStatus.WachtenOpActivatie, Uiterlijk), (upgrade.Status, upgrade.UiterlijkActiverenOp!.Value));
        Assert.Equal((AbonnementDuur.DrieJaar, new DateOnly(2026, 3, 3)), (koppeling.Abonnement!.Duur, koppeling.Abonnement.Begin));
        Assert.Equal((AbonnementDuur.EenJaar, new DateOnly(2026, 2, 26)), (upgrade.VervangenAbonnement!.Duur, upgrade.VervangenAbonnement.Begin));
        Assert.True(await IsLockedAsync());

        // from EH3 on by mail.
        Assert.Equal(VerzendKanaal.Mail, await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "activatiebrief").Select(v => v.Kanaal).SingleAsync()));
    }

    // nothing of the account changes.
    [Fact]
    public async Task Activated_WithTheExistingAccount_TheNewLevelHolds()
    {
        var before = await AccountAsync("Zwart");

        await trip.RunAsync();

        var koppeling = await trip.KoppelingAsync("Zwart");
        Assert.Equal((Betrouwbaarheidsniveau.Eh3, Betrouwbaarheidsniveau.Eh3, TweedeFactor.Sms), (koppeling.Niveau, koppeling.EhMiddel.Niveau, koppeling.EhMiddel.TweedeFactor));
        var after = await AccountAsync("Zwart");
        Assert.Equal((before.Id, before.UserName, before.PasswordHash), (after.Id, after.UserName, after.PasswordHash));
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        await AssertEndAsync(AanvraagStatus.Afgerond, KoppelingStatus.Actief);
    }

    // another role, another organisatie, in the same aanvraag.
    [Fact]
    public async Task Activated_WithAnotherOrganisatieAndRole_HoldsInBoth()
    {
        var tweede = await trip.OrganisatieAsync("90004760");
        await SubmitAsync(f =>
        {
            f.Rol = nameof(Rol.Beheerder);
            f.Organisaties = [tweede];
        });
        Assert.Equal(KoppelingStatus.WachtenOpGoedkeuring, (await InTweedeAsync())!.Status);
        await beoordelaars.ReviewAsync();
        Assert.Equal(KoppelingStatus.WachtenOpActivatie, (await InTweedeAsync())!.Status);
        Assert.Equal(Rol.Gebruiker, (await trip.KoppelingAsync("Zwart")).Rol);

        await trip.ActivateAsync("Zwart");
        await world.SettleAsync();

        Assert.Equal(Rol.Beheerder, (await trip.KoppelingAsync("Zwart")).Rol);
        var ander = await InTweedeAsync();
        Assert.Equal((KoppelingStatus.Actief, Betrouwbaarheidsniveau.Eh3, Rol.Beheerder), (ander!.Status, ander.Niveau, ander.Rol));
    }

    // A koppeling that he has already in another organisatie of the beheerder gets the level too.
    [Fact]
    public async Task Activated_WhereTheBeheerderMayAskForIt_TheLevelHoldsInOtherOrganisatiesToo()
    {
        var (koppeling, tweede) = (await trip.KoppelingAsync("Zwart"), await trip.OrganisatieAsync("90004760"));
        await world.SeedAsync(Given.Koppeling(koppeling.EhMiddel, await OrganisatieAsync(tweede), Rol.Gebruiker, KoppelingStatus.Actief));
        var elders = Given.Organisatie("90000102", "Elders BV");
        await world.SeedAsync(elders, Given.Koppeling(koppeling.EhMiddel, elders, Rol.Gebruiker, KoppelingStatus.Actief));

        await trip.RunAsync();

        Assert.Equal(Betrouwbaarheidsniveau.Eh3, (await InTweedeAsync())!.Niveau);
        Assert.Equal(Betrouwbaarheidsniveau.Eh2Plus, await world.ReadAsync(db => db.Koppelingen.Where(k => k.OrganisatieId == elders.Id).Select(k => k.Niveau).SingleAsync()));
    }

    // a middel of the legacy level gets a second factor, and signs in without it until then.
    [Fact]
    public async Task Legacy_GetsASecondFactorWithTheActivation()
    {
        var (conceptId, document) = await trip.DocumentAsync("Wit");
        await OkAsync(trip.SubmitAsync("Wit", "EH2+", f => { document(f); f.TweedeFactor = nameof(TweedeFactor.Sms); f.Mobiel = "0687654321"; }, conceptId: conceptId));
        await beoordelaars.ReviewAsync();

        Assert.Null((await trip.KoppelingAsync("Wit")).EhMiddel.TweedeFactor);
        // EH2+ by post.
        Assert.Equal(VerzendKanaal.Post, await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "activatiebrief").Select(v => v.Kanaal).SingleAsync()));

        await trip.ActivateAsync("Wit");
        await world.SettleAsync();

        var middel = (await trip.KoppelingAsync("Wit")).EhMiddel;
        Assert.Equal((Betrouwbaarheidsniveau.Eh2Plus, TweedeFactor.Sms, "+31687654321"), (middel.Niveau, middel.TweedeFactor, middel.Persoon.Mobiel!.Value.Value));
        Assert.Equal("345", middel.Persoon.Document!.LaatsteDrie);
        Assert.True((await AccountAsync("Wit")).TwoFactorEnabled);
        await AssertEndAsync(AanvraagStatus.Afgerond, KoppelingStatus.Actief);
    }

    // …R-171: only the mutatie goes.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rejected_InEitherStage_LeavesTheMiddelAsItWas(int stages)
    {
        var tweede = await trip.OrganisatieAsync("90004760");
        await SubmitAsync(f => f.Organisaties = [tweede]);
        await beoordelaars.ReviewAsync(approve: false, stages);

        await AssertUnchangedAsync();
        await AssertEndAsync(AanvraagStatus.Afgekeurd, KoppelingStatus.Afgekeurd);
        Assert.Equal(KoppelingStatus.Afgekeurd, (await InTweedeAsync())!.Status);
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "afwijzing")));
        await OkAsync(trip.SubmitAsync("Zwart", "EH3", operation: "nog een keer"));
    }

    [Fact]
    public async Task Aanvulling_DoesNotCome_LeavesTheMiddelAsItWas()
    {
        await SubmitAsync();
        await new Aanvuller(world).AskAsync("Eerste");
        await world.SettleAsync();

        world.Time.Advance(TimeSpan.FromDays(15));
        await world.SettleAsync();

        await AssertUnchangedAsync();
        await AssertEndAsync(AanvraagStatus.Vervallen, KoppelingStatus.Afgekeurd);
    }

    [Fact]
    public async Task Aanvulling_IsGiven_TheReviewGoesOn()
    {
        await SubmitAsync();
        var aanvuller = new Aanvuller(world);
        await aanvuller.AskAsync("Eerste");
        await world.SettleAsync();
        await aanvuller.AnswerAsync("Hij werkt nu voor de hele groep.");
        await world.SettleAsync();

        await beoordelaars.ReviewAsync();

        Assert.Equal(KoppelingStatus.WachtenOpActivatie, (await UpgradeAsync()).Status);
    }

    [Fact]
    public async Task Withdrawn_BeforeTheDecision_LeavesTheMiddelAsItWas()
    {
        await SubmitAsync();
        var aanvraag = await world.ReadAsync(db => db.Aanvragen.SingleAsync());

        await OkAsync(world.Services.GetRequiredService<AanvraagIntrekken>().RunAsync(await ActAsync(), aanvraag.Id, CancellationToken.None));

        await AssertUnchangedAsync();
        await AssertEndAsync(AanvraagStatus.Ingetrokken, KoppelingStatus.Afgekeurd, InstanceStatus.Canceled);
    }

    // reminded on days 7, 14 and 25, expired after day 30; the old level stays, and a new uitnodiging is possible.
    [Fact]
    public async Task NotActivated_ExpiresWithReminders_AndCanBeInvitedAgain()
    {
        await SubmitAsync();
        await beoordelaars.ReviewAsync();
        var old = (await trip.ActiveringAsync("Zwart")).ActivatieCode()!;

        foreach (var dag in new[] { 7, 14, 25, 31 })
        {
            world.Time.SetUtcNow(TestWorld.Begin.AddDays(dag));
            await world.SettleAsync();
        }

        Assert.Equal(3, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "herinnering-activatie")));
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "beheerder-herinnering")));
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "activatie-verlopen")));
        Assert.Equal(KoppelingStatus.ActivatieVerlopen, (await UpgradeAsync()).Status);
        await AssertUnchangedAsync();

        await OkAsync(InviteAsync());

        Assert.Equal((KoppelingStatus.WachtenOpActivatie, new DateOnly(2026, 5, 3)), ((await UpgradeAsync()).Status, (await UpgradeAsync()).UiterlijkActiverenOp!.Value));
        Assert.True(await IsLockedAsync());
        Assert.False((await world.Services.GetRequiredService<ActivatieService>().BeginAsync(old, "192.0.2.1", CancellationToken.None)).Succeeded);
        await trip.ActivateAsync("Zwart");
        await world.SettleAsync();
        await AssertEndAsync(AanvraagStatus.Afgerond, KoppelingStatus.Actief);
    }

    //
    [Fact]
    public async Task Expired_InvitedByLetter_CostsWhatWasShown()
    {
        await ExpireAsync();

        Assert.Contains(new BriefKostenNotAccepted(17.50m) { Field = "akkoordKosten" }, (await InviteAsync(UitnodigingKanaal.Brief)).Refusals);
        await OkAsync(InviteAsync(UitnodigingKanaal.Brief, 17.50m));

        Assert.Equal(VerzendKanaal.Post, await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "activatiebrief").OrderByDescending(v => v.AangemaaktOp).Select(v => v.Kanaal).FirstAsync()));
    }

    // who has a middel that works changes his address himself.
    [Fact]
    public async Task Expired_InvitedAtAnotherAddress_IsRefused()
    {
        await ExpireAsync();

        Assert.Equal([new KnownDataNotChangeable { Field = "nieuwEmail" }], (await InviteAsync(email: "ander@example.nl")).Refusals);
    }

    // it locks no more, so that another mutatie is possible; as long as that one lasts, no new uitnodiging.
    [Fact]
    public async Task Expired_WhileAnotherMutatieIsInBehandeling_IsNotInvitedAgain()
    {
        await ExpireAsync();
        await OkAsync(CoupleAsync("koppelen"));

        Assert.Equal([new MutatieInBehandeling()], (await InviteAsync()).Refusals);
    }

    [Fact]
    public async Task Expired_AskedForAnotherOne_MakesRoomForIt()
    {
        await ExpireAsync();

        await OkAsync(trip.SubmitAsync("Zwart", "EH4"));

        Assert.Equal(
            [AanvraagStatus.Ingetrokken, AanvraagStatus.InBeoordeling],
            await world.ReadAsync(db => db.Aanvragen.OrderBy(a => a.Nummer).Select(a => a.Status).ToListAsync()));
        Assert.Equal([KoppelingStatus.Beeindigd, KoppelingStatus.WachtenOpGoedkeuring], await world.ReadAsync(db => db.Upgrades.OrderBy(u => u.Id).Select(u => u.Status).ToListAsync()));
    }

    //
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpzeggingPerDirect_WithdrawsIt(bool approved)
    {
        await SubmitAsync();
        if (approved)
        {
            await beoordelaars.ReviewAsync();
        }

        await EndAsync(OpzegMoment.PerDirect, null);

        Assert.Equal(AanvraagStatus.Ingetrokken, await world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == "upgrade").Select(a => a.Status).SingleAsync()));
        Assert.Equal(approved ? KoppelingStatus.Beeindigd : KoppelingStatus.Afgekeurd, (await UpgradeAsync()).Status);
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Status == TaakStatus.Open)));
        Assert.False(await IsLockedAsync());
    }

    [Fact]
    public async Task Submit_WhileTheEndIsPlanned_IsRefused()
    {
        await EndAsync(OpzegMoment.OpDatum, new(2026, 3, 31));

        Assert.Equal([new OpzeggingLoopt(new(2026, 3, 31))], (await trip.SubmitAsync("Zwart", "EH3")).Refusals);
    }

    // of two mutaties at the same moment one wins, whatever their types.
    [Fact]
    public async Task Submit_AtTheSameMomentAsAnotherMutatie_OneIsMade()
    {
        var results = await Task.WhenAll(
            Task.Run(async () => (await trip.SubmitAsync("Zwart", "EH3")).Succeeded),
            Task.Run(async () => (await CoupleAsync("tegelijk")).Succeeded));
        await world.SettleAsync();

        Assert.Single(results, succeeded => succeeded);
        Assert.Equal(1, await world.ReadAsync(db => db.Aanvragen.CountAsync()));
        Assert.Contains(new MutatieInBehandeling(), (await trip.SubmitAsync("Zwart", "EH3", operation: "later")).Refusals);
    }

    // at his approval nobody who may ask for it asks any more.
    [Fact]
    public async Task Approved_AfterTheAanvragerLeft_IsRefused()
    {
        await using (var db = world.NewContext())
        {
            var koppeling = await db.Koppelingen.SingleAsync(k => k.EhMiddel.Persoon.Achternaam == "Zwart");
            db.Entry(koppeling).Property(k => k.Rol).CurrentValue = Rol.Beheerder;
            await db.SaveChangesAsync();
        }

        await SubmitAsync();
        await beoordelaars.ReviewAsync(stages: 1);
        await EndBeheerderAsync();

        Assert.Equal([new AanvragerNoBeheerder("Test BV Donald")], (await beoordelaars.TryApproveAsync()).Refusals);
    }

    // the beheerders who were there at the submission have left, so he stays one.
    [Fact]
    public async Task Activated_AsTheLastBeheerder_HeStaysBeheerder()
    {
        await using (var db = world.NewContext())
        {
            var koppeling = await db.Koppelingen.SingleAsync(k => k.EhMiddel.Persoon.Achternaam == "Zwart");
            db.Entry(koppeling).Property(k => k.Rol).CurrentValue = Rol.Beheerder;
            await db.SaveChangesAsync();
        }

        await SubmitAsync(f => f.Rol = nameof(Rol.Gebruiker));
        await beoordelaars.ReviewAsync();
        await EndBeheerderAsync();
        await trip.ActivateAsync("Zwart");
        await world.SettleAsync();

        Assert.Equal((Rol.Beheerder, Betrouwbaarheidsniveau.Eh3), ((await trip.KoppelingAsync("Zwart")).Rol, (await trip.KoppelingAsync("Zwart")).Niveau));
    }

    // He cannot choose another account on the way, and not go on with a wrong one.
    [Fact]
    public async Task Activation_WithAnotherAccountOrAWrongWachtwoord_IsRefused()
    {
        await SubmitAsync();
        await beoordelaars.ReviewAsync();
        var activering = await trip.ActiveringAsync("Zwart");
        var service = world.Services.GetRequiredService<ActivatieService>();
        var stand = (await service.BeginAsync(activering.ActivatieCode()!, "203.0.113.7", CancellationToken.None)).Value!;
        await activering.RunAsync(steps: 1);
        stand = (await service.StandAsync(stand.Sessie, CancellationToken.None)).Value!;
        var naam = (await AccountAsync("Zwart")).UserName!;

        Assert.Equal((ActivatieStap.Account, true, false), (stand.Stap, stand.IsUpgrade, stand.IsFactorNieuw));
        Assert.Equal([new StepOutOfOrder()], (await service.ChooseAccountAsync(stand.Sessie, "iemand.anders", "een-lang-wachtwoord-1", CancellationToken.None)).Refusals);
        Assert.Equal([new AccountWrong { Field = "wachtwoord" }], (await service.ProveAccountAsync(stand.Sessie, naam, "verkeerd", CancellationToken.None)).Refusals);
        Assert.Equal([new AccountWrong { Field = "wachtwoord" }], (await service.ProveAccountAsync(stand.Sessie, "iemand.anders", UpgradenTrip.Wachtwoord, CancellationToken.None)).Refusals);
        for (var i = 2; i < 10; i++)
        {
            await service.ProveAccountAsync(stand.Sessie, naam, "verkeerd", CancellationToken.None);
        }

        Assert.IsType<TooManyPogingen>(Assert.Single((await service.ProveAccountAsync(stand.Sessie, naam, UpgradenTrip.Wachtwoord, CancellationToken.None)).Refusals));
        world.Time.Advance(TimeSpan.FromMinutes(15));
        await OkAsync(service.ProveAccountAsync(stand.Sessie, naam, UpgradenTrip.Wachtwoord, CancellationToken.None));
    }

    // §What is not possible: above one's own level, one's own middel, what is known.
    [Fact]
    public async Task Submit_WhatIsNotPossible_IsRefusedWithEveryReason()
    {
        var refusals = (await trip.SubmitAsync("Zwart", "EH2+", f =>
        {
            f.TweedeFactor = nameof(TweedeFactor.OtpDevice);
            f.Mobiel = "0687654321";
            f.DocumentType = nameof(DocumentType.Paspoort);
            f.Organisaties = [Given.Id()];
            f.Akkoord = false;
        })).Refusals;

        Assert.Equal(
            [
                new NiveauNotHigher("EH2+") { Field = "Niveau" },
                new KnownDataNotChangeable { Field = "DocumentType" },
                new KnownDataNotChangeable { Field = "Mobiel" },
                new TweedeFactorStays { Field = "TweedeFactor" },
                new ForeignOrganisatie { Field = "Organisaties" },
                new AkkoordMissing { Field = "Akkoord" },
            ],
            refusals);
        Assert.Contains(new OwnMiddelNotUpgradable(), (await trip.SubmitAsync("De Beheerder", "EH4")).Refusals);
        Assert.Equal(0, await world.ReadAsync(db => db.Upgrades.CountAsync()));
    }

    // a document that is valid for less than two months is asked again, with its copy, which is erased at the decision.
    [Fact]
    public async Task Submit_DocumentExpiresSoon_IsAskedAgain()
    {
        world.Time.SetUtcNow(new(2029, 11, 2, 9, 0, 0, TimeSpan.Zero));

        Assert.Contains(new Required { Field = "DocumentType" }, (await trip.SubmitAsync("Zwart", "EH3")).Refusals);

        var (conceptId, document) = await trip.DocumentAsync("Zwart");
        await OkAsync(trip.SubmitAsync("Zwart", "EH3", f => { document(f); f.Vervaldatum = new(2035, 1, 1); }, conceptId: conceptId));
        await beoordelaars.ReviewAsync();
        Assert.Equal(new DateOnly(2035, 1, 1), (await trip.KoppelingAsync("Zwart")).EhMiddel.Persoon.Document!.Vervaldatum);
        Assert.All(await world.ReadAsync(db => db.Bijlagen.ToListAsync()), b => Assert.NotNull(b.GewistOp));
    }

    // the pending level has a status of its own.
    [Fact]
    public async Task Overview_ShowsThePendingLevelWithItsOwnStatus()
    {
        await SubmitAsync();
        Assert.Equal(new UpgradeStand(Betrouwbaarheidsniveau.Eh3, KoppelingStatus.WachtenOpGoedkeuring, null), (await RijAsync()).Upgrade);

        await beoordelaars.ReviewAsync();
        Assert.Equal(new UpgradeStand(Betrouwbaarheidsniveau.Eh3, KoppelingStatus.WachtenOpActivatie, Uiterlijk), (await RijAsync()).Upgrade);

        world.Time.SetUtcNow(TestWorld.Begin.AddDays(31));
        await world.SettleAsync();
        var rij = await RijAsync();
        Assert.Equal((KoppelingStatus.Actief, KoppelingStatus.ActivatieVerlopen), (rij.Status, rij.Upgrade!.Status));
        var detail = await world.Services.GetRequiredService<GebruikerQuery>().FindAsync(await ActAsync(), rij.KoppelingId, CancellationToken.None);
        Assert.Equal((true, 17.50m), (detail!.MagUpgraden, detail.KostenOfBrief!.Exclusief));
    }

    private async Task<GebruikerRij> RijAsync()
    {
        var lijst = await world.Services.GetRequiredService<GebruikersQuery>().ListAsync(await ActAsync(), new("Zwart"), CancellationToken.None);
        return lijst!.Rijen.Single();
    }

    private async Task ExpireAsync()
    {
        await SubmitAsync();
        await beoordelaars.ReviewAsync();
        world.Time.SetUtcNow(TestWorld.Begin.AddDays(31));
        await world.SettleAsync();
    }

    private async Task<Result<Done>> InviteAsync(UitnodigingKanaal kanaal = UitnodigingKanaal.Mail, decimal? kosten = null, string? email = null)
    {
        var koppeling = await trip.KoppelingAsync("Zwart");
        return await world.Services.GetRequiredService<NieuweUitnodiging>().RunAsync(await ActAsync(), koppeling.Id, kanaal, kosten, email, CancellationToken.None);
    }

    private async Task<Result<Features.Aanvragen.Indiening>> CoupleAsync(string operation)
    {
        var (koppeling, tweede) = (await trip.KoppelingAsync("Zwart"), await trip.OrganisatieAsync("90004760"));
        return await world.Services.GetRequiredService<OrganisatieKoppelenSubmit>().RunAsync(
            (await ActAsync()) with { OperationId = DerivedId.From(koppeling.Id, operation) },
            new(koppeling.Id, Rol.Gebruiker, [tweede], AbonnementDuur.EenJaar, Akkoord: true, GetoondeKosten: null),
            CancellationToken.None);
    }

    private async Task EndAsync(OpzegMoment moment, DateOnly? dag)
    {
        var koppeling = await trip.KoppelingAsync("Zwart");
        await OkAsync(world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(await ActAsync(), new(koppeling.Id, moment, dag, [], []), CancellationToken.None));
    }

    // In the first organisatie only; the user is beheerder there, too.
    private async Task EndBeheerderAsync()
    {
        var koppeling = await trip.KoppelingAsync("De Beheerder");
        await OkAsync(world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(await ActAsync(), new(koppeling.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None));
    }

    private async Task SubmitAsync(Action<Features.Aanvragen.Upgraden.UpgradenFormulier>? change = null) => await OkAsync(trip.SubmitAsync("Zwart", "EH3", change));

    private async Task OkAsync<T>(Task<Result<T>> act)
    {
        var result = await act;
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task<Handeling> ActAsync() => world.Handeling(await trip.BeheerderAsync(), await trip.OrganisatieAsync("68750110"));

    private Task<Upgrade> UpgradeAsync() => world.ReadAsync(db => db.Upgrades.AsNoTracking().SingleAsync());

    private Task<bool> IsLockedAsync() => world.ReadAsync(db => db.EhMiddelen.AnyAsync(m => m.MutatieAanvraagId != null));

    private Task<Organisatie> OrganisatieAsync(Guid id) => world.ReadAsync(db => db.Organisaties.AsNoTracking().SingleAsync(o => o.Id == id));

    private async Task<Organisatiekoppeling?> InTweedeAsync()
    {
        var tweede = await trip.OrganisatieAsync("90004760");
        return await world.ReadAsync(db => db.Koppelingen.AsNoTracking().SingleOrDefaultAsync(k => k.OrganisatieId == tweede && k.EhMiddel.Persoon.Achternaam == "Zwart"));
    }

    private Task<Account> AccountAsync(string achternaam) => world.ReadAsync(db =>
        db.Users.AsNoTracking().SingleAsync(u => db.Personen.Any(p => p.Id == u.PersoonId && p.Achternaam == achternaam)));

    private async Task AssertUnchangedAsync()
    {
        var koppeling = await trip.KoppelingAsync("Zwart");
        Assert.Equal((KoppelingStatus.Actief, Betrouwbaarheidsniveau.Eh2Plus, Rol.Gebruiker), (koppeling.Status, koppeling.Niveau, koppeling.Rol));
        Assert.Equal((Betrouwbaarheidsniveau.Eh2Plus, null), (koppeling.EhMiddel.Niveau, koppeling.EhMiddel.MutatieAanvraagId));
    }

    private async Task AssertEndAsync(AanvraagStatus aanvraag, KoppelingStatus upgrade, InstanceStatus instance = InstanceStatus.Finished)
    {
        Assert.Equal(aanvraag, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
        Assert.Equal(instance, await world.ReadAsync(db => db.Instances.Select(i => i.Status).SingleAsync()));
        Assert.Equal(upgrade, (await UpgradeAsync()).Status);
        Assert.False(await IsLockedAsync());
    }
}
