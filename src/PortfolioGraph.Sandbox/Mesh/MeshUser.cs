using PortfolioGraph.Sandbox.Data;

namespace PortfolioGraph.Sandbox.Mesh;

/// <summary>An end user who has connected accounts through Mesh. A user is found by id, and by an auth token of the same text.</summary>
internal sealed record MeshUser(MeshPosition[] Equities, MeshPosition[] Cryptos, MeshCash[] Cash, bool HasNft = false)
{
    public static MeshUser Of(string id) => id switch
    {
        "Mesh" => new(
            [new("AAPL", "Apple", "12.5", "227.52", "151.33"), new("VTI", "Vanguard Total Stock Market ETF", "40", "281.07", null)],
            [
                new("BTC", "Bitcoin", "0.25", "64120.77", "30500"),
                new("ETH", "Ethereum", "3.2", "2650.43", "1800.125"),
                new("SHIB", "Shiba Inu", "12500000", "1.05E-05", "2.1E-05"),
                new("NEWCOIN", null, "17.5", null, null),
            ],
            [new("USD", "2500.75", "2500.75")]),
        "Mesh2" => new([], [], []),
        "Mesh3" => new([], [], [new("USD", "310.4", "310.4"), new("EUR", "-102.88", "1293.596")]),
        "MeshBTC" => new([], [new("BTC", "Bitcoin", "1.00000001", "64120.77", "41000.5")], []),
        "MeshNft" => new([], [], [], HasNft: true),
        _ => Rolled(id),
    };

    public Exact EquitiesValue => Exact.Sum(Equities.Select(p => p.Value ?? Exact.Zero));

    public Exact CryptosValue => Exact.Sum(Cryptos.Select(p => p.Value ?? Exact.Zero));

    public Exact NftsValue => HasNft ? Exact.Parse("6626.075") : Exact.Zero;

    public Exact CashUsd => Exact.Sum(Cash.Where(c => c.Currency == "USD").Select(c => Exact.Parse(c.Amount)));

    private static MeshUser Rolled(string id)
    {
        var dice = new Dice($"{id}/mesh");
        MeshPosition Roll(string symbol, string name, string price, int digits, int decimals) =>
            new(symbol, name, dice.Amount(digits, decimals).ToString(), price,
                dice.Chance(70) ? (Exact.Parse(price) * new Exact(50 + dice.Below(100), 2)).ToString() : null);

        MeshPosition[] equities = [Roll("AAPL", "Apple", "227.52", 2, 3), Roll("TSLA", "Tesla", "249.98", 2, 3), Roll("MSFT", "Microsoft", "418.16", 2, 2)];
        MeshPosition[] cryptos = [Roll("BTC", "Bitcoin", "64120.77", 0, 6), Roll("ETH", "Ethereum", "2650.43", 1, 6), Roll("SOL", "Solana", "146.55", 2, 4)];
        return new MeshUser(
            [.. equities.Where(_ => dice.Chance(70))], [.. cryptos.Where(_ => dice.Chance(80))],
            [new("USD", dice.Amount(4, 2).ToString(), dice.Amount(4, 2).ToString())]);
    }
}

/// <summary>A holding as Mesh tells it: numbers as they stand in the JSON. Price and unit cost may be missing.</summary>
internal sealed record MeshPosition(string Symbol, string? Name, string Amount, string? Price, string? Cost)
{
    public Exact? Value => Price is null ? null : Exact.Parse(Amount) * Number(Price);

    /// <summary>What was paid for all of it: the unit cost times the amount.</summary>
    public Exact? Spent => Cost is null ? null : Exact.Parse(Amount) * Number(Cost);

    /// <summary>JSON numbers may have an exponent, as doubles of .NET do when they are small.</summary>
    private static Exact Number(string text) =>
        text.Split('E') is [var digits, var exponent]
            ? Exact.Parse(digits) is var d ? d with { Scale = d.Scale - int.Parse(exponent) } : default
            : Exact.Parse(text);
}

/// <summary>Cash in one currency. Negative is owed.</summary>
internal sealed record MeshCash(string Currency, string Amount, string BuyingPower);
