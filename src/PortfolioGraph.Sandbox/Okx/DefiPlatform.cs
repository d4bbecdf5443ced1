using PortfolioGraph.Sandbox.Data;

namespace PortfolioGraph.Sandbox.Okx;

/// <summary>What a wallet has on one DeFi platform, over all networks. Its value is the sum of its networks.</summary>
internal sealed record DefiPlatform(int Id, string Name, string Url, bool IsSupported, DefiNetwork[] Networks)
{
    public Exact Value => Exact.Sum(Networks.Select(n => n.Value));

    public string Logo => $"https://static.sandbox.example/platform/{Id}.png";

    /// <summary>The same on some chains only; null where it has nothing there.</summary>
    public DefiPlatform? On(ICollection<int> chains) =>
        Networks.Where(n => chains.Contains(n.Chain)).ToArray() is { Length: > 0 } networks ? this with { Networks = networks } : null;
}

/// <summary>A platform's positions on one chain. The value is the sum of the positions.</summary>
internal sealed record DefiNetwork(int Chain, DefiPosition[] Positions)
{
    public Exact Value { get; } = Exact.Sum(Positions.Select(p => p.Value));
}

/// <summary>One investment. Its value is assets plus rewards, to the last digit.</summary>
/// <param name="Receipt">The token that stands for it in the wallet, if there is one, and how much of it.</param>
internal sealed record DefiPosition(
    string Id, string Name, int Type, DefiToken[] Assets, DefiToken[] Rewards, (TokenInfo Token, Exact Balance)? Receipt = null)
{
    public Exact Value { get; } = Exact.Sum(Assets.Concat(Rewards).Select(t => t.Value));

    /// <summary>The category, by investType.</summary>
    public string Category => Type switch { 1 => "Save", 2 => "Pool", 3 => "Farm", 4 => "Vaults", 5 => "Stake", _ => "Borrow" };
}

/// <summary>An amount of a token in a position. A debt is negative.</summary>
internal sealed record DefiToken(string Symbol, string Address, int Precision, Exact Amount, Exact Value);
