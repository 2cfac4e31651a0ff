using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace WeId.Workflows.Persistence.Geheimen;

/// <summary>Makes the codes that people type, and the keyed hashes under which they are stored.</summary>
public sealed class Codes(IOptions<GeheimenOptions> options)
{
    /// <summary>Letters and digits without look-alikes: no 0/O, 1/I/L, 2/Z, 5/S, 8/B.</summary>
    public const string Alphabet = "ACDEFGHJKMNPQRTUVWXY34679";

    private readonly byte[] key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Convert.FromBase64String(options.Value.Hoofdsleutels[^1]), 32, info: "codes"u8.ToArray());

    /// <summary>An activation code of 10 characters (46 bits), shown in two groups of five.</summary>
    public static string NewActivatieCode() => RandomNumberGenerator.GetString(Alphabet, 10);

    /// <summary>A code of six digits for mail and SMS.</summary>
    public static string NewDigits() => RandomNumberGenerator.GetString("0123456789", 6);

    /// <summary>How the code is read: in groups.</summary>
    public static string Show(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length == 10 ? $"{code[..5]}-{code[5..]}" : code;
    }

    /// <summary>Takes out what people add: spaces, hyphens, lower case.</summary>
    public static string Normalize(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return new string([.. typed.Where(char.IsLetterOrDigit)]).ToUpperInvariant();
    }

    /// <summary>Keyed hash (HMAC-SHA256) of a normalised code for a purpose, in hexadecimals.</summary>
    public string Hash(string purpose, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{Normalize(code)}")));
}
