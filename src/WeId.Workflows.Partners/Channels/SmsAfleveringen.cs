using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Partners.Channels;

/// <summary>Takes the delivery reports of the SMS gateway; see docs/kanalen.md.</summary>
public sealed class SmsAfleveringen(
    IOptions<SmsOptions> options,
    IDbContextFactory<WeIdDbContext> contexts,
    IUnitOfWork unitOfWork,
    TimeProvider time,
    ILogger<SmsAfleveringen> logger)
{
    /// <summary>Header with <c>sha256=</c> and the HMAC of the body in hexadecimals.</summary>
    public const string SignatureHeader = "X-Signature";

    /// <summary>The longest report.</summary>
    public const int MaxBytes = 4096;

    private const string SignaturePrefix = "sha256=";
    private const int MaxCodeLength = 40;

    /// <summary>Whether reports are taken: a secret is configured.</summary>
    public bool IsOpen => options.Value.ReportSecret.Length > 0;

    /// <summary>Whether the gateway signed this body, byte for byte.</summary>
    public bool IsSigned(ReadOnlySpan<byte> body, string? signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var isHash = signature is not null
            && signature.StartsWith(SignaturePrefix, StringComparison.Ordinal)
            && Convert.FromHexString(signature.AsSpan(SignaturePrefix.Length), given, out _, out var written) is OperationStatus.Done
            && written == given.Length;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.ReportSecret), body, expected);
        if (IsOpen && isHash && CryptographicOperations.FixedTimeEquals(given, expected))
        {
            return true;
        }

        logger.SmsReportNotSigned();
        return false;
    }

    /// <summary>Keeps what the report says of its verzending. One that is not known, or says nothing final, changes nothing.</summary>
    /// <returns>False when it cannot be read.</returns>
    public async Task<bool> RecordAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (Read(body.Span) is not { Reference: { } reference, Status: { } status } report)
        {
            return false;
        }

        Aflevering? aflevering = status switch
        {
            "delivered" => Aflevering.Afgeleverd,
            "undelivered" => Aflevering.NietAfgeleverd,
            _ => null,
        };
        if (aflevering is { } told && Guid.TryParse(reference, out var id) && await IsKnownAsync(id, ct))
        {
            await RecordAsync(id, told, CodeOf(report), ct);
        }

        return true;
    }

    private static Afleverbericht? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<Afleverbericht>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A code and no text: a gateway's explanation may hold the number.
    private static string? CodeOf(Afleverbericht report) =>
        report.Code is { Length: > 0 and <= MaxCodeLength } code && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? code : null;

    private async Task<bool> IsKnownAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Verzendingen.AnyAsync(v => v.Id == id && v.Kanaal == VerzendKanaal.Sms, ct);
    }

    // The same report again is the same operation.
    private Task RecordAsync(Guid id, Aflevering aflevering, string? code, CancellationToken ct) => unitOfWork.RunAsync(
        DerivedId.From(id, $"aflevering/{aflevering}"),
        async (services, token) =>
        {
            var verzending = await services.GetRequiredService<WeIdDbContext>().Verzendingen.SingleAsync(v => v.Id == id, token);
            return verzending.RecordAflevering(aflevering, code, time.GetUtcNow());
        },
        ct);

    private sealed record Afleverbericht(string? Reference, string? Status, string? Code);
}
