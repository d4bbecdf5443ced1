using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>A sum in USD over what is counted: tokens, positions and cash. <c>ValueUsd</c> is always <c>AssetsUsd + DebtsUsd</c>.</summary>
public sealed record Total : ILedgerReader
{
    /// <summary>Net of debts.</summary>
    public required BigDecimal ValueUsd { get; init; }

    public required BigDecimal AssetsUsd { get; init; }

    /// <summary>Zero or negative.</summary>
    public required BigDecimal DebtsUsd { get; init; }

    /// <summary>False where something that belongs in the sum could not be had.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>How many counted rows have no known value.</summary>
    public required int Unpriced { get; init; }

    /// <summary>The known value of everything excluded.</summary>
    public required BigDecimal ExcludedUsd { get; init; }

    /// <summary>The age of the oldest data in the sum; null where nobody answered.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary><see cref="ValueUsd"/> as a person would read it.</summary>
    public string Display => DisplayFormat.Usd(ValueUsd);
}
