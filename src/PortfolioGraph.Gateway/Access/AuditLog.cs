using System.Buffers;
using System.Globalization;
using System.Text;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Access;

/// <summary>Who asked for which wallets: ids, never what is in them. The category <c>PortfolioGraph.Gateway.Access.AuditLog</c>, one entry a request.</summary>
internal sealed partial class AuditLog(ILogger<AuditLog> logger)
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:@.,_-+=/|~*#()%");

    public void Asked(Caller caller, IReadOnlyCollection<WalletKey> wallets)
    {
        if (wallets.Count > 0 && logger.IsEnabled(LogLevel.Information)) Log.Asked(logger, NameOf(caller), Joined(wallets));
    }

    /// <summary>Noted once, when it begins: what changes from then on is shown without being asked for.</summary>
    public void Watches(Caller caller, IReadOnlyCollection<WalletKey> wallets)
    {
        if (wallets.Count > 0 && logger.IsEnabled(LogLevel.Information)) Log.Watches(logger, NameOf(caller), Joined(wallets));
    }

    public void Refused(Caller caller, IReadOnlyCollection<WalletKey> wallets)
    {
        if (wallets.Count > 0) Log.Refused(logger, NameOf(caller), Joined(wallets));
    }

    private static string NameOf(Caller caller) => Quoted(caller.Grant?.Name ?? "(anonymous)");

    private static string Joined(IEnumerable<WalletKey> wallets) => string.Join(' ', wallets.Select(w => Quoted(w.Text)));

    /// <summary>
    /// As it is, where it is one word; else in quotes, in ASCII, with the escapes of JSON. An id is what its caller says it is, and a subject what its
    /// issuer says: neither can be taken for two, nor for words of the entry, nor begin a line of its own.
    /// </summary>
    internal static string Quoted(string text)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain)) return text;
        var quoted = new StringBuilder(text.Length + 8).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~') quoted.Append(c);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return quoted.Append('"').ToString();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Caller} asked for {Wallets}")]
        public static partial void Asked(ILogger logger, string caller, string wallets);

        [LoggerMessage(3, LogLevel.Information, "{Caller} watches {Wallets}")]
        public static partial void Watches(ILogger logger, string caller, string wallets);

        [LoggerMessage(2, LogLevel.Warning, "{Caller} was refused {Wallets}")]
        public static partial void Refused(ILogger logger, string caller, string wallets);
    }
}
