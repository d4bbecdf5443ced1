using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

/// <summary>An item of <c>data</c> of every token balance call.</summary>
internal sealed record OkxTokenAssets : IOkxLists
{
    public IReadOnlyList<OkxTokenAsset> TokenAssets { get; set => field = WireList.Once(field, value); } = WireList.Absent<OkxTokenAsset>();

    public DateTimeOffset? TimeStamp { get; set; }

    string[] IOkxLists.Names => ["tokenAssets"];

    bool IOkxLists.IsAbsent => WireList.IsAbsent(TokenAssets);
}

/// <summary>A token balance. It has no decimals, name, logo or value.</summary>
internal sealed record OkxTokenAsset
{
    public string? ChainIndex { get; set; }

    public string? ChainId { get; set; }

    public string? TokenAddress { get; set; }

    /// <summary>Version 6's name for it.</summary>
    public string? TokenContractAddress { get; set; }

    public string? Address { get; set; }

    public string? Symbol { get; set; }

    public BigDecimal? Balance { get; set; }

    /// <summary>Empty on chains that OKX has no base units for.</summary>
    public BigDecimal? RawBalance { get; set; }

    public BigDecimal? TokenPrice { get; set; }

    /// <summary>1 token, 2 inscription.</summary>
    public string? TokenType { get; set; }

    public bool? IsRiskToken { get; set; }

    /// <summary>As some answers spell it.</summary>
    public bool? IsRistToken { get; set; }

    public DateTimeOffset? TimeStamp { get; set; }
}

/// <summary>An item of <c>data</c> of supported chains.</summary>
internal sealed record OkxSupportedChain
{
    public string? Name { get; set; }

    public string? LogoUrl { get; set; }

    public string? ShortName { get; set; }

    public string? ChainIndex { get; set; }

    public string? ChainId { get; set; }
}
