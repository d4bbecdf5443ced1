using System.Security.Cryptography;
using System.Text;
using PortfolioGraph.Gateway.Configuration;

namespace PortfolioGraph.Gateway.Access;

/// <summary>Configuration section <c>Access</c>: who may ask, and for what. docs/access.md has the settings.</summary>
internal sealed class AccessOptions
{
    private static readonly string[] Settings = ["Sha256", "Wallets", "RequestsPerMinute", "MaxCostPerMinute"];

    /// <summary>Whether an address that others can reach may be served without asking who they are.</summary>
    public bool Anonymous { get; private init; }

    /// <summary>The keys that there are. With none, nobody is asked for one.</summary>
    public IReadOnlyList<AccessKey> Keys { get; private init; } = [];

    /// <exception cref="StartupException">A setting makes no sense.</exception>
    public static AccessOptions Read(IConfiguration configuration, TimeProvider time)
    {
        var section = configuration.GetSection("Access");
        var problems = new List<string>();
        var read = new AccessOptions
        {
            Anonymous = ProviderConfiguration.ReadFlag(section, "Anonymous"),
            Keys = [.. section.GetSection("Keys").GetChildren().Select(key => ReadKey(key, time, problems))],
        };
        if (read is { Anonymous: true, Keys.Count: > 0 }) problems.Add("Access:Anonymous is true and Access:Keys has keys: only one of them can be meant");
        foreach (var same in read.Keys.Where(k => k.Sha256.Length > 0).GroupBy(k => Convert.ToHexString(k.Sha256)).Where(g => g.Count() > 1))
        {
            problems.Add($"Access:Keys has the same Sha256 for {string.Join(" and ", same.Select(k => k.Name))}");
        }

        return problems.Count == 0 ? read : throw new StartupException(problems);
    }

    /// <summary>The key with this text; null where there is none. Takes the same time whichever it is.</summary>
    public AccessKey? Find(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        AccessKey? found = null;
        foreach (var key in Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, key.Sha256)) found = key;
        }

        return found;
    }

    private static AccessKey ReadKey(IConfigurationSection section, TimeProvider time, List<string> problems)
    {
        // A misspelt limit would be none.
        problems.AddRange(section.GetChildren().Where(s => !Settings.Contains(s.Key, StringComparer.OrdinalIgnoreCase))
            .Select(s => $"{s.Path} is no setting; a key has {string.Join(", ", Settings)}"));

        var hash = section["Sha256"] ?? "";
        var isHash = hash.Length == 2 * SHA256.HashSizeInBytes && hash.All(char.IsAsciiHexDigit);

        // Not shown: it may be the key itself, set here by mistake.
        if (!isHash) problems.Add($"{section.Path}:Sha256 must be the SHA-256 of the key, 64 hexadecimal digits");

        var wallets = section.GetSection("Wallets");
        var entries = wallets.GetChildren().ToArray();
        if (wallets.Value is not null && entries.Length == 0) problems.Add($"{wallets.Path} must be a list with at least one wallet; leave it out for all wallets");
        return new AccessKey(
            section.Key,
            isHash ? Convert.FromHexString(hash) : [],
            entries.Length == 0 ? null : WalletScope.Read(entries, problems),
            Budget("RequestsPerMinute"),
            Budget("MaxCostPerMinute"));

        MinuteBudget? Budget(string key)
        {
            var number = ProviderConfiguration.ReadNumber(section, key, otherwise: -1);
            if (number == 0) problems.Add($"{section.Path}:{key} must be at least 1; leave it out for no limit");
            return number > 0 ? new MinuteBudget(number, time) : null;
        }
    }
}
