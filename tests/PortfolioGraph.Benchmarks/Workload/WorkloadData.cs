using System.Globalization;
using System.Text;

namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>The lab's data set by its formulas: 1,000 wallets with 20 balances and 3 platforms each, 12 networks. As JSON text.</summary>
internal static class WorkloadData
{
    public const int WalletCount = 1000;

    private static readonly string[] NetworkIds = ["1", "10", "25", "56", "100", "137", "250", "324", "8453", "42161", "43114", "59144"];

    private static readonly string[] NetworkNames =
    [
        "Ethereum", "Optimism", "Cronos", "BNB Chain", "Gnosis", "Polygon", "Fantom", "zkSync Era", "Base", "Arbitrum One", "Avalanche", "Linea",
    ];

    private static readonly string[] Symbols =
    [
        "ETH", "USDC", "USDT", "WBTC", "DAI", "LINK", "UNI", "AAVE", "ARB", "OP", "MATIC", "BNB", "CRV", "LDO", "MKR", "SNX", "COMP", "PEPE", "RPL",
        "GMX", "stETH", "cbETH", "FRAX",
    ];

    private static readonly string[] Protocols =
        ["Aave V3", "Uniswap V3", "Lido", "Curve", "Convex", "Yearn", "GMX", "Pendle", "Compound", "Balancer", "Morpho"];

    private static readonly string[] Kinds = ["SAVE", "POOL", "FARM", "VAULT", "STAKE"];

    public static WalletRow Wallet(int number)
    {
        var address = string.Concat(Enumerable.Range(1, 5).Select(k => (((number * 7919L) + (k * 104729L)) % 2147483647L).ToString("x8", CultureInfo.InvariantCulture)));
        return new WalletRow
        {
            Number = number,
            Id = Json($"\"w{number}\""),
            Address = Json($"\"0x{address}\""),
            Label = number % 3 == 0 ? null : Json($"\"Wallet {number}\""),
        };
    }

    public static string Balances(int wallet)
    {
        var rows = Enumerable.Range(0, 20).Select(j =>
        {
            var amount = ((wallet * 7919L) + (j * 104729L)) % 100000000L;
            var price = ((wallet * 31L) + (j * 977L)) % 5000000L;
            return $$"""
                {"symbol":"{{Pick(Symbols, wallet + j)}}","networkId":"{{Pick(NetworkIds, (wallet * 7) + j)}}","amount":"{{Fixed(amount, 4)}}","price":{{((wallet + j) % 17 == 0 ? "null" : Quoted(Fixed(price, 2)))}},"value":"{{Fixed((amount % 1000003 * 13) + price, 2)}}","isRisk":{{((wallet + j) % 11 == 0 ? "true" : "false")}}}
                """;
        });
        return $"{{\"wallet\":\"w{wallet}\",\"balances\":[{string.Join(',', rows)}]}}";
    }

    public static string Platforms(int wallet) => $"{{\"wallet\":\"w{wallet}\",\"platforms\":[{string.Join(',', Enumerable.Range(0, 3).Select(p => Platform(wallet, p)))}]}}";

    public static IEnumerable<string> Networks() => NetworkIds.Select((id, k) =>
        $"{{\"id\":\"{id}\",\"name\":\"{NetworkNames[k]}\",\"logo\":{(k % 4 == 3 ? "null" : Quoted($"https://cdn.example/net/{id}.png"))}}}");

    private static string Platform(int wallet, int p)
    {
        var name = Pick(Protocols, wallet + p);
        var url = p == 2 ? "null" : Quoted($"https://{name.ToLowerInvariant().Replace(' ', '-')}.example");
        var positions = string.Join(',', Enumerable.Range(0, 2).Select(q => Position(wallet, p, q, name)));
        return $"{{\"id\":\"w{wallet}-p{p}\",\"name\":\"{name}\",\"url\":{url},\"value\":\"{Fixed(((wallet * 5471L) + (p * 7)) % 90000000L, 2)}\",\"positions\":[{positions}]}}";
    }

    private static string Position(int wallet, int p, int q, string platform)
    {
        var assets = string.Join(',', Enumerable.Range(0, 2).Select(a => Asset(wallet, p, q, a)));
        return $"{{\"id\":\"w{wallet}-p{p}-{q}\",\"name\":\"{platform} position {q + 1}\",\"kind\":\"{Pick(Kinds, wallet + p + q)}\","
            + $"\"value\":\"{Fixed(((wallet * 2741L) + (p * 13) + q) % 90000000L, 2)}\",\"assets\":[{assets}]}}";
    }

    private static string Asset(int wallet, int p, int q, int a)
    {
        var amount = ((wallet * 1543L) + (p * 389) + (q * 97) + (a * 31)) % 10000000L;
        var price = ((wallet * 53L) + (p * 17) + (q * 7) + (a * 3)) % 300000L;
        return $"{{\"symbol\":\"{Pick(Symbols, wallet + p + q + a)}\",\"amount\":\"{Fixed(amount, 4)}\",\"price\":{((wallet + a) % 13 == 0 ? "null" : Quoted(Fixed(price, 2)))},"
            + $"\"value\":\"{Fixed((amount % 99991 * 7) + price, 2)}\"}}";
    }

    private static JsonText Json(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string Pick(string[] values, int index) => values[index % values.Length];

    private static string Quoted(string text) => $"\"{text}\"";

    private static string Fixed(long units, int digits)
    {
        var power = (long)Math.Pow(10, digits);
        return $"{units / power}.{(units % power).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}";
    }
}
