using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.Gateway.Configuration;

/// <summary>Configuration section <c>Limits</c>: what one request may ask for, and how many at a time. Defaults and meaning are in docs/limits.md.</summary>
public sealed record GatewayLimits
{
    /// <summary>More levels than this may not fit on the stack of a thread.</summary>
    private const int HighestNesting = 1_000;

    private const int Megabyte = 1024 * 1024;

    // A buffer has to fit into one array.
    private const int HighestMegabytes = 1_024;

    /// <summary>No answer takes longer, waiting for providers included; what is not there by then is reported in <c>sources</c>.</summary>
    public int ExecutionSeconds { get; init; } = 10;

    /// <summary>The largest answer in MB, or part or event of one.</summary>
    public int MaxResponseMegabytes { get; init; } = 32;

    /// <summary>Different wallets of one request.</summary>
    public int MaxWallets { get; init; } = 500;

    /// <summary>Single tokens, investments and nodes that one request looks up by themselves.</summary>
    public int MaxLookups { get; init; } = 1_000;

    /// <summary>Conditions of all filters of one request; 0 is no limit.</summary>
    public int MaxFilterConditions { get; init; } = 1_000;

    public OperationLimits Operations { get; init; } = OperationLimits.Default;

    public ParserOptions Parser { get; init; } = ParserOptions.Default;

    public ValidationOptions Validation { get; init; } = ValidationOptions.Default;

    /// <summary>How many documents are kept parsed, validated and planned.</summary>
    public int CachedDocuments { get; init; } = 1_000;

    /// <summary>Bytes of a body, depth of its JSON, and requests at a time.</summary>
    public GraphQLHttpOptions Http { get; init; } = new();

    /// <summary>The time that providers have: a little less, so that the answer can still be summed and written, on a busy machine as well.</summary>
    internal TimeSpan ExecutionTime => TimeSpan.FromSeconds(ExecutionSeconds) - TimeSpan.FromMilliseconds(Math.Min(250 * ExecutionSeconds, 500));

    /// <summary>The limits as the engine takes them.</summary>
    /// <param name="onUnexpectedError">Told of each failure that clients see masked.</param>
    internal RequestExecutorOptions ExecutorOptions(Action<string, Exception>? onUnexpectedError) => new()
    {
        Parser = Parser,
        Validation = Validation,
        Limits = Operations,
        DocumentCacheSize = CachedDocuments,
        MaxResponseBytes = MaxResponseMegabytes * Megabyte,
        OnUnexpectedError = onUnexpectedError,
    };

    /// <summary>Reads the section <c>Limits</c>; what is not set has its default.</summary>
    /// <param name="isDevelopment">Who is not developing has the schema already: introspection is off unless it is switched on.</param>
    /// <exception cref="StartupException">A value is no number, or makes no sense.</exception>
    internal static GatewayLimits Read(IConfiguration configuration, bool isDevelopment)
    {
        var section = configuration.GetSection("Limits");
        var defaults = new GatewayLimits();
        var (operations, validation, http) = (defaults.Operations, defaults.Validation, defaults.Http);
        var validationTime = Number("ValidationMilliseconds", (int)validation.MaxTime!.Value.TotalMilliseconds);
        return new GatewayLimits
        {
            ExecutionSeconds = Number("ExecutionSeconds", defaults.ExecutionSeconds, lowest: 1),
            MaxResponseMegabytes = Number("MaxResponseMegabytes", defaults.MaxResponseMegabytes, lowest: 1, highest: HighestMegabytes),
            MaxWallets = Number("MaxWallets", defaults.MaxWallets, lowest: 1),
            MaxLookups = Number("MaxLookups", defaults.MaxLookups, lowest: 1),
            MaxFilterConditions = Number("MaxFilterConditions", defaults.MaxFilterConditions),
            CachedDocuments = Number("CachedDocuments", defaults.CachedDocuments, lowest: 1),
            Parser = new ParserOptions
            {
                MaxTokens = Number("MaxTokens", defaults.Parser.MaxTokens),
                MaxDepth = Number("MaxNesting", defaults.Parser.MaxDepth, lowest: 1, highest: HighestNesting),
            },
            Validation = validation with
            {
                MaxErrors = Number("MaxValidationErrors", validation.MaxErrors!.Value, lowest: 1),
                MaxTime = validationTime == 0 ? null : TimeSpan.FromMilliseconds(validationTime),
            },
            Operations = operations with
            {
                MaxDepth = Number("MaxDepth", operations.MaxDepth),
                MaxFields = Number("MaxFields", operations.MaxFields),
                MaxRootFields = Number("MaxRootFields", operations.MaxRootFields),
                MaxAliases = Number("MaxAliases", operations.MaxAliases),
                MaxDirectives = Number("MaxDirectives", operations.MaxDirectives),
                MaxListDepth = Number("MaxListDepth", operations.MaxListDepth),
                MaxIntrospectionDepth = Number("MaxIntrospectionDepth", operations.MaxIntrospectionDepth),
                MaxCost = Number("MaxCost", operations.MaxCost),
                AllowIntrospection = SettingReader.ReadFlag(section, "AllowIntrospection", otherwise: isDevelopment),
            },
            Http = http with
            {
                MaxRequestBytes = Number("MaxRequestBytes", http.MaxRequestBytes, lowest: 1),
                MaxConcurrentRequests = Number("MaxConcurrentRequests", http.MaxConcurrentRequests),
                MaxWaitingRequests = Number("MaxWaitingRequests", http.MaxWaitingRequests),
                MaxGetCharacters = Number("MaxGetCharacters", http.MaxGetCharacters),
                MaxGetResponseBytes =
                    Number("MaxGetResponseMegabytes", http.MaxGetResponseBytes / Megabyte, lowest: 1, highest: HighestMegabytes) * Megabyte,
                SendTimeout = TimeSpan.FromSeconds(Number("SendSeconds", (int)http.SendTimeout.TotalSeconds, lowest: 1, highest: 3_600)),
                MaxBytesInFlight = (long)Number("MaxInFlightMegabytes", (int)(http.MaxBytesInFlight / Megabyte), lowest: 1) * Megabyte,
            },
        };

        int Number(string key, int otherwise, int lowest = 0, int highest = int.MaxValue) => SettingReader.ReadNumber(section, key, otherwise, lowest, highest);
    }
}
