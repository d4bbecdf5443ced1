using System.Net.Http.Json;
using System.Text.Json;

const string Query = """
    query Totals($by: [WalletInput!]!) {
      portfolio(by: $by) {
        total { valueUsd isComplete }
        wallets { kind total { valueUsd } }
      }
    }
    """;
object[] by =
[
    new { address = new { address = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks = new[] { "eip155:1" } } },
    new { meshUser = new { userId = "cex-example" } },
];

using var http = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("GRAPHQL_URL") ?? "http://127.0.0.1:5000/graphql") };
using var response = await http.PostAsJsonAsync("", new { query = Query, variables = new { by } });
var answer = await response.Content.ReadFromJsonAsync<Answer<Data>>(JsonSerializerOptions.Web);
if (answer?.Data is not { Portfolio: var portfolio } || answer.Errors is { Count: > 0 })
    throw new InvalidOperationException(string.Join(Environment.NewLine, answer?.Errors?.Select(error => error.Message) ?? [$"HTTP {response.StatusCode}"]));

Console.WriteLine($"{portfolio.Total.ValueUsd} {portfolio.Total.IsComplete}");
foreach (var wallet in portfolio.Wallets) Console.WriteLine($"{wallet.Kind} {wallet.Total?.ValueUsd ?? "unknown"}");

// A Decimal is a string here: System.Decimal ends at 28 digits, and what is held on chains does not.
internal sealed record Answer<T>(T? Data, IReadOnlyList<Problem>? Errors) where T : class;
internal sealed record Problem(string Message);
internal sealed record Data(Portfolio Portfolio);
internal sealed record Portfolio(Total Total, IReadOnlyList<Wallet> Wallets);
internal sealed record Total(string ValueUsd, bool IsComplete);
internal sealed record Wallet(string Kind, WalletTotal? Total);
internal sealed record WalletTotal(string ValueUsd);
