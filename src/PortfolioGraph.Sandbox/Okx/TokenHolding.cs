using PortfolioGraph.Sandbox.Data;

namespace PortfolioGraph.Sandbox.Okx;

/// <summary>One token in one wallet, as OKX tells it: text throughout, and no value.</summary>
/// <param name="Raw">The balance in base units; empty where OKX has none.</param>
/// <param name="IsMisspelled">The risk flag goes out as <c>isRistToken</c>: the live API mixes both names.</param>
internal sealed record TokenHolding(
    int Chain, string Address, string Symbol, string Balance, string Raw, string Price, string Type, bool IsRisk, bool IsMisspelled)
{
    /// <summary>Balance × price in full; nothing where there is no price.</summary>
    public Exact Value => Price.Length == 0 ? Exact.Zero : Exact.Parse(Balance) * Exact.Parse(Price);

    /// <summary>So many times as much of it.</summary>
    public TokenHolding Times(int multiplier) => multiplier == 1 ? this : this with
    {
        Balance = (Exact.Parse(Balance) * new Exact(multiplier, 0)).ToString(),
        Raw = Raw.Length == 0 ? "" : (Exact.Parse(Raw) * new Exact(multiplier, 0)).ToString(),
    };

    public static TokenHolding Of(TokenInfo token, Exact balance, bool misspelled) => new(
        token.Chain, token.Address, token.Symbol, balance.ToString(),
        TokenInfo.HasRaw(token.Chain) ? (balance with { Scale = 0 }).ToString() : "",
        token.Price, token.Type, token.IsRisk, misspelled);
}
