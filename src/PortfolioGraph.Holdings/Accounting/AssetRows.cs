using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>The counted rows of one asset, summed up as they come.</summary>
internal sealed class AssetRows
{
    private readonly List<LedgerBalance> _balances = [];
    private readonly List<LedgerPosition> _equities = [];
    private readonly List<(Performance? Performance, BigDecimal? Amount, BigDecimal? ValueUsd)> _parts = [];
    private readonly Dictionary<(string? Network, string? Account), Distribution> _places = [];
    private string? _name;
    private string? _symbol;
    private BigDecimal? _amount;
    private BigDecimal? _value;
    private BigDecimal? _price;
    private bool _hasOnePrice = true;

    public void Add(LedgerBalance row)
    {
        var balance = row.Balance;
        _balances.Add(row);
        Add(balance.Token.Name, balance.Token.Symbol, balance.Amount, balance.PriceUsd, balance.ValueUsd, balance.Performance);
        if (balance.Distribution.Count > 0)
        {
            foreach (var part in balance.Distribution)
                Place(part);
        }
        else if (balance.Amount is { } amount && (balance.Network is not null || balance.Account is not null))
            Place(new Distribution(balance.Network, balance.Account, amount));
    }

    public void Add(LedgerPosition row, EquityPosition equity)
    {
        _equities.Add(row);
        Add(equity.Name, equity.Symbol, equity.Amount, equity.PriceUsd, equity.ValueUsd, equity.Performance);
    }

    /// <summary>Null where no amount is known.</summary>
    public AssetHolding? ToHolding(string id, BigDecimal assetsUsd) => _amount is not { } amount ? null : new AssetHolding
    {
        Id = id,
        Name = _name,
        Symbol = _symbol,
        Amount = amount,
        PriceUsd = _hasOnePrice ? _price : null,
        ValueUsd = _value,
        SharePercent = Shares.Percent(_value, assetsUsd),
        Performance = PerformanceSum.OfAsset(_parts),
        Distribution = [.. _places.Values.Where(p => p.Network is not null || p.Account is not null)],
        Balances = _balances,
        Equities = _equities,
    };

    private void Add(string? name, string? symbol, BigDecimal? amount, BigDecimal? price, BigDecimal? value, Performance? performance)
    {
        _name = Least(_name, name);
        _symbol = Least(_symbol, symbol);
        _amount = Plus(_amount, amount);
        _value = Plus(_value, value);
        _hasOnePrice &= price is not null && (_parts.Count == 0 || price == _price);
        // Of equal prices the shorter text: the order of rows does not matter.
        _price = _price is { } shown && price is { } other && shown.Scale <= other.Scale ? shown : price;
        _parts.Add((performance, amount, value));
    }

    private void Place(Distribution part)
    {
        var key = (part.Network?.Id, part.Account?.Value);
        _places[key] = _places.TryGetValue(key, out var before) ? before with { Amount = before.Amount + part.Amount } : part;
    }

    private static BigDecimal? Plus(BigDecimal? sum, BigDecimal? number) => number is { } known ? (sum ?? BigDecimal.Zero) + known : sum;

    /// <summary>The order of rows does not matter.</summary>
    private static string? Least(string? text, string? other) =>
        text is null || (other is not null && string.CompareOrdinal(other, text) < 0) ? other : text;
}
