using System.Text.Json;
using Microsoft.Extensions.Options;

namespace WeId.Workflows.Persistence.Audit;

/// <summary>The end of the audit chain, as it was at some instant.</summary>
/// <param name="Volgnummer">Number of the last row.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Op">When it was written down.</param>
public sealed record AuditHoofd(long Volgnummer, string Hash, DateTimeOffset Op);

/// <summary>The head of the chain in a file outside the database.</summary>
internal sealed class AuditHoofdBestand(IOptions<AuditOptions> options)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string file = options.Value.Hoofd;

    /// <summary>The head; null when none was ever written down.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public async Task<AuditHoofd?> ReadAsync(CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<AuditHoofd>(await File.ReadAllTextAsync(file, ct), Json)
                ?? throw new InvalidDataException($"{file} holds no head of the audit chain.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} holds no head of the audit chain.", e);
        }
    }

    /// <summary>Replaces the head; a reader sees the old one or the new one.</summary>
    public async Task WriteAsync(AuditHoofd hoofd, CancellationToken ct)
    {
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var temporary = $"{file}.{Environment.ProcessId}.tmp";
        await File.WriteAllTextAsync(temporary, JsonSerializer.Serialize(hoofd, Json), ct);
        File.Move(temporary, file, overwrite: true);
    }
}
