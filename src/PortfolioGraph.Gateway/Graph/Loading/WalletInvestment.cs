using System.Buffers.Text;
using System.Text;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>One investment of one wallet.</summary>
internal readonly record struct WalletInvestment(WalletNode Wallet, ChainId? Network, string? InvestmentId, string? PoolId, string? FarmInvestmentId)
{
    private const string Prefix = "investment";

    /// <summary>
    /// The key of the position that was looked up: it holds what was asked for, so that its id finds it again. Such a position is an object
    /// of its own, since providers say other things of it than in their lists.
    /// </summary>
    public string PositionKey => string.Join(
        '.', Prefix, Text(Network?.ToString()), Text(InvestmentId), Text(PoolId), Text(FarmInvestmentId));

    public InvestmentKey ToKey() => new(Wallet.Key, Network, InvestmentId, PoolId, FarmInvestmentId);

    /// <summary>What was asked for, from the key of a row; null where that is no position that was looked up.</summary>
    public static WalletInvestment? Of(WalletNode wallet, string rowKey)
    {
        if (rowKey.Split('|') is not [_, _, var key, ..] || key.Split('.') is not [Prefix, .. { Length: 4 } parts] || !Array.TrueForAll(parts, p => Base64Url.IsValid(p))) return null;
        var texts = Array.ConvertAll(parts, p => p.Length == 0 ? null : Encoding.UTF8.GetString(Base64Url.DecodeFromChars(p)));
        ChainId? network = null;
        if (texts[0] is { } text)
        {
            if (!ChainId.TryParse(text, out var chain, out _)) return null;
            network = chain;
        }

        return new WalletInvestment(wallet, network, texts[1], texts[2], texts[3]);
    }

    private static string Text(string? part) => part is null ? string.Empty : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part));
}
