using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.Gateway.Configuration;

/// <summary>Every key of the gateway's own that it reads. A key that is not among them is a mistake: a misspelt limit would be none.</summary>
internal static class KnownSettings
{
    /// <summary>Stands for any name in its place, or for the number of an item of a list.</summary>
    public const string AnyName = "<name>";

    /// <summary>As the documents write them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Providers:Okx:ApiKey", "Providers:Okx:SecretKey", "Providers:Okx:Passphrase", "Providers:Okx:ProjectId",
        "Providers:Okx:BaseUrl", "Providers:Okx:ApiVersion", "Providers:Okx:RequestsPerSecond", "Providers:Okx:MaxResponseMegabytes",
        "Providers:Mesh:ClientId", "Providers:Mesh:ClientSecret", "Providers:Mesh:BaseUrl", "Providers:Mesh:RequestsPerSecond", "Providers:Mesh:MaxResponseMegabytes",
        "Providers:Neptune:Enabled", "Providers:Neptune:BaseUrl", "Providers:Neptune:RequestsPerSecond", "Providers:Neptune:MaxResponseMegabytes",
        "Providers:Proxy",
        "Limits:ExecutionSeconds", "Limits:MaxTokens", "Limits:MaxNesting", "Limits:MaxDepth", "Limits:MaxFields", "Limits:MaxRootFields",
        "Limits:MaxAliases", "Limits:MaxDirectives", "Limits:MaxListDepth", "Limits:MaxIntrospectionDepth", "Limits:AllowIntrospection",
        "Limits:MaxCost", "Limits:MaxValidationErrors", "Limits:ValidationMilliseconds", "Limits:CachedDocuments",
        "Limits:MaxRequestBytes", "Limits:MaxConcurrentRequests", "Limits:MaxWaitingRequests", "Limits:MaxGetCharacters",
        "Limits:MaxGetResponseMegabytes",
        "Limits:MaxResponseMegabytes", "Limits:MaxInFlightMegabytes", "Limits:SendSeconds",
        "Limits:MaxWallets", "Limits:MaxLookups", "Limits:MaxFilterConditions",
        "Http:AllowedHosts", "Http:AllowedOrigins", "Http:Ide", "Http:Page", "Http:RequirePreflightOnGet", "Http:StatusProfile",
        "Resilience:MaxTries", "Resilience:TrySeconds", "Resilience:CallSeconds", "Resilience:RetryMilliseconds", "Resilience:MaxRetrySeconds",
        "Resilience:MaxConcurrentCalls", "Resilience:BreakSeconds", "Resilience:SamplingSeconds", "Resilience:BreakPercent", "Resilience:BreakMinimumTries",
        "Cache:FreshSeconds", "Cache:StaleSeconds", "Cache:MaxMegabytes",
        "Access:Anonymous",
        "Access:Keys:<name>:Sha256", "Access:Keys:<name>:Wallets", "Access:Keys:<name>:AllWallets",
        "Access:Keys:<name>:RequestsPerMinute", "Access:Keys:<name>:MaxCostPerMinute",
        "Access:Jwt:Audience", "Access:Jwt:Issuer", "Access:Jwt:Authority", "Access:Jwt:JwksFile", "Access:Jwt:PublicKey",
        "Access:Jwt:WalletsClaim", "Access:Jwt:AllWallets", "Access:Jwt:RequestsPerMinute", "Access:Jwt:MaxCostPerMinute",
        "Subscriptions:PollSeconds", "Subscriptions:MaxWallets", "Subscriptions:MaxConnections", "Subscriptions:MaxConnectionsPerCaller",
        "Subscriptions:MaxPendingSockets", "Subscriptions:MaxPendingSocketsPerAddress",
        "Subscriptions:MaxOperationsPerConnection", "Subscriptions:InitSeconds", "Subscriptions:KeepAliveSeconds", "Subscriptions:SendSeconds",
        "Sandbox:Enabled",
        "Shutdown:DelaySeconds", "Shutdown:DrainSeconds",
    ];

    private static readonly HashSet<string> Lists = new(StringComparer.OrdinalIgnoreCase) { "Access:Keys:<name>:Wallets", "Http:AllowedHosts" };

    private static readonly Node Root = Tree();

    /// <summary>The sections that are the gateway's own. Others belong to .NET, or to other programs that are set by the same environment.</summary>
    public static IEnumerable<string> Sections => Root.Below.Keys;

    /// <summary>What is set and means nothing, each by its key and never with its value.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration) =>
        Root.Below.SelectMany(section => Problems(configuration.GetSection(section.Key), section.Value));

    private static IEnumerable<string> Problems(IConfigurationSection section, Node known)
    {
        foreach (var child in section.GetChildren())
        {
            if (known.Find(child.Key) is not { } node)
            {
                yield return $"{child.Path} is no setting{Meant(child, known)}";
                continue;
            }

            if (node.Below.Count > 0 && !string.IsNullOrEmpty(child.Value)) yield return $"{child.Path} has no value of its own, only settings below it";
            foreach (var problem in Problems(child, node)) yield return problem;
        }
    }

    private static string Meant(IConfigurationSection section, Node known)
    {
        var parent = section.Path[..^section.Key.Length];
        return Suggestions.Closest(section.Key, known.Below.Keys) switch
        {
            [var closest, ..] => $"; did you mean {parent}{closest}?",
            _ when known.Below.Count > 0 => $"; there are {string.Join(", ", known.Below.Keys)}",
            _ => "",
        };
    }

    private static Node Tree()
    {
        var root = new Node();
        foreach (var key in All)
        {
            var node = root;
            foreach (var part in key.Split(':'))
            {
                if (!node.Below.TryGetValue(part, out var below)) node.Below.Add(part, below = new Node());
                node = below;
            }

            if (Lists.Contains(key)) node.IsList = true;
        }

        return root;
    }

    private sealed class Node
    {
        private static readonly Node Item = new();

        public Dictionary<string, Node> Below { get; } = new(StringComparer.OrdinalIgnoreCase);

        public bool IsList { get; set; }

        public Node? Find(string key)
        {
            if (IsList) return Item;
            return Below.TryGetValue(AnyName, out var any) || Below.TryGetValue(key, out any) ? any : null;
        }
    }
}
