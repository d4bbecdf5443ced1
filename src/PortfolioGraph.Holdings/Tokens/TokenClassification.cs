namespace PortfolioGraph.Holdings.Tokens;

/// <summary>What a token stands for, as Neptune classifies it.</summary>
public abstract record TokenClassification
{
    private TokenClassification()
    {
    }

    /// <summary>A token that stands for itself. <paramref name="ReceiptToken"/>: what a lender hands out for it.</summary>
    public sealed record Regular(Token? ReceiptToken = null) : TokenClassification;

    /// <summary>Handed out by a lender for <paramref name="OriginToken"/>: the same money as the lending position.</summary>
    public sealed record Receipt(Token? OriginToken) : TokenClassification;

    /// <summary>A claim on staked <paramref name="OriginToken"/>.</summary>
    public sealed record LiquidStaking(Token? OriginToken) : TokenClassification;
}
