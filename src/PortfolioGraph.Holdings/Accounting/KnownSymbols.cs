using System.Collections.Frozen;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>
/// The token that a custodian means by a symbol on a named chain. A closed list: a symbol alone identifies nothing,
/// and one that is not listed for the chain is merged with nothing.
/// </summary>
/// <remarks>
/// Listed are native coins, by the chains where custodians write them with that symbol, and tokens whose symbol has one issuer on the chain.
/// Not listed: symbols that two contracts of a chain share, such as USDC on Polygon (native and bridged).
/// </remarks>
public static class KnownSymbols
{
    private static readonly FrozenDictionary<(string Symbol, ChainId Chain), string> Ids = Entries().ToFrozenDictionary();

    /// <summary>The <see cref="Token.Id"/>; null where the list has none. Symbols are compared without regard to case.</summary>
    public static string? TokenIdOf(string symbol, ChainId chain)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        return Ids.GetValueOrDefault((symbol.ToUpperInvariant(), chain));
    }

    private static IEnumerable<KeyValuePair<(string Symbol, ChainId Chain), string>> Entries()
    {
        // Native coins: the registry's symbol on each chain that has one. MATIC is what POL was called before.
        foreach (var chain in ChainRegistry.All)
        {
            if (chain.NativeSymbol is { } symbol)
                yield return Entry(symbol, chain.Id, "");
        }
        var ethereum = ChainId.Parse("eip155:1");
        yield return Entry("MATIC", ChainId.Parse("eip155:137"), "");
        yield return Entry("USDC", ethereum, "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48");
        yield return Entry("USDT", ethereum, "0xdac17f958d2ee523a2206206994597c13d831ec7");
        yield return Entry("DAI", ethereum, "0x6b175474e89094c44da98b954eedeac495271d0f");
        yield return Entry("WETH", ethereum, "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2");
    }

    private static KeyValuePair<(string, ChainId), string> Entry(string symbol, ChainId chain, string address) =>
        new((symbol.ToUpperInvariant(), chain), TokenIds.For(chain, address));
}
