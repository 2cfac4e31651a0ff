using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OtpBestellingen;

/// <summary>An OTP device for a user who has a middel; nobody judges it.</summary>
public sealed class OtpBestellingSoort : AanvraagSoort
{
    /// <inheritdoc />
    public override string Type => OtpBestellingGegevens.Type;

    /// <inheritdoc />
    public override bool WordtBeoordeeld => false;

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var gegevens = AanvraagGegevens.Read<OtpBestellingGegevens>(aanvraag);
        var persoon = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
        return [new(Text("Gebruiker", taal), persoon.VolledigeNaam), new(Text("Reden", taal), Text($"Reden.{gegevens.Reden}", taal))];
    }
}
