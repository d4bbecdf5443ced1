using System.Text;
using BenchmarkDotNet.Attributes;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Okx;

namespace PortfolioGraph.Benchmarks.Suites;

/// <summary>An answer of OKX with 100 token balances, from its bytes to holdings: envelope, wire records, mapping.</summary>
[MemoryDiagnoser]
public class OkxParsingBenchmarks
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes($$"""{"code":"0","msg":"success","data":[{"tokenAssets":[{{string.Join(',', Enumerable.Range(0, 100).Select(Asset))}}]}]}""");
    private readonly WalletKey _wallet = WalletKey.ForOkxAccount("4686531e-3adb-469a-8000-8fd1c2097f68");

    [Benchmark]
    public TokenBalance[] Balances()
    {
        OkxEnvelope.Read<OkxTokenAssets>(_body, out var items);
        var mapping = new OkxBalanceMapping(_wallet, DateTimeOffset.UnixEpoch);
        return [.. items!.SelectMany(d => d.TokenAssets).Select(a => mapping.Balance(a, null))];
    }

    private static string Asset(int i) =>
        $$"""{"chainIndex":"1","tokenAddress":"0xdac17f958d2ee523a2206206994597c13d{{831000 + i}}","symbol":"USDT","balance":"{{i}}.072103","rawBalance":"{{i}}072103","tokenPrice":"0.9997","tokenType":"1","isRiskToken":false}""";
}
