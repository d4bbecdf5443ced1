using Microsoft.Extensions.Primitives;
using PortfolioGraph.GraphQL.AspNetCore.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class AcceptNegotiationTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    [Theory]
    [InlineData(null, "Json")]
    [InlineData("", "Json")]
    [InlineData("no media type", "Json")]
    [InlineData("*/*", "Json")]
    [InlineData("application/*", "Json")]
    [InlineData("application/json", "Json")]
    [InlineData("APPLICATION/JSON", "Json")]
    [InlineData("application/json; charset=utf-8", "Json")]
    [InlineData("application/json, text/plain, */*", "Json")]
    [InlineData("application/graphql-response+json", "GraphQLResponse")]
    [InlineData("application/graphql-response+json; charset=utf-8", "GraphQLResponse")]
    [InlineData("application/graphql-response+json, application/json;q=0.9", "GraphQLResponse")]
    [InlineData("application/json, application/graphql-response+json", "GraphQLResponse")]
    [InlineData("application/graphql-response+json, */*", "GraphQLResponse")]
    [InlineData("application/graphql-response+json;q=0.5, application/json;q=0.8", "Json")]
    [InlineData("application/graphql-response+json;q=0, application/json", "Json")]
    [InlineData("application/json;q=0, */*", "GraphQLResponse")]
    [InlineData("application/json;q=0", null)]
    [InlineData("text/html", null)]
    [InlineData("text/plain", null)]
    [InlineData("*/*;q=0", null)]
    [InlineData(Browser, "Json")]
    public void Choose_WithoutPage_HonoursQuality(string? accept, string? expected) =>
        AcceptNegotiation.Choose(new StringValues(accept), offerHtml: false).ToString().ShouldBe(expected ?? "");

    [Theory]
    [InlineData(Browser, "Html")]
    [InlineData("text/html", "Html")]
    [InlineData("text/*", null)]
    [InlineData("*/*", "Json")]
    [InlineData("application/json, text/html", "Json")]
    [InlineData("application/json, text/html;q=0.9", "Json")]
    public void Choose_WithPage_GivesItToThosePreferringIt(string accept, string? expected) =>
        AcceptNegotiation.Choose(accept, offerHtml: true).ToString().ShouldBe(expected ?? "");

    [Fact]
    public void Choose_SeveralHeaders_ReadsAll() =>
        AcceptNegotiation.Choose(new StringValues(["text/plain", "application/json"]), offerHtml: false).ShouldBe(ResponseMediaType.Json);
}
