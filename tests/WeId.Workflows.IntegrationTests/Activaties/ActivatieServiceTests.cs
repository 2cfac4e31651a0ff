using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Partners.Identificatie;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Activaties;

public class ActivatieServiceTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Activation_WithSms_MakesEveryKoppelingActiefAndEndsTheWait()
    {
        await using var wereld = await ActivatieWereld.CreateAsync(rol: Rol.Beheerder);
        var code = await wereld.InviteAsync();
        var wait = await wereld.OpenWaitAsync("activatie");
        var sessie = await wereld.DoFirstStepsAsync(code);

        var result = await wereld.Service.CompleteAsync(sessie, akkoord: true, None);

        Assert.Empty(result.Refusals);
        Assert.Equal(KoppelingStatus.Actief, (await wereld.KoppelingAsync(wereld.Koppeling.Id)).Status);
        Assert.Equal(KoppelingStatus.Actief, (await wereld.KoppelingAsync(wereld.AndereKoppeling.Id)).Status);
        Assert.Equal((WaitStatus.Closed, "Geactiveerd"), ((await wereld.WaitAsync(wait)).Status, (await wereld.WaitAsync(wait)).Outcome));
        Assert.Single(await wereld.MessagesAsync(WorkflowMessages.Signal));
        var account = await wereld.World.ReadAsync(db => db.Users.SingleAsync(a => a.PersoonId == wereld.Persoon.Id));
        Assert.True(account.IsActief);
        Assert.Equal(
            PasswordVerificationResult.Success,
            new PasswordHasher<Account>().VerifyHashedPassword(account, account.PasswordHash!, ActivatieWereld.Wachtwoord));
        var stand = (await wereld.Service.StandAsync(sessie, None)).Value!;
        Assert.Equal((ActivatieStap.Klaar, true), (stand.Stap, stand.IsBeheerder));
    }

    [Fact]
    public async Task Activation_BeforeItIsComplete_LeavesTheAccountUnusable()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await wereld.DoFirstStepsAsync(await wereld.InviteAsync());

        var account = await wereld.World.ReadAsync(db => db.Users.SingleAsync(a => a.PersoonId == wereld.Persoon.Id));

        Assert.False(account.IsActief);
        Assert.Equal(KoppelingStatus.WachtenOpActivatie, (await wereld.KoppelingAsync(wereld.Koppeling.Id)).Status);
    }

    [Fact]
    public async Task CompleteAsync_WhileTheFlowSendsAReminder_LeavesTheEventForTheNextWait()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.DoFirstStepsAsync(await wereld.InviteAsync());

        await wereld.Service.CompleteAsync(sessie, akkoord: true, None);

        var signal = Assert.Single(await wereld.MessagesAsync(WorkflowMessages.Signal)).ReadPayload<Engine.Signal>();
        Assert.Equal((null, "activatie", "Geactiveerd"), (signal.WaitId, signal.WaitName, signal.Outcome));
    }

    [Fact]
    public async Task CompleteAsync_Twice_ActsOnce()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.DoFirstStepsAsync(await wereld.InviteAsync());
        await wereld.Service.CompleteAsync(sessie, akkoord: true, None);

        var again = await wereld.Service.CompleteAsync(sessie, akkoord: true, None);

        Assert.True(again.Succeeded);
        Assert.Single(await wereld.MessagesAsync(WorkflowMessages.Signal));
    }

    [Fact]
    public async Task CompleteAsync_WithoutConsent_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.DoFirstStepsAsync(await wereld.InviteAsync());

        var result = await wereld.Service.CompleteAsync(sessie, akkoord: false, None);

        Assert.IsType<AkkoordMissing>(Assert.Single(result.Refusals));
    }

    [Fact]
    public async Task CompleteAsync_WithoutTheStepsBefore_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.BeginAsync(await wereld.InviteAsync());

        var result = await wereld.Service.CompleteAsync(sessie, akkoord: true, None);

        Assert.IsType<StepOutOfOrder>(Assert.Single(result.Refusals));
        Assert.Equal(KoppelingStatus.WachtenOpActivatie, (await wereld.KoppelingAsync(wereld.Koppeling.Id)).Status);
    }

    [Theory]
    [InlineData("2026-04-09T21:59:59Z", true)]
    [InlineData("2026-04-09T22:00:00Z", false)]
    public async Task CompleteAsync_AroundMidnightOfTheLastDay_HoldsToTheSecond(string at, bool succeeds)
    {
        await using var wereld = await ActivatieWereld.CreateAsync(approvedAt: new(2026, 3, 10, 10, 0, 0, TimeSpan.Zero));
        var code = await wereld.InviteAsync();
        wereld.World.Time.SetUtcNow(new(2026, 4, 9, 21, 0, 0, TimeSpan.Zero));
        var sessie = await wereld.DoFirstStepsAsync(code);
        wereld.World.Time.SetUtcNow(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));

        var result = await wereld.Service.CompleteAsync(sessie, akkoord: true, None);

        Assert.Equal(succeeds, result.Succeeded);
        Assert.Equal(succeeds ? [] : [new ActivatieIsVerlopen(new(2026, 4, 9))], result.Refusals);
    }

    [Fact]
    public async Task BeginAsync_FiveTimesWithAWrongSecondHalf_BlocksTheActivation()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var code = await wereld.InviteAsync();
        var wrong = code[..6] + (code.EndsWith("AAAAA", StringComparison.Ordinal) ? "CCCCC" : "AAAAA");

        for (var i = 0; i < Activatie.MaxPogingen; i++)
        {
            Assert.IsType<CodeWrong>(Assert.Single((await wereld.Service.BeginAsync(wrong, $"192.0.2.{i}", None)).Refusals));
        }

        Assert.IsType<ActivatieGeblokkeerd>(Assert.Single((await wereld.Service.BeginAsync(code, "192.0.2.99", None)).Refusals));
        Assert.Equal(5, await wereld.World.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "ActivatiecodeGeweigerd" && a.AanvraagId == wereld.Aanvraag.Id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("ACDEF-GHJKM")]
    [InlineData("00000-00000")]
    public async Task BeginAsync_WithAnyWrongCode_HasOneAnswer(string code)
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        await wereld.InviteAsync();

        var result = await wereld.Service.BeginAsync(code, ActivatieWereld.Browser, None);

        Assert.Equal([new CodeWrong { Field = "code" }], result.Refusals);
    }

    [Fact]
    public async Task BeginAsync_AfterManyWrongCodesFromOneAddress_ShutsThatAddressForAWhile()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var code = await wereld.InviteAsync();
        for (var i = 0; i < 10; i++)
        {
            await wereld.Service.BeginAsync("00000-00000", ActivatieWereld.Browser, None);
        }

        Assert.IsType<TooManyPogingen>(Assert.Single((await wereld.Service.BeginAsync(code, ActivatieWereld.Browser, None)).Refusals));
        Assert.True((await wereld.Service.BeginAsync(code, "192.0.2.2", None)).Succeeded);
        wereld.World.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await wereld.Service.BeginAsync(code, ActivatieWereld.Browser, None)).Succeeded);
    }

    [Fact]
    public async Task BeginAsync_AsPeopleTypeIt_Works()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var code = await wereld.InviteAsync();

        var result = await wereld.Service.BeginAsync($" {code.Replace('-', ' ').ToLowerInvariant()} ", ActivatieWereld.Browser, None);

        Assert.Equal(ActivatieStap.Email, result.Value!.Stap);
    }

    [Fact]
    public async Task BeginAsync_AfterSomeSteps_GoesOnWhereHeWas()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var code = await wereld.InviteAsync();
        var sessie = await wereld.BeginAsync(code);
        await wereld.ProveEmailAsync(sessie);
        await wereld.Service.ChooseAccountAsync(sessie, "nieuwe.gebruiker", "een-lang-wachtwoord-1", None);
        wereld.World.Time.Advance(TimeSpan.FromDays(3));

        var result = await wereld.Service.BeginAsync(code, ActivatieWereld.Browser, None);

        Assert.Equal(ActivatieStap.TweedeFactor, result.Value!.Stap);
    }

    [Fact]
    public async Task BeginAsync_BeforeAPasswordWasChosen_AsksForTheProofOfTheAddressAgain()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var code = await wereld.InviteAsync();
        await wereld.ProveEmailAsync(await wereld.BeginAsync(code));

        var result = await wereld.Service.BeginAsync(code, ActivatieWereld.Browser, None);

        Assert.Equal(ActivatieStap.Email, result.Value!.Stap);
    }

    [Fact]
    public async Task StandAsync_WithASessionOfThreeHoursAgo_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.BeginAsync(await wereld.InviteAsync());
        wereld.World.Time.Advance(TimeSpan.FromHours(3));

        var result = await wereld.Service.StandAsync(sessie, None);

        Assert.IsType<SessieVerlopen>(Assert.Single(result.Refusals));
    }

    [Theory]
    [InlineData("")]
    [InlineData("verzonnen")]
    public async Task SendValidatieCodeAsync_WithAForgedSession_IsRefused(string sessie)
    {
        await using var wereld = await ActivatieWereld.CreateAsync();

        var result = await wereld.Service.SendValidatieCodeAsync(sessie, None);

        Assert.IsType<SessieVerlopen>(Assert.Single(result.Refusals));
    }

    [Fact]
    public async Task StandAsync_ShowsNoAddressInFull()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();

        var stand = (await wereld.Service.StandAsync(await wereld.BeginAsync(await wereld.InviteAsync()), None)).Value!;

        Assert.Equal("p•••@example.nl", stand.Email);
        Assert.Equal("+31*******78", stand.Mobiel);
    }

    [Fact]
    public async Task SendValidatieCodeAsync_GoesAheadOfEverythingElseAndNeverLate()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.BeginAsync(await wereld.InviteAsync());

        await wereld.Service.SendValidatieCodeAsync(sessie, None);

        var message = (await wereld.MessagesAsync("verzend"))[^1];
        var verzending = await wereld.World.ReadAsync(db => db.Verzendingen.SingleAsync(v => v.Template == "validatiecode"));
        Assert.Equal((10, wereld.World.Time.GetUtcNow().AddMinutes(15)), (message.Priority, verzending.NietNa!.Value));
    }

    [Fact]
    public async Task SendValidatieCodeAsync_AFifthTime_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.BeginAsync(await wereld.InviteAsync());
        for (var i = 0; i < Activatie.MaxValidatieVerzendingen; i++)
        {
            Assert.True((await wereld.Service.SendValidatieCodeAsync(sessie, None)).Succeeded);
        }

        var result = await wereld.Service.SendValidatieCodeAsync(sessie, None);

        Assert.IsType<TooManyCodes>(Assert.Single(result.Refusals));
    }

    [Fact]
    public async Task ValidateEmailAsync_AfterFifteenMinutes_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.BeginAsync(await wereld.InviteAsync());
        await wereld.Service.SendValidatieCodeAsync(sessie, None);
        var code = (await wereld.LastAsync<ValidatiecodeGegevens>()).Code;
        wereld.World.Time.Advance(TimeSpan.FromMinutes(15));

        var result = await wereld.Service.ValidateEmailAsync(sessie, code, None);

        Assert.IsType<CodeExpired>(Assert.Single(result.Refusals));
    }

    [Fact]
    public async Task ValidateEmailAsync_FiveTimesWrong_EndsTheCode()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.BeginAsync(await wereld.InviteAsync());
        await wereld.Service.SendValidatieCodeAsync(sessie, None);
        var code = (await wereld.LastAsync<ValidatiecodeGegevens>()).Code;
        var wrong = code == "000000" ? "111111" : "000000";
        for (var i = 0; i < Activatie.MaxValidatiePogingen; i++)
        {
            Assert.IsType<CodeWrong>(Assert.Single((await wereld.Service.ValidateEmailAsync(sessie, wrong, None)).Refusals));
        }

        var result = await wereld.Service.ValidateEmailAsync(sessie, code, None);

        Assert.IsType<CodeExpired>(Assert.Single(result.Refusals));
    }

    [Fact]
    public async Task ChooseAccountAsync_BeforeTheEmailIsProved_IsRefusedAndMakesNoAccount()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.BeginAsync(await wereld.InviteAsync());

        var result = await wereld.Service.ChooseAccountAsync(sessie, ActivatieWereld.Gebruikersnaam, ActivatieWereld.Wachtwoord, None);

        Assert.IsType<StepOutOfOrder>(Assert.Single(result.Refusals));
        Assert.False(await wereld.World.ReadAsync(db => db.Users.AnyAsync(a => a.PersoonId == wereld.Persoon.Id)));
    }

    [Fact]
    public async Task ChooseAccountAsync_WithANameInUse_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.BeginAsync(await wereld.InviteAsync());
        await wereld.ProveEmailAsync(sessie);

        var result = await wereld.Service.ChooseAccountAsync(sessie, wereld.Beheerder.UserName!.ToUpperInvariant(), ActivatieWereld.Wachtwoord, None);

        Assert.Equal([new GebruikersnaamTaken { Field = "gebruikersnaam" }], result.Refusals);
    }

    [Theory]
    [InlineData("kort123")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("anna.jansen1")]
    public async Task ChooseAccountAsync_WithAWeakWachtwoord_IsRefused(string wachtwoord)
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.BeginAsync(await wereld.InviteAsync());
        await wereld.ProveEmailAsync(sessie);

        var result = await wereld.Service.ChooseAccountAsync(sessie, ActivatieWereld.Gebruikersnaam, wachtwoord, None);

        Assert.Equal([new WachtwoordTooWeak(10) { Field = "wachtwoord" }], result.Refusals);
    }

    [Fact]
    public async Task ChooseAccountAsync_ASecondTime_CannotChangeTheWachtwoord()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.DoFirstStepsAsync(await wereld.InviteAsync());

        var result = await wereld.Service.ChooseAccountAsync(sessie, "iemand.anders", "gele giraffe 99", None);

        Assert.IsType<StepOutOfOrder>(Assert.Single(result.Refusals));
    }

    [Fact]
    public async Task SendSmsCodeAsync_AFifthTimeInAnHour_IsRefused()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var sessie = await wereld.BeginAsync(await wereld.InviteAsync());
        await wereld.ProveEmailAsync(sessie);
        await wereld.Service.ChooseAccountAsync(sessie, ActivatieWereld.Gebruikersnaam, ActivatieWereld.Wachtwoord, None);
        for (var i = 0; i < 4; i++)
        {
            Assert.True((await wereld.Service.SendSmsCodeAsync(sessie, None)).Succeeded);
        }

        var result = await wereld.Service.SendSmsCodeAsync(sessie, None);

        Assert.IsType<TooManyCodes>(Assert.Single(result.Refusals));
    }

    [Fact]
    public async Task ConfirmOtpAsync_TakesTheDeviceThatWasSentLastAndNoOther()
    {
        await using var wereld = await ActivatieWereld.CreateAsync(factor: TweedeFactor.OtpDevice);
        var sessie = await wereld.BeginAsync(await wereld.InviteAsync());
        await wereld.ProveEmailAsync(sessie);
        await wereld.Service.ChooseAccountAsync(sessie, ActivatieWereld.Gebruikersnaam, ActivatieWereld.Wachtwoord, None);
        var secret = TweedeFactoren.NewOtpSecret();
        var sent = new OtpApparaat("OTP100001", wereld.Geheimen.Protect(OtpApparaat.GeheimPurpose, secret));
        sent.Issue(wereld.Middel.Id, null, wereld.World.Time.GetUtcNow());
        var lost = new OtpApparaat("OTP100002", wereld.Geheimen.Protect(OtpApparaat.GeheimPurpose, secret));
        lost.Issue(wereld.Middel.Id, null, wereld.World.Time.GetUtcNow());
        await wereld.World.SeedAsync(sent, lost);
        await using (var db = wereld.World.NewContext())
        {
            (await db.EhMiddelen.SingleAsync(m => m.Id == wereld.Middel.Id)).SwitchToOtpDevice("OTP100001");
            await db.SaveChangesAsync();
        }

        var factoren = wereld.World.Services.GetRequiredService<TweedeFactoren>();
        var device = new Account();
        factoren.SetOtpSecret(device, secret);
        var code = factoren.CurrentTotp(device, wereld.World.Time.GetUtcNow())!;

        Assert.IsType<CodeWrong>(Assert.Single((await wereld.Service.ConfirmOtpAsync(sessie, "OTP100002", code, None)).Refusals));
        Assert.True((await wereld.Service.ConfirmOtpAsync(sessie, "otp-100001", code, None)).Succeeded);
        Assert.Equal(ActivatieStap.Akkoord, (await wereld.Service.StandAsync(sessie, None)).Value!.Stap);
    }

    [Fact]
    public async Task Identificatie_OrderedAtThePartnerAndPassed_OpensTheLastStep()
    {
        await using var wereld = await ActivatieWereld.CreateAsync(Betrouwbaarheidsniveau.Eh3);
        var sessie = await wereld.DoFirstStepsAsync(await wereld.InviteAsync());
        Assert.IsType<StepOutOfOrder>(Assert.Single((await wereld.Service.CompleteAsync(sessie, akkoord: true, None)).Refusals));

        await wereld.Service.ChooseIdentificatieAsync(sessie, IdentificatieWijze.OpLocatie, None);
        var message = Assert.Single(await wereld.MessagesAsync("identificatie.opdracht"));
        await HandleAsync(wereld, message);
        await HandleAsync(wereld, message);
        var order = Assert.Single(wereld.World.Services.GetRequiredService<GesimuleerdeIdentificatiepartner>().Orders);
        var report = await ReportAsync(wereld, order.Ordernummer, geslaagd: true);

        Assert.True(report.Succeeded);
        Assert.True((await ReportAsync(wereld, order.Ordernummer, geslaagd: true)).Succeeded);
        Assert.True((await wereld.Service.CompleteAsync(sessie, akkoord: true, None)).Succeeded);
    }

    [Fact]
    public async Task Identificatie_Failed_CanBeChosenAgainUnderANewNumber()
    {
        await using var wereld = await ActivatieWereld.CreateAsync(Betrouwbaarheidsniveau.Eh3);
        var sessie = await wereld.DoFirstStepsAsync(await wereld.InviteAsync());
        await wereld.Service.ChooseIdentificatieAsync(sessie, IdentificatieWijze.OpLocatie, None);
        var first = (await wereld.ActivatieAsync()).IdentificatieOpdracht!;
        await ReportAsync(wereld, first, geslaagd: false);

        await wereld.Service.ChooseIdentificatieAsync(sessie, IdentificatieWijze.App, None);

        Assert.NotEqual(first, (await wereld.ActivatieAsync()).IdentificatieOpdracht);
        Assert.False((await ReportAsync(wereld, first, geslaagd: true)).Succeeded);
    }

    [Fact]
    public async Task NoSecret_StandsInTheOutboxOrInTheAudit()
    {
        await using var wereld = await ActivatieWereld.CreateAsync();
        var code = await wereld.InviteAsync();
        var sessie = await wereld.DoFirstStepsAsync(code);
        await wereld.Service.CompleteAsync(sessie, akkoord: true, None);

        var texts = await wereld.World.ReadAsync(async db =>
            (await db.Outbox.Select(m => m.Payload).ToListAsync())
            .Concat(await db.Audit.Where(a => a.Details != null).Select(a => a.Details!).ToListAsync())
            .Concat(await db.Operations.Select(o => o.Answer).ToListAsync())
            .ToList());

        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, t => t.Contains(Codes.Normalize(code), StringComparison.OrdinalIgnoreCase) || t.Contains(ActivatieWereld.Wachtwoord, StringComparison.Ordinal));
    }

    private static async Task HandleAsync(ActivatieWereld wereld, OutboxMessage message)
    {
        await using var scope = wereld.World.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<IdentificatieOpdrachtHandler>(scope.ServiceProvider).HandleAsync(message, None);
    }

    private static Task<Result<Done>> ReportAsync(ActivatieWereld wereld, string opdracht, bool geslaagd) =>
        wereld.World.Services.GetRequiredService<IdentificatieService>().ReportAsync(opdracht, geslaagd, None);
}
