using System.Net;
using System.Net.Sockets;

namespace WeId.Workflows.Web.Identity;

/// <summary>The address of a computer, shortened for what is kept.</summary>
internal static class Adres
{
    /// <summary>The network only: 203.0.113.x, or the first 48 bits of an IPv6 address.</summary>
    public static string? Shorten(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return plain.AddressFamily is AddressFamily.InterNetwork
            ? $"{bytes[0]}.{bytes[1]}.{bytes[2]}.x"
            : $"{Convert.ToHexStringLower(bytes, 0, 2)}:{Convert.ToHexStringLower(bytes, 2, 2)}:{Convert.ToHexStringLower(bytes, 4, 2)}::x";
    }
}
