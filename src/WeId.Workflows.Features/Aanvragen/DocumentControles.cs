using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>What can be seen of an identity document without asking anybody outside.</summary>
internal static class DocumentControles
{
    /// <summary>Its number, its validity, and whether somebody else used it.</summary>
    public static async Task<IReadOnlyList<Controle>> CheckDocumentAsync(
        this WeIdDbContext db, Codes codes, Guid? persoonId, Identiteitsbewijs bewijs, DateOnly today, CancellationToken ct)
    {
        var nummer = DocumentnummerControle.Check(bewijs.Soort, bewijs.Nummer);
        var hash = codes.Hash(BijlageWisser.DocumentPurpose, bewijs.Nummer);
        var sameDocument = await db.Personen.CountAsync(p => p.Id != persoonId && p.Document != null && p.Document.NummerHash == hash, ct);
        return
        [
            new("Documentnummer", nummer.Oordeel is DocumentnummerOordeel.Ok, nummer.Reden.ToString()),
            new("Vervaldatum", bewijs.Vervaldatum >= Documentopgave.MinstensTot(today)),
            new("ZelfdeDocument", sameDocument == 0),
        ];
    }
}
