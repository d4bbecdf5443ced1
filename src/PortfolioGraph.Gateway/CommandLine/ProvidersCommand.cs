using System.CommandLine;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.CommandLine;

/// <summary><c>providers check</c>: asks each configured provider for little, and says what to do where that fails.</summary>
internal static class ProvidersCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // Of a provider that has no directory of networks: nobody's wallets, so that nobody's holdings are asked for.
    private static readonly WalletRequest[] Probes =
    [
        new(WalletKey.ForMeshUser("portfolio-graph-check"), HoldingsNeeds.Cash),
        new(WalletKey.ForAddress("inj1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqe2hm49", ChainFamily.Cosmos), HoldingsNeeds.Tokens),
    ];

    public static Command Create()
    {
        var json = CommandOptions.Json();
        var check = new Command("check", "Makes one small call to each configured provider. The exit code is 1 where one fails.") { json };
        check.SetAction(async (parsed, cancellationToken) =>
        {
            await using var gateway = await OfflineGateway.StartAsync(cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            var checks = new List<(ProviderDescription Provider, SourceError? Error)>();
            foreach (var provider in gateway.Providers.All)
            {
                var error = await CheckAsync(provider, cancellationToken);
                checks.Add((provider.Description, error));
                if (!parsed.GetValue(json)) await output.WriteLineAsync(Line(provider.Description, error));
            }

            if (parsed.GetValue(json)) await output.WriteLineAsync(Json(checks));
            return checks.Exists(c => c.Error is not null) ? 1 : 0;
        });
        return new Command("providers", "The providers that are configured.") { check };
    }

    private static async Task<SourceError?> CheckAsync(IHoldingsProvider provider, CancellationToken cancellationToken)
    {
        using var budget = new CallBudget(Longest, TimeProvider.System, cancellationToken);
        if (provider.Networks is { } directory) return (await directory.ListNetworksAsync(budget)).Error;
        var probe = Array.Find(Probes, p => provider.Answers(p.Wallet));
        return probe is null ? null : (await provider.LoadAsync([probe], budget)).SelectMany(a => a.Sources).Select(s => s.Error).FirstOrDefault(e => e is not null);
    }

    private static string Line(ProviderDescription provider, SourceError? error) => error is null
        ? $"{provider.Name} ({provider.Mode.ToString().ToLowerInvariant()}): OK"
        : $"{provider.Name} ({provider.Mode.ToString().ToLowerInvariant()}): {error.Code}{(error.ProviderCode is null ? "" : $" {error.ProviderCode}")}, {error.Message}{Environment.NewLine}  {Advice(provider, error)}";

    private static string Advice(ProviderDescription provider, SourceError error) => error.Code switch
    {
        SourceErrorCodes.Unreachable => $"Check Providers:{Section(provider)}:BaseUrl, Providers:Proxy, the network and the firewall.",
        SourceErrorCodes.Timeout => "Try again; if it stays, check the network and the firewall.",
        SourceErrorCodes.RateLimited => $"Lower Providers:{Section(provider)}:RequestsPerSecond, or see who else uses these credentials.",
        SourceErrorCodes.Unauthorized => $"Check the credentials in Providers:{Section(provider)}, and the clock of this machine.",
        SourceErrorCodes.Forbidden => "The credentials are right: check the plan, the permissions and the addresses that may use them with the provider.",
        SourceErrorCodes.MalformedResponse => $"Check that Providers:{Section(provider)}:BaseUrl is the provider's and that no proxy answers in its place.",
        _ => "Try again later; if it stays, ask the provider with the code above.",
    };

    private static string Section(ProviderDescription provider) => char.ToUpperInvariant(provider.Id[0]) + provider.Id[1..];

    private static string Json(IEnumerable<(ProviderDescription Provider, SourceError? Error)> checks) => CommandJson.Text(writer =>
    {
        writer.WriteStartArray();
        foreach (var (provider, error) in checks)
        {
            writer.WriteStartObject();
            writer.WriteString("provider", provider.Id);
            writer.WriteString("mode", provider.Mode.ToString().ToUpperInvariant());
            writer.WriteBoolean("ok", error is null);
            if (error is not null)
            {
                writer.WriteString("code", error.Code);
                writer.WriteString("providerCode", error.ProviderCode);
                writer.WriteString("message", error.Message);
                writer.WriteString("advice", Advice(provider, error));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
