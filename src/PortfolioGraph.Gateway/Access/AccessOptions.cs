using System.Security.Cryptography;
using System.Text;
using PortfolioGraph.Gateway.Settings;

namespace PortfolioGraph.Gateway.Access;

/// <summary>Configuration section <c>Access</c>: who may ask, and for what. docs/access.md has the settings.</summary>
internal sealed class AccessOptions
{
    /// <summary>Whether an address that others can reach may be served without asking who they are.</summary>
    public bool Anonymous { get; private init; }

    /// <summary>The keys that there are.</summary>
    public IReadOnlyList<AccessKey> Keys { get; private init; } = [];

    /// <summary>Whose tokens are believed; null is nobody's.</summary>
    public JwtOptions? Jwt { get; private init; }

    /// <summary>Whether callers are asked who they are.</summary>
    public bool KnowsCallers => Keys.Count > 0 || Jwt is not null;

    /// <param name="before">What there was before: a budget that is still the same goes on with what is spent of it.</param>
    /// <exception cref="StartupException">A setting makes no sense.</exception>
    public static AccessOptions Read(IConfiguration configuration, TimeProvider time, AccessOptions? before = null)
    {
        var section = configuration.GetSection("Access");
        var problems = new List<string>();
        var read = new AccessOptions
        {
            Anonymous = SettingReader.ReadFlag(section, "Anonymous"),
            Keys = [.. section.GetSection("Keys").GetChildren().Select(key => ReadKey(key, time, before, problems))],
            Jwt = JwtOptions.Read(section.GetSection("Jwt"), problems),
        };
        foreach (var (name, isEmpty) in new[] { ("Keys", read.Keys.Count == 0), ("Jwt", read.Jwt is null) })
            if (before is null && isEmpty && IsSet(section, name) && string.IsNullOrEmpty(section[name]))
                problems.Add($"Access:{name} is set, and nothing is in it; leave it out to serve callers without a key or token");
        if (read.Anonymous)
        {
            if (read.Keys.Count > 0) problems.Add("Access:Anonymous is true and Access:Keys has keys: only one of them can be meant");
            if (read.Jwt is not null) problems.Add("Access:Anonymous is true and Access:Jwt is set: only one of them can be meant");
        }

        foreach (var same in read.Keys.Where(k => k.Sha256.Length > 0).GroupBy(k => Convert.ToHexString(k.Sha256)).Where(g => g.Count() > 1))
        {
            problems.Add($"Access:Keys has the same Sha256 for {string.Join(" and ", same.Select(k => k.Name))}");
        }

        return problems.Count == 0 ? read : throw new StartupException(problems);
    }

    /// <summary>The key with this text; null where there is none.</summary>
    public AccessKey? Find(string text) => Find(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The key with this hash. Takes the same time whichever it is.</summary>
    public AccessKey? Find(ReadOnlySpan<byte> sha256)
    {
        AccessKey? found = null;
        foreach (var key in Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(sha256, key.Sha256)) found = key;
        }

        return found;
    }

    private static AccessKey ReadKey(IConfigurationSection section, TimeProvider time, AccessOptions? before, List<string> problems)
    {
        var hash = section["Sha256"] ?? "";
        var isHash = hash.Length == 2 * SHA256.HashSizeInBytes && hash.All(char.IsAsciiHexDigit);

        // Not shown: it may be the key itself, set here by mistake.
        if (!isHash) problems.Add($"{section.Path}:Sha256 must be the SHA-256 of the key, 64 hexadecimal digits");

        var sha256 = isHash ? Convert.FromHexString(hash) : [];
        var last = before?.Keys.FirstOrDefault(key => key.Sha256.AsSpan().SequenceEqual(sha256))
            ?? before?.Keys.FirstOrDefault(key => key.Name.Equals(section.Key, StringComparison.OrdinalIgnoreCase));
        return new AccessKey(
            section.Key,
            sha256,
            ReadWallets(section, problems),
            Budget("RequestsPerMinute", last?.Requests),
            Budget("MaxCostPerMinute", last?.Cost))
        {
            SaysWhichWallets = IsSet(section, "Wallets") || IsSet(section, "AllWallets"),
        };

        MinuteBudget? Budget(string key, MinuteBudget? last)
        {
            var number = SettingReader.ReadNumber(section, key, otherwise: -1);
            if (number == 0 || (number < 0 && IsSet(section, key)))
                problems.Add($"{section.Path}:{key} must be at least 1; leave it out for no limit");
            if (number <= 0) return null;
            return last?.PerMinute == number ? last : new MinuteBudget(number, time, last);
        }
    }

    /// <summary>
    /// What a key may ask for; null is every wallet. A list that is set and has nothing in it, however JSON or an environment spell that, is never taken for one
    /// that is not there.
    /// </summary>
    private static WalletScope? ReadWallets(IConfigurationSection section, List<string> problems)
    {
        var wallets = section.GetSection("Wallets");
        var all = SettingReader.ReadFlag(section, "AllWallets");
        var entries = wallets.GetChildren().ToArray();
        if (IsSet(section, "Wallets"))
        {
            if (all) problems.Add($"{section.Path}:AllWallets is true and {wallets.Path} is set: only one of them can be meant");
            if (entries.Length == 0)
            {
                problems.Add(
                    $"{wallets.Path} must be a list with at least one wallet; for all wallets set {section.Path}:AllWallets to true in its place");
            }

            return WalletScope.Read(entries.Select(e => (e.Path, e.Value ?? "")), problems);
        }

        if (all || !IsSet(section, "AllWallets")) return null;
        problems.Add($"{section.Path}:AllWallets is not true and {wallets.Path} is not set: the key could ask for no wallet");
        return WalletScope.None;
    }

    // A section says of null and of an empty object that they do not exist.
    internal static bool IsSet(IConfigurationSection section, string key) =>
        section[key] is not null || section.GetChildren().Any(c => c.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
}
