using System.Collections.Concurrent;
using PortfolioGraph.Sandbox.Data;

namespace PortfolioGraph.Sandbox.Settings;

/// <summary>Wallets in which OKX lists more than the sandbox makes up, so that something changes. Safe to change while requests run.</summary>
public sealed class BalanceSwitches
{
    private readonly ConcurrentDictionary<string, int> _multipliers = new(StringComparer.Ordinal);

    /// <summary>Has so many times as much of every token in a wallet, an address or an account id, until it is cleared.</summary>
    /// <exception cref="ArgumentException">The multiplier is negative, or there is no wallet.</exception>
    public void Multiply(string wallet, int multiplier)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(wallet);
        if (multiplier < 0) throw new ArgumentException("A multiplier is zero or more.", nameof(multiplier));
        _multipliers[Address.Canonical(wallet)] = multiplier;
    }

    /// <summary>All balances are as they were.</summary>
    public void Clear() => _multipliers.Clear();

    internal int Of(string owner) => _multipliers.GetValueOrDefault(owner, 1);
}
