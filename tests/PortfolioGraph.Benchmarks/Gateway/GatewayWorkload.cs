using System.Text;
using System.Text.Json;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Benchmarks.Gateway;

/// <summary>What is asked of the gateway.</summary>
/// <param name="Name">As it is named on the command line.</param>
/// <param name="IsLarge">The provider is one with large wallets, in place of the sandbox.</param>
/// <param name="Body">The body of the request.</param>
internal sealed record GatewayWorkload(string Name, bool IsLarge, byte[] Body)
{
    public const int LargeWallets = 200;

    private const int ManyWallets = 50;

    private const string Overview = """
        query Overview($by: [WalletInput!]!) {
          wallets(by: $by) {
            kind
            address
            total { valueUsd display isComplete unpriced }
            tokenBalances(first: 10, order: { valueUsd: DESC }) {
              totalCount
              nodes { amount priceUsd valueUsd sharePercent display { amount valueUsd } token { symbol name logoUrl network { name } } source { provider { name } } }
            }
            platforms(first: 10) { nodes { platform { name } valueUsd } }
            positions(first: 10) { totalCount nodes { name kind valueUsd } }
            sources { provider { name } capability status }
          }
        }
        """;

    private const string Positions = """
        query Positions($by: [WalletInput!]!) {
          wallets(by: $by) {
            address
            platforms { nodes { platform { name url } valueUsd investmentCount networks { network { name } valueUsd } } }
            positions {
              nodes {
                name
                kind
                valueUsd
                ... on DefiPosition { platform { name } network { name } debtUsd healthRate assets { amount valueUsd token { symbol address } } }
              }
            }
          }
        }
        """;

    /// <summary>One wallet's overview.</summary>
    public static GatewayWorkload W1 { get; } = Of("W1", isLarge: false, [AddressOf(0xab16a9)], Overview);

    /// <summary>50 wallets with platforms and positions.</summary>
    public static GatewayWorkload W2 { get; } = Of("W2", isLarge: false, Enumerable.Range(0, ManyWallets).Select(i => AddressOf(0x100000 + i)), Positions);

    /// <summary>A portfolio of 200 wallets with 11,000 balances and 2,400 positions: totals, allocation, first page.</summary>
    public static GatewayWorkload W3 { get; } = Of("W3", isLarge: true, Enumerable.Range(0, LargeWallets).Select(LargeOkx.Address), """
        query Portfolio($by: [WalletInput!]!) {
          portfolio(by: $by) {
            total { valueUsd assetsUsd debtsUsd excludedUsd unpriced isComplete display }
            allocation(by: NETWORK) { key label valueUsd percent }
            tokenBalances(first: 50, order: { valueUsd: DESC }) {
              totalCount
              pageInfo { hasNextPage endCursor }
              nodes { amount priceUsd valueUsd token { symbol network { name } } wallet { address } }
            }
          }
        }
        """);

    public static IReadOnlyList<GatewayWorkload> All { get; } = [W1, W2, W3];

    /// <summary>All of wallets that hold much.</summary>
    public static IReadOnlyList<GatewayWorkload> Large { get; } =
    [
        Of("W1", isLarge: true, [LargeOkx.Address(0)], Overview),
        Of("W2", isLarge: true, Enumerable.Range(0, ManyWallets).Select(LargeOkx.Address), Positions),
        W3,
    ];

    private static string AddressOf(int number) => $"0x{number:x40}";

    private static GatewayWorkload Of(string name, bool isLarge, IEnumerable<string> addresses, string query) =>
        new(name, isLarge, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
            new { query, variables = new { by = addresses.Select(address => new { address = new { address } }) } })));
}
