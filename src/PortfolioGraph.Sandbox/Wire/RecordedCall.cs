namespace PortfolioGraph.Sandbox.Wire;

/// <summary>A request that reached a simulated provider, noted before any fault could act on it.</summary>
/// <param name="Provider"><c>okx</c>, <c>mesh</c> or <c>neptune</c>.</param>
/// <param name="Method">The HTTP method, upper case.</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Query">The query as sent, with its question mark; empty where there is none.</param>
/// <param name="Body">The body as text; empty where there is none.</param>
/// <param name="Time">When it arrived, by the sandbox's clock.</param>
public sealed record RecordedCall(string Provider, string Method, string Path, string Query, string Body, DateTimeOffset Time);
