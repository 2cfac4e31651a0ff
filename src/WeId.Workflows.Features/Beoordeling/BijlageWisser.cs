using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Takes out of an aanvraag what may not outlive its final decision: the copies of the document and its number.</summary>
public sealed class BijlageWisser(Codes codes, AanvraagSoorten soorten)
{
    /// <summary>Purpose under which the number of an identity document is hashed, to find the same document again.</summary>
    public const string DocumentPurpose = "document";

    private const int KeptPositions = 3;

    /// <summary>Erases inside the transaction of the decision; an approved persoon keeps what recognises the document again.</summary>
    public async Task EraseAsync(WeIdDbContext db, Aanvraag aanvraag, bool goedgekeurd, DateTimeOffset at, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(aanvraag);
        var soort = soorten.Of(aanvraag);
        foreach (var bijlage in await db.Bijlagen.Where(b => b.AanvraagId == aanvraag.Id).ToListAsync(ct))
        {
            bijlage.Erase(at);
        }

        if (goedgekeurd
            && soort.Identiteitsbewijs(aanvraag) is { } bewijs
            && await db.Personen.SingleOrDefaultAsync(p => p.Id == aanvraag.PersoonId, ct) is { } persoon)
        {
            var nummer = Codes.Normalize(bewijs.Nummer);
            persoon.RecordDocument(new Identiteitsdocument(
                bewijs.Soort,
                nummer.Length > KeptPositions ? nummer[^KeptPositions..] : nummer,
                codes.Hash(DocumentPurpose, nummer),
                bewijs.Vervaldatum,
                at));
        }

        aanvraag.Redact(soort.Redact(aanvraag));
    }
}
