namespace PortfolioGraph.Providers.Neptune;

/// <summary>What comes on request only: <paramref name="Value"/> with <c>with_value</c>, <paramref name="Text"/> with <c>with_text</c>.</summary>
internal sealed record NeptuneWireExtra<TValue>(NeptuneWireText? Text, TValue? Value)
    where TValue : class;

/// <summary>For people: <c>375.4253 INJ</c>, <c>$2.99</c>.</summary>
internal sealed record NeptuneWireText(string? Amount, string? Price);
