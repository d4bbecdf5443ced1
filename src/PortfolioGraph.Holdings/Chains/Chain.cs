using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Chains;

/// <summary>What is known of a chain without asking anybody.</summary>
/// <param name="Id">CAIP-2.</param>
/// <param name="Name">For people.</param>
/// <param name="ShortName">For people in a hurry.</param>
/// <param name="NativeSymbol">The symbol of the native coin; null for a chain that has none.</param>
/// <param name="NativeDecimals">The decimals of the native coin; null for a chain that has none.</param>
/// <param name="CoinType">The SLIP-44 coin type of the native coin; null where none is registered.</param>
public sealed record Chain(ChainId Id, string Name, string ShortName, string? NativeSymbol, int? NativeDecimals, int? CoinType)
{
    /// <summary>Whose form its addresses have.</summary>
    public ChainFamily Family => ChainRegistry.FamilyOf(Id);

    /// <summary>The native coin's name, where it is the chain's own; null elsewhere: many EVM chains have a coin of another's name.</summary>
    public string? NativeName { get; } = ShortName == NativeSymbol && ChainRegistry.FamilyOf(Id) != ChainFamily.Evm ? Name : null;

    /// <summary>The native coin (CAIP-20); null where no coin type is registered for it: an id is never made up.</summary>
    public AssetId? NativeAsset { get; } = CoinType is { } coin ? AssetId.Native(Id, coin) : null;
}
