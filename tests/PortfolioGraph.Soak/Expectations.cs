using System.Text.Json;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Soak;

/// <summary>
/// What the total of each wallet has to be, whatever has failed: each part of each provider is made to fail alone and with all others, without
/// cache and second tries, and the totals are kept by what the answer then says has failed.
/// </summary>
internal sealed class Expectations
{
    private static readonly string[] Wallets =
    [
        """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1"] } }""",
        """{ account: "cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" }""",
        """{ okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" }""",
        """{ meshUser: { userId: "Mesh" } }""",
        """{ meshUser: { userId: "cex-example" } }""",
    ];

    private static readonly (string Provider, string Path)[] Parts =
    [
        ("okx", "/api/v5/wallet"), ("okx", "/api/v5/defi/user/asset/platform/list"), ("okx", "/api/v5/defi/user/asset/platform/detail"),
        ("mesh", "/api/v1/holdings"), ("mesh", "/api/v1/balance"),
        ("neptune", "/api/v1/users/inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns"),
        ("neptune", "/api/v1/users/inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns/wallet"),
    ];

    // DeFi positions can fail with and without the list of platforms, which says what tokens are receipts: then there are two right totals.
    private readonly Dictionary<(int Wallet, string Failed), HashSet<string>> _totals = [];

    private Expectations()
    {
    }

    public int Count => _totals.Count;

    public static int WalletCount => Wallets.Length;

    public static string Query(params IEnumerable<int> wallets) =>
        $"{{ wallets(by: [{string.Join(' ', wallets.Select(w => Wallets[w]))}]) {{ total {{ valueUsd isComplete }} sources {{ provider {{ id }} capability status }} }} }}";

    public static async Task<Expectations> RecordAsync()
    {
        var expectations = new Expectations();
        await using var servers = await Servers.StartAsync(
            ("Cache__FreshSeconds", "0"), ("Cache__StaleSeconds", "0"), ("Resilience__MaxTries", "1"), ("Resilience__BreakMinimumTries", "10000"));
        for (var failing = 0; failing < 1 << Parts.Length; failing++)
        {
            servers.Sandbox.Faults.Clear();
            for (var part = 0; part < Parts.Length; part++)
            {
                // The fault that was set last wins, so that a longer path can be well where a shorter one is not.
                var fails = (failing >> part & 1) != 0;
                servers.Sandbox.Faults.Set(Parts[part].Provider, new Fault { PathPrefix = Parts[part].Path, Status = fails ? 500 : null });
            }

            var answered = (await servers.AskAsync(Query(Enumerable.Range(0, WalletCount)))).GetProperty("wallets");
            for (var wallet = 0; wallet < WalletCount; wallet++)
            {
                var key = (wallet, Failed(answered[wallet]));
                if (!expectations._totals.TryGetValue(key, out var totals)) expectations._totals.Add(key, totals = []);
                totals.Add(Total(answered[wallet]));
            }
        }

        return expectations;
    }

    /// <summary>What is wrong with a wallet's answer; null where nothing is.</summary>
    public string? Problem(int wallet, JsonElement answer)
    {
        var (failed, total) = (Failed(answer), Total(answer));
        if (!_totals.TryGetValue((wallet, failed), out var expected)) return $"{Wallets[wallet]}: no total is known for failures of {failed}";
        if (!expected.Contains(total)) return $"{Wallets[wallet]} without {failed}: {total} instead of {string.Join(" or ", expected)}";
        var isComplete = answer.GetProperty("total").GetProperty("isComplete").GetBoolean();
        return isComplete && failed.Length > 0 ? $"{Wallets[wallet]} is said to be complete without {failed}" : null;
    }

    private static string Total(JsonElement wallet) => wallet.GetProperty("total").GetProperty("valueUsd").GetString() ?? "null";

    private static string Failed(JsonElement wallet) => string.Join(' ', wallet.GetProperty("sources").EnumerateArray()
        .Where(s => s.GetProperty("status").GetString() is "FAILED" or "PARTIAL")
        .Select(s => $"{s.GetProperty("provider").GetProperty("id").GetString()}:{s.GetProperty("capability").GetString()}").Order(StringComparer.Ordinal));
}
