using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WeId.Workflows.Domain;

namespace WeId.Workflows.Persistence.Audit;

/// <summary>The hash that ties an audit row to all rows before it.</summary>
internal static class AuditSchakel
{
    /// <summary>Stands for the row before the first one.</summary>
    public static readonly string Begin = new('0', 64);

    // Part of every hash, so that another way of writing rows down can follow later without doubt about which one was used.
    private const string Format = "weid-audit-1";

    /// <summary>SHA-256 in upper-case hexadecimal over the hash before, the number and every column of the row.</summary>
    public static string Hash(string previous, long volgnummer, AuditRegel regel)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(sha, Format);
        Add(sha, previous);
        Add(sha, volgnummer);
        Add(sha, regel.Id);
        // Microseconds: the finest that all databases keep.
        Add(sha, regel.Op.UtcTicks / TimeSpan.TicksPerMicrosecond);
        Add(sha, regel.Wat);
        Add(sha, regel.AccountId);
        Add(sha, regel.OrganisatieId);
        Add(sha, regel.AanvraagId);
        Add(sha, regel.OperationId);
        Add(sha, regel.Details);
        return Convert.ToHexString(sha.GetHashAndReset());
    }

    private static void Add(IncrementalHash sha, Guid? id) => Add(sha, id?.ToString("N"));

    // With its length before it, so that text cannot move from one column into the next.
    private static void Add(IncrementalHash sha, string? text)
    {
        if (text is null)
        {
            Add(sha, -1);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        Add(sha, bytes.Length);
        sha.AppendData(bytes);
    }

    private static void Add(IncrementalHash sha, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        sha.AppendData(bytes);
    }
}
