using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using UglyToad.PdfPig;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>A new user who activates his middel, with the letters, mails and text messages that came for him.</summary>
internal sealed partial class Activering(TestWorld world, string naam, TweedeFactor factor, string gebruikersnaam, string serienummer)
{
    private ActivatieService Service => world.Services.GetRequiredService<ActivatieService>();

    private Postvak Postvak => world.Services.GetRequiredService<Postvak>();

    /// <summary>Does whichever step is open until he is done.</summary>
    /// <param name="code">The activation code; default: that of his latest uitnodiging.</param>
    /// <param name="steps">How many steps he does before he stops half-way.</param>
    public async Task RunAsync(string? code = null, int steps = 12)
    {
        var stand = Ok(await Service.BeginAsync(code ?? ActivatieCode() ?? throw new InvalidOperationException($"There is no uitnodiging for {naam}."), "203.0.113.7", CancellationToken.None));
        for (var turn = 0; stand.Stap is not ActivatieStap.Klaar && turn < steps; turn++)
        {
            await DoAsync(stand);
            await world.SettleAsync();
            stand = Ok(await Service.StandAsync(stand.Sessie, CancellationToken.None));
        }
    }

    /// <summary>Gives his final consent, and lets nothing happen after it. He must stand before that step.</summary>
    public async Task CompleteAsync(string? code = null)
    {
        var stand = Ok(await Service.BeginAsync(code ?? ActivatieCode()!, "203.0.113.7", CancellationToken.None));
        Ok(await Service.CompleteAsync(stand.Sessie, akkoord: true, CancellationToken.None));
    }

    /// <summary>The code of his latest letter or mail, since an older one no longer works; null when none came.</summary>
    public string? ActivatieCode()
    {
        if (Latest("activatiebrief") is not { } regel)
        {
            return null;
        }

        var bericht = Postvak.Read(regel.VerzendingId)!;
        if (bericht.Pdf is { } pdf)
        {
            using var document = PdfDocument.Open(pdf);
            return CodePattern().Match(string.Concat(document.GetPages().Select(p => p.Text))).Value;
        }

        return LinkPattern().Match(bericht.Text!).Groups[1].Value;
    }

    private async Task DoAsync(ActivatieStand stand)
    {
        var ct = CancellationToken.None;
        switch (stand.Stap)
        {
            case ActivatieStap.Email:
                Ok(await Service.SendValidatieCodeAsync(stand.Sessie, ct));
                await world.SettleAsync();
                Ok(await Service.ValidateEmailAsync(stand.Sessie, Digits("validatiecode"), ct));
                break;
            case ActivatieStap.Account when stand.IsUpgrade:
                Ok(await Service.ProveAccountAsync(stand.Sessie, gebruikersnaam, UpgradenTrip.Wachtwoord, ct));
                break;
            case ActivatieStap.Account:
                Ok(await Service.ChooseAccountAsync(stand.Sessie, gebruikersnaam, "een-lang-wachtwoord-1", ct));
                break;
            case ActivatieStap.TweedeFactor when factor is TweedeFactor.Sms:
                Ok(await Service.SendSmsCodeAsync(stand.Sessie, ct));
                await world.SettleAsync();
                Ok(await Service.ConfirmSmsAsync(stand.Sessie, Digits("sms-inlogcode"), ct));
                break;
            case ActivatieStap.TweedeFactor:
                Ok(await Service.ConfirmOtpAsync(stand.Sessie, serienummer, await OtpCodeAsync(), ct));
                break;
            case ActivatieStap.Identificatie when stand.IdentificatieOpdracht is { } opdracht:
                Ok(await world.Services.GetRequiredService<IdentificatieService>().ReportAsync(opdracht, geslaagd: true, ct));
                break;
            case ActivatieStap.Identificatie:
                Ok(await Service.ChooseIdentificatieAsync(stand.Sessie, IdentificatieWijze.App, ct));
                break;
            case ActivatieStap.Akkoord:
                Ok(await Service.CompleteAsync(stand.Sessie, akkoord: true, ct));
                break;
            default:
                throw new InvalidOperationException($"Step {stand.Stap} cannot be done.");
        }
    }

    private static T Ok<T>(Result<T> result) => result.Succeeded
        ? result.Value
        : throw new InvalidOperationException(string.Join(", ", result.Refusals.Select(r => r.ToString())));

    private async Task<string> OtpCodeAsync()
    {
        await using var db = world.NewContext();
        var apparaat = await db.OtpApparaten.AsNoTracking().SingleAsync(a => a.Serienummer == serienummer);
        var geheim = world.Services.GetRequiredService<IGeheimen>().Unprotect(OtpApparaat.GeheimPurpose, apparaat.Geheim);
        return new Totp(geheim).ComputeTotp(world.Time.GetUtcNow().UtcDateTime);
    }

    private string Digits(string template)
    {
        var regel = Latest(template) ?? throw new InvalidOperationException($"There is no {template} for {naam} in the postvak.");
        return SixDigits().Match(Postvak.Read(regel.VerzendingId)!.Text!).Value;
    }

    private PostvakRegel? Latest(string template) =>
        Postvak.List().Where(r => r.Template == template && r.OntvangerNaam == naam).MaxBy(r => r.Op);

    [GeneratedRegex("[A-Z0-9]{5}-[A-Z0-9]{5}")]
    private static partial Regex CodePattern();

    [GeneratedRegex("#([A-Za-z0-9-]+)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex SixDigits();
}
