using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace PortfolioGraph.GraphQL.AspNetCore.Settings;

/// <summary>The address of a peer, as limits count it.</summary>
public static class ClientAddress
{
    private const int SubnetBytes = 8;

    /// <summary>An IPv4 address, or the /64 network of an IPv6 address: whoever has one address of it has all of them.</summary>
    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    internal static string Of(IPAddress? address)
    {
        if (address is null) return string.Empty;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address)) return address.ToString();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[SubnetBytes..].Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
