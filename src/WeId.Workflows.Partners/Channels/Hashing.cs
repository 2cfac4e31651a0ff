using System.Security.Cryptography;

namespace WeId.Workflows.Partners.Channels;

internal static class Hashing
{
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
