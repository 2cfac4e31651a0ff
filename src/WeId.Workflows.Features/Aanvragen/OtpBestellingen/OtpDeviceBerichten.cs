using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OtpBestellingen;

/// <summary>Reminds the user of the device that lies there unused.</summary>
internal sealed class OtpDeviceHerinneringBericht(WeIdDbContext db, PubliekeLinks links) : IBericht
{
    public string Template => "otp-device-herinnering";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct)
    {
        var (serienummer, op) = await db.RequireUitgegevenAsync(dossier, ct);
        return new OtpDeviceHerinneringGegevens
        {
            Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
            Organisatie = dossier.Organisatie.Naam,
            Serienummer = serienummer,
            Uiterlijk = WachtOpOtpBevestigingStep.Uiterlijk(op),
            Link = links.OtpInGebruikNemen,
        };
    }
}

/// <summary>Tells user and aanvrager that the device is in use.</summary>
internal sealed class OtpDeviceInGebruikBericht(WeIdDbContext db) : IBericht
{
    public string Template => "otp-device-in-gebruik";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => new OtpDeviceInGebruikGegevens
    {
        Naam = aan.VolledigeNaam,
        Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
        Organisatie = dossier.Organisatie.Naam,
        Serienummer = (await db.RequireUitgegevenAsync(dossier, ct)).Serienummer,
    };
}

/// <summary>Tells the aanvrager that the device was not taken into use in time.</summary>
internal sealed class OtpDeviceVervallenBericht(WeIdDbContext db) : IBericht
{
    public string Template => "otp-device-vervallen";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => new OtpDeviceVervallenGegevens
    {
        Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
        Organisatie = dossier.Organisatie.Naam,
        Serienummer = (await db.RequireUitgegevenAsync(dossier, ct)).Serienummer,
    };
}

/// <summary>The device of which these messages speak.</summary>
file static class Uitgegeven
{
    public static async Task<(string Serienummer, DateTimeOffset Op)> RequireUitgegevenAsync(this WeIdDbContext db, Dossier dossier, CancellationToken ct) =>
        await db.UitgegevenOtpAsync(dossier.Aanvraag.Id, ct) ?? throw new InvalidOperationException($"No OTP device was issued for aanvraag {dossier.Aanvraag.Id}.");
}
