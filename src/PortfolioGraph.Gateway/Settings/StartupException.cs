namespace PortfolioGraph.Gateway.Settings;

/// <summary>The gateway can't start as it is configured. The message names each key and says what to set.</summary>
public sealed class StartupException(IReadOnlyList<string> problems)
    : Exception($"PortfolioGraph can't start:{string.Concat(problems.Select(p => $"{Environment.NewLine}  - {p}"))}")
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
