using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>Letters, for who works in the postkamer.</summary>
internal static class PostkamerBrieven
{
    /// <summary>A letter; null when there is none, or when the actor does not work there.</summary>
    public static async Task<Verzending?> BriefAsync(this WeIdDbContext db, Handeling handeling, Guid verzendingId, CancellationToken ct) =>
        await db.MedewerkerAsync(handeling, StafRol.Postkamer, ct) is null
            ? null
            : await db.Verzendingen.SingleOrDefaultAsync(v => v.Id == verzendingId && v.Kanaal == VerzendKanaal.Post, ct);

    /// <summary>What stood in the window before somebody made it fit, one line each; empty when nobody did, or when it cannot be read now.</summary>
    public static IReadOnlyList<string> EerderAdresOf(this IGeheimen geheimen, Verzending brief)
    {
        try
        {
            return brief.EerderAdres is { } eerder ? Encoding.UTF8.GetString(geheimen.Unprotect(Verzending.AdresPurpose, eerder)).Split('\n') : [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    /// <summary>The letter as it was made up; null when it cannot be decrypted, or is another one.</summary>
    public static byte[]? Lees(this IGeheimen geheimen, Verzending brief)
    {
        try
        {
            var pdf = geheimen.Unprotect(Verzending.DocumentPurpose, brief.Document!);
            return IsOpgemaakt(brief, pdf) ? pdf : null;
        }
        catch (CryptographicException e) when (e is not SleutelOntbreektException)
        {
            return null;
        }
    }

    /// <summary>Of a letter without a code the copy that stays is the letter itself.</summary>
    public static bool IsPlain(this Verzending brief) => brief.GeredigeerdDocument is { } kept && IsOpgemaakt(brief, kept);

    /// <summary>A letter that cannot be read waits no longer; the postkamer makes another.</summary>
    public static void FailUnreadable(this WeIdDbContext db, Handeling handeling, Verzending brief)
    {
        brief.MarkMislukt();
        db.Audit.Add(AuditRegel.Of(handeling, "BriefOnleesbaar", brief.AanvraagId, JsonSerializer.Serialize(new { verzending = brief.Id })));
    }

    private static bool IsOpgemaakt(Verzending brief, byte[] pdf) => Convert.ToHexStringLower(SHA256.HashData(pdf)) == brief.DocumentHash;
}
