namespace PortfolioGraph.Clients.Tests.Documents;

/// <summary>The commands and code of the pages that no test can run here.</summary>
internal static class NotRun
{
    /// <summary>Why, by page and first line.</summary>
    public static IReadOnlyDictionary<(string Page, string FirstLine), string> Reasons { get; } = new Dictionary<(string, string), string>
    {
        [("README.md", "dotnet test")] = "It is what runs this.",
        [("README.md", "export Providers__Neptune__Enabled=true")] = "It asks Neptune itself; CommandLineTests and StartTests start gateways with providers.",
        [("README.md", "docker compose up --build")] = "Docker.",
        [("docs/access.md", "export Access__Jwt__Authority=https://login.example/tenant")] = "An issuer on the network; JwtTests have one of their own.",
        [("docs/access.md", "export Access__Jwt__Issuer=https://login.example/")] = "The key of an issuer; JwtTests have one of their own.",
        [("docs/operations.md", "docker build --build-arg SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0@sha256:… \\")] = "Docker.",
        [("docs/operations.md", "docker compose logs gateway | grep 4bf92f3577b34da6a3ce929d0e0e4736")] = "Docker.",
        [("docs/operations.md", "terminationGracePeriodSeconds: 25   # more than Shutdown:DelaySeconds + Shutdown:DrainSeconds")] = "Kubernetes.",
        [("docs/sandbox.md", "await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { TimeProvider = clock }, cancellationToken);")] =
            "A sketch of a test.",
        [("docs/performance.md", "LAB=/path/to/lab tests/PortfolioGraph.Benchmarks/run.sh --rounds 5")] = "The performance lab, and minutes.",
        [("docs/performance.md", "dotnet run -c Release --project tests/PortfolioGraph.Benchmarks -- bench            # all suites of BenchmarkDotNet")] = "Minutes.",
        [("docs/performance.md", "dotnet run -c Release --project tests/PortfolioGraph.Benchmarks -- gateway W1 W2 W3 start memory")] = "Minutes.",
        [("docs/performance.md", "DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0 perf record -e cpu-clock -F 2000 dotnet …")] = "perf, and a server to watch.",
        [("docs/page.md", "<!doctype html>")] = "GraphiQL from a CDN.",
        [("docs/subscriptions.md", "curl -N http://127.0.0.1:5000/graphql -H 'Accept: text/event-stream' -H 'Content-Type: application/json' \\")] =
            "It does not end; SubscriptionTests watch the same.",
        [("docs/subscriptions.md", "import { createClient } from 'graphql-sse';")] = "ClientTests run graphql-sse.",
        [("docs/subscriptions.md", "import { createClient } from 'graphql-ws';")] = "ClientTests run graphql-ws.",
        [("docs/clients.md", "apollo {")] = "Gradle and the Android SDK.",
        [("docs/clients.md", "extend interface Node @typePolicy(keyFields: \"id\")")] = "Apollo Kotlin's directives.",
        [("docs/clients.md", "static func cacheKeyInfo(for type: Object, object: ObjectData) -> CacheKeyInfo? {")] = "Xcode.",
    };

    public static bool Contains(CodeBlock block) => Reasons.ContainsKey((block.Page, block.FirstLine));
}
