using PortfolioGraph.Browser.Tests.Harness;

namespace PortfolioGraph.Browser.Tests;

/// <summary>The modules of the page, called for themselves.</summary>
[Collection(StageCollection.Name)]
public sealed class PageModulesTests(Stage stage)
{
    [BrowserFact]
    public async Task Decimal_IsCutAndComparedAsText()
    {
        await using var window = await stage.OpenAsync();

        var shown = await window.Page.EvaluateAsync<string[]>("""
            async () => {
              const { usd, amount, percent, price, compare } = await import('/page/decimal.js');
              return [
                usd('1125.6599'), usd('-1554.2232968659'), usd('0'), usd('0.009'), usd('-0.009'), usd('123456789012345678901234567890.129'),
                amount('41.973035973107181833'), amount('0.000000123456'), amount('-0'), amount('12500000.500'), percent('54.9021'), percent('0.0001'), percent('100'),
                price('0.0000105'), price('64120.7788'),
                String(['10', '9.5', '-3', '-20', '0.10', '0.1', '0'].sort(compare)),
              ];
            }
            """);

        shown.ShouldBe([
            "$1,125.65", "−$1,554.22", "$0.00", "<$0.01", ">−$0.01", "$123,456,789,012,345,678,901,234,567,890.12",
            "41.973035", "0.0000001234", "0", "12,500,000.5", "54.90%", "<0.01%", "100.00%",
            "$0.0000105", "$64,120.77",
            "-20,-3,0,0.10,0.1,9.5,10",
        ]);
    }

    [BrowserFact]
    public async Task Answer_InParts_IsPutTogetherAsItComes()
    {
        const string body = "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"data\":{\"portfolio\":{\"wallets\":[{\"id\":\"a\"}]}},\"pending\":[{\"id\":\"0\",\"path\":[\"portfolio\"],\"label\":\"Tokens\"},{\"id\":\"1\",\"path\":[\"portfolio\"]}],\"hasNext\":true}"
            + "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"incremental\":[{\"id\":\"0\",\"data\":{\"total\":{\"display\":\"$1\"}}}],\"completed\":[{\"id\":\"0\"}],\"hasNext\":true}"
            + "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"incremental\":[{\"id\":\"1\",\"subPath\":[\"wallets\",0],\"data\":{\"kind\":\"ADDRESS\"}}],\"completed\":[{\"id\":\"1\"}],\"hasNext\":false}\r\n-----\r\n";
        await using var window = await stage.OpenAsync(prepare: page => page.RouteAsync("**/graphql", route => route.FulfillAsync(new() { ContentType = "multipart/mixed; boundary=\"-\"", Body = body })));

        var states = await window.Page.EvaluateAsync<string[]>("""
            async () => {
              const { Graph } = await import('/page/graph.js');
              const states = [];
              const answer = await new Graph('/graphql').ask('{ a }', {}, { onPart: part => states.push(JSON.stringify(part.data)) });
              return [...states, JSON.stringify(answer.data)];
            }
            """);

        states.ShouldBe([
            """{"portfolio":{"wallets":[{"id":"a"}]}}""",
            """{"portfolio":{"wallets":[{"id":"a"}],"total":{"display":"$1"}}}""",
            """{"portfolio":{"wallets":[{"id":"a","kind":"ADDRESS"}],"total":{"display":"$1"}}}""",
        ]);
    }

    [BrowserFact]
    public async Task Stream_OfAnswers_IsReadUntilItIsComplete()
    {
        const string body = ":\n\nevent: next\ndata: {\"data\":{\"n\":1}}\n\n:\n\nevent: next\ndata: {\"data\":{\"n\":2}}\n\nevent: complete\ndata:\n\n";
        await using var window = await stage.OpenAsync(prepare: page => page.RouteAsync("**/graphql", route => route.FulfillAsync(new() { ContentType = "text/event-stream", Body = body })));

        var answers = await window.Page.EvaluateAsync<string>("""
            async () => {
              const { Graph } = await import('/page/graph.js');
              const answers = [];
              for await (const answer of new Graph('/graphql').subscribe('subscription { n }', {})) answers.push(answer);
              return JSON.stringify(answers);
            }
            """);

        answers.ShouldBe("""[{"data":{"n":1}},{"data":{"n":2}}]""");
    }
}
