using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Takes out of an aanvraag what may not outlive its final decision: the copies of the document and its number.</summary>
public sealed class BijlageWisser(Codes codes)
{
    /// <summary>Purpose under which the number of an identity document is hashed, to find the same document again.</summary>
    public const string DocumentPurpose = "document";

    private const int KeptPositions = 3;

    /// <summary>Erases inside the transaction of the decision; an approved persoon keeps what recognises the document again.</summary>
    public async Task EraseAsync(WeIdDbContext db, Aanvraag aanvraag, bool goedgekeurd, DateTimeOffset at, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(aanvraag);
        foreach (var bijlage in await db.Bijlagen.Where(b => b.AanvraagId == aanvraag.Id).ToListAsync(ct))
        {
            bijlage.Erase(at);
        }

        if (goedgekeurd
            && GegevensLezer.NieuweGebruiker(aanvraag) is { Documentnummer.Length: > 0 } gegevens
            && await db.Personen.SingleOrDefaultAsync(p => p.Id == aanvraag.PersoonId, ct) is { } persoon)
        {
            var nummer = Codes.Normalize(gegevens.Documentnummer);
            persoon.RecordDocument(new Identiteitsdocument(
                gegevens.DocumentType,
                nummer.Length > KeptPositions ? nummer[^KeptPositions..] : nummer,
                codes.Hash(DocumentPurpose, nummer),
                gegevens.Vervaldatum,
                at));
        }

        aanvraag.Redact(GegevensLezer.WithoutDocumentnummer(aanvraag));
    }
}
