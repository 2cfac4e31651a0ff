using System.Net;
using System.Net.Sockets;

namespace WeId.Workflows.Features.Toegang;

/// <summary>Under which key the tries of one computer are counted.</summary>
public static class AdresSleutel
{
    private const int NetworkBytes = 8;

    /// <summary>The IPv4 address, or the /64 of an IPv6 address: one subscriber has all addresses in it. Null when the address is not known.</summary>
    public static string? Of(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return plain.ToString();
        }

        var bytes = plain.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return $"{new IPAddress(bytes)}/64";
    }
}
