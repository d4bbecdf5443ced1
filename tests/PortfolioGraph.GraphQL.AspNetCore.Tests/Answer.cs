using System.Text.Json;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests;

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string? ContentType, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The code of the only error of a response without data.</summary>
    public string RefusalCode
    {
        get
        {
            using var json = JsonDocument.Parse(Body);
            json.RootElement.TryGetProperty("data", out _).ShouldBeFalse();
            return json.RootElement.GetProperty("errors").EnumerateArray().Single().GetProperty("extensions").GetProperty("code").GetString()!;
        }
    }

    public string Message
    {
        get
        {
            using var json = JsonDocument.Parse(Body);
            return json.RootElement.GetProperty("errors")[0].GetProperty("message").GetString()!;
        }
    }
}
