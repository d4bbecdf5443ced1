using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PortfolioGraph.Gateway.Settings;

namespace PortfolioGraph.Gateway.Access;

/// <summary>
/// The names that the gateway answers to. A page whose name is bound to another address while it is open (DNS rebinding) is of the same origin as what answers
/// there, and only the name in <c>Host</c> tells that it is not ours: it could ask a gateway on loopback that asks nobody who they are.
/// </summary>
internal sealed class AllowedHosts
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _endings = [];
    private volatile string? _last;

    private AllowedHosts(bool all) => All = all;

    /// <summary>Whether every name is answered to.</summary>
    public bool All { get; private set; }

    /// <summary>Reads <c>Http:AllowedHosts</c>. Where it is not set, callers that are known may use any name, others those of loopback.</summary>
    /// <exception cref="StartupException">An entry is no host.</exception>
    public static AllowedHosts Read(IConfiguration configuration, bool knowsCallers)
    {
        var section = configuration.GetSection("Http:AllowedHosts");
        string[] entries =
        [
            .. (section.Value ?? string.Empty).Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            .. section.GetChildren().Select(c => c.Value?.Trim() ?? string.Empty),
        ];
        var hosts = new AllowedHosts(all: entries.Length == 0 && knowsCallers);
        foreach (var entry in entries)
        {
            if (entry == "*") hosts.All = true;
            else if (entry.StartsWith("*.", StringComparison.Ordinal) && IsName(entry.AsSpan(2))) hosts._endings.Add(entry[1..]);
            else if (Split(entry, out var name, out var port) && port.IsEmpty && !entry.EndsWith(':')) hosts._names.Add(name.TrimEnd('.').ToString());
            else
            {
                throw new StartupException(
                    [$"Http:AllowedHosts has \"{entry}\"; each must be a host such as gateway.example, *.example or *, without scheme and port"]);
            }
        }

        return hosts;
    }

    /// <summary>Whether the value of a header <c>Host</c> is one (RFC 9112, section 3.2).</summary>
    public static bool IsValid(string host) => Split(host, out _, out _);

    /// <summary>Whether a host, with its port or without, is answered to. Names of loopback always are: no other machine can have them.</summary>
    public bool Allows(string host)
    {
        // Hardly any client changes it from one request to the next.
        if (host == _last) return true;
        if (!Split(host, out var name, out _)) return false;
        name = name.TrimEnd('.');
        if (!All && !IsLoopback(name) && !_names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) && !EndsWell(name)) return false;
        _last = host;
        return true;
    }

    private bool EndsWell(ReadOnlySpan<char> name)
    {
        foreach (var ending in _endings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    // An address is one as browsers write it: 127.1 is a name to us, and not ours.
    private static bool IsLoopback(ReadOnlySpan<char> name) =>
        name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(name.Trim("[]"), out var address) && IPAddress.IsLoopback(address)
            && (address.AddressFamily == AddressFamily.InterNetworkV6 ? name[0] == '[' : name.SequenceEqual(address.ToString())));

    private static bool Split(ReadOnlySpan<char> host, out ReadOnlySpan<char> name, out ReadOnlySpan<char> port)
    {
        var end = host.StartsWith("[") ? host.IndexOf(']') + 1 : host.IndexOf(':') is >= 0 and var colon ? colon : host.Length;
        name = host[..end];
        port = host[end..];
        if (port.StartsWith(":")) port = port[1..];
        else if (!port.IsEmpty) return false;
        return (port.IsEmpty || (ushort.TryParse(port, NumberStyles.None, null, out _) && port.Length <= 5))
            && (name.StartsWith("[")
                ? IPAddress.TryParse(name[1..^1], out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
                : IsName(name));
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > 254 || name[0] == '.' || name.Contains("..", StringComparison.Ordinal)) return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) return false;
        }

        return true;
    }
}
