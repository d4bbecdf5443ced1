using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Access;

/// <summary>Who asked for which wallets: ids, never what is in them. The category <c>PortfolioGraph.Gateway.Access.AuditLog</c>, one entry a request.</summary>
internal sealed partial class AuditLog(ILogger<AuditLog> logger)
{
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

    private static string NameOf(Caller caller) => OneLine(caller.Grant?.Name ?? "(anonymous)");

    // A blank of an id is no end of it. A % of its own is escaped in the text.
    private static string Joined(IEnumerable<WalletKey> wallets) =>
        OneLine(string.Join(' ', wallets.Select(w => w.Text.Replace(" ", "%20", StringComparison.Ordinal))));

    // An id is what the caller says it is, and a subject what its issuer says, but neither can begin a line of its own.
    private static string OneLine(string text) => text.Any(IsBreak) ? string.Concat(text.Select(c => IsBreak(c) ? '?' : c)) : text;

    private static bool IsBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

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
